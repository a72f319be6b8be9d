import type { Page } from '@playwright/test';
import { expectSaved, goToEnd, joinUnseen, notesOf, write } from '../support/room.ts';
import { query } from '../support/sql.ts';
import { expect, expectAccessible, test } from '../support/story.ts';

const LOST_LINE = [/ERR_/, /WebSocket connection to/, /Failed to load resource/];
const agendaOf = (page: Page) => page.getByRole('region', { name: 'Agenda' });
const notesRegion = (page: Page) => page.getByRole('region', { name: 'Notes' });
const entry = (page: Page, title: string) =>
	agendaOf(page).locator('[data-item]').filter({ hasText: title });
const rescue = (page: Page) => page.getByRole('dialog', { name: 'This text was not saved' });

/** Opens what an entry of the agenda offers. */
async function openMenu(page: Page, title: string): Promise<void> {
	await entry(page, title).locator('summary').click();
}

async function titleOf(page: Page, at: number): Promise<string> {
	return agendaOf(page).locator('[data-title]').nth(at).innerText();
}

test('whose pen is taken is told so, and keeps the place', async ({ cast, today }) => {
	const chair = await cast.signedIn('chair');
	const page = await cast.signedIn('notes');
	await joinUnseen(chair, today);
	await joinUnseen(page, today);
	const title = await titleOf(chair, 0);
	await write(page, 'Noted. ');
	await expectSaved(page);
	await openMenu(chair, title);
	await entry(chair, title).getByLabel('Who may write notes').selectOption('Nobody');
	await expect(notesOf(page)).toHaveCount(0);
	const sentence = notesRegion(page).getByText('You may not write in these notes now.');
	await expect(sentence).toHaveRole('status');
	// A note taker may still look up what was there before.
	await expect(notesRegion(page).getByRole('link', { name: /^History/ })).toBeVisible();
	await expect(notesRegion(page).getByRole('heading', { name: title }).first()).toBeFocused();
	await expectAccessible(page);
	await entry(chair, title).getByLabel('Who may write notes').selectOption('Everybody here');
	await expect(notesOf(page)).toBeVisible();
	await expect(sentence).toHaveCount(0);
});

test('whoever locks the notes and opens them again has the own pen back too', async ({
	cast,
	today
}) => {
	const chair = await cast.signedIn('chair');
	await joinUnseen(chair, today);
	const title = await titleOf(chair, 0);
	await openMenu(chair, title);
	const access = entry(chair, title).getByLabel('Who may write notes');
	for (let n = 0; n < 3; n++) {
		await access.selectOption('Nobody');
		await expect(notesOf(chair)).toHaveCount(0);
		await access.selectOption('Everybody here');
		await expect(notesOf(chair)).toBeVisible();
	}
});

test('the words for an item that was removed meanwhile are given back at once, and no key throws them away', async ({
	cast,
	today
}) => {
	cast.expected.push(...LOST_LINE);
	const chair = await cast.signedIn('chair');
	const page = await cast.signedIn('participant');
	await joinUnseen(chair, today);
	await joinUnseen(page, today);
	const [first, third] = [await titleOf(chair, 0), await titleOf(chair, 2)];
	await notesRegion(page).locator('summary').filter({ hasText: third }).click();
	await notesRegion(page).getByRole('button', { name: 'Open these notes' }).click();
	await write(page, 'Saved words. ');
	await expectSaved(page);
	await page.context().setOffline(true);
	await write(page, 'Too late. ');
	await openMenu(chair, third);
	await entry(chair, third).getByRole('button', { name: 'Remove' }).click();
	await expect(chair.getByRole('button', { name: 'Undo', exact: true })).toBeFocused();
	await page.context().setOffline(false);

	await expect(rescue(page)).toBeVisible({ timeout: 30_000 });
	await expect(rescue(page).getByRole('textbox')).toHaveValue('Too late. ');
	await expect(rescue(page)).toContainText('These notes are no longer open to you.');
	for (let n = 0; n < 3; n++) await page.keyboard.press('Escape');
	await expect(rescue(page)).toBeVisible();
	await expectAccessible(page);
	await rescue(page).getByRole('button', { name: 'Close' }).click();
	await expect(rescue(page)).toHaveCount(0);
	await expect(notesRegion(page)).toContainText('This item is no longer on the agenda.');
	await expect(notesRegion(page).getByRole('heading', { name: first }).first()).toBeFocused();
});

