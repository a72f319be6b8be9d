/**
 * What a reader mended or left out, and where: `line` counts from 1 in the file as it came
 * (0: the whole file). Codes are translated as `library_note_<code>`.
 */
export interface Note {
	line: number;
	code: NoteCode;
}

export type NoteCode =
	| 'bad_header'
	| 'bad_time'
	| 'time_repaired'
	| 'ends_before_start'
	| 'too_late'
	| 'blank_line_in_text'
	| 'missing_blank_line'
	| 'no_time'
	| 'text_cut'
	| 'no_text'
	| 'reordered'
	| 'overlap'
	| 'invalid_bytes'
	| 'double_encoded'
	| 'guessed_encoding';

/** A cue as a format reader found it: text with that format's tags, and its line for the notes. */
export interface RawCue {
	id: string;
	startMs: number;
	endMs: number;
	text: string;
	line: number;
}

export interface RawReading {
	cues: RawCue[];
	notes: Note[];
}
