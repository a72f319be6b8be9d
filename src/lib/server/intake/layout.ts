/** A run of letters as a PDF places it: `transform[4]` and `[5]` are where it begins. */
export interface Glyphs {
	str: string;
	transform: number[];
	width: number;
	height: number;
}

export interface LaidLine {
	text: string;
	/** Its first letter was set apart, larger. */
	isJoined: boolean;
}

/**
 * The lines of a page in the order in which they are drawn: what stands on one height is one line, a
 * wider distance is a blank line, and a decorated capital goes to the line beside it.
 */
export function layOut(items: readonly Glyphs[]): LaidLine[] {
	const filled = items.filter(({ str }) => str.trim());
	const size = median(filled.map(({ height }) => height)) || 10;
	const lines: Array<LaidLine & { y: number; right: number }> = [];
	let capital = '';
	for (const { str, transform, width, height } of filled) {
		const [x = 0, y = 0] = transform.slice(4, 6);
		if (/^\s*\p{Lu}\s*$/u.test(str) && height > size * 1.6) {
			capital = str.trim();
			continue;
		}
		const last = lines.at(-1);
		if (last && Math.abs(last.y - y) <= Math.max(2, size * 0.4) && x >= last.right - size) {
			const isApart =
				x - last.right > size * 0.15 && !last.text.endsWith(' ') && !str.startsWith(' ');
			last.text += isApart || capital ? ` ${capital}${str}` : str;
			last.isJoined ||= capital !== '';
			last.right = x + width;
		} else {
			lines.push({ text: capital + str, isJoined: capital !== '', y, right: x + width });
		}
		capital = '';
	}
	if (capital) lines.push({ text: capital, isJoined: false, y: 0, right: 0 });
	const gap = median(
		lines
			.slice(1)
			.map(({ y }, index) => lines[index]!.y - y)
			.filter((one) => one > 0)
	);
	return lines.flatMap(({ text, isJoined, y }, index) => {
		const above = (lines[index - 1]?.y ?? y) - y;
		const isNew = index > 0 && (above < 0 || (gap > 0 && above > gap * 1.35));
		return [...(isNew ? [{ text: '', isJoined: false }] : []), { text, isJoined }];
	});
}

function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
