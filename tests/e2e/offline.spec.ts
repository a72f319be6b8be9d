import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { findChromium } from '../../scripts/programs.ts';
import { STORY_FLAGS } from '../support/chromium-flags.ts';
import { stack } from '../support/control.ts';
import { layRelay } from '../support/relay.ts';
import { expectSaved, join, notesOf, write } from '../support/room.ts';
import { query } from '../support/sql.ts';
import { expect, expectAccessible, test, type Cast } from '../support/story.ts';

const LOST_LINE = [/ERR_/, /WebSocket connection to/, /Failed to load resource/];
const OFFLINE = 'Offline, kept on this device';
const status = (page: Page) => page.getByRole('region', { name: 'Notes' }).locator('.state');

/** A browser with a profile on disk, which can be quit and started again. */
async function startBrowser(profile: string, cast: Cast): Promise<[BrowserContext, Page]> {
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: findChromium(),
		args: STORY_FLAGS,
		baseURL: stack.address,
		locale: 'en-GB',
		permissions: ['camera', 'microphone']
	});
	const page = context.pages()[0] ?? (await context.newPage());
	cast.watch(page, 'profile');
	return [context, page];
}

async function signIn(page: Page, person: string): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel('E-mail').fill(`${person}@demo.example`);
	await page.getByLabel('Password').fill('emvod-demo');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

async function setAccess(slug: string, access: string): Promise<void> {
	await query(
		`update agenda_item set access = $2 where meeting_id = (select id from meeting where slug = $1)`,
		[slug, access]
	);
}

function withProfile(
	run: (start: () => Promise<[BrowserContext, Page]>) => Promise<void>,
	cast: Cast
): Promise<void> {
	const profile = mkdtempSync(path(tmpdir(), 'emvod-profile-'));
	const open: BrowserContext[] = [];
	const start = async () => {
		const started = await startBrowser(profile, cast);
		open.push(started[0]);
		return started;
	};
	return run(start).finally(async () => {
		for (const context of open) await context.close();
		rmSync(profile, { recursive: true, force: true });
	});
}

test('what is written without a connection survives quitting the browser, and comes back merged', async ({
	cast,
	today
}) => {
	cast.expected.push(...LOST_LINE);
	const colleague = await cast.signedIn('chair');
	await join(colleague, today);
	await colleague
		.getByRole('region', { name: 'Agenda' })
		.getByRole('button', { name: 'Next item' })
		.click();
	await write(colleague, 'Before. ');
	await expectSaved(colleague);
	await withProfile(async (start) => {
		const [context, page] = await start();
		await signIn(page, 'participant');
		await join(page, today);
		await expect(notesOf(page)).toContainText('Before.');
		await context.setOffline(true);
		await write(page, 'Written in the train. ');
		await expect(status(page)).toContainText(OFFLINE, { timeout: 30_000 });
		await write(page, 'And in the tunnel. ');
		await expect(status(page)).toContainText(OFFLINE);
		await write(colleague, 'Meanwhile in the hall. ');
		await context.close();

		const [, again] = await start();
		await join(again, today);
		for (const words of ['Written in the train. And in the tunnel.', 'Meanwhile in the hall.']) {
			await expect(notesOf(again)).toContainText(words);
			await expect(notesOf(colleague)).toContainText(words);
		}
		await expectSaved(again);
	}, cast);
});

test('when the item was locked meanwhile the words are given back, on any page of the application and only once', async ({
	cast,
	today
}) => {
	cast.expected.push(...LOST_LINE);
	await withProfile(async (start) => {
		const [context, page] = await start();
		await signIn(page, 'participant');
		await join(page, today);
		await write(page, 'Saved words. ');
		await expectSaved(page);
		await context.setOffline(true);
		await write(page, 'Too late for this. ');
		await expect(status(page)).toContainText(OFFLINE, { timeout: 30_000 });
		await context.close();
		await setAccess(today, 'closed');

		const [, again] = await start();
		await again.goto('/account');
		const dialog = again.getByRole('dialog', { name: 'This text was not saved' });
		await expect(dialog.getByRole('textbox')).toHaveValue('Too late for this. ');
		await dialog.getByRole('button', { name: 'Close' }).click();
		await expect(dialog).toHaveCount(0);
		await again.reload();
		await again.waitForTimeout(1500);
		await expect(dialog).toHaveCount(0);
	}, cast);
});

