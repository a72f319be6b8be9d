import type { Locator, Page } from '@playwright/test';
import { query } from '../support/sql.ts';
import { agendaSays, join } from '../support/room.ts';
import { expect, expectAccessible, test } from '../support/story.ts';

const agendaOf = (page: Page) => page.getByRole('region', { name: 'Agenda' });
const entries = (page: Page) => agendaOf(page).locator('[data-item]');
const titles = async (page: Page) => agendaOf(page).locator('[data-title]').allInnerTexts();
const entry = (page: Page, title: string) => entries(page).filter({ hasText: title });

/** No camera on joining: this story needs none. */
async function enter(page: Page, slug: string): Promise<void> {
	await page.addInitScript(() => {
		if (location.protocol.startsWith('http')) localStorage.setItem('emvod:camera-on', 'no');
	});
	await join(page, slug);
}

/** Drags by the handle with the mouse, onto the lower half of another entry. */
async function dragBelow(page: Page, from: Locator, to: Locator): Promise<void> {
	await from.scrollIntoViewIfNeeded();
	await from.locator('[data-handle]').hover();
	await page.mouse.down();
	const box = (await to.boundingBox())!;
	await page.mouse.move(box.x + 30, box.y + box.height - 4, { steps: 8 });
}

test('the chair moves items by dragging, by keys and by buttons, and the others see it', async ({
	cast,
	today
}) => {
	const chair = await cast.signedIn('chair', { viewport: { width: 1600, height: 1300 } });
	const guest = await cast.signedIn('participant');
	await enter(chair, today);
	await enter(guest, today);
	const [first, second, third] = (await titles(chair)) as [string, string, string];

	await test.step('a drag shows where it goes, and moves there', async () => {
		await dragBelow(chair, entries(chair).nth(0), entries(chair).nth(1));
		await expect(entries(chair).nth(1)).toHaveClass(/drop/);
		await expect(chair.locator('.agenda-ghost')).toHaveText(first);
		await chair.mouse.up();
		await expect.poll(() => titles(guest)).toEqual(expect.arrayContaining([first]));
		await expect
			.poll(async () => (await titles(guest)).slice(0, 3))
			.toEqual([second, first, third]);
		await expect(agendaSays(chair)).toContainText('place 2 of');
	});

	await test.step('Escape takes a drag back', async () => {
		await dragBelow(chair, entries(chair).nth(0), entries(chair).nth(1));
		await chair.keyboard.press('Escape');
		await chair.mouse.up();
		await expect(chair.locator('.agenda-ghost')).toHaveCount(0);
		await expect(agendaSays(chair)).toHaveText('Not moved.');
		expect((await titles(chair)).slice(0, 3)).toEqual([second, first, third]);
	});

	await test.step('Alt with the arrows moves what has the focus, which stays with it', async () => {
		const handle = chair.getByRole('button', { name: `Move: ${second}`, exact: true });
		await handle.focus();
		await chair.keyboard.press('Alt+ArrowDown');
		await expect
			.poll(async () => (await titles(guest)).slice(0, 3))
			.toEqual([first, second, third]);
		await expect(handle).toBeFocused();
		await chair.keyboard.press('Alt+ArrowUp');
		await expect
			.poll(async () => (await titles(guest)).slice(0, 3))
			.toEqual([second, first, third]);
	});

	await test.step('a finger drags as well', async () => {
		const handle = entries(chair).nth(1).locator('[data-handle]');
		expect(await handle.evaluate((node) => getComputedStyle(node).touchAction)).toBe('none');
		const from = (await handle.boundingBox())!;
		const to = (await entries(chair).nth(0).boundingBox())!;
		const devtools = await chair.context().newCDPSession(chair);
		const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
			devtools.send('Input.dispatchTouchEvent', {
				type,
				touchPoints: type === 'touchEnd' ? [] : [{ x, y }]
			});
		const x = from.x + from.width / 2;
		await touch('touchStart', x, from.y + from.height / 2);
		await touch('touchMove', x, from.y - 10);
		await touch('touchMove', x, to.y + 2);
		await touch('touchEnd', x, to.y + 2);
		await expect
			.poll(async () => (await titles(guest)).slice(0, 3))
			.toEqual([first, second, third]);
	});

	await test.step('an item goes into a part with a name of its own', async () => {
		await agendaOf(chair).getByText('Days and parts').click();
		const part = agendaOf(chair).getByRole('group', { name: 'Day 1' });
		await part.getByLabel('Name of a new part').fill('Evening');
		await part.getByRole('button', { name: 'Add part to day 1' }).click();
		await expect(agendaOf(chair).getByRole('heading', { name: /Evening/ })).toBeVisible();
		const list = agendaOf(chair).locator('ol').filter({ hasText: 'Nothing stands here yet.' });
		const target = (await list.count()) - 1;
		await expect(list.nth(Math.min(0, target))).toBeVisible();
		await part
			.getByRole('button', { name: /^Remove part/ })
			.last()
			.click();
		await expect(agendaOf(chair).getByRole('heading', { name: /Evening/ })).toHaveCount(0);
	});

	await test.step('what the room has no form for is on a page of its own, and seen by all at once', async () => {
		const opened = chair.waitForEvent('popup');
		await agendaOf(chair)
			.getByRole('link', { name: /^Speakers, films/ })
			.click();
		const plan = await opened;
		await plan.getByRole('link', { name: `Change: ${first}` }).click();
		const form = plan.locator('form[action="?/edit"]');
		await form.getByText('Speakers', { exact: true }).click();
		await form.getByRole('checkbox', { name: 'Goulven Skouer' }).check();
		await form.getByRole('button', { name: 'Save' }).click();
		await expect(entry(guest, first)).toContainText('Goulven Skouer');
		await plan.close();
	});
	await expectAccessible(chair);
});

