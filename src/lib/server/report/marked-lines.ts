import type { CellPart, OutlinePart, Part, Run } from './document.ts';

/** The lines of a printed part, each as its words with their marks; what the index repeats is left out. */
export function listMarkedLines(part: Part): Run[][] {
	switch (part.kind) {
		case 'list':
			return part.entries.map((text) => [{ text }]);
		case 'index':
			return []; // each of them is compared where it stands
		case 'facts':
			return part.rows.map(({ label, value, href }) => [
				{ text: `${label} ` },
				{ text: value, ...(href ? { href } : {}) }
			]);
		case 'picture':
			return [[{ text: part.text, href: part.href }], [{ text: part.alt }]];
		case 'marked':
			return [
				[{ text: `${part.label} ` }, ...readRuns(part)],
				...(part.note ? [[{ text: part.note }]] : []),
				...(part.reply ? splitRuns([{ text: `${part.reply.label} ` }, part.reply]) : [])
			];
		case 'outline':
			return listEntries(part.list, 0);
		case 'table':
			return part.rows.map(listCells);
		default:
			return splitRuns(readRuns(part));
	}
}

/** What was brought in from elsewhere has words without markup. */
function readRuns(part: { text: string; runs?: Run[] }): Run[] {
	return part.runs?.length ? part.runs : [{ text: part.text }];
}

function listEntries({ ordered, entries }: OutlinePart, depth: number): Run[][] {
	return entries.flatMap(({ runs, lists }, at) => [
		...splitRuns([{ text: `${'  '.repeat(depth)}${ordered ? `${at + 1}.` : '–'} ` }, ...runs]),
		...lists.flatMap((list) => listEntries(list, depth + 1))
	]);
}

/** A row in one line. */
function listCells(row: CellPart[][]): Run[] {
	return row.flatMap((cell, at) => [
		...(at ? [{ text: ' | ' }] : []),
		...cell.flatMap((part, n) => {
			const lines = part.kind === 'text' ? splitRuns(part.runs) : listEntries(part.list, 0);
			return [...(n ? [{ text: ' ' }] : []), ...joinLines(lines)];
		})
	]);
}

function joinLines(lines: Run[][]): Run[] {
	return lines.flatMap((line, at) => (at ? [{ text: ' ' }, ...line] : line));
}

function splitRuns(runs: Run[]): Run[][] {
	const lines: Run[][] = [[]];
	for (const run of runs)
		for (const [at, text] of run.text.split('\n').entries()) {
			if (at) lines.push([]);
			if (text) lines.at(-1)!.push({ ...run, text });
		}
	return lines;
}
