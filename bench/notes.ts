import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { createDatabase, createPool } from '#lib/server/platform/db.ts';
import { migrate } from '../scripts/migrate.ts';
import { execute, nameDatabase, startScratchPostgres } from '../scripts/scratch.ts';
import { makeNotesWorld } from '../tests/support/notes.ts';
import { percentile, record } from './support/record.ts';
import type { NotesLoad } from './support/notes-load.ts';

interface Result {
	propagation: number[];
	saved: number[];
	strokes: number;
	differ: number;
}
const LOADS = [
	{ name: 'W1', people: 25, typists: 5, seconds: 30 },
	{ name: 'W2', people: 200, typists: 3, seconds: 20 }
];

/** Typing together over the product's own protocol: server, load and PostgreSQL are processes apart. */
const scratch = await startScratchPostgres();
const url = nameDatabase(scratch.url, 'emvod_bench_notes');
await execute(scratch.url, 'drop database if exists emvod_bench_notes with (force)');
await execute(scratch.url, 'create database emvod_bench_notes');
await migrate(url);
const chosen = process.argv[2];
const rows: string[] = [];
for (const load of LOADS.filter(({ name }) => !chosen || name === chosen))
	rows.push(await run(load));
record('notes', 'Notes: typing together', [
	'Five strokes a second per typist, everybody in one document, loopback; milliseconds from the',
	"stroke to the others' documents, and to the word *Saved* (committed, fsync on).",
	`Load average of the machine at the end: ${loadavg()[0]!.toFixed(1)}.`,
	'',
	'| | people, typing | propagation p50 / p95 | saved p50 / p95 | server CPU s |',
	'|---|---|---|---|---|',
	...rows
]);
await scratch.stop();
process.exit(0);

async function run({ name, people, typists, seconds }: (typeof LOADS)[number]): Promise<string> {
	const db = createDatabase(createPool(url, 4));
	const world = await makeNotesWorld(db);
	const actors = [];
	for (let n = 0; n < people; n++) actors.push(await world.addPerson(`Person ${n}`));
	await db.destroy();
	const program = new URL('../tests/support/notes-server.ts', import.meta.url).pathname;
	const server = spawn(process.execPath, [program, url, '0', JSON.stringify(actors)], {
		env: { ...process.env, LOG_LEVEL: 'warn' },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const [line] = (await once(server.stdout, 'data')) as [Buffer];
	const port = Number(/READY (\d+)/.exec(String(line))![1]);
	const load: NotesLoad = {
		port,
		itemId: world.itemId,
		actors,
		typists,
		rate: 5,
		warmSeconds: 5,
		seconds
	};
	const child = fork(new URL('./support/notes-load.ts', import.meta.url), [JSON.stringify(load)]);
	let cpu = 0;
	const result = await new Promise<Result>((done, fail) => {
		child.on('message', (message) => {
			if (message === 'begin') cpu -= cpuSeconds(server.pid!);
			else if (message === 'end') cpu += cpuSeconds(server.pid!);
			else if (typeof message === 'object') done(message as Result);
		});
		child.on('exit', (code) => code && fail(new Error(`load ended with ${code}`)));
	});
	server.kill('SIGTERM');
	const at = (samples: number[]) => ({
		n: samples.length,
		p50: round(percentile(samples, 0.5)),
		p95: round(percentile(samples, 0.95)),
		p99: round(percentile(samples, 0.99))
	});
	const [propagation, saved] = [at(result.propagation), at(result.saved)];
	console.log(
		JSON.stringify({
			name,
			people,
			typists,
			propagation,
			saved,
			cpu: round(cpu),
			strokes: result.strokes,
			differ: result.differ
		})
	);
	if (result.differ) throw new Error('the documents differ');
	const pair = ({ p50, p95 }: typeof saved) => `${p50} / ${p95}`;
	return `| ${name} | ${people}, ${typists} | ${pair(propagation)} | ${pair(saved)} | ${round(cpu)} |`;
}

/** Processor time of a process so far (Linux). */
function cpuSeconds(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
