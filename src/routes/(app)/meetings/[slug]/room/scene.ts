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
