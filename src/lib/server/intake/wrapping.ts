/** A line of letters with its place; `height` is that of its first letters. */
export interface Extent {
	text: string;
	x: number;
	right: number;
	y: number;
	height: number;
}

/** Fewer lines that reach the edge say nothing: the longest of a list always does. */
const FEWEST = 2;
const SHARE = 0.25;

/**
 * Of lines one under the other, those that only go on with the one above, which the edge of the
 * column broke: their first word did not fit there.
 */
export function findBroken(lines: readonly Extent[]): Set<number> {
	const broken = new Set<number>();
	for (const block of listBlocks(lines)) {
		const edge = Math.max(...block.map((n) => lines[n]!.right));
		const own = block.slice(1).filter((n) => isBroken(lines[n - 1]!, lines[n]!, edge));
		if (own.length >= FEWEST && own.length >= block.length * SHARE)
			for (const n of own) broken.add(n);
	}
	return broken;
}

/** Indices of lines that begin at the same place, one under the other. */
function listBlocks(lines: readonly Extent[]): number[][] {
	const blocks: number[][] = [];
	for (const [n, line] of lines.entries()) {
		const above = lines[n - 1];
		const shift = above ? above.x - line.x : 0;
		// The first line of a paragraph may be moved in.
		const isIndented = shift > 0 && shift < line.height * 2.5 && blocks.at(-1)!.length === 1;
		const isSame = above && above.y > line.y && (Math.abs(shift) < line.height / 2 || isIndented);
		if (isSame) blocks.at(-1)!.push(n);
		else blocks.push([n]);
	}
	return blocks;
}

function isBroken(above: Extent, line: Extent, edge: number): boolean {
	const word = line.text.trimStart().split(/\s/)[0] ?? '';
	const width = ((line.right - line.x) / line.text.length) * (word.length + 1);
	const isNear = above.y - line.y < line.height * 2;
	const isSameSize = Math.abs(above.height - line.height) < line.height * 0.1;
	return isNear && isSameSize && above.right + width > edge;
}
