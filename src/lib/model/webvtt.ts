import type { Note, RawCue, RawReading } from './subtitle-note.ts';
import { readStrictTimecode } from './timecode.ts';

const ARROW = '-->';
const LEADING_SPACE = /^[ \t\f]+/; // the standard's whitespace: a vertical tab is none

interface Timing {
	startMs: number;
	endMs: number;
	repaired: boolean;
}

function readTiming(line: string): Timing | null {
	const from = line.replace(LEADING_SPACE, '');
	const start = readStrictTimecode(from);
	if (!start) return null;
	const middle = from.slice(start.length).replace(LEADING_SPACE, '');
	if (!middle.startsWith(ARROW)) return null;
	const end = readStrictTimecode(middle.slice(ARROW.length).replace(LEADING_SPACE, ''));
	return end && { startMs: start.ms, endMs: end.ms, repaired: start.repaired || end.repaired };
}

/** Files without a blank line between cues: the next cue's number is not part of this one's text. */
function takeBackNumber(cue: RawCue, lines: string[], notes: Note[]): void {
	const last = lines.at(-1);
	if (lines.length < 2 || !/^\d+$/.test(cue.id) || Number(last) !== Number(cue.id) + 1) return;
	lines.pop();
	notes.push({ line: cue.line, code: 'missing_blank_line' });
}

interface Block {
	cue: RawCue | null;
	/** Index of the first line after the block. */
	next: number;
}

/** One block as in W3C WebVTT §6.1 "collect a WebVTT block". */
function readBlock(lines: string[], from: number, inHeader: boolean, notes: Note[]): Block {
	const kept: string[] = [];
	let cue: RawCue | null = null;
	let seenArrow = false;
	let at = from;
	for (; at < lines.length; at++) {
		const line = lines[at]!;
		const count = at - from + 1;
		if (line.includes(ARROW)) {
			if (inHeader || !(count === 1 || (count === 2 && !seenArrow))) {
				if (cue) takeBackNumber(cue, kept, notes);
				break;
			}
			seenArrow = true;
			const timing = readTiming(line);
			if (!timing || timing.repaired)
				notes.push({ line: at + 1, code: timing ? 'time_repaired' : 'bad_time' });
			if (timing) {
				const id = kept.splice(0).join('');
				cue = { id, startMs: timing.startMs, endMs: timing.endMs, text: '', line: at + 1 };
			}
		} else if (line === '') break;
		else kept.push(line);
	}
	if (cue) cue.text = kept.join('\n');
	return { cue, next: at };
}

/**
 * Reads WebVTT as W3C WebVTT §6.1 has it: any header text, NOTE, STYLE and REGION blocks, cues
 * with or without number, settings ignored. `null` when the signature is missing. Cue text keeps
 * its tags. Line ends must be `\n`.
 */
export function parseWebvtt(text: string): RawReading | null {
	const lines = text.split('\n');
	if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0]!)) return null;
	const notes: Note[] = [];
	const cues: RawCue[] = [];
	let at = 1;
	if (lines[1]) at = readBlock(lines, 1, true, notes).next;
	while (at < lines.length) {
		if (lines[at] === '') {
			at++;
			continue;
		}
		const block = readBlock(lines, at, false, notes);
		if (block.cue) cues.push(block.cue);
		at = block.next;
	}
	return { cues, notes };
}
