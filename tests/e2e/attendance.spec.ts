import {
	expect,
	expectAccessible,
	expectMarked,
	expectOutcomeFocused,
	test
} from '../support/story.ts';

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
	await page.getByLabel('Who reads the names').selectOption('Secretariat, editors and chair only');
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
	await expect(page.getByText('Secretariat, editors and chair only')).toBeVisible();

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
	await expectOutcomeFocused(page);
	await page.goto('/desk');
	await expect(gap).toHaveCount(0);
	await page.goto('/desk/meetings/bretagne-1/attendance');
	await expectAccessible(page);
	// Whoever works with the keyboard goes on below what was said, also the second time.
	for (const press of ['Enter', 'Space']) {
		await page.getByRole('button', { name: 'Save', exact: true }).focus();
		const [answer] = await Promise.all([
			page.waitForResponse((response) => response.request().method() === 'POST'),
			page.keyboard.press(press)
		]);
		expect(answer.ok()).toBe(true);
		await expect(page.getByRole('status')).toHaveText('Saved.');
		await expectOutcomeFocused(page);
	}
});

test('an answer that two gave at once is refused in place, and shown beside the other', async ({
	cast
}) => {
	const slow = await cast.signedIn('secretariat');
	const quick = await cast.signedIn('secretariat');
	for (const page of [slow, quick]) await page.goto('/desk/meetings/bretagne-1/held');
	const item = { slow: slow.getByRole('group').first(), quick: quick.getByRole('group').first() };
	await item.quick.getByLabel('What happened').selectOption('Other, in words');
	await item.quick.getByLabel('In a few words').fill('By letter');
	await quick.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(quick.getByRole('status')).toHaveText('Saved.');
	cast.expected.push(/409/);
	await item.slow.getByLabel('What happened').selectOption({ index: 1 });
	await item.slow.getByLabel('In a few words').fill('In the corridor');
	await slow.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(slow.getByRole('alert')).toContainText('Somebody else answered one of these');
	await expect(item.slow).toContainText('Somebody else answered this');
	await expect(item.slow).toContainText('By letter');
	await expect(item.slow.getByLabel('In a few words')).toHaveValue('In the corridor');
	await expectAccessible(slow);
	await slow.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(slow.getByRole('status')).toHaveText('Saved.');
	await expect(item.slow).toContainText('In the corridor');
});

for (const javaScriptEnabled of [true, false])
	test(`the form asks who of a name is meant, or whether somebody else, ${javaScriptEnabled ? 'by keyboard' : 'without JavaScript'}`, async ({
		cast
	}) => {
		cast.expected.push(/422/);
		const name = `Homer Nym ${Date.now().toString(36)}`;
		const page = await cast.signedIn('secretariat', { javaScriptEnabled });
		const form = page.locator('form[action="?/person"]');
		const who = form.getByLabel('Who of this name');
		const add = async (of?: string) => {
			await page.goto(LIST, { waitUntil: 'networkidle' });
			await page.locator('summary', { hasText: 'Add person' }).click();
			await form.getByLabel('Name of the person').fill(name);
			if (of) await who.selectOption(of);
			await form.getByRole('button', { name: 'Add person' }).press('Enter');
		};
		await add();
		await page.waitForURL(/saved/);
		await expect(page.getByRole('group', { name })).toHaveCount(1);
		await add('somebody else: a new person');
		await page.waitForURL(/saved/);
		await expect(page.getByRole('group', { name })).toHaveCount(2);
		await add();
		await expectMarked(page, 'Who of this name', /Several people have this name/);
		await expect(who.locator('option')).toHaveCount(4);
		await expect(form.getByLabel('Name of the person')).toHaveValue(name);
		// axe waits for scripts of the page.
		if (javaScriptEnabled) await expectAccessible(page);
		await who.selectOption('somebody else: a new person');
		await form.getByRole('button', { name: 'Add person' }).press('Enter');
		await page.waitForURL(/saved/);
		await expect(page.getByRole('group', { name })).toHaveCount(3);
	});
