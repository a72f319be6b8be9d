import { mkdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { createEmptyDatabase } from '../../scripts/scratch.ts';
import { findFreePort } from '../../scripts/ports.ts';
import { App } from '../support/app.ts';
import { stack } from '../support/control.ts';
import { expectSaved, join, notesOf, write } from '../support/room.ts';
import { query } from '../support/sql.ts';
import { expect, test } from '../support/story.ts';

const region = (page: Page, name: string) => page.getByRole('region', { name });
const items = (page: Page) => region(page, 'Agenda').getByRole('listitem');
const next = (page: Page) => region(page, 'Agenda').getByRole('button', { name: 'Next item' });

/** A click in a page that is not in front waits seconds for its next frame; these do not. */
async function pressAtOnce(buttons: Locator[]): Promise<void> {
	for (const button of buttons) await expect(button).toBeEnabled();
	await Promise.all(buttons.map((button) => button.evaluate((it: HTMLElement) => it.click())));
}

/** Another application beside the running one. */
async function startBeside(name: string, env: Record<string, string>): Promise<App> {
	const data = joinPath(stack.data, name);
	mkdirSync(joinPath(data, 'media'), { recursive: true });
	const port = String(await findFreePort());
	const fixed = { EMVOD_DATA: data, HOST: '127.0.0.1', PORT: port, EMVOD_DEMO: '1' };
	const app = new App({ ...fixed, ...env }, joinPath(stack.data, 'logs', `${name}.log`));
	await app.start();
	return app;
}
const addressOf = (app: App) => `http://127.0.0.1:${app.env.PORT}`;

test('each link that no longer works says why and what to do', async ({ cast, today }) => {
	cast.expected.push(/410 \(Gone\)/, /404 \(Not Found\)/);
	const chair = await cast.signedIn('chair');
	await chair.goto(`/meetings/${today}/invitations`);
	const invite = async () => {
		await chair.getByLabel('Person or organisation invited').fill('Late guest');
		await chair.getByRole('button', { name: 'Make the link' }).click();
		return chair.getByRole('status').locator('code').innerText();
	};
	const link = await invite();
	const guest = await cast.visitor();
	await guest.goto(link);
	await guest.getByLabel('Your name').fill('Late Guest');
	// The form is open while the invitation ends.
	await query(
		`update invitation set expires_at = now() - interval '1 minute' where meeting_id =
			(select id from meeting where slug = $1)`,
		[today]
	);
	await guest.getByRole('button', { name: 'Accept and continue' }).click();
	const expired = 'This invitation has expired. Ask the secretariat for a new one.';
	await expect(guest.getByText(expired)).toBeVisible();
	await guest.goto(link);
	await expect(guest.getByText(expired)).toBeVisible();
	await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Invitation expired');
	const guests = await query(`select count(*) from person where name = 'Late Guest'`);
	expect(guests).toEqual([{ count: 0 }]);
});

test('a title of 10,000 characters is refused where it is typed, and stays to be shortened', async ({
	cast,
	today
}) => {
	cast.expected.push(/status of 400/);
	const long = 'A long title. '.repeat(715).slice(0, 10_000);
	const sentence = 'A title has at most 300 characters.';
	const chair = await cast.signedIn('chair');
	await join(chair, today);
	const before = await items(chair).count();
	const field = region(chair, 'Agenda').getByLabel('Title of the new item');
	await field.fill(long);
	await region(chair, 'Agenda').getByRole('button', { name: 'Add item' }).click();
	await expect(region(chair, 'Agenda').getByText(sentence).first()).toBeVisible();
	await expect(field).toHaveValue(long);
	await expect(items(chair)).toHaveCount(before);

	const plain = await cast.signedIn('chair', { javaScriptEnabled: false });
	await plain.goto(`/meetings/${today}/agenda`);
	const add = plain.locator('form[action="?/add"]');
	await add.getByLabel('Title').fill(long);
	await add.getByRole('button', { name: 'Add item' }).click();
	await expect(plain.getByRole('alert')).toContainText(sentence);
	await expect(plain.locator('form[action="?/add"]').getByLabel('Title')).toHaveValue(long);
	expect(await query(`select max(length(title::text)) < 1000 as short from agenda_item`)).toEqual([
		{ short: true }
	]);
});

test('two who press Next at once move once, two who close at once file one report', async ({
	cast,
	today
}) => {
	const [chair, deputy] = [await cast.signedIn('chair'), await cast.signedIn('secretariat')];
	await join(chair, today);
	await join(deputy, today);
	await next(chair).click();
	const current = (page: Page) => region(page, 'Agenda').locator('[aria-current="step"]');
	const first = await items(chair).first().getAttribute('aria-current');
	expect(first).toBe('step');
	await expect(current(deputy)).toBeVisible();
	await pressAtOnce([next(chair), next(deputy)]);
	for (const page of [chair, deputy]) {
		await expect(items(page).nth(1)).toHaveAttribute('aria-current', 'step');
		await expect(current(page)).toHaveCount(1);
	}
	await write(chair, 'Said before two people closed. ');
	await expectSaved(chair);

	for (const page of [chair, deputy])
		await page.getByRole('button', { name: 'Close meeting' }).click();
	const close = (page: Page) =>
		page.getByRole('dialog').getByRole('button', { name: 'Close and file report' });
	await pressAtOnce([close(chair), close(deputy)]);
	for (const page of [chair, deputy])
		await expect(page.getByRole('link', { name: /report/i }).first()).toBeVisible();
	const log = await query(
		`select type, count(*)::int from meeting_event where meeting_id =
			(select id from meeting where slug = $1) group by type order by type`,
		[today]
	);
	expect(log).toContainEqual({ type: 'meeting.closed', count: 1 });
	expect(log).toContainEqual({ type: 'item.advanced', count: 2 });
	await expect
		.poll(() =>
			query(
				`select count(*)::int from report where meeting_id = (select id from meeting where slug = $1)`,
				[today]
			)
		)
		.toEqual([{ count: 1 }]);
	await deputy.goto(`/desk/reports/${today}`);
	await expect(deputy.getByRole('textbox', { name: 'Passage 1' })).toHaveValue(
		'Said before two people closed.'
	);
});

/** Pastes into the open item's notes as the browser would; returns the milliseconds it took. */
function paste(page: Page, event: 'paste' | 'drop', text: number, html: number): Promise<number> {
	return notesOf(page).evaluate(
		(box, [name, plain, markup]) => {
			const data = new DataTransfer();
			if (plain) data.setData('text/plain', 'Ten megabytes. '.repeat(plain / 15));
			if (markup) data.setData('text/html', '<p>Ten <b>megabytes</b>.</p>'.repeat(markup / 27));
			const init = { bubbles: true, cancelable: true };
			const began = performance.now();
			if (name === 'paste')
				box.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: data }));
			else {
				const { x, y } = box.getBoundingClientRect();
				const at = { clientX: x + 9, clientY: y + 9 };
				box.dispatchEvent(new DragEvent('drop', { ...init, ...at, dataTransfer: data }));
			}
			return performance.now() - began;
		},
		[event, text, html] as const
	);
}

