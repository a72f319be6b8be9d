import { expect, expectAccessible, expectOutcomeFocused, test } from '../support/story.ts';

test('an overdue action is found on the desk, kept on, and said to be done by its owner', async ({
	cast
}) => {
	cast.expected.push(/422 \(Unprocessable/);
	const words = 'Check line, PC and big screen';
	// The chair of the dossier edits it, so the desk is theirs too.
	const chair = await cast.signedIn('chair');
	await chair.goto('/');
	await chair.getByRole('link', { name: 'Desk' }).click();
	await expect(chair.getByRole('heading', { level: 1 })).toHaveText('Desk');
	await expectAccessible(chair);
	await chair
		.getByRole('list', { name: 'Overdue actions' })
		.getByRole('link', { name: words })
		.click();
	await expect(chair.locator('li:target').getByRole('heading')).toContainText(words);
	const entry = chair.locator('main li', { has: chair.getByRole('heading', { name: words }) });
	await entry.getByLabel('State').selectOption('dropped');
	await entry.getByLabel('Due').fill('2027-03-01');
	await entry.getByRole('button', { name: 'Save action' }).click();
	await expect(entry.getByRole('alert')).toContainText('Say why');
	await expect(entry.getByLabel('Answer or reason')).toBeFocused();
	await expectAccessible(chair);
	await expect(entry.getByLabel('Due')).toHaveValue('2027-03-01');
	await entry.getByLabel('State').selectOption('open');
	await entry.getByRole('button', { name: 'Save action' }).click();
	await expect(chair.getByRole('status')).toHaveText('Saved.');
	await expect(entry).toContainText('1 March 2027');

	const teacher = await cast.signedIn('teacher');
	await teacher.goto('/account');
	const own = teacher.getByRole('list', { name: 'My actions' }).getByRole('listitem');
	await expect(own).toContainText(words);
	await own.getByLabel('What came of it').fill('All three schools were called.');
	await expectAccessible(teacher);
	await expect(own.getByLabel('What came of it')).toHaveValue('All three schools were called.');
	await own.getByRole('button', { name: 'It is done' }).click();
	await expectOutcomeFocused(teacher);
	await expect(own.filter({ hasText: 'Saved.' })).toContainText('done');

	const visitor = await cast.visitor();
	await visitor.goto('/reports/bretagne-1');
	const said = visitor.locator('.action', { hasText: words });
	await expect(said).toContainText('Thursday, 20 August 2020 · open');
	await expect(said).toContainText(/As of .+ · Monday,? 1 March 2027 · done/);
	await expect(visitor.getByText('All three schools')).toHaveCount(0);
	await expectAccessible(visitor);

	await chair.setViewportSize({ width: 320, height: 700 });
	await chair.goto('/desk/actions?state=done');
	await chair.getByText('What was changed (2)').click();
	await expect(chair.getByText('All three schools were called.').first()).toBeVisible();
	await expectAccessible(chair);
	const width = await chair.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(320);
});
