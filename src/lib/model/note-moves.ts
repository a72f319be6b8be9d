import * as Y from 'yjs';

/** Words by where the log has them: a Yjs client, and the number of the first letter. */
interface Piece {
	client: number;
	clock: number;
	text: string;
}

/** Letters that an update took from elsewhere: those of `origin` and behind it. */
export interface Move {
	client: number;
	from: number;
	to: number;
	origin: { client: number; clock: number };
}

/** Letters in a row that are no coincidence, of what the same update took away, and of earlier. */
const ENOUGH = 8;
const ENOUGH_EARLIER = 20;
/** So much of what was taken away and put in is the same when words were only moved. */
const NEARLY = 0.8;
/** Places remembered for the same beginning; a text of dashes has thousands. */
const MOST_PLACES = 8;

/**
 * What in a log of updates was not written but moved or brought back. A break in a paragraph, joining
 * two, undo and restoring take words away and put them in anew; they stay the words of who wrote them.
 */
export function findMoves(log: readonly Uint8Array[]): Move[] {
	const moves: Move[] = [];
	const written = new Writings();
	const earlier = new Places(ENOUGH_EARLIER);
	for (const bytes of log) {
		const { structs, ds } = Y.decodeUpdate(bytes);
		// Before it is taken in: nothing is moved from where the same update puts it.
		const deleted = written.takeAway(ds);
		for (const piece of deleted) earlier.add(piece);
		const inserted = written.add(structs);
		if (inserted.length) moves.push(...match(inserted, deleted, earlier));
		for (const piece of written.takeAway(ds)) earlier.add(piece);
	}
	return moves;
}

function match(inserted: Piece[], deleted: Piece[], earlier: Places): Move[] {
	const moved = matchAll(inserted, deleted);
	if (moved) return moved;
	const here = new Places(ENOUGH);
	for (const piece of deleted) here.add(piece);
	return inserted.flatMap((piece) =>
		follow(piece, (text, at) => here.find(text, at) ?? earlier.find(text, at))
	);
}

/**
 * The moves of an update that puts in what it takes away, and little else. Writers' words stand among
 * each other, so that what is put in goes to and fro between their pieces; null if it does not fit.
 */
function matchAll(inserted: Piece[], deleted: Piece[]): Move[] | null {
	const count = (pieces: Array<{ text: string }>) =>
		pieces.reduce((sum, { text }) => sum + text.length, 0);
	const wanted = NEARLY * Math.max(count(inserted), count(deleted));
	if (!deleted.length || Math.min(count(inserted), count(deleted)) < wanted) return null;
	const left = deleted.map((piece) => ({ ...piece }));
	const moves = inserted.flatMap((piece) =>
		follow(piece, (text, at) => {
			let best: Found | undefined;
			let from: Piece | undefined;
			for (const piece of left) {
				const length = countSame(piece.text, 0, text, at);
				if (length <= (best?.length ?? 0)) continue;
				best = { origin: { client: piece.client, clock: piece.clock }, length };
				from = piece;
			}
			if (from && best) {
				from.text = from.text.slice(best.length);
				from.clock += best.length;
			}
			return best;
		})
	);
	return moves.reduce((sum, { from, to }) => sum + to - from, 0) >= wanted ? moves : null;
}

interface Found {
	origin: Move['origin'];
	length: number;
}

/** Goes through the words, asking at each letter that is not accounted for where it is from. */
function follow(
	{ client, clock, text }: Piece,
	find: (text: string, at: number) => Found | undefined
): Move[] {
	const moves: Move[] = [];
	for (let at = 0; at < text.length;) {
		const found = find(text, at);
		const length = found?.length ?? 1;
		if (found)
			moves.push({ client, from: clock + at, to: clock + at + length, origin: found.origin });
		at += length;
	}
	return moves;
}

function countSame(a: string, from: number, b: string, at: number): number {
	let length = 0;
	while (from + length < a.length && a[from + length] === b[at + length]) length++;
	return length;
}

/** Where words stand, by their first letters. */
class Places {
	readonly #by = new Map<string, Array<{ piece: Piece; at: number }>>();
	readonly #size: number;

	constructor(size: number) {
		this.#size = size;
	}

	add(piece: Piece): void {
		for (let at = 0; at + this.#size <= piece.text.length; at++) {
			const key = piece.text.slice(at, at + this.#size);
			const known = this.#by.get(key);
			if (!known) this.#by.set(key, [{ piece, at }]);
			else if (known.length < MOST_PLACES) known.push({ piece, at });
		}
	}

	/** The place from which most letters are the same as in `text` from `from` on. */
	find(text: string, from: number): Found | undefined {
		let best: Found | undefined;
		for (const { piece, at } of this.#by.get(text.slice(from, from + this.#size)) ?? []) {
			const length = countSame(piece.text, at, text, from);
			const { client, clock } = piece;
			if (length > (best?.length ?? 0)) best = { origin: { client, clock: clock + at }, length };
		}
		return best;
	}
}

/** Every letter that the log brought, and whether it is gone. */
class Writings {
	readonly #letters = new Map<number, string[]>();

	/** Takes in the words of an update; those that were not known. */
	add(structs: Array<Y.Item | Y.GC | Y.Skip>): Piece[] {
		const found: Piece[] = [];
		for (const { id, content } of structs as Y.Item[]) {
			if (!(content instanceof Y.ContentString)) continue;
			const letters = this.#of(id.client);
			for (let at = 0; at < content.str.length; at++) {
				if (letters[id.clock + at] !== undefined) continue;
				const letter = (letters[id.clock + at] = content.str[at]!);
				append(found, id.client, id.clock + at, letter);
			}
		}
		return found;
	}

	/** The words that an update takes away and no earlier one did. */
	takeAway(ds: { clients: Map<number, Array<{ clock: number; len: number }>> }): Piece[] {
		const found: Piece[] = [];
		for (const [client, ranges] of ds.clients)
			for (const { clock, len } of ranges) {
				const letters = this.#of(client);
				for (let at = clock; at < Math.min(clock + len, letters.length); at++) {
					const letter = letters[at];
					if (!letter) continue;
					append(found, client, at, letter);
					letters[at] = '';
				}
			}
		return found;
	}

	#of(client: number): string[] {
		let letters = this.#letters.get(client);
		if (!letters) this.#letters.set(client, (letters = []));
		return letters;
	}
}

function append(pieces: Piece[], client: number, clock: number, letter: string): void {
	const last = pieces.at(-1);
	if (last?.client === client && last.clock + last.text.length === clock) last.text += letter;
	else pieces.push({ client, clock, text: letter });
}
