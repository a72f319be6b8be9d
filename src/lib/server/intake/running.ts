import { readHeader } from '#lib/model/programme-table.ts';
import { headKey, isPageNumber } from '#lib/model/programme-doubt.ts';
import { cutSpeakers } from '#lib/model/programme-words.ts';
import { sayRow } from './cells.ts';
import { listRows, sizeOf, type Piece, type Row } from './pieces.ts';

/** How many lines from the edge of a page a running head or foot may stand. */
const EDGE = 3;
/** Points by which the height of a head may differ from page to page. */
const SAME = 3;
/** A foot that numbers its page among all, whatever stands before it. */
const NUMBERED =
	/(?:page|pagina|página|pag\.?|side|p\.)\s*\d{1,3}\s*(?:\/|of|sur|van|de|af)\s*\d{1,3}$/iu;

interface Place {
	key: string;
	y: number;
}

/**
 * Takes out the lines at the edges that stand at the same height on most pages, the number of the
 * page aside, before anything is read as a table. What comes again within a page is no head or foot:
 * a speaker may stand under each item; nor is a row that names the columns of a table.
 */
export function removeRunning(pages: ReadonlyArray<readonly Piece[]>): {
	kept: Piece[][];
	removed: string[];
} {
	const rows = pages.map((page) => listRows(page, sizeOf(page)));
	const edges = rows.map((page) => new Set([...page.slice(0, EDGE), ...page.slice(-EDGE)]));
	const places = edges.map((page) => [...page].flatMap(placeOf));
	const most = Math.max(2, Math.ceil(pages.length / 2));
	const removed: string[] = [];
	const isRunning = (row: Row, all: readonly Row[]) => {
		const [own] = placeOf(row);
		if (!own || all.some((one) => one !== row && headKey(sayRow(one)) === own.key)) return false;
		const isHere = ({ key, y }: Place) => key === own.key && Math.abs(y - own.y) <= SAME;
		return places.filter((page) => page.some(isHere)).length >= most;
	};
	const kept = rows.map((page, n) => {
		const last = page.at(-1);
		const isOut = (row: Row) => {
			const words = sayRow(row);
			const isNumber = isPageNumber(words) || NUMBERED.test(words) || /^\d{1,3}$/.test(words);
			return (row === last && page.length > 1 && isNumber) || isPageNumber(words)
				? true
				: isRunning(row, page);
		};
		const out = page.filter((row) => edges[n]!.has(row) && isOut(row));
		removed.push(...out.map(sayRow));
		const gone = new Set(out.flat());
		return pages[n]!.filter((piece) => !gone.has(piece));
	});
	return { kept, removed };
}

function placeOf(row: Row): Place[] {
	const words = sayRow(row);
	const isWords = cutSpeakers(words) !== null || readHeader(row.map(({ str }) => str));
	return isWords ? [] : [{ key: headKey(words), y: row[0]!.y }];
}
