import type { Localised } from './localised.ts';

export interface Span {
	text: string;
	bold?: boolean;
	href?: string;
}
export type Block = { kind: 'paragraph'; spans: Span[] } | { kind: 'list'; items: Span[][] };

const MARKS = /\*\*([^*\n]+)\*\*|https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/g;

/**
 * The text of a form as blocks: an empty line ends a paragraph, lines that begin with a hyphen are
 * a list, `**words**` are bold, addresses are links and never shortened. Nothing else means anything.
 */
export function readBlocks(text: string): Block[] {
	return text.split(/\n\s*\n/).flatMap((part) =>
		readPart(
			part
				.split('\n')
				.map((line) => line.trim())
				.filter(Boolean)
		)
	);
}

/** The words of such a text without its marks, in one line: for excerpts, descriptions and feeds. */
export function writePlain(text: string): string {
	const join = (spans: Span[]) => spans.map((span) => span.text).join('');
	return readBlocks(text)
		.map((block) =>
			block.kind === 'paragraph' ? join(block.spans) : block.items.map(join).join('; ')
		)
		.join(' ');
}

const LONGEST_TEASER = 400;

/** The words of such a text for a list, cut where a sentence ends. */
export function writeTeaser({ original, texts }: Localised): Localised {
	return {
		original,
		texts: Object.fromEntries(
			Object.entries(texts).map(([tag, text]) => [tag, cutAtSentence(writePlain(text))])
		)
	};
}

function cutAtSentence(text: string): string {
	if (text.length <= LONGEST_TEASER) return text;
	const ends = [...text.matchAll(/[.!?…]["”»’)]?(?=\s)/gu)].map((end) => end.index + end[0].length);
	return text.slice(0, ends.findLast((end) => end <= LONGEST_TEASER) ?? ends[0] ?? text.length);
}

function readPart(lines: string[]): Block[] {
	const blocks: Block[] = [];
	for (const line of lines) {
		const item = /^[-•] +(.*)$/.exec(line)?.[1];
		const last = blocks.at(-1);
		if (item !== undefined) {
			if (last?.kind === 'list') last.items.push(readSpans(item));
			else blocks.push({ kind: 'list', items: [readSpans(item)] });
		} else if (last?.kind === 'paragraph') last.spans.push({ text: ' ' }, ...readSpans(line));
		else blocks.push({ kind: 'paragraph', spans: readSpans(line) });
	}
	return blocks;
}

function readSpans(line: string): Span[] {
	const spans: Span[] = [];
	let from = 0;
	for (const found of line.matchAll(MARKS)) {
		if (found.index > from) spans.push({ text: line.slice(from, found.index) });
		spans.push(
			found[1] === undefined ? { text: found[0], href: found[0] } : { text: found[1], bold: true }
		);
		from = found.index + found[0].length;
	}
	if (from < line.length) spans.push({ text: line.slice(from) });
	return spans;
}
