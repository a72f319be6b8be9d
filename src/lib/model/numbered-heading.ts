const ROMAN = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

/** "2. Discussion" and its number; null when the line has none, or says too much for a heading. */
function readNumber(line: string): { number: number; title: string } | null {
	const match = /^(?:(\d{1,2})|([IVX]{1,4}))\s*(?:[.)/]|\s[–—-]\s)\s*(\p{Lu}.*)$/u.exec(
		line.trim()
	);
	const title = match?.[3] ?? '';
	if (!match || title.length > 90 || /[.!?,;]$/.test(title)) return null;
	const number = match[1] ? Number(match[1]) : ROMAN.indexOf(match[2] ?? '');
	return number > 0 ? { number, title } : null;
}

/** Tells the numbered headings of a text from the numbered lists between them. */
export class NumberedHeadings {
	#last = 0;
	/** A list with numbers stands under the heading. */
	#isInList = false;

	/**
	 * What a line says when it is the next heading, or the first one: that ends a list begun, or has
	 * text under it instead of the next number; else null. `next` is the next line with words.
	 */
	take(line: string, isAfterBlank: boolean, endsList: boolean, next = ''): string | null {
		const found = readNumber(line);
		if (!found) return null;
		const hasText = isAfterBlank && /^\s*(?:\p{Lu}|[•*–—-]\s)/u.test(next) && !readNumber(next);
		const isFirst = found.number === 1 && (endsList || hasText) && this.#last === 0;
		const isNext =
			this.#last > 0 && found.number === this.#last + 1 && (isAfterBlank || !this.#isInList);
		if (!isFirst && !isNext) {
			this.#isInList = true;
			return null;
		}
		this.#last = found.number;
		this.#isInList = false;
		return found.title;
	}
}
