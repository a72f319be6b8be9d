import {
	isMention,
	isTimecode,
	printMention,
	printMoment,
	type NotePrinting
} from './note-printing.ts';
import { markLines } from './note-table.ts';
import { isList, type NoteInline, type NoteParagraph, type NoteTable } from './note.ts';

/** Notes as CommonMark with GFM tables; decisions, actions and lines are paragraphs like others. */
export function renderMarkdown(paragraphs: NoteParagraph[], how: NotePrinting = {}): string {
	const numbers: number[] = [];
	return paragraphs
		.map((source, at) => {
			numbers.length = isList(source.block) ? source.indent + 1 : 0;
			const number = source.block === 'ordered' ? (numbers[source.indent] ?? 0) + 1 : 0;
			if (isList(source.block)) numbers[source.indent] = number;
			const joined = at > 0 && isList(source.block) && isList(paragraphs[at - 1]!.block);
			const space = at === 0 ? '' : joined ? '\n' : '\n\n';
			const text = source.table
				? renderTable(source.table, how)
				: prefix(source, number) + markdown(source, how);
			return space + text;
		})
		.join('');
}

function prefix(source: NoteParagraph, number: number): string {
	if (source.block === 'heading-3') return '### ';
	if (source.block === 'heading-4') return '#### ';
	if (source.block === 'quote') return '> ';
	if (source.block === 'bullet') return `${'   '.repeat(source.indent)}- `;
	return source.block === 'ordered' ? `${'   '.repeat(source.indent)}${number}. ` : '';
}

function markdown(source: NoteParagraph, how: NotePrinting): string {
	const continued = source.block === 'quote' ? '\\\n> ' : '\\\n';
	return source.inline.map((run) => markRun(run, continued, how)).join('');
}

/** GFM needs a first row that names columns; where there is none, it is empty. Cells are one line. */
function renderTable({ header, rows }: NoteTable, how: NotePrinting): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const words = rows.map((row) =>
		row.map((cell) =>
			markLines(cell)
				.map((line) => markLine(line, how))
				.join('<br>')
		)
	);
	const width = rows[0]?.length ?? 0;
	const head = header ? (words.shift() ?? []) : Array.from({ length: width }, () => ' ');
	return [line(head), line(Array.from({ length: width }, () => '---')), ...words.map(line)].join(
		'\n'
	);
}

function markLine(
	{ mark, source }: ReturnType<typeof markLines>[number],
	how: NotePrinting
): string {
	const words = source.inline.map((run) => markRun(run, '<br>', how)).join('');
	return '&emsp;'.repeat(source.indent) + mark + words;
}

function markRun(run: NoteInline, lineEnd: string, how: NotePrinting): string {
	if (run === 'break') return lineEnd;
	if (isMention(run)) return escapeMarkdown(printMention(run, how));
	if (isTimecode(run)) {
		const { text, href } = printMoment(run, how);
		return href ? `[${text}](<${href}>)` : text;
	}
	const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(run.text)!;
	let text = escapeMarkdown(words!);
	if (!text) return run.text;
	if (run.italic) text = `_${text}_`;
	if (run.bold) text = `**${text}**`;
	if (run.href) text = `[${text}](<${run.href.replace(/[<>\\|]/g, encodeURIComponent)}>)`;
	return before + text + after!;
}

function escapeMarkdown(words: string): string {
	return words.replace(/[\\`*_{}[\]()#+\-.!<>|~]/g, '\\$&');
}
