import { DEEPEST_INDENT, MOST_CELLS } from '#lib/model/note.ts';
import { readGrid } from './note-paste-table.ts';

const BLOCKS =
	/^(P|DIV|H[1-6]|LI|UL|OL|BLOCKQUOTE|PRE|SECTION|ARTICLE|TABLE|TBODY|TR|DL|DT|DD|BODY)$/;
const DROPPED =
	/^(STYLE|SCRIPT|TITLE|META|LINK|HEAD|SVG|IFRAME|COL|COLGROUP|OBJECT|TEMPLATE|NOSCRIPT)$/;
/** Like handlers, never used here, and reported each time by the browser. */
const STYLES = /<style\b[^]*?<\/style>/gi;
const TAG = /<[a-z][^>]*>/gi;
const KEPT_INLINE: Record<string, string> = { B: 'strong', STRONG: 'strong', I: 'em', EM: 'em' };

/**
 * Pasted HTML of any origin (web pages, Word, Google Docs, LibreOffice) as the flat paragraphs and
 * tables that notes have. No word is dropped: what has no form of its own here stays as text. Only
 * what the source does not show is left out, and the comments that Word hangs on a text.
 */
export function cleanPastedHtml(html: string): string {
	const source = new DOMParser().parseFromString(
		html.replace(STYLES, '').replace(TAG, dropHandlers),
		'text/html'
	);
	if (source.querySelector('[data-pm-slice]')) return html; // copied from an editor of ours
	const target = document.implementation.createHTMLDocument('');
	const writer = new Writer(target);
	writer.blocks(source.body, { block: null, indent: 0 });
	writer.end();
	return target.body.innerHTML;
}

/** Never run here, but the browser would report each of them against our security policy. */
function dropHandlers(tag: string): string {
	return tag.replace(/\son\w+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, '');
}

interface Style {
	block: string | null;
	indent: number;
}

class Writer {
	readonly #target: Document;
	#paragraph: HTMLElement | null = null;

	constructor(target: Document) {
		this.#target = target;
	}

	blocks(parent: Element, style: Style): void {
		for (const node of parent.childNodes) {
			if (!(node instanceof Element)) this.#inline(node, style);
			else if (isDropped(node)) continue;
			else if (node instanceof HTMLTableElement) this.#table(node, style);
			else if (BLOCKS.test(node.tagName)) {
				this.end();
				this.blocks(node, styleOf(node, style));
				this.end();
			} else if (node.querySelector('p,div,li,h1,h2,h3,h4,h5,h6,table')) this.blocks(node, style);
			else this.#inline(node, style);
			if (/^T[DH]$/.test((node as Element).tagName ?? '') && node.nextSibling)
				this.#open(style).append(' | ');
		}
	}

