import { query } from '../support/sql.ts';
import { expect, expectAccessible, test } from '../support/story.ts';

test('a meeting that had no agenda gets an item in its draft, by keyboard, on a small screen', async ({
	cast
}) => {
	cast.expected.push(/422 \(Unprocessable/);
	const slug = `no-agenda-${Date.now().toString(36)}`;
	await query(
		`WITH held AS (INSERT INTO meeting (slug, dossier_id, ordinal, kind, title, mode, host_id, status, room_name)
			SELECT $1, dossier_id, 77, kind, $2::jsonb, 'online', host_id, 'held', $1 FROM meeting
			WHERE slug = 'bretagne-1' RETURNING id)
		INSERT INTO meeting_day (meeting_id, day, date) SELECT id, 1, '2021-03-04' FROM held`,
		[slug, JSON.stringify({ original: 'en', texts: { en: 'A call in between' } })]
	);
	const page = await cast.signedIn('secretariat', {
		viewport: { width: 320, height: 700 }
	});
	await page.goto(`/desk/meetings/${slug}`);
	await page.getByRole('button', { name: 'Begin the report' }).press('Enter');
	await expect(page.getByText('The agenda of this meeting has no items.')).toBeVisible();

	const add = page.getByRole('button', { name: 'Add an item' });
	await page.getByRole('textbox', { name: 'Next steps' }).fill('Typed before');
	await add.press('Enter');
	await expect(page.getByText('Saved.')).toBeVisible();
	const title = page.getByRole('textbox', { name: 'Title of the item' });
	await expect(title).toBeFocused();
	await expectAccessible(page);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	// Words without a title: what was typed comes back, and the fault has the focus.
	const passage = page.getByRole('textbox', { name: 'Add a passage' });
	await passage.fill('The costs were gone through.');
	await page.getByRole('button', { name: 'Save draft', exact: true }).press('Enter');
	await expect(page.getByText('Give the item a title.').first()).toBeVisible();
	await expect(title).toBeFocused();
	await expect(passage).toHaveValue('The costs were gone through.');
	await title.fill('Costs');
	await title.press('Enter');
	const item = page.getByRole('group', { name: 'Costs', exact: true });
	await expect(item.getByRole('textbox', { name: 'Passage 1' })).toHaveValue(
		'The costs were gone through.'
	);
	await item.getByRole('button', { name: 'Add a decision' }).press('Enter');
	await page.getByRole('textbox', { name: 'New: Decision', exact: true }).fill('All is paid.');
	await add.press('Enter');
	await title.last().fill('Welcome');
	await page.getByLabel('Where it stands').selectOption('First in: Part 1');
	await page.getByLabel('What became of it').last().selectOption('No conclusion noted');
	await page.getByRole('button', { name: 'Publish report', exact: true }).press('Enter');
	await page.waitForURL(`**/reports/${slug}`);
	const headings = await page.getByRole('heading', { level: 3 }).allTextContents();
	expect(headings.map((one) => one.trim())).toEqual(['Welcome', 'Costs']);
	await expect(page.getByText('All is paid.').first()).toBeVisible();
	await expectAccessible(page);
});
