import { parseXml } from './xml.ts';

/** What a style makes of its paragraphs. */
export interface Style {
	/** Of a heading; 0: none. */
	level: number;
	isTitle: boolean;
	/** A line of the table of contents. */
	isContents: boolean;
	/** Its list, and how deep in it. */
	list: { id: string; depth: number } | null;
}

interface Told {
	name: string;
	basedOn: string;
	numId: string;
	depth: string;
}

/** Styles by their id: `Titre1` is "heading 1" in a French document. What one does not say, its base says. */
export class Styles {
	readonly #told = new Map<string, Told>();

	constructor(part: Uint8Array | undefined) {
		if (!part) return;
		let own: Told = { name: '', basedOn: '', numId: '', depth: '' };
		parseXml(part, {
			open: ({ name, attributes }) => {
				const value = attributes['w:val'] ?? '';
				if (name === 'w:style') {
					own = { name: '', basedOn: '', numId: '', depth: '' };
					this.#told.set(attributes['w:styleId'] ?? '', own);
				} else if (name === 'w:name') own.name = value;
				else if (name === 'w:basedOn') own.basedOn = value;
				else if (name === 'w:numId') own.numId = value;
				else if (name === 'w:ilvl') own.depth = value;
			}
		});
	}

	get(id: string): Style {
		const chain = this.#chain(id);
		const names = chain.map(({ name }) => name);
		const heading = names.map((name) => /^heading (\d)$/i.exec(name)?.[1]).find(Boolean);
		// A document without styles says it by their ids.
		const level = heading ?? /^(?:heading|titre|kop|ttulo|overskrift)\s?(\d)$/i.exec(id)?.[1] ?? 0;
		const isTitle =
			names.some((name) => /^title$/i.test(name)) || /^(?:title|titel|titre)$/i.test(id);
		const numId = chain.find((one) => one.numId)?.numId;
		const depth = Number(chain.find((one) => one.depth)?.depth ?? 0);
		return {
			level: Number(level) || (isTitle ? 1 : 0),
			isTitle,
			isContents: names.some((name) => /^toc \d$/i.test(name)),
			list: numId ? { id: numId, depth } : null
		};
	}

	#chain(id: string): Told[] {
		const chain: Told[] = [];
		let own = this.#told.get(id);
		while (own && chain.length < 10) {
			chain.push(own);
			own = this.#told.get(own.basedOn);
		}
		return chain;
	}
}
