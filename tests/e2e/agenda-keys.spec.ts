import type { Locator, Page } from '@playwright/test';
import { agendaSays, joinUnseen } from '../support/room.ts';
import { expect, expectAccessible, test } from '../support/story.ts';

const agendaOf = (page: Page) => page.getByRole('region', { name: 'Agenda' });
const entry = (page: Page, title: string) =>
	agendaOf(page).locator('[data-item]').filter({ hasText: title });
const titleOf = (page: Page, at: number) =>
	agendaOf(page).locator('[data-title]').nth(at).innerText();

async function press(button: Locator): Promise<void> {
	await button.focus();
	await button.press('Enter');
}

test('by keyboard alone the focus is never lost, and what was done is said', async ({
	cast,
	today
}) => {
	const guest = await cast.signedIn('participant');
	const chair = await cast.signedIn('chair');
	await joinUnseen(guest, today);
	await joinUnseen(chair, today);
	const [first, second, third] = [
		await titleOf(chair, 0),
		await titleOf(chair, 1),
		await titleOf(chair, 2)
	];
	const menu = (title: string) => entry(chair, title).locator('summary');
	await press(menu(second));

	await press(entry(chair, second).getByRole('button', { name: 'Not discussed' }));
	await expect(menu(second)).toBeFocused();
	await expect(agendaSays(chair)).toHaveText(`${second}: Not discussed`);

	await press(entry(chair, second).getByRole('button', { name: 'Remove' }));
	await expect(chair.getByRole('button', { name: 'Undo', exact: true })).toBeFocused();
	await chair.keyboard.press('Enter');
	await expect(menu(second)).toBeFocused();
	await expect(agendaSays(chair)).toContainText(`${second}: place 2 of`);

	await agendaOf(guest).getByText('Suggest an item').click();
	await agendaOf(guest).getByLabel('What should be discussed?').fill('Travel costs');
	await guest.keyboard.press('Enter');
	await press(agendaOf(chair).getByRole('button', { name: /^Accept/ }));
	const suggestion = agendaOf(chair).getByRole('listitem').filter({ hasText: 'Accepted' });
	await expect(suggestion).toBeFocused();

	// One's own step is no reason to wait.
	await press(agendaOf(chair).getByRole('button', { name: 'Next item' }));
	await expect(entry(chair, first)).toHaveAttribute('aria-current', 'step');
	await press(agendaOf(chair).getByRole('button', { name: 'Close item' }));
	await expect(agendaOf(chair).getByRole('button', { name: 'Next item' })).toBeFocused();
	await chair.keyboard.press('Enter');
	await expect(entry(chair, third)).toHaveAttribute('aria-current', 'step');
	await expect(agendaOf(chair).getByText('Somebody else moved on')).toHaveCount(0);
});

test('two chairs: each changes one thing of an item, and nothing is taken back', async ({
	cast,
	today
}) => {
	const chair = await cast.signedIn('chair');
	const other = await cast.signedIn('secretariat');
	await joinUnseen(chair, today);
	await joinUnseen(other, today);
	const title = await titleOf(chair, 1);
	const fill = async (page: Page, label: string, value: string) => {
		const item = agendaOf(page).locator('[data-item]').nth(1);
		await item.getByLabel(label).fill(value);
		await item.getByRole('button', { name: 'Save' }).click();
		await expect(agendaOf(page).getByText('Changes on their way')).toHaveCount(0);
	};
	for (const page of [chair, other]) await entry(page, title).locator('summary').click();
	await fill(chair, 'Minutes', '50');
	await expect(entry(other, title)).toContainText('50 min');
	await fill(other, 'Minutes', '55');
	await expect(entry(chair, title)).toContainText('55 min');
	await fill(chair, 'Title', 'A better title');
	await expect(entry(other, 'A better title')).toContainText('55 min');
});

test('each thing that could not be done after a break of the line is explained', async ({
	cast,
	today
}) => {
	cast.expected.push(/ERR_/, /WebSocket connection to/, /Failed to load resource/);
	const chair = await cast.signedIn('chair');
	const other = await cast.signedIn('secretariat');
	await joinUnseen(chair, today);
	await joinUnseen(other, today);
	const titles = [await titleOf(chair, 1), await titleOf(chair, 2)];
	for (const title of titles)
		for (const page of [chair, other]) await entry(page, title).locator('summary').click();
	await chair.context().setOffline(true);
	await expect(agendaOf(chair).getByText('No connection.')).toBeVisible({ timeout: 20_000 });
	for (const title of titles)
		await entry(chair, title).getByRole('button', { name: 'Not discussed' }).click();
	for (const title of titles)
		await entry(other, title).getByRole('button', { name: 'Remove' }).click();
	await expect(agendaOf(other).getByText('Changes on their way')).toHaveCount(0);
	await chair.context().setOffline(false);
	const alert = chair.getByRole('alert');
	for (const title of titles)
		await expect(alert).toContainText(`${title}: This item is no longer on the agenda.`, {
			timeout: 30_000
		});
	await alert.getByRole('button', { name: 'Close this message' }).click();
	await expect(alert).toHaveCount(0);
});

