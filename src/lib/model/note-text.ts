import { printRun, type NotePrinting } from './note-printing.ts';
import { markLines } from './note-table.ts';
import type { NoteInline, NoteParagraph } from './note.ts';

/** Stands between the cells of a row where there are only words. */
const CELL = ' | ';

/** The words of one paragraph; a break inside it and a row of a table become a line end. */
export function plainText(source: NoteParagraph, how: NotePrinting = {}): string {
	const words = (inline: NoteInline[]) => inline.map((run) => printRun(run, how)).join('');
	if (!source.table) return words(source.inline);
	return source.table.rows.map((row) => row.map((cell) => lineOf(cell, how)).join(CELL)).join('\n');
}

/** A cell in one line. */
function lineOf(cell: NoteParagraph[], how: NotePrinting): string {
	return markLines(cell)
		.map(({ mark, source }) => mark + plainText(source, how).replaceAll('\n', ' '))
		.join(' ');
}

/** Notes as plain text, one paragraph a line. */
export function renderText(paragraphs: NoteParagraph[], how: NotePrinting = {}): string {
	return paragraphs
		.map((source) => plainText(source, how))
		.join('\n')
		.trim();
}
