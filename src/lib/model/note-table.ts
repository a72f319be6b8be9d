import { isList, type NoteParagraph, type NoteTable } from './note.ts';

/** A cell with the column that it was made for; null when that is not known any more. */
export interface NoteCell {
	column: string | null;
	blocks: NoteParagraph[];
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
			const cells: NoteParagraph[][] = order.map(() => []);
			const loose: NoteParagraph[][] = [];
			for (const { column, blocks } of row) {
				const filled = dropEmptyEnds(blocks);
				const place = column === null ? -1 : order.indexOf(column);
				if (place < 0) loose.push(filled);
				else cells[place]!.push(...filled);
			}
			for (const blocks of loose) fillFirst(cells, blocks);
			return cells;
		});
	const width = Math.max(0, ...read.map((row) => row.length));
	return {
		header,
		rows: read.map((row) => [...row, ...Array.from({ length: width - row.length }, () => [])])
	};
}

/** A cell that lost its column takes the first empty place, else one more at the end. */
function fillFirst(cells: NoteParagraph[][], blocks: NoteParagraph[]): void {
	if (!blocks.length) return;
	const place = cells.findIndex((cell) => !cell.length);
	if (place < 0) cells.push(blocks);
	else cells[place] = blocks;
}

/** An editor always leaves a paragraph in a cell to write in. */
function dropEmptyEnds(blocks: NoteParagraph[]): NoteParagraph[] {
	const isFilled = ({ inline }: NoteParagraph) => inline.length > 0;
	return blocks.slice(Math.max(0, blocks.findIndex(isFilled)), blocks.findLastIndex(isFilled) + 1);
}

/** The paragraphs of a cell with what stands before each where there are only words: `– `, `2. `. */
export function markLines(blocks: NoteParagraph[]): Array<{ mark: string; source: NoteParagraph }> {
	const numbers: number[] = [];
	return blocks.map((source) => {
		const { block, indent } = source;
		numbers.length = isList(block) ? indent + 1 : 0;
		if (!isList(block)) return { mark: '', source };
		numbers[indent] = block === 'ordered' ? (numbers[indent] ?? 0) + 1 : 0;
		return { mark: block === 'ordered' ? `${numbers[indent]}. ` : '– ', source };
	});
}