test('a paste of 10 MB is refused with a sentence, whole, and the notes go on', async ({
	cast,
	today
}) => {
	const [chair, participant] = [await cast.signedIn('chair'), await cast.signedIn('participant')];
	await join(chair, today);
	await join(participant, today);
	await next(chair).click();
	await write(chair, 'Before the paste. ');
	await expectSaved(chair);
	const megabytes = 10_000_000;
	const sentence = 'This is too long to paste at once. Nothing was inserted; paste it in parts.';
	for (const [event, text, html] of [
		['paste', megabytes, 0],
		['paste', 0, megabytes],
		['paste', megabytes, megabytes],
		['drop', megabytes, 0],
		// Little markup, much text: known only after reading it.
		['paste', 0, 1_000_000]
	] as const) {
		await write(chair, '.');
		const took = await paste(chair, event, text, html);
		if (html !== 1_000_000) {
			await expect(region(chair, 'Notes').getByText(sentence)).toBeVisible();
			await expect(notesOf(chair)).not.toContainText('megabytes');
			expect(took, `${event} ${text} ${html}`).toBeLessThan(2000);
		}
	}
	await expectSaved(chair);
	await write(participant, 'After the paste. ');
	await expectSaved(participant);
	await expect(notesOf(chair)).toContainText('After the paste.');
	await expect(notesOf(participant)).toContainText('Before the paste.');
});

