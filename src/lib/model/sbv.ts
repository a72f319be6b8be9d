import type { Note, RawCue, RawReading } from './subtitle-note.ts';
import { readLooseTimecode } from './timecode.ts';

const TIMES = /^\s*(\d{1,3}:\d\d:\d\d\.\d{1,3}),(\d{1,3}:\d\d:\d\d\.\d{1,3})\s*$/;

/**
 * Reads SBV (`0:00:01.000,0:00:03.500`, then text, then a blank line); `[br]` is a line break.
 * No cues when the file is of another kind. Line ends must be `\n`.
 */
export function parseSbv(text: string): RawReading {
	const cues: RawCue[] = [];
	const notes: Note[] = [];
	let current: RawCue | null = null;
	text.split('\n').forEach((line, at) => {
		const match = TIMES.exec(line);
		if (match) {
			const start = readLooseTimecode(match[1]!);
			const end = readLooseTimecode(match[2]!);
			current = start &&
				end && { id: '', startMs: start.ms, endMs: end.ms, text: '', line: at + 1 };
			if (current) cues.push(current);
			else notes.push({ line: at + 1, code: 'bad_time' });
		} else if (current) current.text += `${line.replaceAll(/\[br\]/gi, '\n')}\n`;
	});
	return { cues, notes };
}
