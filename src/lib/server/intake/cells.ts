import { namesSection } from '#lib/model/past-report-words.ts';
import { readHeader } from '#lib/model/programme-table.ts';
import { readLeadingTime } from '#lib/model/programme-time.ts';
import { readPerson } from '#lib/model/programme-person.ts';
import { readFact } from '#lib/model/programme-words.ts';
import { listRows, type Piece, type Row } from './pieces.ts';

/** What is set in columns on a part of a page. */
export type Setting =
	| { kind: 'columns'; at: number; isSure: boolean }
	/** `isNamed`: its first row names the columns. `lead`: cells before the hours. */
	| { kind: 'table'; isNamed: boolean; lead: number }
	| { kind: 'labels' };

export const sayRow = (row: Row) => row.map(({ str }) => str.trim()).join(' ');

const MARK = /^(?:[\p{P}\p{S}\uf0b7]{1,2}|\(?(?:\d{1,2}|\p{L})[.)]|\d{1,2})$/u;
/** "9h30", "9.30 –", "– 10:00": hours alone, or a part of them where a cell is narrow. */
export function isHours(words: string): boolean {
	const text = words.replace(/^[-–—\s]+|[-–—\s]+$/g, '');
	const time = readLeadingTime(text);
	return time !== null && time.rest === '';
}

/** The lines of each column between these edges. */
export function partColumns(pieces: readonly Piece[], edges: readonly number[]): Piece[][] {
	const columns: Piece[][] = Array.from({ length: edges.length + 1 }, () => []);
	for (const piece of pieces) columns[edges.filter((x) => piece.x >= x).length]!.push(piece);
	return columns;
}

/** Whether these columns are read one after the other or row by row; null: they are none. */
export function tellSetting(
	pieces: readonly Piece[],
	edges: readonly number[],
	primary: number,
	size: number
): Setting | null {
	const columns = partColumns(pieces, edges);
	const lines = columns.map((column) => listRows(column, size).map(sayRow));
	const times = lines.flatMap((own, n) => (isMostly(own, isHours) ? [n] : []));
	// One programme beside another, each with its hours.
	if (times.length > 1) return { kind: 'columns', at: edges[times[1]! - 1]!, isSure: true };
	const first = partColumns(listRows(pieces, size)[0] ?? [], edges).map(sayRow);
	if (first.filter(Boolean).length > 1 && readHeader(first))
		return { kind: 'table', isNamed: true, lead: 0 };
	if (times.length === 1 && times[0]! < 2)
		return { kind: 'table', isNamed: false, lead: times[0]! };
	if (edges.length === 1 && isMostly(lines[0]!, isLabel)) return { kind: 'labels' };
	const [left, right] = partColumns(pieces, [primary]);
	const isDrawnSo = last(left!) < Math.min(...right!.map(({ order }) => order));
	const isAgenda = [left!, right!].every((side) => {
		const own = listRows(side, size).filter((row) => readLeadingTime(sayRow(row))?.rest);
		return own.length >= 2;
	});
	if (isDrawnSo || isAgenda || [left!, right!].every((side) => isRunning(side, size)))
		return { kind: 'columns', at: primary, isSure: isDrawnSo };
	return null;
}

/** "Lieu :", and "Present" beside those who were. */
const isLabel = (line: string) =>
	/[:：]$/.test(line) || readFact(`${line}: x`) !== null || namesSection(`${line}: x`);

const last = (pieces: readonly Piece[]) => Math.max(...pieces.map(({ order }) => order));

/** A column of bullets or numbers belongs to what stands behind it. */
export function isMarks(pieces: readonly Piece[], size: number): boolean {
	const lines = listRows(pieces, size).map(sayRow);
	return lines.length > 0 && lines.every((line) => MARK.test(line));
}

function isMostly(lines: readonly string[], fits: (line: string) => boolean): boolean {
	const count = lines.filter(fits).length;
	return count >= 2 && count * 5 >= lines.length * 3;
}

/** Names of columns for rows of hours, titles and people; null where they are none. */
export function guessHeader(rows: readonly string[][], lead: number): string[] | null {
	const cells = rows.filter(({ length }) => length === lead + 3).map((row) => row[lead + 2]!);
	const isPeople = isMostly(cells.filter(Boolean), (cell) => readPerson(cell) !== null);
	return isPeople ? ['time', 'title', 'speaker'] : null;
}

/** Most lines fill their column, as those of a text do and those of cells do not. */
function isRunning(pieces: readonly Piece[], size: number): boolean {
	const rows = listRows(pieces, size);
	const [from, to] = [
		Math.min(...pieces.map(({ x }) => x)),
		Math.max(...pieces.map(({ right }) => right))
	];
	const full = rows.filter((row) => row.at(-1)!.right - from >= (to - from) * 0.7);
	return rows.length >= 4 && full.length * 5 >= rows.length * 3;
}
