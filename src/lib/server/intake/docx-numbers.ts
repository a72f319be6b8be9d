import { parseXml } from './xml.ts';

interface Level {
	format: string;
	start: number;
}

/** Counts the lists of a Word document, which holds their numbers nowhere. */
export class Numbers {
	/** By the id of the list and the depth. */
	readonly #levels = new Map<string, Level>();
	readonly #lists = new Map<string, string>();
	readonly #counts = new Map<string, number>();

	constructor(part: Uint8Array | undefined) {
		if (!part) return;
		let [list, depth, id] = ['', '', ''];
		const level = () => {
			const key = `${list}/${depth}`;
			const own = this.#levels.get(key) ?? { format: 'bullet', start: 1 };
			this.#levels.set(key, own);
			return own;
		};
		parseXml(part, {
			open: ({ name, attributes }) => {
				const value = attributes['w:val'] ?? '';
				if (name === 'w:abstractNum') list = attributes['w:abstractNumId'] ?? '';
				else if (name === 'w:lvl') depth = attributes['w:ilvl'] ?? '';
				else if (name === 'w:numFmt' && list) level().format = value;
				else if (name === 'w:start' && list) level().start = Number(value) || 1;
				else if (name === 'w:num') {
					id = attributes['w:numId'] ?? '';
					list = '';
				} else if (name === 'w:abstractNumId') this.#lists.set(id, value);
			}
		});
	}

	/** What stands before the next entry of a list: "2.", "2.1", "b)" or a bullet; empty: nothing does. */
	next(id: string, depth: number): string {
		if (id === '0') return '';
		const list = this.#lists.get(id);
		const { format, start } = this.#levels.get(`${list}/${depth}`) ?? {
			format: 'bullet',
			start: 1
		};
		const key = `${list}/${depth}`;
		const count = (this.#counts.get(key) ?? start - 1) + 1;
		this.#counts.set(key, count);
		for (let deeper = depth + 1; deeper < 9; deeper += 1) this.#counts.delete(`${list}/${deeper}`);
		if (format === 'none') return '';
		if (format === 'lowerLetter' && count <= 8) return `${' abcdefgh'[count]})`;
		if (!/^(?:decimal|upperRoman)/.test(format) || depth > 1) return '•';
		if (depth === 0) return `${count}.`;
		const above = this.#counts.get(`${list}/0`);
		return above ? `${above}.${count}` : '•';
	}
}
