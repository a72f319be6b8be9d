import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../scripts/ports.ts';
import { record } from './support/record.ts';

/** `npm start` in a bare clone: the first time, and again. LiveKit is taken from the cache. */
const clone = mkdtempSync(join(tmpdir(), 'emvod-clone-'));
try {
	execFileSync('git', ['clone', '-q', join(import.meta.dirname, '..'), clone]);
	const first = await start();
	const second = await start();
	record('start', '`npm start`', [
		'A bare clone in an empty folder; npm’s and LiveKit’s caches are warm.',
		'',
		'| | seconds until ready |',
		'|---|---|',
		`| first (install, database, demo, build) | ${first} |`,
		`| second | ${second} |`
	]);
} finally {
	rmSync(clone, { recursive: true, force: true });
}

/** Seconds from the command to "Emvod is ready". */
async function start(): Promise<string> {
	const port = String(await findFreePort());
	const began = performance.now();
	const child = spawn('npm', ['start'], {
		cwd: clone,
		env: { ...process.env, PORT: port },
		detached: true
	});
	await new Promise<void>((done, fail) => {
		let text = '';
		const read = (data: Buffer) => {
			text += data;
			if (text.includes('Emvod is ready')) done();
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.once('exit', () => fail(new Error(text)));
	});
	const ready = performance.now();
	process.kill(-child.pid!, 'SIGINT');
	await new Promise((done) => child.once('exit', done));
	return ((ready - began) / 1000).toFixed(1);
}
