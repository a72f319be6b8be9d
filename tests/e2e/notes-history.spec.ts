import { expectSaved, join, notesOf, write } from '../support/room.ts';
import { expect, expectAccessible, test } from '../support/story.ts';

test('notes can be looked up, compared and brought back, also without JavaScript', async ({
	cast,
	today
}) => {
	const [chair, notes] = [await cast.signedIn('chair'), await cast.signedIn('notes')];
	await join(chair, today);
	await join(notes, today);
	await write(chair, 'Twelve companies will be asked. ');
	await expectSaved(chair);
	await expect(notesOf(notes)).toContainText('Twelve companies');
	await write(notes, 'The region pays the travel.');
	await expectSaved(notes);

	const address = await chair
		.getByRole('region', { name: 'Notes' })
		.getByRole('link', { name: /History of these notes/ })
		.getAttribute('href');
	const page = await cast.signedIn('notes', { javaScriptEnabled: false });
	const reader = await cast.signedIn('chair');
	await reader.goto(address!);
	await expectAccessible(reader);
	await page.goto(address!);
	const main = page.getByRole('main');
	await expect(main).toContainText('Twelve companies will be asked.');
	const written = main.getByRole('listitem').filter({ hasText: 'The region pays' }).first();
	await expect(written).toContainText(/[A-Z]\w+ .*, .*\d\d:\d\d/);

	await page.getByLabel('Name').fill('before the vote');
	await page.getByRole('button', { name: 'Keep this version' }).click();
	await expect(page.getByRole('status')).toHaveText('The version is kept.');

	await notesOf(notes).click();
	await notes.keyboard.press('Control+a');
	await notes.keyboard.type('Everything went by mistake.');
	await expectSaved(notes);
	await page.getByRole('link', { name: 'Compare with now: before the vote' }).click();
	await expect(page.getByRole('deletion').first()).toContainText('Twelve');
	await expect(page.getByRole('insertion').first()).toContainText('Everything');
	await reader.goto(page.url());
	await expectAccessible(reader);

	await page.goto(address!);
	await page.getByRole('link', { name: 'View before the vote' }).click();
	await page.getByRole('button', { name: 'Restore this text' }).click();
	await expect(page.getByRole('status')).toContainText('The text was restored.');
	await expect(notesOf(chair)).toContainText(
		'Twelve companies will be asked. The region pays the travel.'
	);
	await expect(notesOf(chair)).not.toContainText('Everything went');
	await expect(main).toContainText('Before restoring');
	await page.getByLabel('Compare two versions: from').selectOption({ index: 1 });
	await page.getByLabel('To', { exact: true }).selectOption({ index: 1 });
	await page.getByRole('button', { name: 'Compare' }).click();
	await expect(main).toContainText('From before the vote to Before restoring');
	await expect(page.getByRole('deletion').first()).toContainText('Twelve');

	const viewer = await cast.signedIn('other');
	await viewer.goto(address!);
	await expect(viewer.getByRole('heading', { level: 1 })).toHaveText('Not found');
	cast.expected.push(/404/);
});

test('when an item is done, its notes are a version', async ({ cast, today }) => {
	const chair = await cast.signedIn('chair');
	await join(chair, today);
	const next = chair
		.getByRole('region', { name: 'Agenda' })
		.getByRole('button', { name: 'Next item' });
	await next.click();
	await write(chair, 'Welcome said.');
	await expectSaved(chair);
	const address = await chair
		.getByRole('link', { name: /History of these notes/ })
		.getAttribute('href');
	await chair.locator('h1, h2').first().click(); // out of the text, so that the notes move on
	await chair.waitForTimeout(1100); // "Next" takes no second press within a second
	await next.click();
	const page = await cast.signedIn('chair');
	await expect
		.poll(async () => {
			await page.goto(address!);
			return page.getByRole('main').textContent();
		})
		.toContain('Item done');
});
