import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findHolder } from './claim.ts';
import { root } from './paths.ts';
import { findFreePort } from './ports.ts';
import { nameDatabase } from './scratch.ts';

const server = process.env.TEST_DATABASE_URL ?? '';
const held: Server[] = [];
afterEach(() => Promise.all(held.splice(0).map((one) => new Promise((done) => one.close(done)))));

/** Something else on a port; what it says to whoever connects. */
async function hold(says: string | null): Promise<number> {
	const port = await findFreePort();
	const holder = createServer((socket) => {
		socket.on('error', () => undefined).resume();
		if (says !== null) socket.end(says);
	});
	held.push(holder);
	await new Promise<void>((done) => holder.listen(port, '127.0.0.1', done));
	return port;
}

/** Runs a script as an operator does, with these settings and nothing of ours. */
async function run(script: string, env: Record<string, string>) {
	const data = mkdtempSync(join(tmpdir(), 'emvod-start-'));
	const port = String(await findFreePort());
	const { PATH = '', HOME = '' } = process.env;
	const child = spawn(process.execPath, [join(root, 'scripts', script)], {
		cwd: root,
		env: { PATH, HOME, EMVOD_DATA: data, PORT: port, ...env },
		timeout: 30_000
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, said, data };
}

/** Ended by itself, with one sentence instead of a stack, without the password, and cleanly. */
function expectRefusal(result: Awaited<ReturnType<typeof run>>, sentence: RegExp): void {
	expect(result.said).toMatch(sentence);
	expect(result.code).toBe(1);
	expect(result.said).not.toMatch(/\n\s+at |Error:|secret-word/);
	expect(findHolder(result.data)).toBeUndefined();
}

test('a wrong DATABASE_URL is named for what is wrong with it', { timeout: 120_000 }, async () => {
	const wrongPassword = new URL(server);
	wrongPassword.password = 'secret-word';
	const silent = await findFreePort();
	for (const [url, sentence] of [
		['localhost', /DATABASE_URL must look like postgres:\/\/user:password@host:5432\/name\./],
		['mysql://a:secret-word@127.0.0.1/x', /DATABASE_URL must look like postgres:/],
		[`postgres://a:secret-word@127.0.0.1:${silent}/x`, /does not answer \(nothing listens there\)/],
		[nameDatabase(server, 'no_such_place'), /no_such_place has no database of that name/],
		[wrongPassword.href, /refuses the password\. Check DATABASE_URL\./],
		[
			`postgres://a:secret-word@127.0.0.1:${await hold('HTTP/1.1 400 Bad Request\r\n\r\n')}/x`,
			/The database 127\.0\.0\.1:\d+\/x cannot be used: .*Check DATABASE_URL\./
		],
		[
			`postgres://a:secret-word@127.0.0.1:${await hold(null)}/x`,
			/The database 127\.0\.0\.1:\d+\/x cannot be used: .*Check DATABASE_URL\./
		]
	] as const)
		expectRefusal(await run('start.ts', { DATABASE_URL: url }), sentence);
});

test(
	'production and the other commands refuse a wrong database alike',
	{ timeout: 60_000 },
	async () => {
		const DATABASE_URL = nameDatabase(server, 'no_such_place');
		for (const script of ['serve.ts', 'migrate.ts', 'demo.ts'])
			expectRefusal(await run(script, { DATABASE_URL }), /has no database of that name/);
		expectRefusal(await run('serve.ts', {}), /DATABASE_URL is missing/);
	}
);

test('a taken port is named before anything is started', { timeout: 60_000 }, async () => {
	const PORT = String(await hold(null));
	for (const script of ['start.ts', 'serve.ts']) {
		const result = await run(script, { PORT, DATABASE_URL: server });
		expectRefusal(
			result,
			new RegExp(`Port ${PORT} on 127\\.0\\.0\\.1 is taken\\. Stop what uses it`)
		);
		expect(result.said).not.toMatch(/PostgreSQL|LiveKit/);
	}
	const EMVOD_PORTS = String((await hold(null)) - 1);
	const taken = await run('start.ts', { EMVOD_PORTS });
	expectRefusal(taken, /Port \d+ is taken, but EMVOD_PORTS=\d+ wants it for livekit\./);
	expectRefusal(await run('start.ts', { PORT: 'http' }), /PORT must be a port number, not "http"/);
});
