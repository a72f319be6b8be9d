import { expect, expectAccessible, test } from '../support/story.ts';

const MEETING = 'bretagne-3';
const LIST = `/desk/meetings/${MEETING}/attendance`;

test('who came to a meeting held elsewhere is filled in without a script, and closed to visitors', async ({
	cast
}) => {
	const visitor = await cast.visitor();
	await visitor.goto(`/meetings/${MEETING}`);
	await expect(visitor.getByText('Attendance was not recorded.')).toBeVisible();
	await expectAccessible(visitor);

	const page = await cast.signedIn('secretariat', { javaScriptEnabled: false });
	await page.goto(LIST);
	await page.getByLabel('Organisation', { exact: true }).fill('institut de locarn');
	await page.getByLabel('Persons, if counted').first().fill('3');
	await page.getByRole('button', { name: 'Add organisation' }).click();
	await expect(page.getByRole('group', { name: 'Institut de Locarn' })).toBeVisible();
	cast.expected.push(/422/);
	await page.getByLabel('Organisation', { exact: true }).fill('Nobody Knows It');
	await page.getByRole('button', { name: 'Add organisation' }).click();
	await expect(page.getByRole('alert')).toContainText('Nobody Knows It');
	await expect(page.getByLabel('Organisation', { exact: true })).toHaveValue('Nobody Knows It');

	await page.goto(LIST);
	const row = page.getByRole('group', { name: 'Institut de Locarn' });
	await expect(row.getByLabel('Persons, if counted')).toHaveValue('3');
	await row.getByLabel('How').selectOption('by video');
	await page.getByLabel('Who reads the names').selectOption('Secretariat only');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('status')).toHaveText('Saved.');

	await visitor.reload();
	await expect(visitor.getByText('Organisations that took part: 1')).toBeVisible();
	await expect(visitor.getByText('Institut de Locarn')).toHaveCount(0);
	const { attendance } = await (await visitor.request.get(`/meetings/${MEETING}.json`)).json();
	expect(attendance).toEqual({
		recorded: true,
		organisations: 1,
		persons: null,
		statement: null
	});
	await page.goto(`/meetings/${MEETING}`);
	await expect(page.getByText('Secretariat only')).toBeVisible();

	await page.goto(LIST);
	await row.getByLabel('Take off the list').check();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(row).toHaveCount(0);
	await visitor.reload();
	await expect(visitor.getByText('Attendance was not recorded.')).toBeVisible();
});

test('the desk leads to where contradictions are settled, and no longer lists them', async ({
	cast
}) => {
	const page = await cast.signedIn('secretariat');
	await page.goto('/desk');
	const gap = page
		.getByRole('listitem')
		.filter({ hasText: 'afternoon' })
		.getByRole('link', { name: /conference/ });
	await gap.click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('As it was held');
	await expectAccessible(page);
	await page.getByLabel('What happened').selectOption('Held in the afternoon');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('status')).toHaveText('Saved.');
	await expect(page.getByText('Yann Skouer · Held in the afternoon')).toBeVisible();
	await page.goto('/desk');
	await expect(gap).toHaveCount(0);
	await page.goto('/desk/meetings/bretagne-1/attendance');
	await expectAccessible(page);
});
