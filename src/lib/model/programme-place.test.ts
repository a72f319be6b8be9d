import { expect, test } from 'vitest';
import { readPastReport } from './past-report.ts';
import { readProgrammeText } from './programme-text.ts';

const listLines = (text: string) => text.split('\n').map((line) => ({ text: line }));
const read = (text: string) => readProgrammeText(listLines(text), '2026-11-27');
const readReport = (text: string) => readPastReport(listLines(text), '2026-11-27');

test('hours and place behind the date of the meeting are read, with its label and without', () => {
	for (const [line, place] of [
		[
			'Jeudi 4 mars 2027 de 14h à 16h30, salle du Conseil, Rectorat de Rennes',
			'salle du Conseil, Rectorat de Rennes'
		],
		['Le jeudi 4 mars 2027, de 14h à 16h30 – salle du Conseil', 'salle du Conseil'],
		[
			'Date : jeudi 4 mars 2027 de 14h à 16h30, salle du Conseil, Rectorat de Rennes',
			'salle du Conseil, Rectorat de Rennes'
		],
		['Date: Thursday 4 March 2027, 2 pm – 4.30 pm, Rennes', 'Rennes'],
		['Datum: donderdag 4 maart 2027, 14-16.30 uur, zaal 3', 'zaal 3'],
		['Fecha: 4 de marzo de 2027, de 14:00 a 16:30, sala Uno', 'sala Uno'],
		['Torsdag den 4. marts 2027 kl. 14-16.30, lokale 5', 'lokale 5']
	] as const) {
		const draft = read(`A meeting of the network\n${line}\n- Welcome\n- Debate`);
		expect(draft.days, line).toEqual([
			{ date: '2027-03-04', starts: '14:00', ends: '16:30', half: null }
		]);
		expect(draft.place, line).toBe(place);
		expect(draft.doubts, line).toEqual([{ code: 'place_guessed', words: place, item: null }]);
	}
});

test('hours of which of several days was not said, and words that are no place, are shown', () => {
	for (const line of [
		'4 et 5 mars 2027 de 14h à 16h30, salle du Conseil',
		'Date : 4 et 5 mars 2027 de 14h à 16h30',
		'Date : 4 mars 2027 (sous réserve de confirmation)'
	]) {
		const draft = read(`Réunion du réseau\n${line}\n- Accueil`);
		expect(draft.lines[1], line).toEqual({ text: line, as: 'none' });
		expect(draft.days[0], line).toMatchObject({ date: '2027-03-04', starts: null });
	}
});

test('a report takes the place behind its date as a guess and shows the line with the hours', () => {
	const line = 'Jeudi 4 mars 2027 de 14h à 16h30, salle du Conseil, Rectorat de Rennes';
	const report = readReport(`Réunion du réseau\n${line}`);
	expect(report).toMatchObject({
		days: ['2027-03-04'],
		place: 'salle du Conseil, Rectorat de Rennes'
	});
	expect(report.doubts.map(({ code }) => code)).toEqual(['place_guessed']);
	expect(report.lines[1]).toEqual({ text: line, as: 'none' });
	const labelled = readReport('Réunion du réseau\n4 mars 2027, salle Armor\nLieu : Rennes');
	expect(labelled.place).toBe('Rennes, salle Armor');
	expect(labelled.lines.map(({ as }) => as)).toEqual(['title', 'fact', 'fact']);
});
