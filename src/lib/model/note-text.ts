import { isList, type NoteInline, type NoteParagraph } from './note.ts';

/** The words of one paragraph; a break inside it becomes a line end. */
export function plainText(source: NoteParagraph): string {
	return source.inline.map((run) => (run === 'break' ? '\n' : run.text)).join('');
}

/** Notes as plain text, one paragraph a line. */
export function renderText(paragraphs: NoteParagraph[]): string {
	return paragraphs.map(plainText).join('\n').trim();
}

/** Notes as CommonMark; decisions, actions and lines are paragraphs like others. */
export function renderMarkdown(paragraphs: NoteParagraph[]): string {
	const numbers: number[] = [];
	return paragraphs
		.map((source, at) => {
			numbers.length = isList(source.block) ? source.indent + 1 : 0;
			const number = source.block === 'ordered' ? (numbers[source.indent] ?? 0) + 1 : 0;
			if (isList(source.block)) numbers[source.indent] = number;
			const joined = at > 0 && isList(source.block) && isList(paragraphs[at - 1]!.block);
			return (at === 0 ? '' : joined ? '\n' : '\n\n') + prefix(source, number) + markdown(source);
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

function markdown(source: NoteParagraph): string {
	const continued = source.block === 'quote' ? '\\\n> ' : '\\\n';
	return source.inline.map((run) => (run === 'break' ? continued : markRun(run))).join('');
}

function markRun(run: Exclude<NoteInline, 'break'>): string {
	const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(run.text)!;
	let text = words!.replace(/[\\`*_{}[\]()#+\-.!<>|~]/g, '\\$&');
	if (!text) return run.text;
	if (run.italic) text = `_${text}_`;
	if (run.bold) text = `**${text}**`;
	if (run.href) text = `[${text}](<${run.href.replace(/[<>\\]/g, encodeURIComponent)}>)`;
	return before + text + after!;
}
