import type { LaidLine } from './flow.ts';

const BROKEN = /(\p{L}{2,})[-\u00ad\u2010]$/u;
const REST = /^(\p{Ll}{2,}[\p{L}\p{M}’'-]*)([.,;:!?)»”]*)\s*/u;

/** A hyphen at the end of a line and the rest of the word; null when it is no broken word. */
export function joinWord(above: string, words: string): { word: string; rest: string } | null {
	const head = BROKEN.exec(above);
	const tail = REST.exec(words);
	if (!head?.[1] || !tail?.[1]) return null;
	return { word: tail[1] + (tail[2] ?? ''), rest: words.slice(tail[0].length) };
}

/**
 * Puts the words together that the edge of the page broke. A hyphen stays where the text writes the
 * word with it elsewhere. `joined` are the words that were put together, each a guess.
 */
export function joinWords(lines: readonly LaidLine[]): { lines: LaidLine[]; joined: string[] } {
	const known = new Set(
		lines.flatMap(({ text }) => text.toLowerCase().match(/\p{L}+(?:-\p{L}+)+/gu) ?? [])
	);
	const joined: string[] = [];
	const result: LaidLine[] = [];
	for (const line of lines) {
		const last = result.at(-1);
		const found = last && joinWord(last.text, line.text);
		if (!found) {
			result.push(line);
			continue;
		}
		const head = /[\p{L}\p{M}’'-]+$/u.exec(last.text.slice(0, -1))?.[0] ?? '';
		const [plain] = /^[\p{L}\p{M}]+/u.exec(found.word) ?? [''];
		const isKept = known.has(`${head}-${plain}`.toLowerCase());
		const whole = last.text.slice(0, -1) + (isKept ? '-' : '') + found.word;
		joined.push(whole.slice(last.text.length - 1 - head.length).replace(/[.,;:!?)»”]+$/, ''));
		result[result.length - 1] = { ...last, text: whole };
		if (found.rest) result.push({ ...line, text: found.rest });
	}
	return { lines: result, joined };
}