test('a room loaded anew without a connection says so, keeps the words, and opens by itself', async ({
	cast,
	today
}) => {
	cast.expected.push(...LOST_LINE);
	const page = await cast.signedIn('participant');
	await join(page, today);
	const isGuarded = () => page.evaluate(() => navigator.serviceWorker.controller !== null);
	await expect.poll(isGuarded).toBe(true);
	await write(page, 'First. ');
	await expectSaved(page);
	await page.context().setOffline(true);
	await write(page, 'Kept over a reload. ');
	await expect(status(page)).toContainText(OFFLINE, { timeout: 30_000 });
	await page.reload();
	await expect(page.getByRole('heading', { name: 'No connection' })).toBeVisible();
	await expect(page.getByText('is kept on this device')).toBeVisible();
	await expectAccessible(page);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('status')).toHaveText('Still no connection.');
	await page.context().setOffline(false);
	await expect(page.getByRole('heading', { name: 'No connection' })).toBeHidden({
		timeout: 20_000
	});
	await join(page, today);
	await expect(notesOf(page)).toContainText('Kept over a reload.');
	await expectSaved(page);
});

test('an editor that could not be loaded comes when the line is back', async ({ cast, today }) => {
	cast.expected.push(...LOST_LINE, /dynamically imported module|preload CSS/);
	const page = await cast.signedIn('participant', { serviceWorkers: 'block' });
	await page.goto(`/meetings/${today}/room`, { waitUntil: 'networkidle' });
	const isPart = (url: URL) => url.pathname.startsWith('/_app/immutable/');
	await page.route(isPart, (route) => route.abort());
	await page.getByRole('button', { name: 'Join now' }).click();
	await expect(page.getByText('The field for writing could not be loaded.')).toBeVisible();
	await page.unroute(isPart);
	await write(page, 'Late but here. ');
	await expectSaved(page);
	const toolbar = page.getByRole('toolbar');
	await expect(toolbar).toHaveCSS('display', 'flex'); // with its styles
});

test('a device that keeps nothing says "Not saved"', async ({ cast, today }) => {
	cast.expected.push(...LOST_LINE);
	const page = await cast.signedIn('participant');
	await page.addInitScript(() => {
		indexedDB.open = () => {
			throw new DOMException('denied', 'SecurityError');
		};
	});
	await join(page, today);
	await write(page, 'First. ');
	await expectSaved(page);
	await page.context().setOffline(true);
	await write(page, 'Nowhere. ');
	await expect(status(page).getByText('Not saved', { exact: true })).toBeVisible({
		timeout: 30_000
	});
	await page.context().setOffline(false);
	await expect(status(page).getByText('Saved', { exact: true })).toBeVisible({ timeout: 20_000 });
});

test('a full device says "Not saved", and keeps it after all once there is room', async ({
	cast,
	today
}) => {
	cast.expected.push(...LOST_LINE);
	const page = await cast.signedIn('participant');
	// The browser takes the request and gives up the transaction, as it does when the disk is full.
	await page.addInitScript(() => {
		const { put } = IDBObjectStore.prototype;
		IDBObjectStore.prototype.put = function (...args) {
			const request = put.apply(this, args);
			if (!('hasRoom' in window))
				request.addEventListener('success', () => this.transaction.abort());
			return request;
		};
	});
	await join(page, today);
	await write(page, 'First. ');
	await expectSaved(page);
	await page.context().setOffline(true);
	await write(page, 'Nowhere. ');
	await expect(status(page).getByText('Not saved', { exact: true })).toBeVisible({
		timeout: 30_000
	});
	await page.evaluate(() => Object.assign(window, { hasRoom: true }));
	await write(page, 'Here. ');
	await expect(status(page).getByText('Not saved', { exact: true })).toBeHidden();
	await page.context().setOffline(false);
	await expect(status(page).getByText('Saved', { exact: true })).toBeVisible({ timeout: 20_000 });
});

test('a phone that slept on a dead line does not say "Saved" before it knows', async ({
	cast,
	today
}) => {
	cast.expected.push(...LOST_LINE);
	const relay = await layRelay(Number(new URL(stack.address).port));
	try {
		const page = await cast.signedIn('participant', { baseURL: `http://127.0.0.1:${relay.port}` });
		await join(page, today);
		await write(page, 'Awake. ');
		const saved = status(page).getByText('Saved', { exact: true });
		await expect(saved).toBeVisible();
		relay.stall(); // no close, no error: what a phone finds when it wakes up elsewhere
		await page.evaluate(() => document.dispatchEvent(new Event('resume')));
		await expect(saved).toHaveCount(0, { timeout: 2000 });
		await expect(status(page)).toContainText(OFFLINE, { timeout: 8000 });
		await write(page, 'Half asleep. ');
		await expect(status(page)).toContainText(OFFLINE);
		relay.mend();
		await expect(saved).toBeVisible({ timeout: 30_000 });
		const colleague = await cast.signedIn('chair');
		await join(colleague, today);
		await expect(notesOf(colleague)).toContainText('Awake. Half asleep.');
	} finally {
		relay.close();
	}
});

