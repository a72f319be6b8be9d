import { record } from '../../support/record.ts';
import { WORKLOADS, type Results, type Workload } from '../results.ts';
import { judge, listBars } from './bars.ts';
import { tableOf } from './tables.ts';

const HEADS: Record<Workload, string> = {
	W1: 'W1 taskforce: 25 people in one document, 5 type 5 strokes a second',
	W2: 'W2 plenary: 200 people in one document, 3 type 5 strokes a second',
	W3: 'W3 rooms: 50 documents, first idle (2,000 characters, one person), then 4 people and 2 strokes a second in each',
	W4: 'W4 long document: 105,000 characters with 260,000 strokes of history, then W1 in it',
	W5: 'W5 rejoin: 200 connections cut at once, 20 people wrote 5 strokes meanwhile, all come back within 4 s',
	W6: 'W6 crash: SIGKILL while 5 type 10 strokes a second, every client gone, new server, new reader',
	W7: 'W7 abuse: one does it, eight others write or read (p99 in ms before → meanwhile)',
	W8: 'W8 thin line: one of six at 256 kbit/s, 300 ms there and back, a stall of 2 s; then an outage with 500 strokes',
	W9: 'W9 churn: documents opened and closed',
	W10: 'W10 agenda: six people lead one meeting, 20 random commands a second, over lines that double, delay and break (ours only: the rivals have no agenda)'
};

const INTRODUCTION = [
	'Ours and the rivals in one run, each server a process of its own on loopback with the same Node',
	'and flags; every user a client of the subject’s own provider in a generator process; one',
	'PostgreSQL, fsync on. Milliseconds from the stroke; medians of the repetitions, the spread in',
	'brackets. *Durable*: committed; for Hocuspocus until the row in PostgreSQL has the stroke, seen',
	'from outside every 100 ms (10 ms with debounce 0). *Shown*: until the provider tells its writer',
	'that all is saved (ours) or synced (Hocuspocus). CPU of the server in seconds of the measured time.',
	'† the generator’s own event loop was late (p99 above 20 ms) in every try: no figure to rely on.'
];

/** The whole result on the screen, and as a section of docs/measured.md when it is to be kept. */
export function report(results: Results, isKept: boolean): void {
	const lines = [...INTRODUCTION, '', '| bar | | measured | |', '|---|---|---|---|'];
	lines.push(...listBars(results).map(judge));
	for (const workload of WORKLOADS) {
		const section = results[workload];
		if (!section) continue;
		const { at, isPinned, loadBefore, loadAfter, seconds, load } = section;
		const measured = load ? `${load.seconds} s measured, ` : '';
		lines.push(
			'',
			`**${HEADS[workload]}**`,
			`(${at}; ${measured}${isPinned ? 'server on one core, users and PostgreSQL on the other' : 'not pinned to cores'}; ` +
				`load average ${loadBefore} → ${loadAfter}; took ${seconds} s)`,
			'',
			...tableOf(results, workload)
		);
	}
	if (isKept) record('notes', 'Notes beside their rivals', lines);
	else console.log(lines.join('\n'));
}
