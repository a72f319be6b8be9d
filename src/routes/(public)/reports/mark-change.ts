import type { Emphasis, MarkChange } from '#lib/model/mark-comparison.ts';
import { m } from '#lib/paraglide/messages.js';

/** What changed of a link or of emphasis, in the reader's language, beside the words it is about. */
export function noteMark(mark: MarkChange): { words: string; said: string } {
	return { words: mark.words, said: mark.kind === 'link' ? tellLink(mark) : tellEmphasis(mark) };
}

function tellLink({ from, to }: Extract<MarkChange, { kind: 'link' }>): string {
	if (from === null) return m.diff_link_added({ to: to! });
	return to === null ? m.diff_link_removed({ from }) : m.diff_link_changed({ from, to });
}

function tellEmphasis({ from, to }: Extract<MarkChange, { kind: 'emphasis' }>): string {
	return m.diff_emphasis_changed({ from: nameEmphasis(from), to: nameEmphasis(to) });
}

function nameEmphasis(emphasis: Emphasis): string {
	return {
		plain: m.diff_emphasis_plain,
		bold: m.diff_emphasis_bold,
		italic: m.diff_emphasis_italic,
		'bold-italic': m.diff_emphasis_bold_italic
	}[emphasis]();
}
