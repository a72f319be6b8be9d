import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/paths.ts';
import { percentile, record } from './support/record.ts';

interface Result {
	runs: number;
	commands: number;
	events: number;
	crashes: number;
	lost: number;
	twice: number;
	late: number;
	reloads: number;
	acks: number[];
	undisturbed: number[];
}

/*
 * npm run bench -- agenda-chaos [RUNS] [SEED]: the property test of the agenda with many seeds, at 20
 * commands a second. The test itself fails when anything acknowledged is missing or two pages differ.
 */
const runs = Number(process.argv[2] ?? 20);
const seed = Number(process.argv[3] ?? randomInt(2 ** 31));
const folder = mkdtempSync(join(tmpdir(), 'emvod-chaos-'));
const file = join(folder, 'result.json');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(
	process.execPath,
	[vitest, 'run', 'src/lib/server/agenda/chaos.test.ts'],
	{
		cwd: root,
		stdio: 'inherit',
		env: {
			...process.env,
			EMVOD_CHAOS_RUNS: String(runs),
			EMVOD_CHAOS_SEED: String(seed),
			EMVOD_CHAOS_PACE: '50',
			EMVOD_CHAOS_RESULT: file
		}
	}
);
if (status !== 0) {
	console.error(`Failed with seed ${seed}.`);
	process.exit(status ?? 1);
}
const result = JSON.parse(readFileSync(file, 'utf8')) as Result;
rmSync(folder, { recursive: true });
const row = (name: string, samples: number[]) =>
	`| ${name} | ${samples.length} | ${[0.5, 0.95, 0.99]
		.map((p) => percentile(samples, p).toFixed(1))
		.join(' | ')} |`;
record('agenda-chaos', 'Agenda: six people over a bad network', [
	`${result.runs} meetings from seed ${seed}, six clients, 20 commands a second in all: ${result.commands} commands,`,
	`${result.events} events; ${result.crashes} deaths of the process, ${result.lost} messages lost, ${result.twice} commands sent twice,`,
	`${result.late} broadcasts late and out of order, ${result.reloads} pages reloaded. All pages and the replayed log`,
	'ended equal to the rows, and nothing acknowledged was missing. Without sockets: command, PostgreSQL, answer.',
	`Milliseconds; load average of the machine at the end: ${loadavg()[0]!.toFixed(1)}.`,
	'',
	'| | n | p50 | p95 | p99 |',
	'|---|---|---|---|---|',
	row('answer, nothing disturbed', result.undisturbed),
	row('answer with every retry', result.acks)
]);
