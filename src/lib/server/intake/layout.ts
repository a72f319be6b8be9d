import { sayListRow } from '#lib/model/list-table.ts';
import { namesHours } from '#lib/model/programme-table.ts';
import { joinCapitals } from './capitals.ts';
import { guessHeader, isMarks, partColumns, tellSetting, type Setting } from './cells.ts';
import { BLANK, layOutFlow, type LaidLine } from './flow.ts';
import { findLists, layOutList, type ListTable } from './list-rows.ts';
import { isConfirmed, listGutters, listThin, type Gutter } from './gutter.ts';
import { listRows, sizeOf, type Piece, type Row } from './pieces.ts';
import { listTurned } from './turned.ts';
import { writeRow } from './row.ts';
import { listCells } from './table-rows.ts';

/** Columns within columns within columns are no programme. */
const DEEPEST = 3;
/** No page that was set for people has more; looking for columns would take long. */
const MOST_PIECES = 4000;

/**
 * The lines of a page in the order in which they are read: columns one after the other, tables row
 * by row, all else in the order in which it is drawn; a decorated capital with the word it begins.
 * `above` is what named the columns of the last table, and is told anew: a table may go on overleaf.
 */
export function layOut(pieces: readonly Piece[], above = newNamed()): LaidLine[] {
	const level = joinCapitals(pieces.filter(({ isTurned }) => !isTurned));
	const size = sizeOf(level);
	const rows = listRows(level, size);
	const lists = findLists(rows, size, above.list);
	above.list = null;
	if (lists.length === 0) return [...layOutPieces(level, 0, above), ...listTurned(pieces)];
	const parts: LaidLine[][] = [];
	let from = 0;
	const layOutUntil = (to: number) => {
		const own = new Set(rows.slice(from, to).flat());
		if (own.size)
			parts.push(
				layOutPieces(
					level.filter((one) => own.has(one)),
					0,
					above
				)
			);
	};
	for (const list of lists) {
		layOutUntil(list.from);
		from = list.to + 1;
		parts.push(layOutList(rows.slice(list.from, from), list, size));
		if (from === rows.length) above.list = list.table;
	}
	layOutUntil(rows.length);
	return [...parts.flatMap((part, n) => (n ? [BLANK, ...part] : part)), ...listTurned(pieces)];
}

/** What the tables of a page were called by, for the next one. */
interface Named {
	header: string[] | null;
	list: ListTable | null;
}
export const newNamed = (): Named => ({ header: null, list: null });

function layOutPieces(pieces: readonly Piece[], depth: number, named: Named): LaidLine[] {
	const size = sizeOf(pieces);
	const rows = listRows(pieces, size);
	const isSimple = depth >= DEEPEST || pieces.length > MOST_PIECES;
	const gutters = isSimple ? [] : listGutters(rows, size);
	const parts: LaidLine[][] = [];
	const close = new Set<number>();
	let from = 0;
	const flow = (to: number) => {
		const rest = rows.slice(from, to).flat();
		// Right under a table stands the rest of its last row.
		const step = from > 0 && from < to ? rows[from - 1]![0]!.y - rows[from]![0]!.y : Infinity;
		if (step <= size * 1.5) close.add(parts.length);
		if (rest.length) parts.push(layOutFlow(rest.toSorted((a, b) => a.order - b.order)));
	};
	for (const region of chooseRegions(gutters)) {
		const own = rows.slice(region.from, region.to + 1);
		const edges = listEdges(region, gutters, own, size);
		const setting = edges.includes(region.x)
			? tellSetting(own.flat(), edges, region.x, size)
			: null;
		if (!setting) continue;
		flow(region.from);
		from = region.to + 1;
		if (setting.kind === 'columns') parts.push(...layOutColumns(own.flat(), setting, depth, named));
		else {
			const isTimed = setting.kind === 'table' && !setting.isNamed;
			const thin = isTimed ? listThin(own, edges.at(-1)!, size) : [];
			const cells = listCells(own.flat(), [...edges, ...thin], size);
			if (setting.kind === 'labels') parts.push(...joinLabels(cells).map(sayLabel));
			else {
				if (setting.isNamed || named.header?.length !== edges.length + thin.length + 1)
					named.header = null;
				const table = layOutTable(cells, setting, named.header);
				parts.push(...table.lines);
				named.header = table.header;
			}
		}
	}
	if (from === 0) return layOutFlow(pieces);
	flow(rows.length);
	return parts.flatMap((part, n) => (n && part.length && !close.has(n) ? [BLANK, ...part] : part));
}