test('clock, closing, postponing and suggestions are seen by both', async ({ cast, today }) => {
	const [chair, guest] = [await cast.signedIn('chair'), await cast.signedIn('participant')];
	await enter(chair, today);
	await enter(guest, today);
	const [first, second] = (await titles(chair)) as [string, string];

	await test.step('the clock runs for all, is extended and paused', async () => {
		await agendaOf(chair).getByRole('button', { name: 'Next item' }).click();
		await expect(agendaOf(guest).getByText(/\d left$/)).toBeVisible();
		const left = async () => {
			const text = await agendaOf(guest)
				.getByText(/\d left$/)
				.innerText();
			const [time = ''] = text.split(' ');
			return time.split(':').reduce((sum, digits) => sum * 60 + Number(digits), 0);
		};
		const before = await left();
		await chair.getByRole('button', { name: '+5 min' }).click();
		await expect.poll(left).toBeGreaterThan(before + 200);
		await chair.getByRole('button', { name: 'Pause the clock' }).click();
		await expect(agendaOf(guest).getByText('Clock paused')).toBeVisible();
		const stood = await left();
		await guest.waitForTimeout(2200);
		expect(await left()).toBe(stood);
		await expect(agendaOf(guest).getByText(/End now expected at/)).toBeVisible();
		const display = await guest.context().newPage();
		await display.goto(`/meetings/${today}/display`);
		await expect(display.getByText('Clock paused')).toBeVisible();
		await expect(display.getByText(/End now expected at/)).toBeVisible();
		await display.close();
		await chair.getByRole('button', { name: 'Start the clock' }).click();
		await expect(agendaOf(guest).getByText('Clock paused')).toHaveCount(0);
		await expectAccessible(chair);
	});

	await test.step('an item is closed without opening the next, and another is put off', async () => {
		await agendaOf(chair).getByRole('button', { name: 'Close item' }).click();
		await expect(entry(guest, first)).toContainText('Done');
		await expect(agendaOf(guest).getByText('No item is open.').last()).toBeVisible();
		await chair.getByLabel(`More: ${second}`).click();
		await chair.getByRole('button', { name: 'To the next meeting' }).click();
		await expect(entry(guest, second)).toContainText('Postponed');
	});

	await test.step('a suggestion is accepted at a place, another declined with a reason', async () => {
		for (const title of ['Bicycle parking', 'Longer breaks']) {
			const form = agendaOf(guest).locator('details').filter({ hasText: 'Suggest an item' });
			if (!(await form.getByLabel('What should be discussed?').isVisible()))
				await form.locator('summary').click();
			await form.getByLabel('What should be discussed?').fill(title);
			await form.getByRole('button', { name: 'Send suggestion' }).click();
		}
		await expect(agendaOf(chair).getByText('Suggestions (2 open)')).toBeVisible();
		await chair.getByRole('button', { name: 'Accept: Bicycle parking' }).click();
		await expect(entry(guest, 'Bicycle parking')).toContainText('Suggested by');
		await chair.getByLabel('Decline: Longer breaks').click();
		await chair.getByLabel('Reason for declining').fill('The day is full.');
		await chair.getByRole('button', { name: 'Decline', exact: true }).click();
		await expect(agendaOf(guest).getByText('Declined: The day is full.')).toBeVisible();
		await expectAccessible(guest);
	});
});

