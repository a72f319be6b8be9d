import { parse } from 'csv-parse/sync';

const MOST_ROWS = 2000;

/**
 * The rows of a CSV file, parted by whichever of `; , tab |` its first line has most. Cells that
 * begin like a formula are text like any other. Null when it is no table.
 */
export function readTable(text: string, isNamed: boolean): string[][] | null {
	const first = /^\s*([^\r\n]+)/.exec(text)?.[1] ?? '';
	const delimiter = [';', '\t', ',', '|']
		.map((sign) => ({ sign, count: first.split(sign).length - 1 }))
		.reduce((best, one) => (one.count > best.count ? one : best));
	if (delimiter.count === 0 && !isNamed) return null;
	try {
		return parse(text, {
			bom: true,
			delimiter: delimiter.sign,
			relax_quotes: true,
			relax_column_count: true,
			skip_empty_lines: true,
			to: MOST_ROWS,
			max_record_size: 200_000
		}) as string[][];
	} catch {
		return null;
	}
}