type In<K extends Setting['kind']> = Extract<Setting, { kind: K }>;

function layOutColumns(
	pieces: readonly Piece[],
	{ at, isSure }: In<'columns'>,
	depth: number,
	named: Named
): LaidLine[][] {
	const [left, right] = partColumns(pieces, [at]).map((own) => layOutPieces(own, depth + 1, named));
	const [first, ...rest] = right ?? [];
	if (isSure || !first) return [left ?? [], right ?? []];
	return [left ?? [], [{ ...first, isGuessed: 'columns' }, ...rest]];
}

/** `header`: of the table above, where this one goes on. */
function layOutTable(
	cells: readonly string[][],
	{ isNamed, lead }: In<'table'>,
	header: string[] | null
): { lines: LaidLine[][]; header: string[] | null } {
	const isKnown = isNamed || header !== null;
	const grid = !isKnown && namesHours(cells[0]?.[lead] ?? '') ? cells[0]! : null;
	if (grid)
		return { lines: cells.map((row, n) => layOutGrid(row, n === 0 ? null : grid, lead)), header };
	const guess = isKnown ? null : guessHeader(cells, lead);
	const lines = cells.map((row) => {
		// A day or a number before the hours stands on a line of its own.
		const before = isKnown || row.length === 1 ? 0 : lead;
		const written = writeRow(row.slice(before), header ?? guess);
		const isHeader = written.header !== null && written.header !== (header ?? guess);
		if (isKnown) header = written.header;
		if (isHeader) return [sayHeader(row)];
		return [...row.slice(0, before).filter(Boolean), ...written.lines].map((text): LaidLine => ({
			text,
			isJoined: false,
			...(guess && text.startsWith('Speaker:') && { isGuessed: 'speaker' })
		}));
	});
	return { lines, header };
}

/** Of rooms or groups beside each other each is named with what happens there; `names` is null of their own row. */
function layOutGrid(row: string[], names: string[] | null, lead: number): LaidLine[] {
	const say = (cell: string) => cell.replaceAll('\n', ' ');
	if (!names) return [sayHeader(row)];
	const filled = row.slice(lead + 1).filter(Boolean);
	const cells = row.map((cell, n) =>
		n > lead && cell && filled.length > 1 ? `${names[n]}: ${say(cell)}` : say(cell)
	);
	const lines = writeRow(cells.slice(row.length === 1 ? 0 : lead), null).lines;
	const before = row.length === 1 ? [] : cells.slice(0, lead).filter(Boolean);
	return [...before, ...lines].map((text) => ({ text, isJoined: false }));
}

const sayHeader = (cells: readonly string[]): LaidLine => ({
	text: sayListRow(cells, null),
	isJoined: false,
	row: 'header'
});

/** What stands beside no label goes on with the one above. */
function joinLabels(cells: readonly string[][]): string[][] {
	const rows: string[][] = [];
	for (const row of cells) {
		if (row[0] || !rows.length) rows.push([...row]);
		else rows.at(-1)!.push(...row.filter(Boolean));
	}
	return rows;
}

function sayLabel([label = '', ...cells]: string[]): LaidLine[] {
	const own = cells.filter(Boolean).join(' ');
	const sign = label && own && !/[:：]$/.test(label) ? ': ' : ' ';
	const text = `${label}${sign}${own}`.replaceAll('\n', ' ').trim();
	return [{ text, isJoined: false }];
}

/** The longest first; none reaches into another. From top to bottom. */
function chooseRegions(gutters: readonly Gutter[]): Gutter[] {
	const chosen: Gutter[] = [];
	for (const one of gutters.toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.x - b.x))
		if (chosen.every(({ from, to }) => one.to < from || one.from > to)) chosen.push(one);
	return chosen.sort((a, b) => a.from - b.from);
}

/** Where the columns of a region begin, those of bullets left out. */
function listEdges(
	region: Gutter,
	gutters: readonly Gutter[],
	rows: readonly Row[],
	size: number
): number[] {
	const edges = [
		...new Set(
			gutters
				.filter(({ from, to }) => from <= region.to && to >= region.from)
				.filter(({ x }) => x === region.x || isConfirmed(rows, x, size))
				.map(({ x }) => x)
		)
	].sort((a, b) => a - b);
	const columns = partColumns(rows.flat(), edges);
	return edges.filter((_, n) => !isMarks(columns[n]!, size));
}
