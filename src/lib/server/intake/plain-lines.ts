import type { SourceLine } from '#lib/model/programme-text.ts';
import { RowTable } from './row-table.ts';

/** "> ", as mails quote. */
const QUOTE = /^(?:>\s?)+/;
const HEADING = /^(#{1,6})\s+(\S.*?)\s*#*$/;
/** "|---|:--|", under the names of the columns. */
const RULE = /^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$/;

/** The cells of a row that is pasted from a table, or written as Markdown does; null: it is no row. */
function cutCells(line: string): string[] | null {
	const own = line.trim();
	if (/^\|.*\|$/.test(own))
		return own
			.slice(1, -1)
			.split('|')
			.map((cell) => cell.trim());
	return own.includes('\t')
		? line
				.trimEnd()
				.split('\t')
				.map((cell) => cell.trim())
		: null;
}

/** The lines of a text, with the headings, tables and quotes that it was pasted with. */
export function listPlain(text: string): SourceLine[] {
	const lines = text.split(/\r\n|[\n\r\f\v\u2028\u2029]/);
	const isQuoted = lines.filter((line) => QUOTE.test(line)).length > 1;
	const isMarked =
		lines.some((line) => HEADING.test(line)) || lines.some((line) => RULE.test(line));
	const read: SourceLine[] = [];
	let rows: string[][] = [];
	const endTable = () => {
		// One row alone is a line with a tab in it.
		if (rows.length === 1) read.push({ text: rows[0]!.join('\t') });
		else read.push(...listRows(rows));
		rows = [];
	};
	for (const [n, line] of lines.entries()) {
		const own = isQuoted ? line.replace(QUOTE, '') : line;
		const cells = cutCells(own);
		if (cells && !RULE.test(own)) rows.push(cells);
		if (cells || (RULE.test(own) && rows.length > 0)) continue;
		endTable();
		const heading = isMarked ? HEADING.exec(own) : null;
		const words = isMarked ? own.replace(/(\*\*|__)(?=\S)(.*?\S)\1/g, '$2') : own;
		if (heading)
			read.push({
				text: heading[2]!,
				heading: heading[1]!.length,
				...(heading[1] === '#' && !lines.slice(0, n).some((one) => one.trim()) && { isTitle: true })
			});
		else read.push({ text: words });
	}
	endTable();
	return read;
}

function listRows(rows: readonly string[][]): SourceLine[] {
	const table = new RowTable();
	return rows.flatMap((cells) => {
		table.beginRow();
		for (const cell of cells) {
			table.beginCell();
			if (cell) table.say(cell);
			table.endCell();
		}
		return table.endRow();
	});
}
