import { expect, test } from 'vitest';
import { createOrganisationMatch } from './organisation-match.ts';

const match = createOrganisationMatch([
	{ id: '1', name: 'Conseil régional de Bretagne', names: ['Regional Council of Brittany'] },
	{
		id: '2',
		name: "AJE Finistère et Côtes d'Armor",
		names: ['Association Jeunesse et Entreprises']
	},
	{ id: '3', name: 'PTvT (Dutch national STEM platform)', names: [] },
	{ id: '4', name: "Rectorat de l'Académie de Rennes", names: ['DAREIC'] },
	{ id: '5', name: 'Université de Bretagne Occidentale', names: ['UBO'] }
]);

test('an organisation is found by any of its names, with or without accents, capitals and signs', () => {
	for (const [words, id] of [
		['CONSEIL REGIONAL DE BRETAGNE', '1'],
		['regional council of brittany', '1'],
		['AJE Finistere et Cotes d’Armor', '2'],
		['PTvT', '3'],
		['Rectorat de l’Académie de Rennes (DAREIC)', '4'],
		['DAREIC', '4'],
		['UBO (Université de Bretagne Occidentale)', '5'],
		['UBO – Brest', '5'],
		['Université de Bretagne Occidentale, Brest', '5']
	] as const)
		expect(match(words)?.id, words).toBe(id);
});

test('what only resembles a name is no match', () => {
	for (const words of [
		'',
		'()',
		'Conseil',
		'Bretagne',
		'Rectorat',
		'Université de Bretagne',
		'UBOX'
	])
		expect(match(words), words).toBeNull();
});