	/** A table of words stays one; one that only lays out a page becomes its paragraphs. */
	#table(table: HTMLTableElement, style: Style): void {
		this.end();
		const grid = readGrid(table);
		const width = Math.max(0, ...grid.map((row) => row.length));
		const isLayout = width < 2 || table.querySelector('table') !== null;
		if (table.caption) this.blocks(table.caption, style);
		this.end();
		if (isLayout || width > MOST_CELLS.tableRow || grid.length > MOST_CELLS.table) {
			for (const row of table.rows) this.blocks(row, style);
			return this.end();
		}
		const made = this.#target.createElement('table');
		for (const cells of grid) {
			const row = made.insertRow();
			const isHead = cells.every((cell) => cell?.tagName === 'TH');
			for (let at = 0; at < width; at++) {
				const cell = this.#target.createElement(isHead ? 'th' : 'td');
				cell.dataset.column = `c${at + 1}`;
				if (cells[at]) cell.append(...paragraphsOf(cells[at]!));
				row.append(cell);
			}
		}
		this.#target.body.append(made);
	}

	/** Closes the paragraph; an empty one was only space between tags. */
	end(): void {
		if (this.#paragraph && !this.#paragraph.textContent?.trim()) this.#paragraph.remove();
		this.#paragraph = null;
	}

	#inline(node: Node, style: Style): void {
		if (node instanceof Comment || !node.textContent) {
			if (!(node instanceof HTMLBRElement)) return;
		}
		if (node instanceof Text && !this.#paragraph && !node.data.trim()) return;
		this.#copy(node, this.#open(style));
	}

	#open({ block, indent }: Style): HTMLElement {
		if (this.#paragraph) return this.#paragraph;
		this.#paragraph = this.#target.createElement('p');
		if (block) this.#paragraph.dataset.block = block;
		if (indent) this.#paragraph.dataset.indent = String(indent);
		this.#target.body.append(this.#paragraph);
		return this.#paragraph;
	}

	#copy(node: Node, into: HTMLElement): void {
		if (node instanceof Text) return into.append(...linesOf(node, this.#target));
		if (!(node instanceof HTMLElement) || isDropped(node) || isWordBullet(node)) return;
		let inner = into;
		for (const tag of tagsOf(node)) {
			const made = this.#target.createElement(tag);
			if (node instanceof HTMLAnchorElement && tag === 'a') made.setAttribute('href', node.href);
			inner.append(made);
			inner = made;
		}
		for (const child of node.childNodes) this.#copy(child, inner);
	}
}

/** The content of a cell: plain paragraphs and lists. */
function paragraphsOf(cell: Element): Element[] {
	const inner = document.implementation.createHTMLDocument('');
	const writer = new Writer(inner);
	writer.blocks(cell, { block: null, indent: 0 });
	writer.end();
	const paragraphs = [...inner.body.children] as HTMLElement[];
	for (const { dataset } of paragraphs)
		if (!/^(bullet|ordered)$/.test(dataset.block ?? '')) delete dataset.block;
	return paragraphs;
}

/** White space counts where the source says so, and there a line end is one. */
function linesOf(node: Text, target: Document): Node[] {
	if (!node.parentElement?.closest('pre'))
		return [target.createTextNode(node.data.replace(/\s+/g, ' '))];
	return node.data
		.split('\n')
		.flatMap((line, at) => [
			...(at ? [target.createElement('br')] : []),
			target.createTextNode(line)
		]);
}

/** What is not shown at its source, and Word's comments with the marks that lead to them. */
function isDropped(node: Element): boolean {
	const style = node.getAttribute('style') ?? '';
	return (
		DROPPED.test(node.tagName) ||
		/mso-element:\s*comment|mso-special-character:\s*comment|mso-hide:\s*all|display:\s*none/i.test(
			style
		) ||
		/^mso(com|comment)/i.test(node.className) ||
		node.hasAttribute('hidden')
	);
}

function tagsOf(node: HTMLElement): string[] {
	if (node instanceof HTMLBRElement) return ['br'];
	if (node instanceof HTMLAnchorElement && node.href) return ['a'];
	const { fontWeight, fontStyle } = node.style;
	const tag = KEPT_INLINE[node.tagName];
	const tags = new Set(tag ? [tag] : []);
	if (/^(bold|[6-9]00)$/.test(fontWeight)) tags.add('strong');
	if (/^(normal|[1-4]00)$/.test(fontWeight)) tags.delete('strong'); // Google Docs wraps all in <b>
	if (fontStyle === 'italic') tags.add('em');
	if (fontStyle === 'normal') tags.delete('em');
	return [...tags];
}

function styleOf(node: Element, outer: Style): Style {
	const level = /^H([1-6])$/.exec(node.tagName)?.[1];
	if (level) return { block: Number(level) <= 3 ? 'heading-3' : 'heading-4', indent: 0 };
	if (node.tagName === 'BLOCKQUOTE') return { block: 'quote', indent: 0 };
	if (node.tagName === 'LI') {
		const list = node.closest('ul,ol');
		return { block: list?.tagName === 'OL' ? 'ordered' : 'bullet', indent: depthOf(node) };
	}
	// Word writes its lists as paragraphs with a private style and a drawn bullet.
	const word = /mso-list:\s*\S+\s+level(\d+)/.exec(node.getAttribute('style') ?? '');
	if (!word) return outer;
	const mark = [...node.querySelectorAll('span')].find(isWordBullet)?.textContent?.trim() ?? '';
	const indent = Math.min(DEEPEST_INDENT, Number(word[1]) - 1);
	return { block: /^\w{1,3}[.)]/.test(mark) ? 'ordered' : 'bullet', indent };
}

function isWordBullet(node: Element): boolean {
	return /mso-list:\s*ignore/i.test(node.getAttribute('style') ?? '');
}

function depthOf(entry: Element): number {
	let depth = -1;
	for (let at = entry.closest('ul,ol'); at; at = at.parentElement?.closest('ul,ol') ?? null)
		depth++;
	return Math.min(DEEPEST_INDENT, Math.max(0, depth));
}
