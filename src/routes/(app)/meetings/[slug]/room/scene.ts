import type { MediaPerson } from '#lib/realtime/media-person.ts';

export const VIEWS = ['automatic', 'grid', 'speaker'] as const;
export type View = (typeof VIEWS)[number];

export interface Scene {
	kind: 'film' | 'screen' | 'speaker' | 'grid';
	/** Whose screen or face is large. */
	large: MediaPerson | null;
	/** Those beside it, or all of them in the grid. */
	tiles: MediaPerson[];
}

const FEW = 4;

/**
 * What the stage shows. A film and a shared screen come before faces; `large` is whom the reader has
 * pinned, else the voice on stage, else the first of the others.
 */
export function arrange(
	people: readonly MediaPerson[],
	view: View,
	speaker: string | null,
	pinned: string | null,
	hasFilm: boolean
): Scene {
	const tiles = [...people];
	if (hasFilm) return { kind: 'film', large: null, tiles: tiles.filter(({ camera }) => camera) };
	const sharing = people.find(({ hasScreen, isSelf }) => hasScreen && !isSelf);
	const screen = sharing ?? people.find(({ hasScreen }) => hasScreen);
	if (screen && !pinned && view !== 'grid') return { kind: 'screen', large: screen, tiles };
	const others = people.filter(({ isSelf }) => !isSelf);
	const large =
		people.find(({ seatId }) => seatId === pinned) ??
		people.find(({ seatId }) => seatId === speaker) ??
		others[0] ??
		null;
	const inGrid = view === 'grid' || (view === 'automatic' && !pinned && people.length <= FEW);
	if (inGrid || !large) return { kind: 'grid', large: null, tiles };
	return { kind: 'speaker', large, tiles: tiles.filter((person) => person !== large) };
}

/** Pictures of people are 16:9; up to 4:3 of one still shows who speaks. */
const WIDEST = 16 / 9;
const NARROWEST = 4 / 3;
/** Narrower than this (px) a face is no longer read: the stage scrolls instead. */
const SMALLEST = 112;

export interface Layout {
	columns: number;
	/** Of each tile, px. */
	width: number;
	height: number;
}

/**
 * How `count` tiles fill a stage of `width` × `height` px, `gap` px apart: in as many columns as make
 * them largest while none is wider than 16:9 or narrower than 4:3.
 */
export function layOut(count: number, width: number, height: number, gap: number): Layout {
	let best: Layout = { columns: 1, width: 0, height: 0 };
	for (let columns = 1; columns <= count; columns++) {
		const rows = Math.ceil(count / columns);
		const cellWidth = (width - gap * (columns - 1)) / columns;
		const cellHeight = (height - gap * (rows - 1)) / rows;
		const tile = {
			columns,
			width: Math.floor(Math.min(cellWidth, cellHeight * WIDEST)),
			height: Math.floor(Math.min(cellHeight, cellWidth / NARROWEST))
		};
		if (tile.width * tile.height > best.width * best.height) best = tile;
	}
	if (best.width >= Math.min(SMALLEST, width)) return best;
	const columns = Math.max(1, Math.min(count, Math.floor((width + gap) / (SMALLEST + gap))));
	const least = Math.max(0, Math.floor((width - gap * (columns - 1)) / columns));
	return { columns, width: least, height: Math.floor(least / WIDEST) };
}