test('a film whose file is gone is said to be, and is back with its file', async ({
	cast,
	today
}) => {
	cast.expected.push(/404 \(Not Found\)/);
	const slug = 'eu-stem-coalition';
	const [row] = await query('select file from film where slug = $1', [slug]);
	const path = joinPath(stack.data, 'media', String(row!.file));
	const visitor = await cast.visitor();
	const chair = await cast.signedIn('chair');
	await join(chair, today);
	await rename(path, `${path}.away`);
	try {
		const gone = await fetch(`${stack.address}/library/${slug}/film.mp4`);
		expect(gone.status).toBe(404);
		await visitor.goto(`/library/${slug}`);
		await expect(
			visitor.getByText('The film itself is not available at the moment.', { exact: false })
		).toBeVisible();
		await expect(region(visitor, 'Player')).toHaveCount(0);
		await expect(region(visitor, 'Transcript').getByRole('listitem').first()).toBeVisible();
		expect((await fetch(`${stack.address}/library/${slug}/subtitles/fr.vtt`)).status).toBe(200);

		await chair.getByRole('button', { name: 'Films', exact: true }).click();
		await chair.getByRole('button', { name: /^Start .*EU STEM Coalition/ }).click();
		const away = 'The film cannot be loaded at the moment. The meeting goes on without it.';
		await expect(region(chair, 'Stage').getByText(away)).toBeVisible();
		await next(chair).click();
		await expect(items(chair).first()).toHaveAttribute('aria-current', 'step');
	} finally {
		await rename(`${path}.away`, path);
	}
	await visitor.reload();
	await expect(region(visitor, 'Player')).toBeVisible();
	await chair.getByRole('button', { name: 'Pause', exact: true }).click();
	await chair.getByRole('button', { name: 'Play', exact: true }).click();
	await expect(region(chair, 'Stage').getByText('The film cannot be loaded')).toHaveCount(0);
});

test('on an empty database every public page answers and says what to do next', async ({
	cast
}) => {
	cast.expected.push(/404 \(Not Found\)/, /400 \(Bad Request\)/);
	const database = await createEmptyDatabase(stack.databaseUrl, 'emvod_story_empty');
	const app = await startBeside('empty', { DATABASE_URL: database });
	try {
		const baseURL = addressOf(app);
		const page = await cast.visitor({ baseURL });
		const read = async (address: string) => {
			expect((await page.goto(address))?.status(), address).toBe(200);
			return page.getByRole('main').innerText();
		};
		expect(await read('/')).toContain('Nothing has been published yet.');
		expect(await read('/')).toContain('can load an example with “npm run demo”');
		expect(await read('/dossiers')).toContain('No dossier is public here yet.');
		expect(await read('/library')).toContain('There are no films yet. They appear here');
		expect(await read('/search?q=Bretagne')).toContain('Nothing found for “Bretagne”.');
		expect(await read('/fr/dossiers')).toContain('Aucun dossier n’est encore public ici.');
		for (const address of ['/feed.atom', '/calendar.ics', '/sitemap.xml', '/library.json'])
			expect((await fetch(baseURL + address)).status, address).toBe(200);
		expect((await fetch(`${baseURL}/search.json?q=a`)).status).toBe(200);
		expect((await page.goto('/meetings/bretagne-today'))?.status()).toBe(404);
		await page.goto('/sign-in');
		await page.getByLabel('E-mail').fill('chair@demo.example');
		await page.getByLabel('Password').fill('emvod-demo');
		await page.getByRole('button', { name: 'Sign in' }).click();
		await expect(page.getByRole('alert')).toHaveText('E-mail or password is not right.');
		const ready = (await (await fetch(`${baseURL}/readyz`)).json()) as { ok: boolean };
		expect(ready.ok).toBe(true);
	} finally {
		expect(await app.stop()).toBe(0);
	}
});

test('without any LiveKit the room says so, and agenda and notes work', async ({ cast, today }) => {
	const app = await startBeside('no-livekit', {
		EMVOD_DATA: stack.data,
		DATABASE_URL: stack.databaseUrl,
		LIVEKIT_URL: '',
		LIVEKIT_API_KEY: '',
		LIVEKIT_API_SECRET: ''
	});
	try {
		const chair = await cast.signedIn('chair', { baseURL: addressOf(app) });
		await join(chair, today);
		await expect(region(chair, 'Stage')).toContainText('No media server is set up here');
		await next(chair).click();
		await write(chair, 'Written without LiveKit. ');
		await expectSaved(chair);
		await expect(items(chair).first()).toHaveAttribute('aria-current', 'step');
		// An open page would go on asking for an application that is gone.
		await chair.close();
	} finally {
		expect(await app.stop()).toBe(0);
	}
});
