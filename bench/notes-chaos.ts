import fc from 'fast-check';
import { createDatabase, createPool } from '#lib/server/platform/db.ts';
import { migrate } from '../scripts/migrate.ts';
import { execute, nameDatabase, startScratchPostgres } from '../scripts/scratch.ts';
import { ChaosStage, story } from '../tests/support/notes-chaos.ts';
import { addItem } from '../tests/support/notes.ts';
import { record } from './support/record.ts';

/*
 * More seeds of notes/chaos.test.ts. Arguments: how many stories (25, at most 500), first seed (1).
 */
const count = Math.min(500, Number(process.argv[2] ?? 25));
const first = Number(process.argv[3] ?? 1);
const scratch = await startScratchPostgres();
const url = nameDatabase(scratch.url, 'emvod_bench_chaos');
await execute(scratch.url, 'drop database if exists emvod_bench_chaos with (force)');
await execute(scratch.url, 'create database emvod_bench_chaos');
await migrate(url);
const db = createDatabase(createPool(url, 4));
const began = performance.now();
let words = 0;
const faults: string[] = [];
for (let seed = first; seed < first + count; seed++) {
	// A stage of its own, so that a story that fails leaves nothing behind for the next.
	const stage = await ChaosStage.open(db, url);
	try {
		const itemId = await addItem(db, stage.world.meetingId, `chaos${seed}`);
		const [told] = fc.sample(story, { seed, numRuns: 1 });
		words += (await stage.play(itemId, told!)).words;
		process.stdout.write('.');
	} catch (fault) {
		faults.push(`seed ${seed}: ${(fault as Error).message}`);
		console.error(`\n${faults.at(-1)}`);
	} finally {
		await stage.close();
	}
}
const seconds = Math.round((performance.now() - began) / 1000);
record('notes-chaos', 'Notes: whatever the network, the servers and the database do', [
	'Four writers on two server processes; messages lost, doubled, delayed, overtaken and unanswered,',
	'connections broken, database away, mute or stalled, one server killed between a commit and its',
	'answer. In the end all must have one text, the log must give it again, compaction must change',
	'nothing, and every acknowledged update must be in the log, also right after the kill.',
	'',
	'| stories (seeds) | words typed | failed | seconds |',
	'|---|---|---|---|',
	`| ${count} (${first} to ${first + count - 1}) | ${words} | ${faults.length} | ${seconds} |`,
	// With its words: a fault of timing may not show again.
	...(faults.length ? ['', ...faults.map((fault) => `- ${fault.split('\n')[0]}`)] : [])
]);
await db.destroy();
await scratch.stop();
process.exit(faults.length ? 1 : 0);
