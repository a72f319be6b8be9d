import { escapeHtml } from './escape.ts';
import {
	isMention,
	isTimecode,
	printMention,
	printMoment,
	type NotePrinting
} from './note-printing.ts';
import {
	isList,
	type NoteBlock,
	type NoteInline,
	type NoteParagraph,
	type NoteTable,
	type NoteTimecode
} from './note.ts';

/**
 * Notes as HTML of our own making: only p, h3, h4, ul, ol, li, blockquote, table and its parts, div,
 * span, strong, em, a, time, br.
 * Neighbouring list paragraphs become one list, deeper ones a list inside it.
 */
export function renderHtml(paragraphs: NoteParagraph[], options: NotePrinting = {}): string {
	let html = '';
	for (let at = 0; at < paragraphs.length;) {
		const first = paragraphs[at]!;
		const end = isList(first.block) ? endOfList(paragraphs, at) : at + 1;
		html += isList(first.block)
			? renderList(paragraphs.slice(at, end), options)
			: renderBlock(first, options);
		at = end;
	}
	return html;
}

/** The words of one paragraph as HTML, without its block. */
export function renderInline(inline: NoteInline[], options: NotePrinting = {}): string {
	return inline.map((run) => renderRun(run, options)).join('');
}

function renderBlock(source: NoteParagraph, options: NotePrinting): string {
	if (source.table) return renderTable(source.table, options);
	const inner = renderWords(source, options);
	if (source.block === 'heading-3') return element('h3', source, inner);
	if (source.block === 'heading-4') return element('h4', source, inner);
	const text = element('p', source, inner);
	return source.block === 'quote' ? `<blockquote>${text}</blockquote>` : text;
}

/** The box around it can be scrolled, also by keyboard, where the table is wider than the screen. */
function renderTable({ header, rows }: NoteTable, options: NotePrinting): string {
	const row = (cells: NoteParagraph[][], isHead: boolean) => {
		const made = cells.map((cell) => {
			const words = renderCell(cell, options);
			// An empty cell names no column.
			return isHead && words ? `<th scope="col">${words}</th>` : `<td>${words}</td>`;
		});
		return `<tr>${made.join('')}</tr>`;
	};
	const head = header ? rows.slice(0, 1) : [];
	const body = rows.slice(head.length);
	const groups = [
		head.length ? `<thead>${row(head[0]!, true)}</thead>` : '',
		body.length ? `<tbody>${body.map((cells) => row(cells, false)).join('')}</tbody>` : ''
	];
	if (!rows.length) return '';
	return `<div class="note-table" tabindex="0"><table>${groups.join('')}</table></div>`;
}

/** One plain paragraph needs no element of its own. */
function renderCell(blocks: NoteParagraph[], options: NotePrinting): string {
	const [first] = blocks;
	if (blocks.length === 1 && !first!.block) return renderInline(first!.inline, options);
	return renderHtml(blocks, options);
}

function endOfList(paragraphs: NoteParagraph[], start: number): number {
	const { block, indent } = paragraphs[start]!;
	let end = start + 1;
	for (; end < paragraphs.length; end++) {
		const next = paragraphs[end]!;
		if (!isList(next.block) || next.indent < indent) break;
		if (next.indent === indent && next.block !== block) break;
	}
	return end;
}

function renderList(entries: NoteParagraph[], options: NotePrinting): string {
	const { block, indent } = entries[0]!;
	let html = '';
	for (let at = 0; at < entries.length;) {
		const entry = entries[at]!;
		let end = at + 1;
		while (end < entries.length && entries[end]!.indent > indent) end++;
		const deeper = renderHtml(entries.slice(at + 1, end), options);
		html += element('li', entry, renderWords(entry, options) + deeper);
		at = end;
	}
	return `<${listTag(block)}>${html}</${listTag(block)}>`;
}

function listTag(block: NoteBlock | null): string {
	return block === 'ordered' ? 'ol' : 'ul';
}

function renderWords(source: NoteParagraph, options: NotePrinting): string {
	const name = source.organisationId && options.organisation?.(source.organisationId);
	const before = name ? `<strong class="note-organisation">${escapeHtml(name)}</strong> ` : '';
	return before + renderInline(source.inline, options);
}

function element(tag: string, source: NoteParagraph, inner: string): string {
	const kind = source.kind ? ` class="note-${source.kind}"` : '';
	const id = source.id ? ` data-id="${escapeHtml(source.id)}"` : '';
	return `<${tag}${kind}${id}>${inner}</${tag}>`;
}

function renderRun(run: NoteInline, options: NotePrinting): string {
	if (run === 'break') return '<br>';
	if (isMention(run))
		return `<span class="note-mention">${escapeHtml(printMention(run, options))}</span>`;
	if (isTimecode(run)) return renderMoment(run, options);
	let html = escapeHtml(run.text);
	if (run.italic) html = `<em>${html}</em>`;
	if (run.bold) html = `<strong>${html}</strong>`;
	if (run.href)
		html = `<a href="${escapeHtml(run.href)}" rel="noopener noreferrer nofollow">${html}</a>`;
	return html;
}

function renderMoment(code: NoteTimecode, options: NotePrinting): string {
	const { text, href, instant } = printMoment(code, options);
	const words = escapeHtml(text);
	if (href) return `<a class="note-timecode" href="${escapeHtml(href)}">${words}</a>`;
	if (instant)
		return `<time class="note-timecode" datetime="${escapeHtml(instant)}">${words}</time>`;
	return `<span class="note-timecode">${words}</span>`;
}
