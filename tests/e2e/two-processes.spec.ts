import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { io } from 'socket.io-client';
import { SIDE, startBalancer } from '../support/balancer.ts';
import { stack } from '../support/control.ts';
import { expectSaved, join, notesOf, write } from '../support/room.ts';
import { query } from '../support/sql.ts';
import { expect, test, type Cast, type DemoPerson } from '../support/story.ts';

const LOST_SERVER = [/ERR_CONNECTION/, /ERR_EMPTY/, /WebSocket connection to/, /Failed to load/];
const region = (page: Page, name: string) => page.getByRole('region', { name });
const current = (page: Page) => region(page, 'Agenda').locator('[aria-current="step"]');

/** Somebody whose browser is sent to one of the two processes. */
async function enter(cast: Cast, person: DemoPerson, address: string, side: 0 | 1) {
	const cookie = {
		name: SIDE,
		value: String(side),
		domain: '127.0.0.1',
		path: '/',
		expires: -1,
		httpOnly: false,
		secure: false,
		sameSite: 'Lax' as const
	};
	const storageState = { cookies: [cookie], origins: [] };
	return cast.signedIn(person, { baseURL: address, storageState });
}

/** Sends a command of the meeting with the page's own session. */
async function command(page: Page, address: string, slug: string, type: string, args: object) {
	const cookies = await page.context().cookies();
	const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	const socket = io(address, { transports: ['websocket'], extraHeaders: { cookie } });
	const [row] = await query('select id from meeting where slug = $1', [slug]);
	const meetingId = (row as { id: string }).id;
	const message = { meetingId, commandId: randomUUID(), type, args };
	expect(await socket.timeout(8000).emitWithAck('meeting:cmd', message)).toMatchObject({
		ok: true
	});
	socket.close();
}

test('a meeting held over two processes, of which one is killed', async ({ cast, today }) => {
	cast.expected.push(...LOST_SERVER);
	const balancer = await startBalancer([stack.address, await stack.startTwin()]);
	const { address } = balancer;
	try {
		const chair = await enter(cast, 'chair', address, 0);
		const participant = await enter(cast, 'participant', address, 1);
		await join(chair, today);
		await join(participant, today);

		await test.step('each process serves its own, and both see both people', async () => {
			for (const page of [chair, participant])
				await expect(region(page, 'People').getByRole('listitem')).toHaveCount(2);
			for (const [page, side] of [
				[chair, '0'],
				[participant, '1']
			] as const) {
				const cookies = await page.context().cookies();
				expect(cookies.find(({ name }) => name === SIDE)?.value).toBe(side);
			}
		});

		await test.step('a command of one is seen by the other', async () => {
			await region(chair, 'Agenda').getByRole('button', { name: 'Next item' }).click();
			await expect(current(participant)).toContainText('Exchange of practice');
		});

		await test.step('they write in one item and see each other', async () => {
			await write(chair, 'From the first process. ');
			await write(participant, 'From the second process. ');
			for (const page of [chair, participant]) {
				await expect(notesOf(page)).toContainText('From the first process.');
				await expect(notesOf(page)).toContainText('From the second process.');
				await expectSaved(page);
			}
			await notesOf(chair).click();
			await expect(notesOf(participant).locator('[class*="caret"]').first()).toBeAttached();
		});

		await test.step('an item locked at one takes the pen at the other', async () => {
			const [row] = await query(
				`select a.id from agenda_item a join meeting m on m.current_item_id = a.id where m.slug = $1`,
				[today]
			);
			const itemId = (row as { id: string }).id;
			await command(chair, address, today, 'item.access', { itemId, access: 'notes' });
			await expect(notesOf(participant)).toHaveCount(0);
			await expect(region(participant, 'Notes')).toContainText('From the first process.');
			await command(chair, address, today, 'item.access', { itemId, access: 'all' });
			await expect(notesOf(participant)).toBeVisible();
		});

		await test.step('one process is killed: its people go on at the other', async () => {
			await write(participant, 'Just before the crash. ');
			await expectSaved(participant);
			await stack.killTwin();
			await write(participant, 'While it was away. ');
			await expect(notesOf(chair)).toContainText('Just before the crash. While it was away.', {
				timeout: 20_000
			});
			await expectSaved(participant);
			await write(chair, 'And on together. ');
			await expect(notesOf(participant)).toContainText('And on together.');
			await expect(region(chair, 'People').getByRole('listitem')).toHaveCount(2, {
				timeout: 20_000
			});
		});
	} finally {
		await stack.stopTwin();
		balancer.close();
	}
});

test('who signs out at one process loses the connections to the other', async ({ cast }) => {
	const twin = await stack.startTwin();
	try {
		const page = await cast.signedIn('participant', { baseURL: twin });
		const cookies = await page.context().cookies();
		const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
		const socket = io(stack.address, { transports: ['websocket'], extraHeaders: { cookie } });
		await new Promise<void>((done) => socket.once('connect', done));
		const ended = new Promise<string>((done) => socket.once('disconnect', done));
		await page.goto('/account');
		await page.getByRole('button', { name: 'Sign out' }).click();
		expect(await ended).toBe('io server disconnect');
		socket.close();
	} finally {
		await stack.stopTwin();
	}
});
