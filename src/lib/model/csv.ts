/**
 * A table as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8. A cell that a
 * spreadsheet would take for a formula is preceded by an apostrophe, so that it stays text.
 */
export function writeCsv(rows: string[][]): string {
	return `\ufeff${rows.map((row) => row.map(writeCell).join(',')).join('\r\n')}\r\n`;
}

function writeCell(text: string): string {
	const harmless = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
