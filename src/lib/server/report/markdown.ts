import type { CellPart, OutlinePart, Part, Run } from './document.ts';

/**
 * CommonMark of a report. Signs that would mean something are escaped; in facts a link is the bare address. Tables are
 * those of GFM, whose first row always names columns: without such names it is empty.
 */
export function writeMarkdown(parts: Part[]): string {
	return `${parts.map(writePart).join('\n\n')}\n`;
}

function writePart(part: Part): string {
	switch (part.kind) {
		case 'heading':
			return `${'#'.repeat(part.level)} ${part.runs ? markRuns(part.runs, ' ') : line(part.text)}`;
		case 'text':
			if (part.runs) return markRuns(part.runs, '  \n');
			return part.soft ? `*${line(part.text)}*` : lines(part.text);
		case 'quote':
			return `> ${markRuns(part.runs, '  \n> ')}`;
		case 'outline':
			return writeOutline(part.list, '');
		case 'table':
			return writeTable(part);
		case 'list':
			return part.entries.map((entry) => `- ${line(entry)}`).join('\n');
		case 'index':
			return part.entries
				.map(
					({ href, text, note }) => `- [${line(text)}](<${href}>)${note ? ` · ${line(note)}` : ''}`
				)
				.join('\n');
		case 'facts':
			return part.rows
				.map((row) => `- **${line(row.label)}** ${row.href ? `<${row.href}>` : line(row.value)}`)
				.join('\n');
		case 'picture':
			return `![${line(part.alt)}](<${part.href}>)\n\n*${line(part.text)}*`;
		case 'marked':
			return [
				`**${line(part.label)}** ${part.runs ? markRuns(part.runs, '  \n> ') : line(part.text)}`,
				...(part.note ? [line(part.note)] : []),
				...(part.reply ? [`**${line(part.reply.label)}** ${markRuns([part.reply], '  \n> ')}`] : [])
			]
				.map((own) => `> ${own}`)
				.join('\n>\n');
	}
}

/** Blanks, but for the spaces that do not break. */
const BREAKABLE = /[^\S\u00a0\u202f]+/g;

function lines(text: string): string {
	return text.split('\n').map(line).join('  \n');
}

function line(text: string): string {
	return guardStart(escapeSigns(text.replace(BREAKABLE, ' ').trim()));
}

function escapeSigns(words: string): string {
	return words.replace(/[\\`*_[\]<>#|~]|&(?=#?\w+;)/g, '\\$&');
}

/** What would begin a list or a heading at the start of a line. */
function guardStart(text: string): string {
	return text.replace(/^(\d+)([.)])/, '$1\\$2').replace(/^([-+=])/, '\\$1');
}

function writeOutline({ ordered, entries }: OutlinePart, before: string): string {
	return entries
		.map(({ runs, lists }, at) => {
			const sign = ordered ? `${at + 1}. ` : '- ';
			const inner = before + ' '.repeat(sign.length);
			const own = `${before}${sign}${markRuns(runs, `  \n${inner}`)}`;
			return [own, ...lists.map((list) => writeOutline(list, inner))].join('\n');
		})
		.join('\n');
}

function writeTable({ header, rows }: Extract<Part, { kind: 'table' }>): string {
	const width = Math.max(...rows.map((row) => row.length));
	const lines = rows.map((row) => row.map((cell) => cell.flatMap(markCell).join('<br>')));
	if (!header) lines.unshift([]);
	lines.splice(
		1,
		0,
		Array.from({ length: width }, () => '---')
	);
	return lines
		.map((row) => `| ${Array.from({ length: width }, (_, at) => row[at] || ' ').join(' | ')} |`)
		.join('\n');
}

/** GFM has no lists in cells: each entry is a line with its sign. */
function markCell(part: CellPart): string[] {
	return part.kind === 'text' ? [markRuns(part.runs, '<br>')] : markEntries(part.list, 0);
}

function markEntries({ ordered, entries }: OutlinePart, depth: number): string[] {
	return entries.flatMap(({ runs, lists }, at) => [
		`${'&emsp;'.repeat(depth)}${ordered ? `${at + 1}.` : '–'} ${markRuns(runs, '<br>')}`,
		...lists.flatMap((list) => markEntries(list, depth + 1))
	]);
}

function markRuns(runs: Run[], lineEnd: string): string {
	const text = runs
		.map((run) =>
			run.text
				.split('\n')
				.map((part) => markRun({ ...run, text: part }))
				.join('\n')
		)
		.join('')
		.trim()
		.replaceAll('\n', lineEnd);
	return guardStart(text);
}

function markRun({ text, bold, italic, href }: Run): string {
	const [, before, words, after] = /^(\s*)([^]*?)(\s*)$/.exec(text)!;
	if (!words) return text;
	let marked = escapeSigns(words.replace(BREAKABLE, ' '));
	if (italic) marked = `_${marked}_`;
	if (bold) marked = `**${marked}**`;
	if (href) marked = `[${marked}](<${href.replace(/[<>\\|\s]/g, encodeURIComponent)}>)`;
	return before + marked + after!;
}
