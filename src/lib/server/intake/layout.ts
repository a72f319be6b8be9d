import { joinCapitals } from './capitals.ts';
import { guessHeader, isMarks, partColumns, tellSetting, type Setting } from './cells.ts';
import { BLANK, layOutFlow, type LaidLine } from './flow.ts';
import { isConfirmed, listGutters, type Gutter } from './gutter.ts';
import { listPieces, listRows, sizeOf, type Glyphs, type Piece, type Row } from './pieces.ts';
import { writeRow } from './row.ts';
import { listCells } from './table-rows.ts';

/** Columns within columns within columns are no programme. */
const DEEPEST = 3;
/** No page that was set for people has more; looking for columns would take long. */
const MOST_PIECES = 4000;

/**
 * The lines of a page in the order in which they are read: columns one after the other, tables row
 * by row, all else in the order in which it is drawn; a decorated capital with the word it begins.
 */
export function layOut(items: readonly Glyphs[]): LaidLine[] {
	return layOutPieces(joinCapitals(listPieces(items)), 0);
}

function layOutPieces(pieces: readonly Piece[], depth: number): LaidLine[] {
	const size = sizeOf(pieces);
	const rows = listRows(pieces, size);
	const isSimple = depth >= DEEPEST || pieces.length > MOST_PIECES;
	const gutters = isSimple ? [] : listGutters(rows, size);
	const parts: LaidLine[][] = [];
	let header: string[] | null = null;
	let from = 0;
	const flow = (to: number) => {
		const rest = rows.slice(from, to).flat();
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
		if (setting.kind === 'columns') parts.push(...layOutColumns(own.flat(), setting, depth));
		else {
			const cells = listCells(own.flat(), edges, size);
			if (setting.kind === 'labels') parts.push(...cells.map(sayLabel));
			else {
				if (setting.isNamed || header?.length !== edges.length + 1) header = null;
				const table = layOutTable(cells, setting, header);
				parts.push(...table.lines);
				header = table.header;
			}
		}
	}
	if (from === 0) return layOutFlow(pieces);
	flow(rows.length);
	return parts.filter((part) => part.length).flatMap((part, n) => (n ? [BLANK, ...part] : part));
}

type In<K extends Setting['kind']> = Extract<Setting, { kind: K }>;

function layOutColumns(
	pieces: readonly Piece[],
	{ at, isSure }: In<'columns'>,
	depth: number
): LaidLine[][] {
	const [left, right] = partColumns(pieces, [at]).map((own) => layOutPieces(own, depth + 1));
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
	const guess = isKnown ? null : guessHeader(cells, lead);
	const lines = cells.map((row) => {
		// A day or a number before the hours stands on a line of its own.
		const before = isKnown || row.length === 1 ? 0 : lead;
		const written = writeRow(row.slice(before), header ?? guess);
		if (isKnown) header = written.header;
		return [...row.slice(0, before).filter(Boolean), ...written.lines].map((text): LaidLine => ({
			text,
			isJoined: false,
			...(guess && text.startsWith('Speaker:') && { isGuessed: 'speaker' })
		}));
	});
	return { lines, header };
}

const sayLabel = (cells: string[]): LaidLine[] => [
	{ text: cells.join(' ').replaceAll('\n', ' '), isJoined: false }
];

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
