import { normaliseText, type Cue } from './cue.ts';
import { formatTimecode } from './timecode.ts';

/**
 * WebVTT from cues (W3C WebVTT §4). Text is escaped, so that it can neither become markup nor end
 * a cue. Times are whole milliseconds.
 */
export function writeVtt(cues: readonly Cue[]): string {
	const blocks = cues.map((cue, i) => {
		const text = normaliseText(cue.text)
			.replaceAll('&', '&amp;')
			.replaceAll('<', '&lt;')
			.replaceAll('>', '&gt;');
		return `${i + 1}\n${formatTimecode(cue.startMs)} --> ${formatTimecode(cue.endMs)}\n${text}\n`;
	});
	return ['WEBVTT\n', ...blocks].join('\n');
}

/**
 * SRT from cues. The format has no escapes of its own: only what a reader would take for a tag, an
 * arrow, a brace code or a reference is written as a character reference.
 */
export function writeSrt(cues: readonly Cue[]): string {
	const blocks = cues.map((cue, i) => {
		const text = normaliseText(cue.text)
			.replace(/&(?=#?\w{1,9};)/g, '&amp;')
			.replace(/<(?=[\w/!?])/g, '&lt;')
			.replace(/([-–—])>/g, '$1&gt;')
			.replace(/\{(?=\\)/g, '&#123;');
		return `${i + 1}\n${formatTimecode(cue.startMs, ',')} --> ${formatTimecode(cue.endMs, ',')}\n${text}\n`;
	});
	return blocks.join('\n');
}

/** The words alone, one line a cue, to read or print. */
export function writeText(cues: readonly Cue[]): string {
	return cues.map((cue) => `${normaliseText(cue.text).replaceAll('\n', ' ')}\n`).join('');
}