test('what is done offline survives the page and is applied on return, once', async ({
	cast,
	today
}) => {
	cast.expected.push(/ERR_INTERNET_DISCONNECTED/, /WebSocket/);
	const [chair, guest] = [await cast.signedIn('chair'), await cast.signedIn('participant')];
	await enter(chair, today);
	await enter(guest, today);
	const [first, second] = (await titles(chair)) as [string, string];
	await chair.context().setOffline(true);
	await expect(agendaOf(chair).getByText('No connection.', { exact: false })).toBeVisible({
		timeout: 30_000
	});
	await agendaOf(chair).getByLabel('Title of the new item').fill('Written offline');
	await agendaOf(chair).getByRole('button', { name: 'Add item' }).click();
	await chair.getByRole('button', { name: `Move: ${second}`, exact: true }).focus();
	await chair.keyboard.press('Alt+ArrowUp');
	await expect(entry(chair, 'Written offline')).toBeVisible();
	await expect(agendaOf(chair).getByText('Changes on their way: 2')).toBeVisible();
	expect(await titles(guest)).not.toContain('Written offline');

	await chair.goto('about:blank');
	await chair.context().setOffline(false);
	await join(chair, today);
	await expect.poll(async () => (await titles(guest)).slice(0, 2)).toEqual([second, first]);
	await expect(entry(guest, 'Written offline')).toHaveCount(1);
	await expect(agendaOf(chair).getByText('Changes on their way', { exact: false })).toHaveCount(0);
	const [row] = await query(
		`select count(*)::int as n from agenda_item i join meeting m on m.id = i.meeting_id
		where m.slug = $1 and i.title->'texts'->>'en' = 'Written offline'`,
		[today]
	);
	expect(row?.n).toBe(1);
});

for (const javaScriptEnabled of [true, false]) {
	test(`days, parts and an earlier agenda on the form page, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
		cast,
		today
	}) => {
		cast.expected.push(/status of (400|409)/);
		const page = await cast.signedIn('chair', { javaScriptEnabled });
		await page.goto(`/meetings/${today}/agenda`);

		await test.step('a part gets a name, which the public page prints', async () => {
			const day = page.getByRole('group', { name: 'Day 1' });
			await day.getByLabel('Name of part 1').fill('Morning: where we stand');
			await day.getByRole('button', { name: 'Save name of part 1' }).click();
			await expect(page.getByRole('heading', { name: 'Morning: where we stand' })).toBeVisible();
			const visitor = await cast.visitor();
			await visitor.goto(`/meetings/${today}`);
			await expect(visitor.getByRole('heading', { name: 'Morning: where we stand' })).toBeVisible();
			await day.getByLabel('Name of a new part').fill('Evening');
			await day.getByRole('button', { name: 'Add part to day 1' }).click();
			await expect(page.getByRole('heading', { name: 'Evening' })).toBeVisible();
		});

		await test.step('a day with items is not removed, and the page says why', async () => {
			await page.getByRole('button', { name: 'Remove day 1' }).click();
			await expect(page.getByRole('alert')).toContainText('Move the items of this day first');
		});

		await test.step('a day is added by its date, and removed again', async () => {
			const form = page
				.locator('form')
				.filter({ has: page.getByRole('button', { name: 'Add day' }) });
			await form.getByLabel('Date').fill('2031-05-06');
			await form.getByLabel('Starts').fill('09:30');
			await form.getByRole('button', { name: 'Add day' }).click();
			await expect(page.getByRole('heading', { name: /6 May 2031/ })).toContainText('09:30');
			await page.getByRole('button', { name: 'Remove day 3' }).click();
			await expect(page.getByRole('heading', { name: /6 May 2031/ })).toHaveCount(0);
		});

		await test.step('an earlier agenda is looked at, then taken over in one go', async () => {
			const before = await page.locator('main li strong').count();
			await page.getByLabel('Meeting', { exact: true }).selectOption('bretagne-1');
			await page.getByRole('button', { name: 'Show its agenda' }).click();
			const form = page.locator('form[action="?/take"]').last();
			await expect(form.getByRole('heading')).toContainText('Agenda of:');
			const chosen = await form.getByRole('checkbox').count();
			expect(chosen).toBeGreaterThan(1);
			await form.getByRole('checkbox').first().uncheck();
			await form.getByRole('button', { name: 'Take over what is ticked' }).click();
			await expect(page.getByText('Saved.')).toBeVisible();
			await expect(page.locator('main li strong')).toHaveCount(before + chosen - 1);
		});
		if (javaScriptEnabled) await expectAccessible(page);
	});
}
