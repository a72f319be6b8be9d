import * as Y from 'yjs';
import { findMoves, type Move } from './note-moves.ts';
import { NOTES_ROOT } from './note.ts';

/** One stored update of a document: who sent it, when, and what it brought. */
export interface Contribution {
	personId: string | null;
	at: Date;
	bytes: Uint8Array;
}

/** Words in a row that one person wrote, with the time of the last. */
export interface AuthoredRun {
	text: string;
	personId: string | null;
	at: Date;
}

interface Stretch {
	from: number;
	to: number;
	source: Contribution;
}

/**
 * Finds who wrote a piece of a shared document: by Yjs client and clock, from the stored log. Words
 * that were moved have the author they had before.
 */
class Authorship {
	readonly #stretches = new Map<number, Stretch[]>();
	readonly #moves = new Map<number, Move[]>();

	constructor(log: readonly Contribution[]) {
		for (const source of log)
			for (const { id, length } of Y.decodeUpdate(source.bytes).structs) {
				const known = this.#stretches.get(id.client) ?? [];
				this.#stretches.set(id.client, known);
				known.push({ from: id.clock, to: id.clock + length, source });
			}
		for (const move of findMoves(log.map(({ bytes }) => bytes))) {
			const known = this.#moves.get(move.client);
			if (known) known.push(move);
			else this.#moves.set(move.client, [move]);
		}
		for (const stretches of this.#stretches.values()) stretches.sort(byBeginning);
		for (const moves of this.#moves.values()) moves.sort(byBeginning);
	}

	/**
	 * Who wrote what stands at this clock, and up to where that holds; undefined for what no row of
	 * the log brought. Words that were moved again and again are followed back to where they were
	 * written: each move comes from an earlier row.
	 */
	find(client: number, clock: number): Pick<Stretch, 'to' | 'source'> | undefined {
		const move = findIn(this.#moves.get(client) ?? [], clock);
		if (!move) return findIn(this.#stretches.get(client) ?? [], clock);
		const { origin, from, to } = move;
		const there = origin.clock + clock - from;
		const found = this.find(origin.client, there);
		return found && { source: found.source, to: Math.min(to, clock + found.to - there) };
	}
}

const byBeginning = (a: { from: number }, b: { from: number }) => a.from - b.from;

/** The one that holds this clock, of those in order. */
function findIn<T extends { from: number; to: number }>(sorted: T[], clock: number): T | undefined {
	let [low, high] = [0, sorted.length - 1];
	while (low <= high) {
		const middle = (low + high) >> 1;
		const one = sorted[middle]!;
		if (clock < one.from) high = middle - 1;
		else if (clock >= one.to) low = middle + 1;
		else return one;
	}
	return undefined;
}

/**
 * The words of a document block by block, each run with its author and time. Words that no row of
 * `log` brought have no author and the time 0.
 */
export function readAuthors(doc: Y.Doc, log: readonly Contribution[]): AuthoredRun[][] {
	const authorship = new Authorship(log);
	return doc
		.getXmlFragment(NOTES_ROOT)
		.toArray()
		.flatMap((node) => readBlocks(node, authorship));
}

type Node = Y.XmlElement | Y.XmlText | Y.XmlHook;

function readBlocks(node: Node, authorship: Authorship): AuthoredRun[][] {
	if (!(node instanceof Y.XmlElement)) return [];
	const children = node.toArray() as Node[];
	const isBlock = node.nodeName === 'paragraph' || children.some((one) => one instanceof Y.XmlText);
	if (!isBlock) return children.flatMap((child) => readBlocks(child, authorship));
	return [children.flatMap((child) => readRuns(child, authorship))];
}

function readRuns(node: Node, authorship: Authorship): AuthoredRun[] {
	if (node instanceof Y.XmlElement) {
		const item = node._item;
		const text = node.nodeName === 'hardBreak' ? '\n' : (node.getAttribute('label') ?? '');
		const source = item ? authorship.find(item.id.client, item.id.clock)?.source : undefined;
		return text
			? [{ text, personId: source?.personId ?? null, at: source?.at ?? new Date(0) }]
			: [];
	}
	const runs: AuthoredRun[] = [];
	for (let item = (node as Y.XmlText)._start; item; item = item.right) {
		if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
		for (const run of splitByAuthor(item, item.content.str, authorship)) append(runs, run);
	}
	return runs;
}

/** Yjs joins what one client typed in a row, though it came in many updates. */
function splitByAuthor(item: Y.Item, text: string, authorship: Authorship): AuthoredRun[] {
	const runs: AuthoredRun[] = [];
	const { client, clock } = item.id;
	for (let at = 0; at < text.length;) {
		const stretch = authorship.find(client, clock + at);
		const end = stretch ? Math.min(text.length, stretch.to - clock) : at + 1;
		runs.push({
			text: text.slice(at, end),
			personId: stretch?.source.personId ?? null,
			at: stretch?.source.at ?? new Date(0)
		});
		at = end;
	}
	return runs;
}

/** Letters that one person typed one after the other are one run, with the time of the last. */
function append(runs: AuthoredRun[], run: AuthoredRun): void {
	const last = runs.at(-1);
	if (!last || last.personId !== run.personId) return void runs.push({ ...run });
	last.text += run.text;
	if (run.at > last.at) last.at = run.at;
}
