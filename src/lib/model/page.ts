/** How many entries of a long list stand on one page. */
export const PAGE_SIZE = 100;

/** A part of a long list; pages are counted from 1. */
export interface Page<T> {
	entries: T[];
	page: number;
	hasMore: boolean;
}

/** The page that an address asks for; the first where it asks for none that could be. */
export function readPage(asked: string | null): number {
	const page = Number(asked);
	return Number.isInteger(page) && page > 0 && page < 1_000_000 ? page : 1;
}

/** Which rows a page needs: its own, and one more that tells whether there is another page. */
export function rangeOf(page: number): { limit: number; offset: number } {
	return { limit: PAGE_SIZE + 1, offset: (page - 1) * PAGE_SIZE };
}

/** The page of which `rows` are those of `rangeOf`. */
export function cutPage<T>(rows: T[], page: number): Page<T> {
	return { entries: rows.slice(0, PAGE_SIZE), page, hasMore: rows.length > PAGE_SIZE };
}
