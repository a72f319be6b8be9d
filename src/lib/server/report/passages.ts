import { escapeHtml } from '#lib/model/escape.ts';
import type { Passage } from '#lib/model/report.ts';

const VOID = new Set(['br', 'hr', 'img']);
const ENTITIES: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' '
};

/** Cuts our own rendered notes into top-level elements, so that each can be restricted by itself. */
export function splitHtml(html: string): string[] {
	const blocks: string[] = [];
	let depth = 0;
	let from = 0;
	for (const tag of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(\/?)>/gi)) {
		if (tag[3] || VOID.has(tag[2]!.toLowerCase())) continue;
		depth += tag[1] ? -1 : 1;
		if (depth > 0) continue;
		const end = tag.index + tag[0].length;
		blocks.push(html.slice(from, end).trim());
		from = end;
	}
	const rest = html.slice(from).trim();
	return (rest ? [...blocks, rest] : blocks).filter((block) => readText(block) !== '');
}

/**
 * Takes decisions, actions and round-table lines out of rendered notes: they are kept apart, and one
 * that is restricted must not be readable a second time among the paragraphs.
 */
export function leaveOutMarked(html: string): string {
	return html
		.replace(/<(p|h3|h4) class="note-(?:decision|action|line)"[^>]*>[^]*?<\/\1>/g, '')
		.replace(/<li class="note-(?:decision|action|line)"[^>]*>[^]*?(?=<\/li>|<ul|<ol)/g, '<li>')
		.replace(/<li><\/li>/g, '')
		.replace(/<blockquote><\/blockquote>|<(ul|ol)><\/\1>/g, '');
}

/**
 * The words of our own rendered HTML: list entries start with a dash, paragraphs and rows with
 * a new line, and ` | ` stands between cells.
 */
export function readText(html: string): string {
	return html
		.replace(/<li\b[^>]*>/gi, '\n– ')
		.replace(
			/<(t[dh])\b[^>]*>([^]*?)<\/\1>(?=(<t[dh])?)/gi,
			(_, _tag, words: string, next?: string) => oneLine(words) + (next ? ' | ' : '')
		)
		.replace(/<br\s*\/?>|<\/(p|h[1-6]|li|ul|ol|blockquote|div|tr)>/gi, '\n')
		.replace(/<[^>]*>/g, '')
		.split('\n')
		.map((line) => decodeText(line).trim())
		.filter((line) => line && line !== '–')
		.join('\n');
}

function oneLine(cell: string): string {
	return cell.replace(/<br\s*\/?>|<\/(p|li)>|\n/gi, ' ');
}

/** Character references as the characters they stand for. */
export function decodeText(words: string): string {
	return words.replace(
		/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi,
		(whole, dec?: string, hex?: string, name?: string) => {
			if (name) return ENTITIES[name.toLowerCase()] ?? whole;
			return String.fromCodePoint(dec ? Number(dec) : Number.parseInt(hex ?? '0', 16));
		}
	);
}

/** Plain words as paragraphs; a blank line parts two of them. Every character stays a character. */
export function writeHtml(text: string): string {
	return text
		.trim()
		.split(/\n\s*\n/)
		.filter((paragraph) => paragraph.trim())
		.map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
		.join('');
}

/** A passage of plain words, at place `n` of its list. */
export function writePassage(
	id: string,
	n: number,
	text: string,
	visibility: Passage['visibility'] = 'public'
): Passage {
	return { id, n, html: writeHtml(text), text: text.trim(), visibility };
}
