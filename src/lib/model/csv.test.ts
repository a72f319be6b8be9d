import { expect, test } from 'vitest';
import { writeCsv } from './csv.ts';

test('no cell is taken for a formula, and quotes, commas and lines stay in their cell', () => {
	const csv = writeCsv([
		['School', 'Payer'],
		['=HYPERLINK("http://x")', '@SUM(1)'],
		[' +1', 'a "b", c\nd'],
		['-2', 'plain']
	]);
	expect(csv).toBe(
		'\ufeffSchool,Payer\r\n"\'=HYPERLINK(""http://x"")",\'@SUM(1)\r\n\' +1,"a ""b"", c\nd"\r\n\'-2,plain\r\n'
	);
});
