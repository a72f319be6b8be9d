/** One subtitle: when it is on screen (ms from the start of the film) and its plain text, lines by `\n`. */
export interface Cue {
	startMs: number;
	endMs: number;
	text: string;
}

/** What a reader, a writer and the database accept; `endMs` at most a hundred hours. */
export const LIMITS = {
	bytes: 2 * 1024 * 1024,
	cues: 10_000,
	characters: 1_000,
	endMs: 100 * 3_600_000
} as const;

const CONTROL = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/g;

/**
 * The form in which cue text is kept: no control characters, no blank lines (they would end the
 * cue in a file), no space around lines.
 */
export function normaliseText(text: string): string {
	return text
		.replace(/\r\n?/g, '\n')
		.replaceAll('\0', '\ufffd')
		.replace(CONTROL, '')
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.join('\n');
}

/** The cues on screen at `ms`, in their order; the end is exclusive. */
export function cuesAt(cues: readonly Cue[], ms: number): Cue[] {
	return cues.filter((cue) => cue.startMs <= ms && ms < cue.endMs);
}

/** The last cue that started at or before `ms`, by index in cues sorted by start; -1 before the first. */
export function indexAt(cues: readonly Cue[], ms: number): number {
	let low = 0;
	let high = cues.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((cues[middle]?.startMs ?? Infinity) <= ms) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
