import type { Page } from '@playwright/test';
import { expectSaved, goToEnd, joinUnseen, notesOf, write } from '../support/room.ts';
import { query } from '../support/sql.ts';
import { expect, expectAccessible, test } from '../support/story.ts';

const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Formatting' });

/** Goes to a tool by Alt+F10 and the arrow keys, and presses it. */
async function press(page: Page, name: string): Promise<void> {
	await page.keyboard.press('Alt+F10');
	const tool = toolbar(page).getByRole('button', { name, exact: true });
	await tool.waitFor();
	const steps = await toolbar(page).evaluate((bar, wanted) => {
		const all = [...bar.querySelectorAll<HTMLElement>('button, select')];
		const to = all.findIndex((one) => one.getAttribute('aria-label') === wanted);
		return (to - all.indexOf(document.activeElement as HTMLElement) + all.length) % all.length;
	}, name);
	for (let n = 0; n < steps; n++) await page.keyboard.press('ArrowRight');
	await expect(tool).toBeFocused();
	await page.keyboard.press('Enter');
}

async function openMeeting(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Next item' }).click();
	await expect(page.locator('[aria-current="step"]')).toBeVisible();
}

test('minutes are taken by keyboard alone, and a colleague sees them', async ({ cast, today }) => {
	const chair = await cast.signedIn('chair');
	await joinUnseen(chair, today);
	await openMeeting(chair);
	const page = await cast.signedIn('notes');
	await joinUnseen(page, today);
	const { keyboard } = page;
	await notesOf(page).focus();

	await test.step('a heading by Markdown, a list in a list, bold in between', async () => {
		await keyboard.type('# Opening');
		await keyboard.press('Enter');
		await keyboard.type('- first **point** made');
		await keyboard.press('Enter');
		await keyboard.type('deeper');
		await press(page, 'Move list entry in');
		await keyboard.press('Enter');
		await keyboard.press('Enter');
		await keyboard.press('Enter');
		await expect(notesOf(page).getByRole('heading', { level: 3 })).toHaveText('Opening');
		await expect(notesOf(page).locator('strong')).toHaveText('point');
		await expect(notesOf(page).locator('[data-block="bullet"][data-indent="1"]')).toHaveText(
			'deeper'
		);
	});

	await test.step('a table: rows, columns, and Tab from cell to cell', async () => {
		await press(page, 'Table');
		await expect(page.getByLabel('Rows')).toBeFocused();
		await keyboard.type('2');
		await keyboard.press('Tab');
		await keyboard.type('2');
		await keyboard.press('Enter');
		for (const word of ['School', 'Pupils', 'Locarn', '12']) {
			await keyboard.type(word);
			await keyboard.press('Tab');
		}
		await keyboard.type('Brest');
		await keyboard.press('Enter');
		await keyboard.type('- first');
		await keyboard.press('Enter');
		await keyboard.type('second');
		const entries = notesOf(page).locator('td [data-block="bullet"]');
		await expect(entries).toHaveText(['first', 'second']);
		await press(page, 'Add column');
		await keyboard.press('Tab');
		await keyboard.press('Tab');
		await keyboard.type('7');
		await press(page, 'Remove row');
		await keyboard.press('Escape');
		await keyboard.type('After the table');
		const cells = notesOf(page).locator('td');
		await expect(cells).toHaveCount(6);
		await expect(notesOf(page).locator('[role="columnheader"]')).toHaveText(['School', 'Pupils']);
		await keyboard.press('Enter');
	});

	await test.step('somebody of the meeting, and when it was', async () => {
		await keyboard.type('Asked by @');
		const names = page.getByRole('listbox', { name: 'People and organisations' });
		await expect(names).toBeVisible();
		await keyboard.type('inst');
		const option = names.getByRole('option').first();
		await expect(option).toHaveAttribute('aria-selected', 'true');
		expect(await notesOf(page).getAttribute('aria-activedescendant')).toBe(
			await option.getAttribute('id')
		);
		await expect(page.getByRole('status').filter({ hasText: /\d+ names?/ })).toHaveCount(1);
		await expectAccessible(page);
		await keyboard.press('Enter');
		await expect(names).toBeHidden();
		await keyboard.type('at ');
		await keyboard.press('Control+Alt+c');
		await expect(notesOf(page).locator('.note-mention')).toHaveText(/^@Inst/);
		await expect(notesOf(page).locator('.note-timecode')).toHaveText(/^\d+:\d\d$/);
		await keyboard.press('Enter');
	});

	await test.step('a decision, and an action with owner and date', async () => {
		await keyboard.type('We meet again');
		await keyboard.press('Control+Alt+d');
		await keyboard.press('Enter');
		await keyboard.type('Write the programme');
		await keyboard.press('Control+Alt+a');
		await expect(notesOf(page).locator('[data-kind="decision"]')).toHaveText('We meet again');
		await expect(notesOf(page).locator('[data-kind="action"]')).toHaveText('Write the programme');
		const actions = page.getByRole('list', { name: 'Actions of this item' });
		await keyboard.press('Tab');
		await expect(actions.getByLabel('Owner')).toBeFocused();
		await keyboard.type('Institut');
		await keyboard.press('Tab');
		await keyboard.type('09202027');
		await expect(actions.getByLabel('Due')).toHaveValue('2027-09-20');
		const owner = await actions.getByLabel('Owner').inputValue();
		expect(owner).not.toBe('');
		await notesOf(page).focus();
		for (const count of [0, 1]) {
			await keyboard.press('Control+Alt+a');
			await expect(actions).toHaveCount(count);
		}
		await expect(actions.getByLabel('Due')).toHaveValue('2027-09-20');
		await expect(actions.getByLabel('Owner')).toHaveValue(owner);
		await keyboard.press('Control+End');
	});

	await test.step('the line of an organisation, found in the list by its first letters', async () => {
		await keyboard.press('Enter');
		await keyboard.type('We can help');
		await keyboard.press('Alt+F10');
		await keyboard.press('End');
		await expect(page.getByLabel('Line of an organisation')).toBeFocused();
		await keyboard.type('Institut');
		const line = notesOf(page).locator('[data-kind="line"]');
		await expect(line).toHaveAttribute('data-label', /^Institut/);
		await expect(line).toHaveText('We can help');
		await keyboard.press('Enter');
		await expect(notesOf(page)).toBeFocused();
	});

	await test.step('a link, made, changed and taken away', async () => {
		await keyboard.press('Enter');
		await keyboard.type('[the site](https://example.eu/) is up. ');
		const link = notesOf(page).getByRole('link', { name: 'the site' });
		await expect(link).toHaveAttribute('href', 'https://example.eu/');
		await keyboard.press('Home');
		await keyboard.press('ArrowRight');
		await keyboard.press('Control+k');
		await keyboard.press('Control+a');
		await keyboard.type('https://example.eu/b');
		await keyboard.press('Enter');
		await expect(link).toHaveAttribute('href', 'https://example.eu/b');
	});

	await test.step('Ctrl+S says that it is saved', async () => {
		await expectSaved(page);
		await notesOf(page).press('Control+s');
		await expect(page.getByRole('status').filter({ hasText: /^Saved \d/ })).toBeVisible();
	});

	await test.step('the chair, who reads and writes too, sees all of it', async () => {
		const theirs = notesOf(chair);
		await expect(theirs.locator('td')).toHaveText(['School', '', 'Pupils', 'Locarn', '', '12']);
		await expect(theirs.locator('.note-mention')).toHaveText(/^@Inst/);
		await expect(chair.getByLabel('Due')).toHaveValue('2027-09-20');
	});

	await test.step('undo takes back what one did oneself', async () => {
		await notesOf(chair).click();
		await chair.keyboard.press('Control+End');
		await chair.keyboard.type(' CHAIR');
		await expect(notesOf(page)).toContainText('CHAIR');
		await notesOf(page).focus();
		await keyboard.press('Control+End');
		await keyboard.type(' mine');
		await keyboard.press('Control+z');
		await expect(notesOf(page)).not.toContainText('mine');
		await expect(notesOf(page)).toContainText('CHAIR');
	});

	await test.step('readers have the printed text, accessible also when narrow', async () => {
		await query(
			`update agenda_item set access = 'notes' where meeting_id = (select id from meeting where slug = $1)`,
			[today]
		);
		const reader = await cast.signedIn('teacher', { viewport: { width: 320, height: 800 } });
		await joinUnseen(reader, today);
		await reader.getByRole('tab', { name: 'Notes' }).click();
		const notes = reader.getByRole('region', { name: 'Notes' });
		await expect(notes.getByRole('columnheader', { name: 'School' })).toBeVisible();
		await expect(notes.getByRole('textbox')).toHaveCount(0);
		await expect(notes.locator('time.note-timecode')).toHaveText(/^\d\d:\d\d$/);
		await expectAccessible(reader);
		expect(await overflow(reader)).toBe(0);
		await page.setViewportSize({ width: 320, height: 900 });
		await page.getByRole('tab', { name: 'Notes' }).click();
		await expectAccessible(page);
		expect(await overflow(page)).toBe(0);
		await notesOf(page).locator('td').first().click();
		await page.emulateMedia({ colorScheme: 'dark' });
		await page.setViewportSize({ width: 1280, height: 900 });
		await expectAccessible(page);
	});
});

