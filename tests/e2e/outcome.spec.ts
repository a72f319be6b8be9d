import type { Page } from '@playwright/test';
import { expect, expectMarked, expectOutcomeFocused, test } from '../support/story.ts';

const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).first().press('Enter');

for (const javaScriptEnabled of [true, false])
	test(`whoever sends a form outside the desk goes on where it says what became of it, ${javaScriptEnabled ? 'by keyboard' : 'without JavaScript'}`, async ({
		cast,
		today
	}) => {
		cast.expected.push(/status of (400|401|422)/);
		const visitor = await cast.visitor({ javaScriptEnabled });
		visitor.setDefaultTimeout(20_000);
		// What the browser itself would not send is sent nevertheless.
		const open = async (page: Page, address: string) => {
			await page.goto(address, { waitUntil: 'networkidle' });
			for (const form of await page.locator('main form').all())
				await form.evaluate((it: HTMLFormElement) => {
					it.noValidate = true;
				});
		};

		await open(visitor, '/sign-in');
		await press(visitor, 'Sign in');
		await expectMarked(visitor, 'E-mail', /\w/);
		await visitor.getByLabel('E-mail').fill('nobody@demo.example');
		await visitor.getByLabel('Password').fill('not the password');
		await press(visitor, 'Sign in');
		await expectOutcomeFocused(visitor, 'E-mail or password is not right.');

		const page = await cast.signedIn('secretariat', { javaScriptEnabled });
		page.setDefaultTimeout(20_000);
		await open(page, `/meetings/${today}/invitations`);
		await page.getByLabel('Person or organisation invited').fill('Guest');
		await page.getByLabel(/^Send to/).fill('nowhere');
		await press(page, 'Make the link');
		await expectMarked(page, /^Send to/, /\w/);
		await page.getByLabel(/^Send to/).fill('');
		await press(page, 'Make the link');
		await expectOutcomeFocused(page, /Guest/);
		const link = await page.getByRole('status').locator('code').innerText();

		await open(visitor, link);
		await press(visitor, 'Accept and continue');
		await expectMarked(visitor, 'Your name', /\w/);

		await open(page, `/meetings/${today}/agenda`);
		const add = page.locator('form[action="?/add"]');
		await add.getByLabel('Title').fill('x'.repeat(301));
		await add.getByRole('button', { name: 'Add item' }).press('Enter');
		await expectMarked(page, 'Title', /300 characters/);
		await page.locator('[aria-invalid]').fill('Outcome of an item');
		await add.getByRole('button', { name: 'Add item' }).press('Enter');
		await expectOutcomeFocused(page, /saved/i);
		await page.getByRole('button', { name: 'Remove: Outcome of an item' }).press('Enter');
		await expectOutcomeFocused(page, /Outcome of an item/);

		await open(page, '/library/jet-net-denmark/edit');
		await page.getByLabel('Language of the subtitles').fill('123');
		const file = (text: string) =>
			page
				.getByLabel(/^Subtitle file/)
				.setInputFiles({ name: 'a.srt', mimeType: '', buffer: Buffer.from(text) });
		await file('1\n00:00:01,000 --> 00:00:03,500\nOne\n');
		await press(page, 'Save subtitles');
		await expectMarked(page, 'Language of the subtitles', /\w/);
		await page.getByLabel('Language of the subtitles').fill('nl');
		await file('1\n00:00:01,000 --> 00:00:03,500\nOne\n');
		await press(page, 'Save subtitles');
		await expectOutcomeFocused(page, /Saved: 1 subtitles/);
		await expect(page.getByRole('status')).toHaveCount(1);
	});
