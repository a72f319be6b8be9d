import { readReferences } from './character-reference.ts';

const SRT_TAG = /^\/?(?:i|b|u|s|em|strong|font|span|c|v|lang|ruby|rt)(?![a-z0-9-])/i;
const VTT_TAG = /^(?:\/|[a-z]|\d\d+:\d\d)/i;
const BREAK = /^br\s*\/?$/i;

/**
 * Takes tags out of cue text and reads character references, in one pass over the text. What only
 * looks like a tag (`a < b`, an unclosed `<i`) stays: no word is lost.
 */
function strip(text: string, isTag: RegExp): string {
	const lastClose = text.lastIndexOf('>');
	let result = '';
	let from = 0;
	let open = text.indexOf('<');
	while (open !== -1 && open < lastClose) {
		const close = text.indexOf('>', open);
		const body = text.slice(open + 1, close);
		if (BREAK.test(body) || isTag.test(body)) {
			result += readReferences(text.slice(from, open)) + (BREAK.test(body) ? '\n' : '');
			from = close + 1;
		}
		open = text.indexOf('<', from > open ? from : open + 1);
	}
	return result + readReferences(text.slice(from));
}

/** Plain text of a WebVTT cue payload: voices, classes, ruby, karaoke times and styles go. */
export function readVttText(text: string): string {
	return strip(text, VTT_TAG);
}

/** Plain text of an SRT payload; also `{\an8}` and other brace codes go. Unknown tags stay as text. */
export function readSrtText(text: string): string {
	return strip(text.replace(/\{\\[^{}\n]{0,80}\}/g, ''), SRT_TAG);
}