function overflow(page: Page): Promise<number> {
	return page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
}

test('on a phone what is typed, and what gets the focus, is not behind the bar', async ({
	cast,
	today
}) => {
	const page = await cast.signedIn('notes', { viewport: { width: 320, height: 640 } });
	await joinUnseen(page, today);
	await page.getByRole('tab', { name: 'Notes' }).click();
	await notesOf(page).click();
	const { keyboard } = page;
	for (let n = 0; n < 20; n++) {
		await keyboard.type(`Line ${n}`);
		await keyboard.press('Enter');
	}
	await keyboard.type('Write the programme');
	const hidden = (what: 'caret' | 'focus') =>
		page.evaluate((what) => {
			const bar = document.querySelector('.foot')!.getBoundingClientRect().top;
			const place = what === 'focus' ? document.activeElement! : getSelection()!.getRangeAt(0);
			return Math.max(0, place.getBoundingClientRect().bottom - bar);
		}, what);
	await expect.poll(() => hidden('caret')).toBe(0);
	await keyboard.press('Control+Alt+a');
	for (const name of ['Owner', 'Due']) {
		await keyboard.press('Tab');
		await expect(page.getByLabel(name).last()).toBeFocused();
		await expect.poll(() => hidden('focus')).toBe(0);
	}
});

