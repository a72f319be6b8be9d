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

test('what is chosen before the page’s script came stays chosen', async ({ cast }) => {
	const page = await cast.signedIn('admin');
	await page.route('**/*.js', async (route) => {
		await new Promise((later) => setTimeout(later, 1000));
		await route.continue();
	});
	await page.goto('/desk/import', { waitUntil: 'commit' });
	const report = page.getByRole('radio', { name: 'The report of an earlier meeting' });
	await report.check();
	await page.waitForLoadState('networkidle');
	await expect(report).toBeChecked();
});
