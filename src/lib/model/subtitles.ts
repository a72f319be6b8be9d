import { LIMITS, normaliseText, type Cue } from './cue.ts';
import { readSrtText, readVttText } from './cue-markup.ts';
import { parseSbv } from './sbv.ts';
import { parseSubrip } from './subrip.ts';
import { decodeSubtitles, type Encoding } from './subtitle-encoding.ts';
import type { Note, NoteCode, RawCue, RawReading } from './subtitle-note.ts';
import { recogniseBytes, recogniseText, type What } from './subtitle-refusal.ts';
import { parseWebvtt } from './webvtt.ts';

export type Format = 'vtt' | 'srt' | 'sbv';

export interface Subtitles {
	ok: true;
	cues: Cue[];
	format: Format;
	encoding: Encoding;
	notes: Note[];
}

/** The file is not subtitles, or more than we take; `what` says what it is. */
export interface Refusal {
	ok: false;
	what: What;
}

const MAX_NOTES = 500;

function parse(text: string, notes: Note[]): { raw: RawReading; format: Format } {
	const vtt = parseWebvtt(text);
	if (vtt) return { raw: vtt, format: 'vtt' };
	const srt = parseSubrip(text);
	if (srt.cues.length === 0) {
		const sbv = parseSbv(text);
		if (sbv.cues.length) return { raw: sbv, format: 'sbv' };
	}
	const isBrokenVtt = /^\s*WEBVTT/i.test(text);
	if (isBrokenVtt) notes.push({ line: 1, code: 'bad_header' });
	return { raw: srt, format: isBrokenVtt ? 'vtt' : 'srt' };
}

/** Never between the two halves of a character outside the basic plane. */
function cut(text: string, length: number): string {
	return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

function finish(
	raw: RawCue,
	format: Format,
	note: (line: number, code: NoteCode) => void
): Cue | null {
	if (raw.endMs <= raw.startMs) return (note(raw.line, 'ends_before_start'), null);
	if (raw.endMs > LIMITS.endMs) return (note(raw.line, 'too_late'), null);
	const bounded = raw.text.slice(0, LIMITS.characters * 20);
	let text = normaliseText(format === 'vtt' ? readVttText(bounded) : readSrtText(bounded));
	if (text === '') return (note(raw.line, 'no_text'), null);
	if (text.length > LIMITS.characters) {
		note(raw.line, 'text_cut');
		text = normaliseText(cut(text, LIMITS.characters));
	}
	return { startMs: raw.startMs, endMs: raw.endMs, text };
}

/**
 * Reads a subtitle file of any common kind and encoding into cues sorted by start. Mends what can
 * be mended and says so line by line; one bad block never costs the file. Never throws.
 *
 * Limits: `LIMITS`. Standards: W3C WebVTT (2019); SRT and SBV as their tools write them.
 */
export function readSubtitles(bytes: Uint8Array): Subtitles | Refusal {
	if (bytes.length === 0) return { ok: false, what: 'empty' };
	const known = recogniseBytes(bytes);
	if (known) return { ok: false, what: known };
	if (bytes.length > LIMITS.bytes) return { ok: false, what: 'too_large' };

	const { text: decoded, encoding, notes } = decodeSubtitles(bytes);
	const text = decoded.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');
	const { raw, format } = parse(text, notes);
	if (raw.cues.length === 0)
		return { ok: false, what: format === 'vtt' ? 'no_cues' : recogniseText(text) };
	if (raw.cues.length > LIMITS.cues) return { ok: false, what: 'too_many_cues' };

	const note = (line: number, code: NoteCode) => void notes.push({ line, code });
	notes.push(...raw.notes);
	const found: Array<Cue & { line: number }> = [];
	for (const rawCue of raw.cues) {
		const cue = finish(rawCue, format, note);
		if (cue) found.push({ ...cue, line: rawCue.line });
	}
	if (found.length === 0) return { ok: false, what: 'no_cues' };
	found.forEach((cue, i) => {
		const before = found[i - 1];
		if (!before) return;
		if (cue.startMs < before.startMs) note(cue.line, 'reordered');
		else if (cue.startMs < before.endMs) note(cue.line, 'overlap');
	});
	const cues = found
		.toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)
		.map(({ startMs, endMs, text }) => ({ startMs, endMs, text }));
	return { ok: true, cues, format, encoding, notes: notes.slice(0, MAX_NOTES) };
}

/** Up to `count` lines with letters outside ASCII, to let a person judge the encoding by eye. */
export function findAccentedLines(cues: readonly Cue[], count = 3): string[] {
	const lines = cues.flatMap((cue) => cue.text.split('\n'));
	return lines.filter((line) => /[^\u0000-\u007f]/.test(line)).slice(0, count);
}
