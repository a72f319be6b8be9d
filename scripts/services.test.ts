import { chmodSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findHolder } from './claim.ts';
import { findLivekit } from './livekit-program.ts';
import { startServices } from './services.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'emvod-no-livekit-'));
let tools: string;
let cache: string;
let said: string[];

/** A machine with none of our programs, an empty cache, and no way out. */
beforeEach(() => {
	tools = newFolder();
	cache = newFolder();
	said = [];
	vi.stubEnv('PATH', tools);
	vi.stubEnv('XDG_CACHE_HOME', cache);
	vi.stubEnv('LIVEKIT_SERVER', '');
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
	vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => {
	vi.unstubAllEnvs();
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

function addTool(name: string, script: string): string {
	const path = join(tools, name);
	writeFileSync(path, `#!/bin/sh\n${script}\n`);
	chmodSync(path, 0o755);
	return path;
}

const livekitLike = '[ "$1" = --version ] && echo livekit-server version 1.13.5 && exit 0\nexit 3';

const start = (data: string) =>
	startServices({
		data,
		app: 'http://127.0.0.1:1',
		given: { DATABASE_URL: process.env.TEST_DATABASE_URL }
	});

test('without Go and network there is a sentence on what to do, and nothing half made', async () => {
	const found = await findLivekit();
	expect(found).toEqual({
		reason: expect.stringMatching(
			/^no LiveKit server 1\.13\.5 here \(build: Go is not installed; download: .+\)\. Install it and name it in LIVEKIT_SERVER, install Go 1\.26, or give LIVEKIT_URL/
		)
	});
	expect(readdirSync(join(cache, 'emvod', 'livekit-server-1.13.5'))).toEqual([]);
});

test('Go that cannot reach its proxy, or is too old, says so', async () => {
	const lost = 'go: lookup proxy.example: no such host';
	addTool(
		'go',
		`[ "$1" = version ] && echo go version go1.26.8 linux/amd64 && exit 0
echo '${lost}' >&2; exit 1`
	);
	expect(await findLivekit()).toMatchObject({ reason: expect.stringContaining(`build: ${lost}`) });
	addTool('go', 'echo go version go1.19 linux/amd64');
	expect(await findLivekit()).toMatchObject({
		reason: expect.stringContaining('Go 1.26 or newer needed, found go version go1.19')
	});
});

test('a cache that cannot be written, and a program that is none, are reasons too', async () => {
	const file = join(cache, 'file');
	writeFileSync(file, '');
	vi.stubEnv('XDG_CACHE_HOME', join(file, 'deeper'));
	expect(await findLivekit()).toMatchObject({
		reason: expect.stringContaining('the cache cannot be written: ENOTDIR')
	});
	vi.stubEnv('LIVEKIT_SERVER', addTool('other', 'echo 2.0'));
	expect(await findLivekit()).toMatchObject({
		reason: expect.stringMatching(/LIVEKIT_SERVER=.* is not a LiveKit server 1\.13\.5/)
	});
});

test('all else starts without LiveKit, and stops', async () => {
	const data = newFolder();
	const services = await start(data);
	expect(services.livekit).toBeUndefined();
	expect(services.env).toEqual({});
	expect(said.join('\n')).toContain('No video: no LiveKit server 1.13.5 here');
	await services.stop();
	expect(findHolder(data)).toBeUndefined();
});

test('all else starts also when LiveKit ends at once', async () => {
	vi.stubEnv('LIVEKIT_SERVER', addTool('livekit', livekitLike));
	const services = await start(newFolder());
	expect(services.env).toEqual({});
	expect(said.join('\n')).toMatch(/No video: LiveKit did not start; .*livekit\.log says why\./);
	await services.stop();
});

test('the database is prepared and other work done while LiveKit is still being built', async () => {
	const events: string[] = [];
	const said = () => events.join(' ');
	// A build that ends only after all else has.
	const gate = join(tools, 'gate');
	addTool(
		'go',
		`[ "$1" = version ] && echo go version go1.26.8 linux/amd64 && exit 0
while [ ! -e ${gate} ]; do /bin/sleep 0.05; done; exit 1`
	);
	const starting = startServices({
		data: newFolder(),
		app: 'http://127.0.0.1:1',
		given: { DATABASE_URL: process.env.TEST_DATABASE_URL },
		prepare: async (url) => void events.push(url === process.env.TEST_DATABASE_URL ? 'db' : url),
		beside: async () => void events.push('beside')
	}).finally(() => events.push('all'));
	await vi.waitFor(() => expect(said()).toMatch(/^(db beside|beside db)$/), 10_000);
	writeFileSync(gate, '');
	await (await starting).stop();
	expect(said()).toMatch(/ all$/);
});

test('what fails ends the rest, and a stop in the middle misses no service', async () => {
	vi.stubEnv('LIVEKIT_SERVER', addTool('livekit', livekitLike));
	const data = newFolder();
	let aborted = false;
	let stop: (() => Promise<void>) | undefined;
	const starting = startServices({
		data,
		app: 'http://127.0.0.1:1',
		given: { DATABASE_URL: process.env.TEST_DATABASE_URL },
		defer: (step) => (stop = step),
		prepare: () => Promise.reject(new Error('no room')),
		beside: (signal) =>
			new Promise((done) => {
				signal.addEventListener('abort', () => done(void (aborted = true)));
			})
	});
	await expect(starting).rejects.toThrow('no room');
	expect(aborted).toBe(true);
	expect(findHolder(data)).toBeUndefined();
	await stop?.();
});
