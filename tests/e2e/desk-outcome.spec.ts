import type { Page } from '@playwright/test';
import { expect, expectMarked, expectOutcomeFocused, test } from '../support/story.ts';

const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).first().press('Enter');

for (const javaScriptEnabled of [true, false])
	test(`whoever saves or is refused at the desk goes on there, ${javaScriptEnabled ? 'by keyboard' : 'without JavaScript'}`, async ({
		cast
	}) => {
		cast.expected.push(/(400|409|422) \(/);
		const mark = `o${Date.now().toString(36)}`;
		const page = await cast.signedIn('admin', { javaScriptEnabled });
		page.setDefaultTimeout(20_000);
		const open = (address: string) => page.goto(address, { waitUntil: 'networkidle' });

		// A dossier, all its sections by the same parts.
		await open('/desk/dossiers');
		await page.getByText('Begin a dossier').click();
		await page.getByLabel('Title').fill(`Outcome ${mark}`);
		await page.getByLabel('Status').selectOption('active');
		await press(page, 'Add');
		await page.waitForURL(/saved/);
		await expectOutcomeFocused(page);
		const desk = `/desk/dossiers/outcome-${mark}`;
		await page.getByLabel('Requested by, no. 2').fill('Nobody Knows It');
		await press(page, 'Save');
		await expectMarked(page, 'Requested by, no. 2', /Nobody Knows It/);
		await open(desk);
		await page.getByLabel('Address of the page').fill('bretagne');
		await press(page, 'Save');
		await expectMarked(page, 'Address of the page', /address/);
		await page.getByLabel('Address of the page').fill(`outcome-${mark}`);
		await page.getByLabel('Readable by').selectOption('public');
		await press(page, 'Save');
		await expectMarked(page, 'Readable by', /asked for/);
		await open(`${desk}/money`);
		await page.getByText('Add a line').click();
		await page.getByRole('textbox', { name: 'For, English' }).fill('Line');
		await page.getByLabel('Amount').fill('12,345');
		await page.getByLabel('State', { exact: true }).selectOption({ index: 1 });
		await press(page, 'Add');
		await expectMarked(page, 'Amount', /\w/);
		await page.getByLabel('Amount').fill('12.34');
		await press(page, 'Add');
		await expectOutcomeFocused(page);
		await open('/desk/texts');
		await press(page, 'Save');
		await expectOutcomeFocused(page);

		// Participants' reports of an event.
		await open('/desk/events/vet-conference-2022');
		await page.getByText('Add a report').click();
		await page.getByLabel('Author’s role').fill('teacher');
		await page.getByLabel('Who was named, no. 1').fill('Nobody Knows It');
		await press(page, 'Add');
		await expectMarked(page, /^Who was named, no. 1/, /Nobody Knows It/);

		await open('/desk/organisations/jntn');
		await page.getByLabel('Address of its page').fill('locarn');
		await press(page, 'Save');
		await expectMarked(page, 'Address of its page', /address/);
		await page.getByLabel('Address of its page').fill('jntn');
		await press(page, 'Save');
		await expectOutcomeFocused(page);
		await page.getByLabel('Other organisation', { exact: true }).fill('jntn');
		await press(page, 'Add relation');
		await expectMarked(page, 'Other organisation', /itself/);

		await open('/desk/people');
		await page.locator('main li a').last().press('Enter');
		await page.waitForURL(/people\/[0-9a-f-]{36}$/);
		await page.waitForLoadState('networkidle');
		await press(page, 'Save');
		await expectOutcomeFocused(page);
		await page.getByLabel('What stands instead of the name').fill('x');
		await page.getByLabel('Type the name to confirm').fill('Somebody Else');
		await press(page, 'Erase for good');
		await expectMarked(page, 'Type the name to confirm', /name/);

		await open('/desk/actions?state=all');
		const action = page.locator('main li', { has: page.getByText('Change', { exact: true }) });
		await action.first().locator('summary').first().click();
		await action.first().getByLabel('Owner').fill('Nobody Knows It');
		await action.first().getByRole('button', { name: 'Save action' }).press('Enter');
		await expectMarked(page, 'Owner', /Nobody Knows It/);
		const shown = page.locator('main li', { has: page.locator('[aria-invalid]') });
		await shown.getByLabel('Owner').fill('JNTN');
		await shown.getByRole('button', { name: 'Save action' }).press('Enter');
		await expectOutcomeFocused(page);

		await open('/desk/import');
		await press(page, 'Show the preview');
		await expectMarked(page, 'Text', /\w/);
		await page.getByLabel('Text').fill('A day\n\n4 March 2031\n09:00 One\n5 March 2031\n09:00 Two');
		await press(page, 'Show the preview');
		await page.locator('[name="days.1.date"]').fill('2031-03-04');
		await page.getByRole('button', { name: /^Confirm/ }).press('Enter');
		await expectMarked(page, 'Date', /date/);

		await open('/desk/meetings');
		await page.getByLabel('Title').fill(' ');
		await press(page, 'Create meeting');
		await expectMarked(page, 'Title', /\w/);
		await page.getByLabel('Title').fill(`Outcome ${mark}`);
		await page.getByLabel('First day').fill('2031-08-27');
		await press(page, 'Create meeting');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Outcome ${mark}`);
		await page.waitForLoadState('networkidle');
		await press(page, 'Announce');
		await expectOutcomeFocused(page);
		await page.getByText('Move to another date').click();
		await page.getByLabel('New first day').fill('2031-08-28');
		await press(page, 'Move the meeting');
		await expectMarked(page, 'Reason for moving', /reason/);

		await open('/account');
		await press(page, 'Save');
		await expectOutcomeFocused(page);
	});
