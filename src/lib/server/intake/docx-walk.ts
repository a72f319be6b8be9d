import type { SaxesTagPlain } from 'saxes';
import type { SourceLine } from '#lib/model/programme-text.ts';
import type { Numbers } from './docx-numbers.ts';
import type { Style, Styles } from './docx-styles.ts';
import { RowTable } from './row-table.ts';
import { isOn, type Listener } from './xml.ts';

interface Paragraph {
	text: string;
	style: Style | null;
	list: { id: string; depth: number } | null;
}

/** Inside these nothing is said that is not said elsewhere, or not any more. */
const SILENT = new Set(['mc:Fallback', 'w:del', 'w:moveFrom']);
const PICTURES = new Set(['a:blip', 'v:imagedata', 'c:chart', 'dgm:relIds']);
/** What stands for a sign. */
const SIGNS: Record<string, string> = {
	'w:tab': '\t',
	'w:br': '\n',
	'w:cr': '\n',
	'w:noBreakHyphen': '-'
};
/** Boxes that were ticked, or not, as lists of those present have them. */
const BOXES: Record<string, string> = {
	F0FE: '☑',
	F0FD: '☒',
	F0A8: '☐',
	F0FC: '✓',
	F0FB: '✗'
};

/** Goes through the main text of a Word document and collects its lines. */
export class Walk implements Listener {
	readonly lines: SourceLine[] = [];
	readonly notes: Array<{ kind: 'footnote' | 'endnote'; id: string }> = [];
	pictures = 0;
	comments = 0;
	/** Words that Word does not show; and what was changed and not accepted yet. */
	hidden = '';
	changes = '';
	readonly #tools: { styles: Styles; numbers: Numbers };
	readonly #silent: string[] = [];
	#isInserted = false;
	#isText = false;
	#isInRun = false;
	#isHidden = false;
	/** A text box stands as a paragraph within a paragraph. */
	readonly #paragraphs: Paragraph[] = [];
	#letter = '';
	#isLetter = false;
	readonly #tables: RowTable[] = [];

	constructor(tools: { styles: Styles; numbers: Numbers }) {
		this.#tools = tools;
	}

	open({ name, attributes }: SaxesTagPlain): void {
		const paragraph = this.#paragraphs.at(-1);
		const value = attributes['w:val'];
		if (SILENT.has(name)) this.#silent.push(name);
		if (PICTURES.has(name) && this.#silent.length === 0) this.pictures += 1;
		if (SIGNS[name] && paragraph) this.#say(SIGNS[name]);
		switch (name) {
			case 'w:p':
				this.#paragraphs.push({ text: '', style: null, list: null });
				return;
			case 'w:pStyle':
				if (paragraph) paragraph.style = this.#tools.styles.get(value ?? '');
				return;
			case 'w:numPr':
				if (paragraph) paragraph.list = { id: '', depth: 0 };
				return;
			case 'w:numId':
				if (paragraph?.list) paragraph.list.id = value ?? '';
				return;
			case 'w:ilvl':
				if (paragraph?.list) paragraph.list.depth = Number(value) || 0;
				return;
			case 'w:framePr':
				this.#isLetter = (attributes['w:dropCap'] ?? 'none') !== 'none';
				return;
			case 'w:r':
				this.#isInRun = true;
				this.#isHidden = false;
				return;
			case 'w:vanish':
				if (this.#isInRun) this.#isHidden = isOn(value);
				return;
			case 'w:ins':
				this.#isInserted = true;
				return;
			case 'w:t':
			case 'w:delText':
				this.#isText = true;
				return;
			case 'w:sym':
				this.#say(BOXES[attributes['w:char']?.toUpperCase() ?? ''] ?? '');
				return;
			case 'w:footnoteReference':
			case 'w:endnoteReference':
				this.#note(name === 'w:footnoteReference' ? 'footnote' : 'endnote', attributes['w:id']);
				return;
			case 'w:commentReference':
				this.comments += 1;
				return;
			case 'w:tbl':
				this.#tables.push(new RowTable());
				return;
			case 'w:tr':
				this.#tables.at(-1)?.beginRow();
				return;
			case 'w:tc':
				this.#tables.at(-1)?.beginCell();
		}
	}

	text(words: string): void {
		if (this.#isText) this.#say(words);
	}

	close(name: string): void {
		if (name === this.#silent.at(-1)) this.#silent.pop();
		if (name === 'w:t' || name === 'w:delText') this.#isText = false;
		else if (name === 'w:r') this.#isInRun = this.#isHidden = false;
		else if (name === 'w:ins') this.#isInserted = false;
		else if (name === 'w:p') this.#endParagraph();
		else if (name === 'w:tc') this.#tables.at(-1)?.endCell();
		else if (name === 'w:tr')
			this.lines.push(...(this.#tables.at(-1)?.endRow(this.#tables.at(-2)) ?? []));
		else if (name === 'w:tbl') {
			this.#tables.pop();
			this.lines.push({ text: '' });
		}
	}

	#say(words: string): void {
		const paragraph = this.#paragraphs.at(-1);
		if (!paragraph) return;
		const own = this.#silent.at(-1);
		if (own === 'w:del') this.changes += `${this.changes && ' '}– ${words}`;
		if (own) return;
		if (this.#isHidden) {
			this.hidden += words;
			return;
		}
		if (this.#isInserted && words.trim()) this.changes += `${this.changes && ' '}+ ${words}`;
		paragraph.text += words;
	}

	#note(kind: 'footnote' | 'endnote', id = ''): void {
		if (this.#silent.length > 0) return;
		this.notes.push({ kind, id });
		this.#say(` [${this.notes.length}]`);
	}

	#endParagraph(): void {
		const { text, style, list } = this.#paragraphs.pop()!;
		// Word keeps a decorated first letter as a paragraph of its own, and says that it is one.
		if (this.#isLetter) {
			this.#letter += text.trim();
			this.#isLetter = false;
			return;
		}
		const whole = this.#letter + text;
		this.#letter = '';
		const heading = style?.level ?? 0;
		const own = list?.id ? list : (style?.list ?? list);
		const mark = own && whole.trim() && !heading ? this.#tools.numbers.next(own.id, own.depth) : '';
		const table = this.#tables.at(-1);
		if (table) {
			if (whole.trim()) table.say(mark === '•' || !mark ? whole.trim() : `${mark} ${whole.trim()}`);
			return;
		}
		for (const [n, line] of whole.split('\n').entries())
			this.lines.push({
				text: mark && line.trim() ? `${n === 0 ? mark : '•'} ${line.trim()}` : line,
				...(heading > 0 && { heading }),
				...(style?.isTitle && { isTitle: true }),
				...(style?.isContents && { isAside: true })
			});
	}
}
