import { headKey, isPageNumber } from '#lib/model/programme-doubt.ts';
import { cutSpeakers } from '#lib/model/programme-words.ts';
import type { LaidLine } from './flow.ts';

/** How many lines from the edge of a page a running head or foot may stand. */
const EDGE = 3;
/** Points by which the height of a head may differ from page to page. */
const SAME = 3;

interface Place {
	key: string;
	y: number;
}

/**
 * Takes out the lines at the edges that stand at the same height on most pages, the number of the
 * page aside. What comes again within a page is no head or foot: a speaker may stand under each item.
 */
export function removeRunning(pages: LaidLine[][]): { kept: LaidLine[][]; removed: string[] } {
	const edges = pages.map(listEdges);
	const places = edges.map((page) => [...page].flatMap(placeOf));
	const most = Math.max(2, Math.ceil(pages.length / 2));
	const removed: string[] = [];
	const isRunning = (line: LaidLine, all: LaidLine[]) => {
		const [own] = placeOf(line);
		if (!own || all.some((one) => one !== line && headKey(one.text) === own.key)) return false;
		const isHere = ({ key, y }: Place) => key === own.key && Math.abs(y - own.y) <= SAME;
		return places.filter((page) => page.some(isHere)).length >= most;
	};
	const kept = pages.map((page, n) =>
		page.filter((line) => {
			if (!edges[n]!.has(line)) return true;
			const isOut = isPageNumber(line.text) || isRunning(line, page);
			if (isOut) removed.push(line.text);
			return !isOut;
		})
	);
	return { kept, removed };
}

/** The first and last lines of a page, and those that stand highest and lowest. */
function listEdges(page: LaidLine[]): Set<LaidLine> {
	const filled = page.filter(({ text }) => text.trim());
	const placed = filled
		.filter(({ y }) => y !== undefined)
		.toSorted((a, b) => (a.y ?? 0) - (b.y ?? 0));
	return new Set(
		[filled, placed].flatMap((lines) => [...lines.slice(0, EDGE), ...lines.slice(-EDGE)])
	);
}

function placeOf({ text, y }: LaidLine): Place[] {
	return y === undefined || cutSpeakers(text) !== null ? [] : [{ key: headKey(text), y }];
}