test('why something was not done is in sight wherever one is', async ({ cast, today }) => {
	const chair = await cast.signedIn('chair', { viewport: { width: 320, height: 640 } });
	await joinUnseen(chair, today);
	const alert = chair.getByRole('alert');
	const close = alert.getByRole('button', { name: 'Close this message' });

	await test.step('at the end of the agenda, on a phone', async () => {
		const last = agendaOf(chair).locator('[data-item]').last();
		await last.locator('summary').click();
		await last.getByLabel('Title').fill('x'.repeat(400));
		await last.getByRole('button', { name: 'Save' }).click();
		await expect(alert).toContainText('A title has at most 300 characters.');
		await expect(close).toBeInViewport({ ratio: 1 });
		await expectAccessible(chair);
	});

	await test.step('behind the notes', async () => {
		await chair.getByRole('tab', { name: 'Notes' }).click();
		await expect(close).toBeInViewport({ ratio: 1 });
		await close.click();
		await expect(alert).toHaveCount(0);
	});
});

test('of several items removed each can be taken back', async ({ cast, today }) => {
	const chair = await cast.signedIn('chair');
	await joinUnseen(chair, today);
	const titles = [await titleOf(chair, 1), await titleOf(chair, 2)];
	for (const title of titles) {
		await entry(chair, title).locator('summary').click();
		await entry(chair, title).getByRole('button', { name: 'Remove' }).click();
		await expect(entry(chair, title)).toHaveCount(0);
	}
	for (const title of titles.toReversed()) {
		await agendaOf(chair).getByRole('button', { name: 'Undo' }).click();
		await expect(entry(chair, title)).toHaveCount(1);
	}
	await expect(agendaOf(chair).getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('the clock of an item is heard when others change it, also from behind another tab', async ({
	cast,
	today
}) => {
	const guest = await cast.signedIn('participant', { viewport: { width: 320, height: 800 } });
	const chair = await cast.signedIn('chair');
	await joinUnseen(guest, today);
	await joinUnseen(chair, today);
	await guest.getByRole('tab', { name: 'Notes' }).click();
	await agendaOf(chair).getByRole('button', { name: 'Next item' }).click();
	await expect(agendaSays(guest)).toHaveText(/^Now: /);
	await press(agendaOf(chair).getByRole('button', { name: 'Pause the clock' }));
	await expect(agendaSays(guest)).toHaveText(/ paused the clock\.$/);
	const heard: string[] = [];
	await guest.exposeFunction('hear', (text: string) => heard.push(text));
	await guest.evaluate(() => {
		const region = document.querySelector('.side > [role="status"]')!;
		const hear = (window as unknown as { hear(text: string): void }).hear;
		new MutationObserver(() => hear(region.textContent)).observe(region, {
			childList: true,
			characterData: true,
			subtree: true
		});
	});
	const clock = agendaOf(chair).getByRole('group', { name: 'Time of this item' });
	for (let n = 0; n < 3; n++) {
		await clock.getByRole('button', { name: '+5 min' }).click();
		await expect(agendaOf(chair).getByText('Changes on their way')).toHaveCount(0);
	}
	await expect(agendaSays(guest)).toHaveText(/ changed the time of this item: .*\d+ mins? left$/);
	await expect(agendaSays(chair)).toHaveText(/^.*mins? left$/);
	expect(heard, 'said once for three').toHaveLength(1);
	await press(clock.getByRole('button', { name: 'Start the clock' }));
	await expect(agendaSays(guest)).toHaveText(/ started the clock\.$/);

	await agendaOf(chair).getByLabel('Title').last().fill('Any other business');
	await chair.keyboard.press('Enter');
	await expect(agendaSays(chair)).toHaveText(/^Added\. Any other business: place \d+ of \d+/);
	await expect(agendaSays(guest)).toHaveText(/ added: Any other business$/);
});
