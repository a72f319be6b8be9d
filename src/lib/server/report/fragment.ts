import { escapeHtml } from '#lib/model/escape.ts';
import type { CellPart, OutlinePart, Part, Run } from './document.ts';

/**
 * A report as an HTML fragment for readers of feeds: no class, no style, nothing that loads.
 * Its headings begin at level 2, because the entry's title stands above.
 */
export function writeFragment(parts: Part[]): string {
	return parts.map(writePart).join('\n');
}

function writePart(part: Part): string {
	switch (part.kind) {
		case 'heading':
			return element(`h${Math.max(2, part.level)}`, words(part), part.lang);
		case 'text':
			return element('p', part.soft ? `<small>${words(part)}</small>` : words(part), part.lang);
		case 'quote':
			return `<blockquote>${element('p', words(part))}</blockquote>`;
		case 'outline':
			return writeOutline(part.list);
		case 'table':
			return writeTable(part);
		case 'list':
			return element('ul', part.entries.map((entry) => element('li', escapeHtml(entry))).join(''));
		case 'index':
			return element(
				'ul',
				part.entries
					.map(({ href, text, note }) =>
						element('li', link(href, escapeHtml(text)) + (note ? ` · ${escapeHtml(note)}` : ''))
					)
					.join('')
			);
		case 'picture':
			return element('p', link(part.href, escapeHtml(part.alt || part.text)), part.lang);
		case 'facts':
			return element(
				'dl',
				part.rows
					.map(
						({ label, value, href, lang }) =>
							element('dt', escapeHtml(label)) +
							element('dd', href ? link(href, escapeHtml(value)) : escapeHtml(value), lang)
					)
					.join('')
			);
		case 'marked':
			return element(
				'p',
				[
					`<strong>${escapeHtml(part.label)}</strong> ${words(part)}`,
					...(part.note ? [escapeHtml(part.note)] : []),
					...(part.reply
						? [`<strong>${escapeHtml(part.reply.label)}</strong> ${words(part.reply)}`]
						: [])
				].join('<br>')
			);
	}
}

function writeOutline({ ordered, entries }: OutlinePart): string {
	const inner = entries.map(({ runs, lists }) =>
		element('li', markRuns(runs) + lists.map(writeOutline).join(''))
	);
	return element(ordered ? 'ol' : 'ul', inner.join(''));
}

function writeTable({ header, rows }: Extract<Part, { kind: 'table' }>): string {
	const lines = rows.map((row, at) =>
		row.map((cell) => element(header && at === 0 ? 'th' : 'td', writeCell(cell))).join('')
	);
	return element('table', lines.map((line) => element('tr', line)).join(''));
}

function writeCell(parts: CellPart[]): string {
	const [first] = parts;
	if (parts.length === 1 && first!.kind === 'text') return markRuns(first!.runs);
	return parts
		.map((part) =>
			part.kind === 'text' ? element('p', markRuns(part.runs)) : writeOutline(part.list)
		)
		.join('');
}

function words({ text, runs }: { text: string; runs?: Run[] }): string {
	return runs ? markRuns(runs) : breakLines(text);
}

function markRuns(runs: Run[]): string {
	return runs
		.map(({ text, bold, italic, href }) => {
			let marked = breakLines(text);
			if (italic) marked = element('em', marked);
			if (bold) marked = element('strong', marked);
			return href ? link(href, marked) : marked;
		})
		.join('');
}

function breakLines(text: string): string {
	return escapeHtml(text).replaceAll('\n', '<br>');
}

function link(href: string, inner: string): string {
	return /^https?:\/\//.test(href) ? `<a href="${escapeHtml(href)}">${inner}</a>` : inner;
}

function element(tag: string, inner: string, lang?: string): string {
	return `<${tag}${lang ? ` lang="${escapeHtml(lang)}"` : ''}>${inner}</${tag}>`;
}