test('two tabs of one person, both without a connection, lose nothing', async ({ cast, today }) => {
	cast.expected.push(...LOST_LINE);
	const first = await cast.signedIn('participant');
	await join(first, today);
	await write(first, 'Base. ');
	await expectSaved(first);
	const second = await first.context().newPage();
	cast.watch(second, 'second tab');
	await join(second, today);
	await expect(notesOf(second)).toContainText('Base.');
	await first.context().setOffline(true);
	await write(first, 'From the first tab. ');
	await write(second, 'From the second tab. ');
	for (const page of [first, second])
		await expect(status(page)).toContainText(OFFLINE, { timeout: 30_000 });
	await second.close({ runBeforeUnload: false });
	await first.context().setOffline(false);
	await first.goto('/account');
	await join(first, today);
	for (const words of ['Base.', 'From the first tab.', 'From the second tab.'])
		await expect(notesOf(first)).toContainText(words);
	await expectSaved(first);
});

test('owner and date of an action survive quitting the browser, and are given back when refused', async ({
	cast,
	today
}) => {
	cast.expected.push(...LOST_LINE);
	const actions = (page: Page) => page.getByRole('list', { name: 'Actions of this item' });
	const chair = await cast.signedIn('chair');
	await join(chair, today);
	await write(chair, 'Write the letter');
	await chair.keyboard.press('Control+Alt+a');
	await expectSaved(chair);
	await withProfile(async (start) => {
		/** Chooses without a connection, and quits. */
		async function choose(due: string): Promise<void> {
			const [context, page] = await start();
			if (due === '2027-03-04') await signIn(page, 'participant');
			await join(page, today);
			await expect(actions(page)).toBeVisible();
			await context.setOffline(true);
			await actions(page).getByLabel('Due').fill(due);
			await actions(page).getByLabel('Owner').selectOption({ index: 1 });
			await expect(page.getByText('They are kept on this device')).toBeVisible({
				timeout: 30_000
			});
			await context.close();
		}
		await choose('2027-03-04');
		const [context, page] = await start();
		await page.goto('/account');
		await expect(actions(chair).getByLabel('Due')).toHaveValue('2027-03-04', { timeout: 20_000 });
		await expect(actions(chair).getByLabel('Owner')).not.toHaveValue('');
		await context.close();

		await choose('2027-05-06');
		await setAccess(today, 'closed');
		const [, again] = await start();
		await again.goto('/account');
		const dialog = again.getByRole('dialog', { name: 'Owner or date was not saved' });
		await expect(dialog.getByRole('textbox')).toHaveValue(
			/^Write the letter\nOwner: .+\nDue: 6 May 2027$/
		);
		await dialog.getByRole('button', { name: 'Close' }).click();
		await expect(dialog).toHaveCount(0);
		await again.reload();
		await again.waitForTimeout(1500);
		await expect(dialog).toHaveCount(0);
	}, cast);
});

test('where the network blocks WebSocket, notes and agenda go on by long polling', async ({
	cast,
	today
}) => {
	cast.expected.push(/WebSocket connection to/, /Content Security Policy/);
	const page = await cast.signedIn('chair');
	// What a school's proxy does: the handshake goes nowhere.
	await page.addInitScript(() => {
		const Real = WebSocket;
		window.WebSocket = class extends Real {
			constructor(url: string | URL, protocols?: string | string[]) {
				super(String(url).includes('socket.io') ? 'ws://127.0.0.1:9/' : url, protocols);
			}
		};
	});
	await join(page, today);
	const colleague = await cast.signedIn('participant');
	await join(colleague, today);
	await page.getByRole('button', { name: 'Next item' }).click();
	await expect(colleague.locator('[aria-current="step"]')).toBeVisible();
	await write(page, 'By polling. ');
	await expectSaved(page);
	await expect(notesOf(colleague)).toContainText('By polling.');
	await write(colleague, 'Heard. ');
	await expect(notesOf(page)).toContainText('Heard.');
});
