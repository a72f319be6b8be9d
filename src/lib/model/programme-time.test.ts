import { expect, test } from 'vitest';
import {
	listCodes,
	listTitles,
	readProgramme,
	TODAY
} from '../../../tests/support/programme-draft.ts';
import { readProgrammeTable } from './programme-table.ts';

test('hours alone on a line are those of the item above, or of the one that follows', () => {
	const draft = readProgramme(`Réunion
4 mars 2027
- Atelier : construire un pont
De 10h15 à 11h00
- Gouvernance

14h00 – 15h30
Visite du lycée
15h30
Conclusion et suites`);
	expect(draft.items.map(({ title, starts, minutes }) => [title, starts, minutes])).toEqual([
		['Atelier : construire un pont', '10:15', 45],
		['Gouvernance', null, null],
		['Visite du lycée', '14:00', 90],
		['Conclusion et suites', '15:30', null]
	]);
	expect(draft.lines.filter(({ as }) => as === 'none')).toEqual([]);
	const alone = readProgramme('Réunion\n4 mars 2027\n- Accueil\n\n16h00');
	expect(alone.lines.at(-1)).toEqual({ text: '16h00', as: 'none' });
	expect(listTitles(alone)).toEqual(['Accueil']);
});

test('midnight at the end of a day is 24:00: the item keeps its end', () => {
	for (const line of ['22h00 – 24h00 Fête', '22:00–24:00 Party', 'kl. 22.00-24.00 Fest']) {
		const draft = readProgramme(`Rencontre\n4 mars 2027\n20h00 Dîner\n${line}`);
		expect(
			draft.items.map(({ starts, minutes }) => [starts, minutes]),
			line
		).toEqual([
			['20:00', 120],
			['22:00', 120]
		]);
		expect(draft.days[0], line).toMatchObject({ starts: '20:00', ends: null });
		expect(draft.doubts, line).toEqual([]);
	}
	expect(
		listTitles(readProgramme('Rencontre\n4 mars 2027\n9h Accueil\n22h - 24h30 Fête'))
	).toContain('24h30 Fête');
	const rows = [
		['Start', 'End', 'Title'],
		['22:00', '24:00', 'Party']
	];
	expect(readProgrammeTable(rows, '', TODAY)?.items[0]).toMatchObject({ minutes: 120 });
});

test('an hour that no clock shows and an end before the beginning are doubtful', () => {
	const draft = readProgramme(
		'Rencontre\n4 mars 2027\n9h00 Accueil\n25h99 Visite\n14h - 13h30 Retour\n15h - 15h Bilan\n25h00 Photo\n16h75 Bus\n17h Fin'
	);
	expect(draft.items.map(({ starts, minutes, title }) => [starts, minutes, title])).toEqual([
		['09:00', null, 'Accueil'],
		[null, null, '25h99 Visite'],
		['14:00', 60, 'Retour'],
		['15:00', null, 'Bilan'],
		[null, null, '25h00 Photo'],
		[null, null, '16h75 Bus'],
		['17:00', null, 'Fin']
	]);
	expect(draft.doubts.map(({ code, words, item }) => [code, words, item])).toEqual([
		['hour_wrong', '25h99 Visite', 1],
		['ends_first', '14:00–13:30', 2],
		['ends_first', '15:00–15:00', 3],
		['hour_wrong', '25h00 Photo', 4],
		['hour_wrong', '16h75 Bus', 5]
	]);
	for (const line of ['kl. 9.75 Velkomst', 'kl. 25.00 Fest', '9.75 uur Inloop', '12:75 Lunch'])
		expect(readProgramme(`Møde\n4. marts 2027\nkl. 9.00 Start\n${line}`).doubts, line).toEqual([
			{ code: 'hour_wrong', words: line, item: 1 }
		]);
	expect(listCodes(readProgramme('Møde\n4. marts 2027\nkl. 9.00 Start\n25.99 Budget'))).toEqual([]);
});
