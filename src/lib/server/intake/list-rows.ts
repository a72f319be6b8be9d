import { listPoint, readListHeader, sayListRow, type ListHeader } from '#lib/model/list-table.ts';
import { sayRow } from './cells.ts';
import { BLANK, type LaidLine } from './flow.ts';
import { gapOf } from './gutter.ts';
import type { Row } from './pieces.ts';

/** A table that lists actions, people or costs: what names its columns, and where each begins. */
export interface ListTable {
	header: ListHeader;
	starts: number[];
}
/** From which row to which a list stands; without its header where it goes on from the page before. */
export interface FoundList {
	from: number;
	to: number;
	table: ListTable;
	isOverleaf: boolean;
}

/** Points by which the beginnings of a column may differ, and lines of a cell in their distance. */
const NEAR = 2;
const SAME_STEP = 0.35;

/** The lists among the rows of a page; `above` is the one that the page before ended with. */
export function findLists(
	rows: readonly Row[],
	size: number,
	above: ListTable | null = null
): FoundList[] {
	const found: FoundList[] = [];
	const goesOn = above !== null && rows[0] !== undefined && isAligned(rows[0], above, size);
	for (let from = 0; from < rows.length; from += 1) {
		const isOverleaf = from === 0 && goesOn;
		const table = isOverleaf ? above! : readTable(rows[from]!, size);
		if (!table) continue;
		let to = from;
		while (to + 1 < rows.length && isWithin(rows[to]!, rows[to + 1]!, table, size)) to += 1;
		if (to > from || isOverleaf) found.push({ from, to, table, isOverleaf });
		from = to;
	}
	return found;
}

/** What is set apart in a row. */
function listParts(row: Row, size: number): Row[] {
	const parts: Row[] = [];
	for (const [n, piece] of row.entries()) {
		if (n === 0 || piece.x - row[n - 1]!.right >= gapOf(size)) parts.push([piece]);
		else parts.at(-1)!.push(piece);
	}
	return parts;
}

function readTable(row: Row, size: number): ListTable | null {
	const parts = listParts(row, size);
	const header = parts.length > 1 ? readListHeader(parts.map(sayRow)) : null;
	return header && { header, starts: parts.map(([first]) => first!.x) };
}

const isAligned = (row: Row, { starts }: ListTable, size: number) =>
	listParts(row, size).filter(([first]) => starts.some((x) => Math.abs(x - first!.x) <= NEAR))
		.length > 1;

/** Words that run over a column, stand below a space or are a heading are no row of the table. */
function isWithin(above: Row, row: Row, { starts }: ListTable, size: number): boolean {
	const parts = listParts(row, size);
	const isAlone = parts.length === 1;
	const [second = Infinity] = starts.slice(1);
	const isOver = isAlone && parts[0]![0]!.x < second - NEAR && row.at(-1)!.right > second;
	const isApart = isAlone && above[0]!.y - row[0]!.y > size * 2;
	return !isOver && !isApart && row.every(({ height }) => height < size * 1.15);
}

/** The lines of a list, a row each; what a narrow cell broke is put together. */
export function layOutList(
	rows: readonly Row[],
	{ table, isOverleaf }: FoundList,
	size: number
): LaidLine[] {
	const own = isOverleaf ? rows : rows.slice(1);
	const steps = own.slice(1).map((row, n) => own[n]![0]!.y - row[0]!.y);
	const narrow = Math.min(...steps);
	const isEven = Math.max(...steps) - narrow <= SAME_STEP;
	const cells: string[][] = [];
	for (const [n, row] of own.entries()) {
		const words = placeCells(row, table, size);
		// Where cells have room around them, the distance tells; else only what goes on in small letters.
		const isClose = n > 0 && steps[n - 1]! <= narrow + SAME_STEP;
		const isRest = !isEven || words[0] === '' || /^[\p{Ll}(]/u.test(words[0]!);
		if (isClose && isRest)
			cells[cells.length - 1] = cells.at(-1)!.map((cell, at) => `${cell} ${words[at]!}`.trim());
		else cells.push(words);
	}
	const head: LaidLine = {
		text: sayListRow(table.header.cells, null),
		isJoined: false,
		row: 'header'
	};
	return [
		...(isOverleaf ? [] : [head]),
		...cells.flatMap((row): LaidLine[] => sayRowOf(row, table.header))
	];
}

function sayRowOf(row: readonly string[], header: ListHeader): LaidLine[] {
	if (header.kind === 'points') {
		const { title, lines } = listPoint(row, header);
		const own = lines.map((text): LaidLine => ({ text, isJoined: false }));
		return title ? [BLANK, { text: title, isJoined: false, heading: 2 }, ...own] : own;
	}
	return [
		{
			text: sayListRow(row, header),
			isJoined: false,
			row: header.kind === 'actions' ? 'action' : 'row',
			cells: row.filter(Boolean)
		}
	];
}

/** Into which column each part falls: the last that begins left of its end, else the nearest. */
function placeCells(row: Row, { starts }: ListTable, size: number): string[] {
	const cells = starts.map(() => '');
	for (const part of listParts(row, size)) {
		const exact = starts.findIndex((x) => Math.abs(x - part[0]!.x) <= NEAR);
		const last = starts.findLastIndex((x) => x < part.at(-1)!.right);
		const at = Math.max(0, exact >= 0 ? exact : last);
		cells[at] = `${cells[at]} ${sayRow(part)}`.trim();
	}
	return cells;
}
