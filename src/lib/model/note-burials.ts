import * as Y from 'yjs';

/** Texts that are remembered after they went, and the signs of one: more come too late rarely. */
const MOST_TEXTS = 300;
const LONGEST_TEXT = 20_000;
const MOST_HEIRS = 5000;

/** What a text held when it went. */
class Burial {
	readonly #words = new Map<number, Array<{ clock: number; text: string }>>();
	readonly #formats = new Map<string, { key: string; value: unknown }>();

	constructor(text: Y.XmlText) {
		for (let item = text._start; item; item = item.right) {
			if (item.deleted) continue;
			const { client, clock } = item.id;
			if (item.content instanceof Y.ContentFormat)
				this.#formats.set(`${client}:${clock}`, item.content);
			if (!(item.content instanceof Y.ContentString)) continue;
			const words = this.#words.get(client) ?? [];
			this.#words.set(client, words);
			words.push({ clock, text: item.content.str });
		}
	}

	sign(client: number, clock: number): string | undefined {
		const run = this.#words
			.get(client)
			?.find((one) => clock >= one.clock && clock < one.clock + one.text.length);
		return run?.text[clock - run.clock];
	}

	format(client: number, clock: number): { key: string; value: unknown } | undefined {
		return this.#formats.get(`${client}:${clock}`);
	}
}

/** Remembers of a document, as long as it is in memory, what went and where it came back. */
export class Burials {
	readonly #texts = new Map<Y.XmlText, Burial>();
	readonly #heirs = new Map<string, Y.ID>();

	/** To be told before the text goes. */
	bury(text: Y.XmlText): void {
		if (text.length > LONGEST_TEXT) return;
		this.#texts.set(text, new Burial(text));
		if (this.#texts.size > MOST_TEXTS) this.#texts.delete(this.#texts.keys().next().value!);
	}

	find(text: Y.XmlText): Burial | undefined {
		return this.#texts.get(text);
	}

	/** A sign came back as another. */
	inherit(sign: string, heir: Y.ID): void {
		this.#heirs.set(sign, heir);
		if (this.#heirs.size > MOST_HEIRS) this.#heirs.delete(this.#heirs.keys().next().value!);
	}

	heirOf(sign: string | null): Y.ID | undefined {
		return sign === null ? undefined : this.#heirs.get(sign);
	}
}
