import { unzipSync } from 'fflate';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { SourceLine } from '#lib/model/programme-text.ts';
import { doubt, LIMITS, Unreadable, type Reading } from './reading.ts';
import { writeRow } from './row.ts';

/**
 * The text of a Word document: headings, lists, tables row by row. Only its main text and its styles
 * are unpacked, and neither beyond the limit, whatever the archive says of their size.
 * @throws {Unreadable} `expanded`, `damaged`, `kind`
 */
export function readDocx(bytes: Uint8Array): Reading {
	const parts = unpack(bytes);
	const main = parts['word/document.xml'];
	if (!main) throw new Unreadable('kind');
	const headings = parts['word/styles.xml']
		? readStyles(decode(parts['word/styles.xml']))
		: new Map<string, number>();
	const walk = new Walk(headings);
	parse(decode(main), walk);
	const doubts = walk.pictures > 0 ? [doubt('pictures', String(walk.pictures))] : [];
	return { lines: walk.lines, removed: [], doubts };
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
	let entries = 0;
	try {
		return unzipSync(bytes, {
			filter({ name, originalSize }) {
				entries += 1;
				if (entries > LIMITS.entries) throw new Unreadable('expanded');
				if (name !== 'word/document.xml' && name !== 'word/styles.xml') return false;
				if (originalSize > LIMITS.expanded) throw new Unreadable('expanded');
				return true;
			}
		});
	} catch (fault) {
		throw fault instanceof Unreadable ? fault : new Unreadable('damaged');
	}
}

function decode(part: Uint8Array): string {
	return new TextDecoder('utf-8').decode(part);
}

function parse(
	xml: string,
	walk: { open(tag: SaxesTagPlain): void; close(name: string): void; text(words: string): void }
): void {
	const parser = new SaxesParser({ xmlns: false, position: false });
	parser.on('opentag', (tag) => walk.open(tag));
	parser.on('closetag', ({ name }) => walk.close(name));
	parser.on('text', (words) => walk.text(words));
	parser.on('error', () => {
		throw new Unreadable('damaged');
	});
	// Entities of one's own are not expanded: a document that declares some is refused here.
	parser.on('doctype', () => {
		throw new Unreadable('damaged');
	});
	parser.write(xml).close();
}

/** Heading levels by the id of their style: `Titre1` is "heading 1" in a French document. */
function readStyles(xml: string): Map<string, number> {
	const levels = new Map<string, number>();
	let id = '';
	parse(xml, {
		open({ name, attributes }) {
			if (name === 'w:style') id = attributes['w:styleId'] ?? '';
			if (name !== 'w:name') return;
			const style = attributes['w:val'] ?? '';
			const level = /^heading (\d)$/i.exec(style)?.[1];
			if (level) levels.set(id, Number(level));
			else if (/^title$/i.test(style)) levels.set(id, 1);
		},
		close: () => undefined,
		text: () => undefined
	});
	return levels;
}

class Walk {
	readonly lines: SourceLine[] = [];
	pictures = 0;
	readonly #headings: Map<string, number>;
	/** Inside these nothing is said that is not said elsewhere. */
	#silent = 0;
	#isText = false;
	/** A text box stands as a paragraph within a paragraph. */
	readonly #paragraphs: Array<{ text: string; heading: number; isEntry: boolean }> = [];
	#letter = '';
	#isLetter = false;
	/** One entry for each table around: its rows so far, the row's cells, the cell's lines. */
	readonly #tables: Array<{ header: string[] | null; row: string[]; cell: string[] }> = [];

	constructor(headings: Map<string, number>) {
		this.#headings = headings;
	}

	open({ name, attributes }: SaxesTagPlain): void {
		const paragraph = this.#paragraphs.at(-1);
		switch (name) {
			case 'mc:Fallback':
				this.#silent += 1;
				return;
			case 'w:drawing':
			case 'w:pict':
				if (this.#silent === 0) this.pictures += 1;
				return;
			case 'w:p':
				this.#paragraphs.push({ text: '', heading: 0, isEntry: false });
				return;
			case 'w:pStyle': {
				const style = attributes['w:val'] ?? '';
				const level =
					this.#headings.get(style) ??
					Number(/^(?:heading|titre|kop|ttulo|overskrift)\s?(\d)$/i.exec(style)?.[1] ?? 0);
				if (paragraph)
					paragraph.heading = level || (/^(?:title|titel|titre)$/i.test(style) ? 1 : 0);
				return;
			}
			case 'w:numPr':
				if (paragraph) paragraph.isEntry = true;
				return;
			case 'w:framePr':
				this.#isLetter = (attributes['w:dropCap'] ?? 'none') !== 'none';
				return;
			case 'w:t':
				this.#isText = true;
				return;
			case 'w:tab':
				if (paragraph) paragraph.text += '\t';
				return;
			case 'w:br':
			case 'w:cr':
				if (paragraph) paragraph.text += '\n';
				return;
			case 'w:tbl':
				this.#tables.push({ header: null, row: [], cell: [] });
				return;
			case 'w:tr':
				if (this.#tables.at(-1)) this.#tables.at(-1)!.row = [];
				return;
			case 'w:tc':
				if (this.#tables.at(-1)) this.#tables.at(-1)!.cell = [];
		}
	}

	text(words: string): void {
		const paragraph = this.#paragraphs.at(-1);
		if (paragraph && this.#isText && this.#silent === 0) paragraph.text += words;
	}

	close(name: string): void {
		const table = this.#tables.at(-1);
		if (name === 'mc:Fallback') this.#silent -= 1;
		else if (name === 'w:t') this.#isText = false;
		else if (name === 'w:p') this.#endParagraph();
		else if (name === 'w:tc') table?.row.push(table.cell.join('\n'));
		else if (name === 'w:tr' && table) this.#endRow(table);
		else if (name === 'w:tbl') {
			this.#tables.pop();
			this.lines.push({ text: '' });
		}
	}

	#endParagraph(): void {
		const { text, heading, isEntry } = this.#paragraphs.pop() ?? {
			text: '',
			heading: 0,
			isEntry: false
		};
		// Word keeps a decorated first letter as a paragraph of its own, and says that it is one.
		if (this.#isLetter) {
			this.#letter += text.trim();
			this.#isLetter = false;
			return;
		}
		const whole = this.#letter + text;
		this.#letter = '';
		const cell = this.#tables.at(-1)?.cell;
		if (cell) {
			if (whole.trim()) cell.push(whole.trim());
			return;
		}
		for (const line of whole.split('\n'))
			this.lines.push({
				text: isEntry && line.trim() ? `• ${line.trim()}` : line,
				...(heading > 0 && { heading })
			});
	}

	#endRow(table: { header: string[] | null; row: string[] }): void {
		const outer = this.#tables.at(-2);
		if (outer) {
			outer.cell.push(...table.row.filter((cell) => cell.trim()));
			return;
		}
		const { header, lines } = writeRow(table.row, table.header);
		table.header = header;
		for (const text of lines) this.lines.push({ text });
	}
}
