import { expect, expectAccessible, test } from '../support/story.ts';

for (const javaScriptEnabled of [true, false]) {
	test(`the chair prepares an agenda, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
		cast,
		today
	}) => {
		cast.expected.push(/status of (400|404)/);
		const page = await cast.signedIn('chair', { javaScriptEnabled });
		await page.goto(`/meetings/${today}/agenda`);
		const add = page.locator('form[action="?/add"]');
		const entry = page.getByRole('listitem').filter({ hasText: 'Any other business' });

		await test.step('a refused form keeps what was typed', async () => {
			await add.getByLabel('Title').fill('x'.repeat(301));
			await add.getByLabel('Minutes').fill('7');
			await add.getByRole('button', { name: 'Add item' }).click();
			await expect(page.getByRole('alert')).toContainText('at most 300 characters');
			await expect(add.getByLabel('Title')).toHaveValue('x'.repeat(301));
			await expect(add.getByLabel('Minutes')).toHaveValue('7');
		});

		await test.step('an item is added, moved, changed, removed and brought back', async () => {
			await add.getByLabel('Title').fill('Any other business');
			await add.getByRole('button', { name: 'Add item' }).click();
			await expect(entry).toContainText('7 min');
			const titles = page.locator('main li strong');
			const before = await titles.allInnerTexts();
			await page.getByRole('button', { name: 'Move up: Any other business' }).click();
			await expect
				.poll(async () => (await titles.allInnerTexts()).indexOf('Any other business'))
				.toBe(before.indexOf('Any other business') - 1);
			await page.getByRole('link', { name: 'Change: Any other business' }).click();
			const edit = page.locator('form[action="?/edit"]');
			await edit.getByLabel('Minutes').fill('9');
			await edit.getByRole('button', { name: 'Save' }).click();
			await expect(entry).toContainText('9 min');
			await page.getByRole('button', { name: 'Remove: Any other business' }).click();
			await expect(entry).toHaveCount(0);
			await page.getByRole('button', { name: 'Undo' }).click();
			await expect(entry).toBeVisible();
		});
		if (javaScriptEnabled) await expectAccessible(page);

		await test.step('nobody else finds the page', async () => {
			for (const person of ['participant', 'other'] as const) {
				const other = await cast.signedIn(person);
				expect((await other.goto(`/meetings/${today}/agenda`))?.status()).toBe(404);
			}
		});
	});
}
