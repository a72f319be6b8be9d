import { CLIPBOARDS, paste } from '../support/clipboard.ts';
import { expectSaved, joinUnseen, notesOf } from '../support/room.ts';
import { expect, test } from '../support/story.ts';

test('what other programs copy becomes notes, and no word is lost', async ({ cast, today }) => {
	const page = await cast.signedIn('notes');
	await joinUnseen(page, today);
	const notes = notesOf(page);
	for (const [program, { html, words, cells, gone }] of Object.entries(CLIPBOARDS))
		await test.step(program, async () => {
			await notes.focus();
			await page.keyboard.press('Control+a');
			await page.keyboard.press('Backspace');
			await paste(notes, { 'text/html': html, 'text/plain': words.join('\n') });
			for (const word of words) await expect(notes).toContainText(word);
			for (const word of gone) await expect(notes).not.toContainText(word);
			await expect(notes.locator('td')).toHaveText(cells);
			await expect(
				notes.locator('img, script, [style], [onclick], a[href^="javascript"]')
			).toHaveCount(0);
			await expectSaved(page);
		});

	await test.step('lists, headings and marks keep their form', async () => {
		await page.keyboard.press('Control+a');
		await page.keyboard.press('Backspace');
		await paste(notes, { 'text/html': CLIPBOARDS.word.html });
		await expect(notes.locator('h3')).toHaveText('Ordre du jour');
		await expect(notes.locator(':scope > p strong')).toHaveText('point');
		await expect(notes.locator('[data-block="bullet"]')).toHaveText('Premier');
		await expect(notes.locator('[data-block="ordered"][data-indent="1"]')).toHaveText('Profond');
	});

	await test.step('in a cell it stays in the cell', async () => {
		await notes.locator('td').last().click();
		await paste(notes, { 'text/html': CLIPBOARDS.libreOffice.html });
		await expect(notes.locator('table')).toHaveCount(1);
		await expect(notes.locator('td').last()).toContainText('Skole | By');
		await expect(notes.locator('td').last()).toContainText('Dagsorden');
	});

	await test.step('plain text with line ends', async () => {
		await page.keyboard.press('Control+a');
		await page.keyboard.press('Backspace');
		await paste(notes, { 'text/plain': 'one\ntwo\r\n\r\nthree' });
		await expect(notes.locator('p')).toHaveText(['one', 'two', 'three']);
	});
});

test('8 MB are refused with a sentence, and others feel nothing', async ({ cast, today }) => {
	const [page, other] = await Promise.all([cast.signedIn('notes'), cast.signedIn('chair')]);
	await joinUnseen(page, today);
	await joinUnseen(other, today);
	await notesOf(page).click();
	await page.keyboard.type('before');
	await expect(notesOf(other)).toContainText('before');
	const began = Date.now();
	await notesOf(page).evaluate((element) => {
		const clipboardData = new DataTransfer();
		const text = 'word '.repeat((8 * 1024 * 1024) / 5);
		clipboardData.setData('text/plain', text);
		clipboardData.setData('text/html', `<p>${text}</p>`);
		element.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
		);
	});
	await expect(page.getByRole('status').filter({ hasText: 'too long to paste' })).toBeVisible();
	expect(Date.now() - began).toBeLessThan(10_000);
	await notesOf(other).click();
	await other.keyboard.press('Control+End');
	await other.keyboard.type(' and after');
	await expect(notesOf(page)).toContainText('before and after');
	await expectSaved(other);
});
