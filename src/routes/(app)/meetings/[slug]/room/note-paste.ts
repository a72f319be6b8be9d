import { DEEPEST_INDENT } from '#lib/model/note.ts';

const BLOCKS =
	/^(P|DIV|H[1-6]|LI|UL|OL|BLOCKQUOTE|PRE|SECTION|ARTICLE|TABLE|TBODY|TR|DL|DT|DD|BODY)$/;
const DROPPED = /^(STYLE|SCRIPT|TITLE|META|LINK|HEAD|SVG|IFRAME|OBJECT|TEMPLATE|NOSCRIPT)$/;
const TAG = /<[a-z][^>]*>/gi;
const KEPT_INLINE: Record<string, string> = { B: 'strong', STRONG: 'strong', I: 'em', EM: 'em' };

/**
 * Pasted HTML of any origin (web pages, Word, Google Docs) as the flat paragraphs that notes have.
 * No word is dropped: what has no form of its own here stays as text.
 */
export function cleanPastedHtml(html: string): string {
	const source = new DOMParser().parseFromString(html.replace(TAG, dropHandlers), 'text/html');
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
			else if (DROPPED.test(node.tagName)) continue;
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
		if (node instanceof Text) return into.append(node.data.replace(/\s+/g, ' '));
		if (!(node instanceof HTMLElement) || DROPPED.test(node.tagName) || isWordBullet(node)) return;
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
