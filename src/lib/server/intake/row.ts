import { readHeader } from '#lib/model/programme-table.ts';
import { readPerson } from '#lib/model/programme-person.ts';
import { readLeadingTime } from '#lib/model/programme-time.ts';

/**
 * A row of a table in a text, as the lines that would say the same: with columns that are known by
 * name, else hours and title on one line and what the other cells hold below it.
 */
export function writeRow(
	cells: readonly string[],
	header: string[] | null
): { header: string[] | null; lines: string[] } {
	if (isHeader(cells, header !== null)) return { header: [...cells], lines: [] };
	const columns = header ? readHeader(header) : null;
	if (!columns) return { header, lines: writeUnnamed(cells) };
	const value = (column: string) => {
		const cell = cells[columns.indexOf(column as never)]?.trim() ?? '';
		return joinLines(cell, column);
	};
	const [starts, ends, title, talk] = ['starts', 'ends', 'title', 'talk'].map(value);
	const minutes = value('minutes').replace(/^(\d+)$/, '$1 min');
	const hours = starts && ends ? `${starts}–${ends}` : starts;
	const speaker = [value('speaker'), value('role'), value('organisation')].filter(Boolean);
	const rest = cells.filter((cell, index) => !columns[index] && cell.trim());
	return {
		header,
		lines: [
			value('date'),
			value('part'),
			[hours, title, minutes && `(${minutes})`].filter(Boolean).join(' '),
			talk && `« ${talk} »`,
			speaker.length > 0 ? `Speaker: ${speaker.join(', ')}` : '',
			...['format', 'language'].map(value),
			...rest
		].filter((line): line is string => Boolean(line))
	};
}

/** A row that names columns; where some are named already, each of its cells has to. */
function isHeader(cells: readonly string[], isNamed: boolean): boolean {
	const columns = readHeader(cells);
	if (!columns || !isNamed) return columns !== null;
	return cells.every((cell, n) => !cell.trim() || (columns[n] && cell.trim().length < 25));
}

/** Who speaks comes one a line; so do sessions beside each other, with a letter or a number. */
function joinLines(cell: string, column: string): string {
	const lines = cell.split(/\s*\n\s*/);
	const isPeople = column === 'speaker' && lines.every((line) => readPerson(line));
	if (isPeople) return lines.join('; ');
	const isBeside = column === 'title' && lines.every((line) => SESSION.test(line));
	return lines.join(isBeside ? ' / ' : ' ');
}
const SESSION = /^(?:\p{Lu}\p{L}+\s+)?(?:[A-H]|\d{1,2})\s*[.):–-]/u;

function writeUnnamed(cells: readonly string[]): string[] {
	const [first = '', second = '', ...others] = cells.filter((cell) => cell.trim());
	const time = readLeadingTime(first);
	const isHours = time !== null && time.rest === '';
	const head = isHours && second ? [`${first} ${second}`] : [first, second];
	return [...head, ...others].flatMap((cell) => cell.split('\n')).filter((line) => line.trim());
}
