import { expect, expectAccessible, test } from '../support/story.ts';
import { ENGLISH } from '../support/programmes.ts';

test('a programme comes in as a file: preview, a correction, and one meeting', async ({ cast }) => {
	const page = await cast.signedIn('admin', { viewport: { width: 320, height: 800 } });
	await page.goto('/desk');
	await page.getByRole('link', { name: 'Import a programme' }).click();
	await expectAccessible(page);
	await page.getByLabel('Where it goes').selectOption('new:nordic-example');
	await page.getByLabel('Or a file').setInputFiles({
		name: 'programme.txt',
		mimeType: 'text/plain',
		buffer: Buffer.from(ENGLISH)
	});
	await page.getByRole('button', { name: 'Show the preview' }).click();
	await expect(page.getByRole('heading', { name: 'Preview of the programme' })).toBeVisible({
		timeout: 30_000
	});
	await expect(page.getByText('Between 11:30–11:45 nothing is planned')).toBeVisible();
	await expect(page.getByText('Known: EIT Digital Rennes')).toBeVisible();
	await expectAccessible(page);
	const isWide = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
	expect(await page.evaluate(isWide)).toBe(false);
	const last = page.getByRole('group', { name: 'Item 4' });
	await last.getByLabel('Title of the item').fill('Discussion: what we do next');
	await page.getByRole('button', { name: 'Confirm: create the meeting' }).click();
	await page.waitForURL('**/meetings/nordic-example-2027-03-04/agenda?imported');
	const said = page.getByRole('status').filter({ hasText: 'The programme is in' });
	await expect(said).toContainText('Only the members of the dossier can read the meeting now.');
	await expect(said.getByRole('link', { name: /^Organisations on the list/ })).toBeVisible();
	await expect(page.getByText('Doubtful places that came in:')).toBeVisible();
	await expectAccessible(page);
	expect(await page.evaluate(isWide)).toBe(false);
	await expect(page.getByText('Discussion: what we do next').first()).toBeVisible();
});

test('what is chosen and pasted before the page’s script came stays', async ({ cast }) => {
	const page = await cast.signedIn('admin');
	await page.route('**/*.js', async (route) => {
		await new Promise((later) => setTimeout(later, 1000));
		await route.continue();
	});
	await page.goto('/desk/import', { waitUntil: 'commit' });
	const report = page.getByRole('radio', { name: 'The report of an earlier meeting' });
	await report.check();
	const text = page.getByRole('textbox', { name: 'Text', exact: true });
	await text.fill('Pasted at once');
	await page.waitForLoadState('networkidle');
	await expect(report).toBeChecked();
	await expect(text).toHaveValue('Pasted at once');
});

test('by keyboard every doubt is told with what it is about, jumped to and back from', async ({
	cast
}) => {
	const page = await cast.signedIn('admin', { viewport: { width: 320, height: 800 } });
	await page.goto('/desk/import');
	await page.waitForLoadState('networkidle');
	await page
		.getByRole('textbox', { name: 'Text', exact: true })
		.fill(
			[
				'Bijeenkomst Limburg',
				'Dinsdag 20 april 2027',
				'13.00 Inloop',
				'14.15 Rondetafel',
				'       Chair: Peter Jacobs',
				'15.00 Pauze',
				'Uitgenodigd: LIOF, FME',
				'Begroting: zaal € 5.000 of € 6.000'
			].join('\n')
		);
	await page.getByRole('button', { name: 'Show the preview' }).press('Enter');
	const list = page.getByRole('list', { name: 'Doubtful places' });
	await expect(list.getByRole('link')).toHaveText(['Item 2: Rondetafel', /^Budget/], {
		timeout: 30_000
	});
	await expectAccessible(page);
	const isWide = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
	expect(await page.evaluate(isWide)).toBe(false);
	await list.getByRole('link').first().press('Enter');
	const item = page.getByRole('group', { name: 'Item 2' });
	await expect(item).toBeFocused();
	await expect(item.getByText('This was taken for a speaker')).toBeInViewport();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Doubtful places' })).toBeFocused();
});
