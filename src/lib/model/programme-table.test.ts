import { expect, test } from 'vitest';
import { readProgrammeTable } from './programme-table.ts';

const read = (...cells: string[]) =>
	readProgrammeTable(
		[
			['Datum', 'Begin', 'Onderdeel', 'Spreker', 'Organisatie'],
			['11-03-2027', '09:00', ...cells]
		],
		'x',
		'2026-11-27'
	)!.items[0]!.speakers;

test('several people in a cell are several speakers of the organisation beside them', () => {
	const organisation = 'Techniekpact';
	const both = [
		{ name: 'Pieter Bakker', role: '', organisation },
		{ name: 'Anna Smit', role: '', organisation }
	];
	expect(read('Begroting', 'Pieter Bakker, Anna Smit', organisation)).toEqual(both);
	expect(read('Begroting', 'Pieter Bakker en Anna Smit', organisation)).toEqual(both);
	expect(read('Begroting', 'Pieter Bakker, directeur', organisation)).toEqual([
		{ name: 'Pieter Bakker', role: 'directeur', organisation }
	]);
	expect(read('Begroting', 'Pieter Bakker, Techniek Nederland', '')).toEqual([
		{ name: 'Pieter Bakker', role: '', organisation: 'Techniek Nederland' }
	]);
});