test('who was removed from the meeting gets the words back there', async ({ cast, today }) => {
	cast.expected.push(...LOST_LINE);
	const page = await cast.signedIn('participant');
	await joinUnseen(page, today);
	await write(page, 'Saved words. ');
	await expectSaved(page);
	await page.context().setOffline(true);
	await write(page, 'Never sent. ');
	const [who] = await query(`select person_id as id from account where email = $1`, [
		'participant@demo.example'
	]);
	const of = `meeting_id = (select id from meeting where slug = $2)`;
	await query(`update seat set removed_at = now() where person_id = $1 and ${of}`, [
		who!.id,
		today
	]);
	const [membership] = await query(
		`delete from dossier_member where person_id = $1 returning dossier_id, level`,
		[who!.id]
	);
	try {
		await page.context().setOffline(false);
		await expect(
			page.getByRole('heading', { name: 'You are no longer in this meeting' })
		).toBeVisible({ timeout: 30_000 });
		await expect(rescue(page).getByRole('textbox')).toHaveValue('Never sent. ');
		await rescue(page).getByRole('button', { name: 'Close' }).click();
		await expect(page.getByRole('link', { name: 'Back to the meeting page' })).toBeVisible();
	} finally {
		await query(`insert into dossier_member (person_id, dossier_id, level) values ($1, $2, $3)`, [
			who!.id,
			membership!.dossier_id,
			membership!.level
		]);
	}
});

test('owner and date chosen without a connection are sent when it is back', async ({
	cast,
	today
}) => {
	cast.expected.push(...LOST_LINE);
	const chair = await cast.signedIn('chair');
	const page = await cast.signedIn('notes');
	await joinUnseen(chair, today);
	await joinUnseen(page, today);
	const actions = (one: Page) => one.getByRole('list', { name: 'Actions of this item' });
	await goToEnd(page);
	await page.keyboard.type('Write the letter');
	await page.keyboard.press('Control+Alt+a');
	await expectSaved(page);
	await page.context().setOffline(true);
	await actions(page).getByLabel('Due').fill('2027-03-04');
	await expect(page.getByText('Owner and date are not saved yet.')).toBeVisible({
		timeout: 20_000
	});
	await actions(chair).getByLabel('Owner').selectOption({ index: 1 });
	const owner = await actions(chair).getByLabel('Owner').inputValue();
	await page.context().setOffline(false);
	for (const one of [page, chair]) {
		await expect(actions(one).getByLabel('Due')).toHaveValue('2027-03-04', { timeout: 20_000 });
		await expect(actions(one).getByLabel('Owner')).toHaveValue(owner);
	}
	await expect(page.getByText('Owner and date are not saved yet.')).toHaveCount(0);
});

test('who is choosing an owner when the meeting moves on stays there, and the choice is kept', async ({
	cast,
	today
}) => {
	const chair = await cast.signedIn('chair');
	const page = await cast.signedIn('notes');
	await joinUnseen(chair, today);
	await joinUnseen(page, today);
	const next = agendaOf(chair).getByRole('button', { name: 'Next item' });
	await next.click();
	const title = await titleOf(chair, 0);
	await goToEnd(page);
	await page.keyboard.type('Write the letter');
	await page.keyboard.press('Control+Alt+a');
	await expectSaved(page);
	const owner = page.getByLabel('Owner');
	await owner.focus();
	await next.click();
	await expect(agendaOf(page).locator('[aria-current="step"]')).not.toContainText(title);
	await expect(owner).toBeFocused();
	await owner.selectOption({ index: 1 });
	await expect(notesRegion(page).getByRole('heading', { name: title }).first()).toBeVisible();
});