test('who came later can be named and given an action without loading the page anew', async ({
	cast,
	today
}) => {
	const page = await cast.signedIn('notes');
	await joinUnseen(page, today);
	await notesOf(page).click();
	// Somebody comes for a school that nobody expected.
	await query(
		`WITH school AS (INSERT INTO organisation (slug, name) VALUES ('zenith-' || $1, 'Zenith School') RETURNING id)
		INSERT INTO seat (meeting_id, person_id, kind, organisation_id)
		SELECT m.id, a.person_id, 'participant', school.id FROM meeting m, account a, school
		WHERE m.slug = $1 AND a.email = 'teacher@demo.example'
		ON CONFLICT (meeting_id, person_id) DO UPDATE SET organisation_id = excluded.organisation_id`,
		[today]
	);
	await joinUnseen(await cast.signedIn('teacher'), today);
	await expect(page.getByLabel('Line of an organisation')).toContainText('Zenith School');
	await write(page, 'Asked by @Zen');
	const names = page.getByRole('listbox', { name: 'People and organisations' });
	await expect(names.getByRole('option')).toHaveText(/^Zenith School/);
	await page.keyboard.press('Enter');
	await page.keyboard.press('Control+Alt+a');
	await page.getByLabel('Owner').selectOption({ label: 'Zenith School' });
	const owner = () =>
		query(
			`SELECT o.name FROM action a JOIN organisation o ON o.id = a.owner_organisation_id
			JOIN meeting m ON m.id = a.meeting_id WHERE m.slug = $1`,
			[today]
		);
	await expect.poll(owner).toEqual([{ name: 'Zenith School' }]);
});

test("a colleague's caret stays behind the words typed, which do not carry it", async ({
	cast,
	today
}) => {
	const chair = await cast.signedIn('chair');
	await joinUnseen(chair, today);
	await openMeeting(chair);
	const page = await cast.signedIn('notes');
	await joinUnseen(page, today);
	await write(page, 'Schools [] agree.');
	await expect(notesOf(chair)).toContainText('Schools [] agree.');
	await goToEnd(chair);
	const received: string[] = [];
	await listen(chair, received);

	for (let n = 0; n < 7; n++) await page.keyboard.press('ArrowLeft');
	await page.keyboard.press('ArrowLeft');
	const words = 'of Brittany ';
	await page.keyboard.type(words, { delay: 30 });
	await expect.poll(() => wordsBeforeCaret(chair)).toBe(`Schools [${words}`);
	await expectSaved(page);
	const letters = received.filter((message) => message.includes('"update"'));
	expect(letters.length).toBeGreaterThan(words.length / 2);
	const carrying = letters.filter((message) => message.includes('"cursor"'));
	expect(carrying.length, 'the first after the caret was moved').toBeLessThanOrEqual(2);
	await page.keyboard.press('End');
	await expect.poll(() => wordsBeforeCaret(chair)).toBe(`Schools [${words}] agree.`);
});

/** Collects what the page is told of notes from now on. */
async function listen(page: Page, received: string[]): Promise<void> {
	const client = await page.context().newCDPSession(page);
	client.on('Network.webSocketFrameReceived', ({ response }) => {
		if (response.payloadData.includes('"doc:update"')) received.push(response.payloadData);
	});
	await client.send('Network.enable');
}

/** The text of the paragraph up to the caret of somebody else. */
function wordsBeforeCaret(page: Page): Promise<string | undefined> {
	return notesOf(page).evaluate((box) => {
		const caret = box.querySelector('.caret');
		if (!caret) return undefined;
		const range = document.createRange();
		range.setStart(caret.closest('p, [data-block]') ?? box, 0);
		range.setEndBefore(caret);
		return range.toString().replace(/[\u2060\u200B]/g, '');
	});
}
