import { readSigns } from './signs.ts';

/** A run of letters as a PDF places it: `transform[4]` and `[5]` are where it begins. */
export interface Glyphs {
	str: string;
	transform: number[];
	width: number;
	height: number;
}

/** A run of letters on a page; `y` grows upwards, `order` is when it is drawn. */
export interface Piece {
	str: string;
	x: number;
	right: number;
	y: number;
	height: number;
	order: number;
	/** Its first letter was set apart, larger. */
	isJoined?: boolean;
	/** It runs up or down the page, as the names of some tables do. */
	isTurned?: boolean;
}

/** What stands on one height. */
export type Row = Piece[];

export function listPieces(items: readonly Glyphs[]): Piece[] {
	return items
		.filter(({ str }) => str.trim())
		.map(({ str, transform, width, height }, order) => {
			const [a = 0, b = 0, , , x = 0, y = 0] = transform;
			const isTurned = Math.abs(b) > Math.abs(a) / 4;
			const { text } = readSigns(str);
			return { str: text, x, right: x + width, y, height, order, ...(isTurned && { isTurned }) };
		});
}

/** The usual height of letters here. */
export function sizeOf(pieces: readonly Piece[]): number {
	return median(pieces.map(({ height }) => height)) || 10;
}

/** How far from each other letters of one line may stand in height. */
export const slack = (size: number) => Math.max(2, size * 0.4);

/** From top to bottom, each from left to right. */
export function listRows(pieces: readonly Piece[], size: number): Row[] {
	const rows: Row[] = [];
	for (const piece of pieces.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
		const row = rows.at(-1);
		if (row && row[0]!.y - piece.y <= slack(size)) row.push(piece);
		else rows.push([piece]);
	}
	for (const row of rows) row.sort((a, b) => a.x - b.x);
	return rows;
}

/** The value below which this share of them is; 0 of none. */
export function quantile(share: number, values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length * share)] ?? 0;
}

export const median = (values: number[]) => quantile(0.5, values);
