import { listPoint, readListHeader, sayListRow, type ListHeader } from '#lib/model/list-table.ts';
import { namesSection } from '#lib/model/past-report-words.ts';
import type { SourceLine } from '#lib/model/programme-text.ts';
import { readFact } from '#lib/model/programme-words.ts';
import { isHours } from './cells.ts';
import { writeRow } from './row.ts';

/** Cells with more are parts of the page and no row of a list. */
const LONGEST = 200;

/** A table of a Word document, or of a text, as it is read: what named its columns, the row's cells, the cell's lines. */
export class RowTable {
	#header: string[] | null = null;
	#list: ListHeader | null = null;
	#isFirst = true;
	#row: string[] = [];
	#cell: string[] = [];

	beginRow(): void {
		this.#row = [];
	}

	beginCell(): void {
		this.#cell = [];
	}

	say(words: string): void {
		this.#cell.push(words);
	}

	endCell(): void {
		this.#row.push(this.#cell.join('\n'));
	}

	/** The lines of a row; one within a cell of another table is a line of that cell. */
	endRow(outer?: RowTable): SourceLine[] {
		const row = this.#row;
		const isFirst = this.#isFirst;
		const filled = row.filter((cell) => cell.trim());
		this.#isFirst &&= filled.length < 2;
		if (outer) {
			if (filled.length > 0) outer.say(filled.join(' – ').replace(/\n/g, ', '));
			return [];
		}
		if (isFirst && filled.length > 1) {
			this.#list = readListHeader(row);
			if (this.#list) return [{ text: sayListRow(row, null), row: 'header' }];
		}
		if (this.#list?.kind === 'points' && filled.length > 1) {
			const { title, lines: words } = listPoint(row, this.#list);
			return [...(title ? [{ text: title, heading: 2 }] : []), ...words.map((text) => ({ text }))];
		}
		const { header, lines } = this.#list
			? { header: null, lines: [] }
			: writeRow(row, this.#header);
		const isHeader = header !== null && header !== this.#header;
		this.#header = header;
		if (isHeader) return [{ text: sayListRow(row, null), row: 'header' }];
		if (header) return lines.map((text) => ({ text }));
		const isListed =
			filled.length > 1 &&
			!filled.some(isHours) &&
			row.every((cell) => cell.length < LONGEST && cell.split('\n').length < 4);
		if (!this.#list && !isListed) return lines.map((text) => ({ text }));
		const fact = filled.length === 2 ? filled.join(': ').replace(/\s*[:：]+: /, ': ') : '';
		if (readFact(fact) || namesSection(fact)) return [{ text: fact.replace(/\n/g, ', ') }];
		return [
			{
				text: sayListRow(row, this.#list),
				row: this.#list?.kind === 'actions' ? 'action' : 'row',
				cells: filled.flatMap((cell) => cell.split('\n'))
			}
		];
	}
}
