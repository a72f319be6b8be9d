import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { query } from '../support/sql.ts';
import { expect, expectAccessible, test } from '../support/story.ts';

/** The colour of each text's mark beside that of the token for warnings. */
const readColours = (page: Page) =>
	page.locator('.outdated').evaluateAll((marks) =>
		marks.map((mark) => {
			const probe = document.createElement('i');
			probe.style.color = 'var(--warn)';
			mark.append(probe);
			const colours = [getComputedStyle(mark).color, getComputedStyle(probe).color];
			probe.remove();
			return colours;
		})
	);

async function expectAmber(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		const colours = await readColours(page);
		expect(colours.length).toBeGreaterThan(0);
		for (const [mark, warn] of colours) expect(mark).toBe(warn);
		await expectAccessible(page);
	}
}

test('a translation whose original changed is told in amber, waits on the desk and is confirmed there', async ({
	cast,
	today
}) => {
	const page = await cast.signedIn('secretariat');
	await page.goto(`/desk/meetings/${today}`);
	const original = await page.locator('input[name="title-original"]').inputValue();
	const tag = original === 'da' ? 'nl' : 'da';
	const field = (lang: string) => page.locator(`#title input[name="title-${lang}"]`);
	const save = () => page.getByRole('button', { name: 'Save', exact: true }).click();
	await field(tag).fill('Translated');
	await save();
	await expect(page.getByRole('status')).toHaveText('Saved.');
	await field(original).fill(`Renamed ${today}`);
	await save();
	await expect(page.locator('#title')).toContainText('needs an update');
	await expectAmber(page);
	await page.setViewportSize({ width: 320, height: 700 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

	await page.goto('/desk');
	await page
		.getByRole('link', { name: `Renamed ${today}` })
		.last()
		.click();
	await page.locator(`input[name="title-same.${tag}"]`).check();
	await save();
	await expect(page.locator(`input[name="title-same.${tag}"]`)).toHaveCount(0);
});

test('so it is in the forms of a dossier', async ({ cast }) => {
	const slug = `stale-${randomBytes(4).toString('hex')}`;
	const title = { original: 'en', texts: { en: 'New', fr: 'Ancien' }, states: { fr: 'outdated' } };
	await query('insert into dossier (slug, title) values ($1, $2)', [slug, JSON.stringify(title)]);
	const page = await cast.signedIn('admin');
	await page.goto(`/desk/dossiers/${slug}`);
	await expect(page.locator('#title')).toContainText('needs an update: the original was changed');
	await expectAmber(page);
	await query('delete from dossier where slug = $1', [slug]);
});
