import type { Row } from './pieces.ts';

/** Between which rows (`from` to `to`, both included) nothing crosses `x`, the left end of the space. */
export interface Gutter {
	x: number;
	from: number;
	to: number;
}

/** Fewer lines beside each other are chance. */
const FEWEST = 3;
/** How far edges of one column may differ. */
const NEAR = 2;

/** The space that parts two columns, at least. */
export const gapOf = (size: number) => Math.max(5, size * 0.75);

/**
 * The spaces that part columns on a page: where several lines begin at the same place, with words
 * to the left of them, and nothing in between.
 */
export function listGutters(rows: readonly Row[], size: number): Gutter[] {
	const gap = gapOf(size);
	return listEdges(rows, gap).flatMap((x) => listRuns(rows, x - gap, gap, size));
}

/** Where at least three lines, or parts of lines set apart, begin. */
function listEdges(rows: readonly Row[], gap: number, fewest = FEWEST): number[] {
	const starts = rows
		.flatMap((row) =>
			row.filter((piece, n) => n === 0 || piece.x - row[n - 1]!.right >= gap).map(({ x }) => x)
		)
		.sort((a, b) => a - b);
	const clusters: number[][] = [];
	for (const x of starts) {
		const last = clusters.at(-1);
		if (last && x - last[0]! <= NEAR) last.push(x);
		else clusters.push([x]);
	}
	return clusters.filter((cluster) => cluster.length >= fewest).map(([x]) => x!);
}

const isLeft = (row: Row, edge: number) => row.some(({ right }) => right <= edge);
const isRight = (row: Row, edge: number) => row.some(({ x }) => x >= edge);
/** Also what begins within the space, unless it is set apart itself: it is a word of a longer line. */
const crosses = (row: Row, edge: number, gap: number) =>
	row.some(
		({ x, right }, n) =>
			(x < edge && right > edge) ||
			(x >= edge && x < edge + gap - 1 && n > 0 && x - row[n - 1]!.right < gap)
	);
const startsAt = (row: Row, edge: number, gap: number) => {
	const first = row.find(({ x }) => x >= edge);
	return first !== undefined && Math.abs(first.x - edge - gap) <= NEAR;
};

function listRuns(rows: readonly Row[], x: number, gap: number, size: number): Gutter[] {
	const runs: Gutter[] = [];
	for (let from = 0; from < rows.length; from += 1) {
		if (crosses(rows[from]!, x, gap)) continue;
		let to = from;
		while (to + 1 < rows.length && !crosses(rows[to + 1]!, x, gap)) to += 1;
		const run = trim(rows, { x, from, to }, size);
		if (run && hasBothSides(rows.slice(run.from, run.to + 1), x, gap)) runs.push(run);
		from = to + 1;
	}
	return runs;
}

/** From where both sides have words; a left side that is longer belongs to it until a wider space. */
function trim(rows: readonly Row[], { x, from, to }: Gutter, size: number): Gutter | null {
	const inside = rows.slice(from, to + 1);
	const first = inside.findIndex((row) => isRight(row, x));
	const last = inside.findLastIndex((row) => isRight(row, x));
	if (first < 0) return null;
	// Lines of two columns need not stand on one height.
	let start = first;
	while (start > 0 && inside[start - 1]![0]!.y - inside[first]![0]!.y < size * 1.1) start -= 1;
	let end = last;
	const isDrawnLater = tellDrawnLater(inside.slice(start, last + 1).flat(), x);
	while (end + 1 < inside.length) {
		const [above, below] = [inside[end]!, inside[end + 1]!];
		if (isDrawnLater(below)) break;
		const isHeading = below.every(({ height }) => height > size * 1.15);
		if (isHeading || above[0]!.y - below[0]!.y > size * 2.2) break;
		end += 1;
	}
	return { x, from: from + start, to: from + end };
}

/** Where the left column is drawn before the right one, what is drawn behind both is below both. */
function tellDrawnLater(pieces: Row, edge: number): (row: Row) => boolean {
	const orders = (side: Row) => side.map(({ order }) => order);
	const left = orders(pieces.filter((piece) => piece.x < edge));
	const right = orders(pieces.filter((piece) => piece.x >= edge));
	const isInOrder = Math.max(...left) < Math.min(...right);
	return (row) => isInOrder && Math.min(...orders(row)) > Math.max(...right);
}

function hasBothSides(rows: readonly Row[], x: number, gap: number): boolean {
	const left = rows.filter((row) => isLeft(row, x));
	const right = rows.filter((row) => isRight(row, x));
	const aligned = right.filter((row) => startsAt(row, x, gap));
	if (left.length < FEWEST || aligned.length < FEWEST || aligned.length * 2 < right.length)
		return false;
	// Beside each other, not one below the other.
	const span = (side: readonly Row[]) => [side[0]![0]!.y, side.at(-1)![0]!.y] as const;
	const [leftTop, leftBottom] = span(left);
	const [rightTop, rightBottom] = span(right);
	const shared = Math.min(leftTop, rightTop) - Math.max(leftBottom, rightBottom);
	return shared * 2 >= Math.min(leftTop - leftBottom, rightTop - rightBottom) && shared > 0;
}

/** Where one more column of a table begins, which few rows fill, such as who speaks: nothing crosses it. */
export function listThin(rows: readonly Row[], behind: number, size: number): number[] {
	const gap = gapOf(size);
	return listEdges(rows, gap, 2)
		.map((x) => x - gap)
		.filter((x) => x > behind + size * 3 && rows.every((row) => !crosses(row, x, gap)))
		.filter((x) => isShared(rows, x, gap));
}

/** Two lines at least have words on both sides. */
const isShared = (rows: readonly Row[], x: number, gap: number) =>
	rows.filter((row) => isLeft(row, x) && startsAt(row, x, gap)).length >= 2;

/** Whether rows of this region, where nothing crosses it, confirm one more column. */
export function isConfirmed(rows: readonly Row[], x: number, size: number): boolean {
	const gap = gapOf(size);
	const clear = rows.filter((row) => !crosses(row, x, gap));
	const both = clear.filter((row) => isLeft(row, x) && startsAt(row, x, gap));
	return both.length >= 2 && clear.length * 2 > rows.length;
}
