import { quantile, sizeOf, slack, type Piece } from './pieces.ts';
import { findBroken, type Extent } from './wrapping.ts';

export interface LaidLine {
	text: string;
	/** Its first letter was set apart, larger. */
	isJoined: boolean;
	/** Which part of the page comes next was guessed, or who speaks. */
	isGuessed?: 'columns' | 'speaker';
	/** How large its letters are; those of a table are not told. */
	height?: number;
	/** It stands beside the text: turned on its side. */
	isAside?: boolean;
	/** It was a row of a list. */
	row?: 'header' | 'row' | 'action';
	cells?: string[];
	/** It is the title of what follows, whatever its size. */
	heading?: number;
	/** It goes on with the line above, which the edge of the column broke. */
	isBroken?: boolean;
}

export const BLANK: LaidLine = { text: '', isJoined: false };

/** What stands on one height is one line, a wider distance is a blank line. */
export function layOutFlow(pieces: readonly Piece[]): LaidLine[] {
	const size = sizeOf(pieces);
	const lines: Array<LaidLine & Extent> = [];
	for (const { str, x, y, right, height, isJoined = false } of pieces) {
		const last = lines.at(-1);
		if (last && Math.abs(last.y - y) <= slack(size) && x >= last.right - size) {
			const isApart =
				x - last.right > size * 0.15 && !last.text.endsWith(' ') && !str.startsWith(' ');
			last.text += isApart ? ` ${str}` : str;
			last.isJoined ||= isJoined;
			last.right = right;
		} else {
			lines.push({ text: str, isJoined, x, y, right, height });
		}
	}
	// Between the lines of a paragraph; a page of headings has wider spaces than narrow ones.
	const gap = quantile(
		0.3,
		lines
			.slice(1)
			.map(({ y }, index) => lines[index]!.y - y)
			.filter((one) => one > 0)
	);
	const broken = findBroken(lines);
	return lines.flatMap(({ text, isJoined, y, height }, index) => {
		const above = (lines[index - 1]?.y ?? y) - y;
		const isNew = index > 0 && (above < 0 || (gap > 0 && above > gap * 1.35));
		const isBroken = !isNew && broken.has(index);
		return [...(isNew ? [BLANK] : []), { text, isJoined, height, ...(isBroken && { isBroken }) }];
	});
}
