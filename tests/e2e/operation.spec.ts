import { expect, test } from '@playwright/test';
import { stack } from '../support/control.ts';

/** What /readyz answers, or 0 when nobody does. */
async function readStatus(): Promise<number> {
	const answer = await fetch(`${stack.address}/readyz`).catch(() => undefined);
	return answer?.status ?? 0;
}

async function isReady(): Promise<void> {
	await expect.poll(readStatus, { timeout: 20_000 }).toBe(200);
}

test('a killed application comes back on the same database', async () => {
	await isReady();
	const pid = await stack.appPid();
	await stack.killApp();
	expect(await readStatus()).toBe(0);
	await stack.startApp();
	expect(await stack.appPid()).not.toBe(pid);
	await isReady();
});

test('it stops within ten seconds and with exit code 0, also with a page open', async ({
	page
}) => {
	await page.goto('/');
	const began = Date.now();
	expect(await stack.stopApp()).toBe(0);
	expect(Date.now() - began).toBeLessThan(10_000);
	await stack.startApp();
	await isReady();
});

test('without its database it says so, lives on, and recovers', async () => {
	const pid = await stack.appPid();
	await stack.killPostgres();
	await expect.poll(readStatus, { timeout: 20_000 }).toBe(503);
	expect((await fetch(`${stack.address}/healthz`)).status).toBe(200);
	await stack.startPostgres();
	await isReady();
	expect(await stack.appPid()).toBe(pid);
});

test('without LiveKit it is ready, and says what is missing', async () => {
	const readLivekit = async () => {
		const answer = await fetch(`${stack.address}/readyz`);
		expect(answer.status).toBe(200);
		return ((await answer.json()) as { checks: { livekit: unknown } }).checks.livekit;
	};
	const before = await readLivekit();
	await stack.killLivekit();
	await expect.poll(readLivekit, { timeout: 20_000 }).not.toEqual(before);
	await stack.startLivekit();
	await expect.poll(readLivekit, { timeout: 20_000 }).toEqual(before);
});

test('pages and JSON come compressed to whoever takes it, films as they are', async () => {
	const read = (path: string, accepted: string) =>
		fetch(stack.address + path, { headers: { 'accept-encoding': accepted } });
	for (const path of ['/dossiers/bretagne', '/dossiers/bretagne.json', '/feed.atom']) {
		expect((await read(path, 'gzip')).headers.get('content-encoding'), path).toBe('gzip');
		expect((await read(path, 'identity')).headers.get('content-encoding'), path).toBeNull();
	}
	const json = '/dossiers/bretagne.json'; // a page has another nonce each time
	expect(await (await read(json, 'br')).text()).toBe(await (await read(json, 'identity')).text());
	const film = await read('/library/eu-stem-coalition/film.mp4', 'gzip');
	expect(film.headers.get('content-encoding')).toBeNull();
	await film.body?.cancel();
});
