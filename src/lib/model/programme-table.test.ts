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

test('a column that is not known is named once, with what stands in it, and its rows have their place', () => {
	const { doubts, lines, items } = readProgrammeTable(
		[
			['Date', 'Début', 'Titre', 'Salle', 'Remarque'],
			['11/03/2027', '09:00', 'Accueil', 'Amphi A', ''],
			['11/03/2027', '09:30', 'Les formations', 'Labo 3', ''],
			['11/03/2027', '10:30', 'Bilan', 'Amphi A', '', 'behind the last']
		],
		'x',
		'2026-11-27'
	)!;
	expect(doubts).toEqual([
		{ code: 'column_unknown', words: 'Salle: Amphi A, Labo 3', item: null },
		{ code: 'column_unknown', words: 'behind the last', item: null }
	]);
	expect(items).toHaveLength(3);
	expect(lines.map(({ as }) => as)).toEqual(['heading', 'item', 'item', 'item']);
});
