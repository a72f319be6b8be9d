import { search } from '#lib/server/library/search.ts';
import { createDatabase, createPool } from '#lib/server/platform/db.ts';
import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo } from '../scripts/demo.ts';
import { migrate } from '../scripts/migrate.ts';
import { createEmptyDatabase, startScratchPostgres } from '../scripts/scratch.ts';
import { addDossiers } from './support/many-entries.ts';
import { percentile, record } from './support/record.ts';

/** A quarter are results, which are found as part of their dossier. */
const ENTRIES = 13_400;
const RUNS = 30;
const QUERIES: Array<[what: string, query: string]> = [
	['in everything', 'réseau'],
	['another ending', 'réunions'],
	['one dossier', 'Taskforce 77'],
	['two words, no accents', 'reunion numero'],
	['another name of the region', 'Brittany'],
	['an abbreviation', 'JNTN'],
	['two letters', 'du'],
	['a typing mistake', 'resaeu ecole'],
	['nothing like it', 'zyxwvut']
];

/** What one search costs at 10,000 entries, rights included. */
const scratch = await startScratchPostgres();
const folder = mkdtempSync(join(tmpdir(), 'emvod-search-'));
try {
	const url = await createEmptyDatabase(scratch.url, 'emvod_bench_search');
	await migrate(url);
	await loadDemo(url, { mediaDir: folder, meeting: null });
	const db = createDatabase(createPool(url, 5));
	await addDossiers(db, 100, ENTRIES / 100);
	await sql`VACUUM ANALYZE`.execute(db);
	const { count } = await db
		.selectFrom('searchEntry')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	const rows: string[] = [];
	for (const [what, query] of QUERIES) {
		const samples: number[] = [];
		let hits = 0;
		for (let run = 0; run < RUNS; run++) {
			const began = performance.now();
			hits = (await search(db, null, query)).hits.length;
			samples.push(performance.now() - began);
		}
		const [p50, p95] = [0.5, 0.95].map((p) => percentile(samples, p).toFixed(1));
		rows.push(`| ${what} | ${query} | ${hits} | ${p50} | ${p95} |`);
	}
	record('search', 'Search', [
		`${count} entries in the index, a visitor’s search with rights, spoken words and other names; ${RUNS} runs each, milliseconds (bar: 100).`,
		'',
		'| | query | shown | p50 | p95 |',
		'|---|---|---|---|---|',
		...rows
	]);
	await db.destroy();
} finally {
	await scratch.stop();
	rmSync(folder, { recursive: true, force: true });
}
