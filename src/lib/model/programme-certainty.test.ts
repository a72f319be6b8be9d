import { expect, test } from 'vitest';
import { readProgrammeText } from './programme-text.ts';

const read = (...lines: string[]) =>
	readProgrammeText(
		['Réunion du réseau', '4 mars 2027', '9h00 Accueil', ...lines].map((text) => ({ text })),
		'2026-11-27'
	);
const list = (draft: ReturnType<typeof read>) =>
	draft.doubts.map(({ code, words, item }) => `${code} ${item}: ${words}`);

test('an hour that is only about right is read and marked, in five languages', () => {
	for (const [line, starts] of [
		['vers 16h45 Clôture', '16:45'],
		['Environ 17h Clôture', '17:00'],
		['16h45 (environ) Clôture', '16:45'],
		['ca. 16:45 Closing', '16:45'],
		['Around 5 pm Closing', '17:00'],
		['Omstreeks 17.30 Afsluiting', '17:30'],
		['Hacia las 18h Cierre', '18:00'],
		['omkring kl. 19.00 Afslutning', '19:00'],
		['~ 16:45 Closing', '16:45']
	] as const) {
		const draft = read(line);
		expect(draft.items[1]?.starts, line).toBe(starts);
		expect(draft.items[1]?.title, line).toMatch(/^(?:Clôture|Closing|Afslu|Cierre)/);
		expect(list(draft), line).toEqual([`hour_about 1: ${line}`]);
	}
	expect(list(read('16h45', 'Clôture'))).toEqual([]);
	expect(list(read('', 'vers 16h45', 'Clôture'))).toEqual(['hour_about 1: vers 16h45']);
	expect(list(read('16h45 Environ 30 écoles'))).toEqual([]);
});

test('what is still to be confirmed is marked, in five languages', () => {
	for (const line of [
		'16h Visite (salle à confirmer)',
		'16h Débat, intervenant à préciser',
		'16:00 Debate (speaker tbc)',
		'16:00 Debate – to be confirmed',
		'16:00 Debat (nog te bevestigen)',
		'16:00 Debate (por confirmar)',
		'16:00 Debat (skal bekræftes)'
	])
		expect(list(read(line)), line).toEqual([`unconfirmed 1: ${line}`]);
	expect(list(read('16h Débat', 'Intervenant : à préciser'))).toEqual([
		'unconfirmed 1: Intervenant : à préciser'
	]);
	expect(list(read('Lieu : à confirmer'))).toEqual(['unconfirmed null: Lieu : à confirmer']);
	expect(list(read('16h Préciser le budget et confirmer les dates'))).toEqual([]);
});

test('a room beside who speaks is no part of the organisation, and is marked', () => {
	for (const [line, room] of [
		['Intervenant : Mme Modèle, inspectrice, Rectorat de Rennes, Salle Armor', 'Salle Armor'],
		['Intervenant : Mme Modèle, inspectrice, Rectorat de Rennes – salle Armor', 'salle Armor'],
		['Intervenant : Mme Modèle, inspectrice (Rectorat de Rennes), Salle 4', 'Salle 4'],
		['Spreker: mevr. Modèle, inspectrice, Rectorat de Rennes (zaal 3)', 'zaal 3'],
		['Speaker: Mrs Modèle, inspectrice, Rectorat de Rennes, Council Room', 'Council Room']
	] as const) {
		const draft = read('16h Débat', line);
		expect(draft.items[1]?.speakers, line).toMatchObject([
			{ role: 'inspectrice', organisation: 'Rectorat de Rennes' }
		]);
		expect(list(draft), line).toEqual([`room_left 1: ${room}`]);
	}
	const titled = read('16h Débat, salle Armor');
	expect([titled.items[1]?.title, list(titled)]).toEqual(['Débat, salle Armor', []]);
});
