import type { CellPart, OutlinePart, Part, Run } from './document.ts';
import { rankNote, type NoteRank } from './headings.ts';
import { readTree, type HtmlNode } from './note-html.ts';

export interface NotePlace extends NoteRank {
	/** Stands before addresses of our own. */
	origin: string;
}

const INLINE = new Set(['', 'strong', 'em', 'a', 'span', 'time', 'br']);

/** Notes as parts of a printed report: headings, lists in lists, quotes and tables stay what they are. */
export function describeNotes(html: string, place: NotePlace): Part[] {
	const parts: Part[] = [];
	let loose: HtmlNode[] = [];
	const flush = () => {
		const runs = readRuns(loose, place.origin);
		if (writeRuns(runs).trim()) parts.push({ kind: 'text', text: writeRuns(runs), runs });
		loose = [];
	};
	for (const node of readTree(html)) {
		if (INLINE.has(node.tag)) {
			loose.push(node);
			continue;
		}
		flush();
		parts.push(...describeBlock(node, place));
	}
	flush();
	return parts;
}

/** The words of one passage, whatever block it stood in; each further block begins on a line of its own. */
export function describeWords(html: string, origin: string): Run[] {
	return readTree(html).flatMap((node, at): Run[] => [
		...(at > 0 && !INLINE.has(node.tag) ? [{ text: '\n' }] : []),
		...readRuns([node], origin)
	]);
}

/** Runs as plain words. */
export function writeRuns(runs: Run[]): string {
	return runs.map(({ text }) => text).join('');
}

function describeBlock(node: HtmlNode, place: NotePlace): Part[] {
	const runs = readRuns(node.children, place.origin);
	const text = writeRuns(runs);
	if (node.tag === 'div') return node.children.flatMap((child) => describeBlock(child, place));
	if (node.tag === 'table') return describeTable(node, place.origin);
	if (node.tag === 'ul' || node.tag === 'ol') {
		const list = readList(node, place.origin);
		return list.entries.length ? [{ kind: 'outline', text: writeList(list, 0), list }] : [];
	}
	if (!text.trim()) return [];
	if (node.tag === 'blockquote') return [{ kind: 'quote', text, runs }];
	if (node.tag !== 'h3' && node.tag !== 'h4') return [{ kind: 'text', text, runs }];
	return [{ kind: 'heading', level: rankNote(node.tag, place), text, runs }];
}

function describeTable(node: HtmlNode, origin: string): Part[] {
	const lines = node.children.flatMap((group) =>
		group.children.map((row) => row.children.map((cell) => describeCell(cell.children, origin)))
	);
	if (!lines.length) return [];
	const inOneLine = (cell: CellPart[]) =>
		cell.map(({ text }) => text.replace(/\n\s*/g, ' ')).join(' ');
	const text = lines.map((row) => row.map(inOneLine).join(' | ')).join('\n');
	return [{ kind: 'table', text, header: node.children[0]?.tag === 'thead', rows: lines }];
}

/** Words alone, or paragraphs and lists. */
function describeCell(nodes: HtmlNode[], origin: string): CellPart[] {
	if (nodes.every(({ tag }) => INLINE.has(tag))) {
		const runs = readRuns(nodes, origin);
		return runs.length ? [{ kind: 'text', text: writeRuns(runs), runs }] : [];
	}
	const place = { level: 4, origin, hasHeading: true };
	return nodes
		.flatMap((node) => describeBlock(node, place))
		.flatMap((part): CellPart[] => {
			if (part.kind === 'outline') return [part];
			return 'runs' in part && part.runs
				? [{ kind: 'text', text: part.text, runs: part.runs }]
				: [];
		});
}

function readList(node: HtmlNode, origin: string): OutlinePart {
	const entries = node.children.map(({ children }) => {
		const isList = ({ tag }: HtmlNode) => tag === 'ul' || tag === 'ol';
		return {
			runs: readRuns(
				children.filter((child) => !isList(child)),
				origin
			),
			lists: children.filter(isList).map((child) => readList(child, origin))
		};
	});
	return { ordered: node.tag === 'ol', entries };
}

function writeList({ ordered, entries }: OutlinePart, depth: number): string {
	return entries
		.map(({ runs, lists }, at) => {
			const own = `${'  '.repeat(depth)}${ordered ? `${at + 1}.` : '–'} ${writeRuns(runs)}`;
			return [own, ...lists.map((list) => writeList(list, depth + 1))].join('\n');
		})
		.join('\n');
}

function readRuns(nodes: HtmlNode[], origin: string, style: Omit<Run, 'text'> = {}): Run[] {
	return nodes.flatMap((node): Run[] => {
		if (!node.tag) return [{ ...style, text: node.text }];
		if (node.tag === 'br') return [{ ...style, text: '\n' }];
		const own = { ...style };
		if (node.tag === 'strong') own.bold = true;
		if (node.tag === 'em') own.italic = true;
		if (node.tag === 'a' && node.href)
			own.href = node.href.startsWith('/') ? origin + node.href : node.href;
		return readRuns(node.children, origin, own);
	});
}
