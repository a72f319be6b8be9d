/** So often the server may say that something is missing before we believe that it is lost. */
const MOST_GAPS = 8;
/** Answers after which trying again is of no use. */
const FINAL = new Set([
	'read_only',
	'not_found',
	'epoch',
	'schema',
	'malformed',
	'notes_content',
	'notes_contradicted',
	'too_large',
	'notes_full'
]);
const FIRST = 100;
const LONGEST = 4000;

/** Which refusals are worth another try, and when. */
export class NotePatience {
	#tries = 0;
	#gaps = 0;

	/** Whether the server's answer is its last word. */
	isOver(code: string): boolean {
		if (code === 'rejoin') this.#gaps++;
		return FINAL.has(code) || this.#gaps > MOST_GAPS;
	}

	/** How long (ms) to wait before the next try: longer with each, and not all pages at once. */
	next(): number {
		return Math.min(LONGEST, FIRST * 2 ** this.#tries++) * (0.5 + Math.random() / 2);
	}

	/** Something was saved. */
	renew(): void {
		this.#tries = 0;
		this.#gaps = 0;
	}
}
