import type { Note, NoteCode, RawCue, RawReading } from './subtitle-note.ts';
import { readLooseTimecode } from './timecode.ts';

const ARROW = /-->|->|[–—]>/;
const NUMBER = /^\s*\d{1,6}\s*$/;

interface Mark {
	/** Index of the line with the times. */
	at: number;
	/** Index of the first line that belongs to this cue (its number, if it has one). */
	from: number;
	timing: { startMs: number; endMs: number; repaired: boolean } | null;
}

function findTiming(line: string): Mark['timing'] | undefined {
	const arrow = ARROW.exec(line);
	if (!arrow || arrow.index > 40) return undefined;
	const left = line.slice(0, arrow.index).replaceAll(/\s/g, '');
	if (!/^-?\d+:/.test(left)) return undefined; // an arrow in spoken text
	const right = line.slice(arrow.index + arrow[0].length).trim();
	const start = readLooseTimecode(left);
	const end =
		readLooseTimecode(right) ?? readLooseTimecode(right.replaceAll(/\s*([:,.])\s*/g, '$1'));
	if (!start || !end || start.length !== left.length) return null;
	const repaired = start.repaired || end.repaired || arrow[0] !== '-->';
	return { startMs: start.ms, endMs: end.ms, repaired };
}

function findMarks(lines: string[]): Mark[] {
	const marks: Mark[] = [];
	lines.forEach((line, at) => {
		const timing = findTiming(line);
		if (timing !== undefined) marks.push({ at, from: at, timing });
	});
	const first = marks[0];
	const isNumbered = first !== undefined && NUMBER.test(lines[first.at - 1] ?? '');
	if (!isNumbered) return marks;
	marks.forEach((mark, i) => {
		const floor = (marks[i - 1]?.at ?? -1) + 1;
		let above = mark.at - 1;
		while (above > floor && lines[above]!.trim() === '') above--;
		const isDirect = above === mark.at - 1;
		const text = lines[above] ?? '';
		if (above >= floor && NUMBER.test(text) && (isDirect || Number(text) === i + 1))
			mark.from = above;
	});
	return marks;
}

/** Lines of text between two marks; a numbered block that lost its times is not part of them. */
function readText(
	lines: string[],
	mark: Mark,
	end: number,
	note: (at: number, code: NoteCode) => void
): string {
	const number = mark.from < mark.at ? Number(lines[mark.from]) : null;
	const body = lines.slice(mark.at + 1, end);
	if (body.length && body.at(-1)!.trim() !== '' && end < lines.length)
		note(end, 'missing_blank_line');
	while (body.length && body.at(-1)!.trim() === '') body.pop();
	const lost = body.findIndex(
		(line, i) =>
			i > 0 &&
			i < body.length - 1 &&
			body[i - 1]!.trim() === '' &&
			number !== null &&
			NUMBER.test(line) &&
			Number(line) === number + 1
	);
	if (lost !== -1) {
		note(mark.at + 1 + lost, 'no_time');
		body.length = lost;
	}
	const text = body.join('\n').trim();
	if (/\n[^\S\n]*\n/.test(text)) note(mark.at, 'blank_line_in_text');
	return text;
}

/**
 * Reads SRT as it is found: with or without numbers, comma or point, missing or extra blank lines,
 * coordinates after the times. A block without readable times is left out and noted. Cue text
 * keeps its tags. Line ends must be `\n`.
 */
export function parseSubrip(text: string): RawReading {
	const lines = text.split('\n');
	const marks = findMarks(lines);
	const notes: Note[] = [];
	const note = (at: number, code: NoteCode) => void notes.push({ line: at + 1, code });
	const cues: RawCue[] = [];
	marks.forEach((mark, i) => {
		const body = readText(lines, mark, marks[i + 1]?.from ?? lines.length, note);
		if (!mark.timing) return note(mark.at, 'bad_time');
		if (mark.timing.repaired) note(mark.at, 'time_repaired');
		const id = mark.from < mark.at ? lines[mark.from]!.trim() : '';
		cues.push({
			id,
			startMs: mark.timing.startMs,
			endMs: mark.timing.endMs,
			text: body,
			line: mark.at + 1
		});
	});
	return { cues, notes };
}
