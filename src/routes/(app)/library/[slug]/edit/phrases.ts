import { nameLanguage } from '#lib/model/language.ts';
import type { LintCode } from '#lib/model/subtitle-lint.ts';
import type { NoteCode } from '#lib/model/subtitle-note.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** What a reader mended, as a sentence. */
export const NOTES: Record<NoteCode, () => string> = {
	bad_header: m.library_note_bad_header,
	bad_time: m.library_note_bad_time,
	time_repaired: m.library_note_time_repaired,
	ends_before_start: m.library_note_ends_before_start,
	too_late: m.library_note_too_late,
	blank_line_in_text: m.library_note_blank_line_in_text,
	missing_blank_line: m.library_note_missing_blank_line,
	no_time: m.library_note_no_time,
	text_cut: m.library_note_text_cut,
	no_text: m.library_note_no_text,
	reordered: m.library_note_reordered,
	overlap: m.library_note_overlap,
	invalid_bytes: m.library_note_invalid_bytes,
	double_encoded: m.library_note_double_encoded,
	guessed_encoding: m.library_note_guessed_encoding
};

/** Advice on one subtitle, as a sentence. */
export const ADVICE: Record<LintCode, (inputs: { value: string }) => string> = {
	too_many_lines: m.library_advice_too_many_lines,
	line_too_long: m.library_advice_line_too_long,
	too_fast: m.library_advice_too_fast,
	too_short: m.library_advice_too_short,
	too_long: m.library_advice_too_long,
	gap_too_small: m.library_advice_gap_too_small
};

/** What was stored of a file of subtitles, as a sentence. */
export function nameStored(stored: {
	language: string;
	count: number;
	format: string;
	encoding: string;
}): string {
	const locale = getLocale();
	return m.library_edit_saved({
		...stored,
		count: new Intl.NumberFormat(locale).format(stored.count),
		language: nameLanguage(stored.language, locale)
	});
}
