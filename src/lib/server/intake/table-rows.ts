import { isPerson } from '#lib/model/programme-person.ts';
import { readPerson } from '#lib/model/programme-person.ts';
import { namesHours } from '#lib/model/programme-table.ts';
import { listRows, type Piece, type Row } from './pieces.ts';
import { isHours, partColumns, sayRow } from './cells.ts';

/** The rows of a table, each cell as its lines; a line that only ran on is joined to the one above. */
export function listCells(
	pieces: readonly Piece[],
	edges: readonly number[],
	size: number
): string[][] {
	const ends = partColumns(pieces, edges).map((column) =>
		Math.max(...column.map(({ right }) => right))
	);
	return joinRest(groupRows(listRows(pieces, size), edges), edges).map((rows) =>
		isAcross(rows[0]!, edges)
			? [sayRow(rows[0]!)]
			: partColumns(rows.flat(), edges).map((cell, n) => sayCell(listRows(cell, size), ends[n]!))
	);
}

/** A line over the whole width, such as the name of a part or a break. */
function isAcross(row: Row, [first = 0]: readonly number[]): boolean {
	return row.some(({ x, right }) => x < first && right > first);
}

/**
 * The lines of each row: parted by the widest spaces that leave one beginning at most in each; where
 * that leaves too much alone, a row begins with its hours.
 */
function groupRows(rows: readonly Row[], edges: readonly number[]): Row[][] {
	const begins = findBeginnings(rows, edges);
	const spaces = listSpaces(rows);
	const isAlone = (n: number) =>
		isAcross(rows[n]!, edges) || (n > 0 && isAcross(rows[n - 1]!, edges));
	const cut = (space: number) => part(rows, (n) => isAlone(n) || spaces[n]! >= space);
	if (begins.size === 0) {
		const narrow = Math.min(...spaces);
		const bands = cut(Math.max(narrow * 1.3, narrow + 2));
		return bands.length > 1 ? bands : rows.map((row) => [row]);
	}
	const bands = [...new Set(spaces)]
		.sort((a, b) => b - a)
		.map((space) => cut(space - 0.5))
		.find((own) => own.every((band) => band.filter((row) => begins.has(row)).length <= 1));
	const isFit = bands && bands.length <= begins.size * 1.5 + 1;
	return isFit ? bands : part(rows, (n) => isAlone(n) || begins.has(rows[n]!));
}

/**
 * What has no hours and begins no title goes on with the row above: the rest of its title, or of who
 * speaks. A row that begins with a capital may be one of its own.
 */
function joinRest(groups: readonly Row[][], edges: readonly number[]): Row[][] {
	const joined: Row[][] = [];
	const isTimed = groups.some((rows) => findBeginnings(rows, edges).size > 0);
	for (const rows of groups) {
		const above = joined.at(-1);
		const cells = partColumns(rows.flat(), edges).map(sayRow);
		const [title = ''] = cells.slice(1);
		const goesOn =
			isTimed && !cells[0] && (title === '' ? cells.some(Boolean) : /^[\p{Ll}(]/u.test(title));
		if (above && goesOn && !isAcross(rows[0]!, edges) && !isAcross(above[0]!, edges))
			above.push(...rows);
		else joined.push([...rows]);
	}
	return joined;
}

/** The lines with hours, without those that end what the one above began ("9.30 –"). */
function findBeginnings(rows: readonly Row[], edges: readonly number[]): Set<Row> {
	const begins = new Set<Row>();
	let above = '';
	for (const row of rows) {
		const [one = [], two = []] = partColumns(row, edges);
		const own = [sayRow(one), edges.length > 1 ? sayRow(two) : ''].find(isHours);
		// What names the column of hours stands above them.
		if (begins.size === 0 && [one, two].some((cell) => namesHours(sayRow(cell)))) begins.add(row);
		if (!own) continue;
		if (!/^[-–—]/.test(own) && !/[-–—]$/.test(above)) begins.add(row);
		above = own;
	}
	return begins;
}

/** How much is empty above each line over the whole width; nothing where another column goes on. */
function listSpaces(rows: readonly Row[]): number[] {
	let bottom = Infinity;
	return rows.map((row, n) => {
		const top = Math.max(
			...rows.slice(n).flatMap((own) => own.map((one) => one.y + one.height * 0.75))
		);
		const space = n === 0 ? Infinity : Math.max(0, bottom - top);
		bottom = Math.min(bottom, ...row.map((one) => one.y - one.height * 0.2));
		return space;
	});
}

function part(rows: readonly Row[], isFirst: (n: number) => boolean): Row[][] {
	const groups: Row[][] = [];
	for (const [n, row] of rows.entries()) {
		if (n === 0 || isFirst(n)) groups.push([row]);
		else groups.at(-1)!.push(row);
	}
	return groups;
}

/** A line break that the next word did not need is meant. */
function sayCell(rows: readonly Row[], end: number): string {
	let text = '';
	for (const [n, row] of rows.entries()) {
		const above = rows[n - 1]?.at(-1);
		const [piece] = row;
		const word = piece!.str.trimStart().split(/\s/)[0] ?? '';
		const width = ((piece!.right - piece!.x) / piece!.str.length) * (word.length + 1);
		const isMeant =
			(above && above.right + width < end) || (endsPerson(text) && isPerson(sayRow(row)));
		text += (n === 0 ? '' : isMeant ? '\n' : ' ') + sayRow(row);
	}
	return text;
}

/** Who speaks, and nothing begun: what comes next is somebody else. */
function endsPerson(text: string): boolean {
	const last = text.split('\n').at(-1) ?? '';
	return isPerson(last) && (readPerson(last)?.name === last || last.endsWith(')'));
}
