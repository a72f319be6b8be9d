import { LevelFormat, Paragraph, Table, TableCell, TableRow, WidthType } from 'docx';
import type { CellPart, OutlinePart, Part } from './document.ts';
import { writeRuns } from './docx-runs.ts';

/** How numbered lists look, level by level. */
export const LEVELS_OF_NUMBERS = [0, 1, 2, 3, 4].map((level) => ({
	level,
	format: LevelFormat.DECIMAL,
	text: `%${level + 1}.`,
	style: { paragraph: { indent: { left: 720 * (level + 1), hanging: 360 } } }
}));

/** A list with the lists in it; `at` numbers it among all: each begins at one. */
export function writeOutline(
	{ ordered, entries }: OutlinePart,
	level: number,
	at: number
): Paragraph[] {
	return entries.flatMap(({ runs, lists }) => [
		new Paragraph({
			...(ordered
				? { numbering: { reference: 'notes', level, instance: at } }
				: { bullet: { level } }),
			children: writeRuns(runs)
		}),
		...lists.flatMap((list) => writeOutline(list, level + 1, at))
	]);
}

/** Lists in tables are numbered behind all others: each begins at one. */
const FIRST_IN_TABLES = 100_000;
const MOST_IN_TABLE = 10_000;

/** A table, with lists in its cells. */
export function writeTable({ header, rows }: Extract<Part, { kind: 'table' }>, at: number): Table {
	let list = FIRST_IN_TABLES + at * MOST_IN_TABLE;
	return new Table({
		width: { size: 100, type: WidthType.PERCENTAGE },
		rows: rows.map((cells, row) => {
			const isHead = header && row === 0;
			return new TableRow({
				tableHeader: isHead,
				children: cells.map(
					(parts) => new TableCell({ children: writeCell(parts, isHead, () => list++) })
				)
			});
		})
	});
}

/** A cell that is empty needs a paragraph too. */
function writeCell(parts: CellPart[], isHead: boolean, nextList: () => number): Paragraph[] {
	const paragraphs = parts.flatMap((part) => {
		if (part.kind === 'outline') return writeOutline(part.list, 0, nextList());
		const runs = isHead ? part.runs.map((one) => ({ ...one, bold: true })) : part.runs;
		return [new Paragraph({ children: writeRuns(runs) })];
	});
	return paragraphs.length ? paragraphs : [new Paragraph({ children: [] })];
}
