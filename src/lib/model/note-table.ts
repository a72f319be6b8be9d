import type { NoteInline, NoteTable } from './note.ts';

/** A cell with the column that it was made for; null when that is not known any more. */
export interface NoteCell {
	column: string | null;
	inline: NoteInline[];
}

/**
 * The order of a table's columns. Rows that two people made at the same time can lack a column or
 * have one more: each unknown column comes after the one that stands before it in its row.
 */
export function orderColumns(rows: Array<Array<{ column: string | null }>>): string[] {
	const order: string[] = [];
	for (const row of rows) {
		let last = -1;
		for (const { column } of row) {
			if (column === null) continue;
			const found = order.indexOf(column);
			if (found < 0) order.splice(last + 1, 0, column);
			last = found < 0 ? last + 1 : found;
		}
	}
	return order;
}

/** Puts every cell under its column; missing ones are empty, two for one column become one. */
export function readTable(header: boolean, rows: NoteCell[][]): NoteTable {
	const order = orderColumns(rows);
	const read = rows
		.filter((row) => row.length > 0)
		.map((row) => {
			const cells: NoteInline[][] = order.map(() => []);
			const loose: NoteInline[][] = [];
			for (const { column, inline } of row) {
				const place = column === null ? -1 : order.indexOf(column);
				if (place < 0) loose.push(inline);
				else cells[place] = join(cells[place]!, inline);
			}
			for (const inline of loose) fillFirst(cells, inline);
			return cells;
		});
	const width = Math.max(0, ...read.map((row) => row.length));
	return {
		header,
		rows: read.map((row) => [...row, ...Array.from({ length: width - row.length }, () => [])])
	};
}

/** A cell that lost its column takes the first empty place, else one more at the end. */
function fillFirst(cells: NoteInline[][], inline: NoteInline[]): void {
	if (!inline.length) return;
	const place = cells.findIndex((cell) => !cell.length);
	if (place < 0) cells.push(inline);
	else cells[place] = inline;
}

function join(before: NoteInline[], after: NoteInline[]): NoteInline[] {
	return before.length && after.length ? [...before, 'break', ...after] : [...before, ...after];
}
