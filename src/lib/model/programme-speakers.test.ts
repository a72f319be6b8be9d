import { expect, test } from 'vitest';
import { mayNamePerson } from './programme-people.ts';
import { readSpeakers } from './programme-speakers.ts';
import { readProgrammeText } from './programme-text.ts';

const read = (text: string) =>
	readProgrammeText(
		text.split('\n').map((line) => ({ text: line })),
		'2026-11-27'
	);
const say = (words: string) =>
	readSpeakers(words).map(({ name, role, organisation }) => [name, role, organisation].join('|'));

test('what somebody does there is a role, and no name is one: everybody reads roles', () => {
	expect(say('Moderator: John Sample, EU STEM Coalition')).toEqual([
		'John Sample|Moderator|EU STEM Coalition'
	]);
	expect(say('Discussion animée par Mme Skouer')).toEqual(['Mme Skouer||']);
	expect(say('o.l.v. mevr. dr. A. Voorbeeld-de Wit, ministerie van OCW')).toEqual([
		'mevr. dr. A. Voorbeeld-de Wit|ministerie van OCW|'
	]);
	expect(say('Modera: Miren Ejemplo')).toEqual(['Miren Ejemplo|Modera|']);
	expect(say('Presented by Dr Jane Example')).toEqual(['Dr Jane Example||']);
	const unclear = 'Mot de la fin par Anne Exemple et collègues';
	expect(say(unclear)).toEqual([`${unclear}||`]);
	expect(say('a teacher; the director')).toEqual(['|a teacher|', '|the director|']);
	expect(say('Zaal D, Workshop A').join()).not.toMatch(/^Zaal D\|/);
});

test('a list of people parted by commas is several speakers, brackets hold where they come from', () => {
	for (const [line, ...people] of [
		[
			'Joost Voorbeeld (EU STEM Coalition), Mme Le Goff, inspectrice d’académie, Rectorat de Rennes',
			'Joost Voorbeeld||EU STEM Coalition',
			'Mme Le Goff|inspectrice d’académie|Rectorat de Rennes'
		],
		['Mr Sample, head, PTvT, Ms Example (UPSTI)', 'Mr Sample|head|PTvT', 'Ms Example||UPSTI'],
		[
			'dhr. Jan de Vries, directeur, Jet-Net, mevr. A. Voorbeeld (PTvT)',
			'dhr. Jan de Vries|directeur|Jet-Net',
			'mevr. A. Voorbeeld||PTvT'
		],
		[
			'Sr. Ejemplo, director, IES Uno y Sra. Muestra, IES Dos',
			'Sr. Ejemplo|director|IES Uno',
			'Sra. Muestra||IES Dos'
		],
		[
			'hr. Kozh, leder, Jet-Net og fru Eksempel (DTU)',
			'hr. Kozh|leder|Jet-Net',
			'fru Eksempel||DTU'
		],
		['Anne Exemple (UPSTI), Jean Exemple (Medef)', 'Anne Exemple||UPSTI', 'Jean Exemple||Medef'],
		['Jane Example (PTvT), Managing Director', 'Jane Example|Managing Director|PTvT'],
		['Jane Example (director), Jet-Net Denmark', 'Jane Example|director|Jet-Net Denmark'],
		['Jane Example, Don Bosco College', 'Jane Example||Don Bosco College']
	])
		expect(say(line!), line).toEqual(people);
});

test('an organisation that may name a person is doubtful, as is a person whom only brackets tell apart', () => {
	const doubts = (line: string) =>
		readProgrammeText(
			['Réunion', '4 mars 2027', '10:00 Débat', line].map((text) => ({ text })),
			'2026-11-27'
		).doubts.map(({ code, words, item }) => `${code} ${item}: ${words}`);
	expect(doubts('Intervenants : Anne Exemple, directrice, UPSTI, Jean Exemple, président')).toEqual(
		['person_in_organisation 0: UPSTI, Jean Exemple, président']
	);
	expect(doubts('Intervenants : Anne Exemple, directrice, Docteur Exemple')).toEqual([
		'person_in_organisation 0: Docteur Exemple'
	]);
	expect(doubts('Intervenants : Anne Exemple (UPSTI), Jean Exemple (Medef)')).toEqual([
		'speaker_guessed 0: Jean Exemple (Medef)'
	]);
	expect(
		doubts('Intervenants : Anne Exemple (UPSTI), Mme Modèle, Conseil régional, Rennes')
	).toEqual([]);
	expect(doubts('Partenaires invités : Jet-Net, M. Exemple')).toContain(
		'person_in_organisation null: M. Exemple'
	);
	expect(doubts('Hôte : Mme Exemple, directrice')).toContain(
		'person_in_organisation null: Mme Exemple, directrice'
	);
});

test('a person behind a dash is cut from the title, or the title is marked', () => {
	const draft = read(`Werkbezoek
4 maart 2027
10.00 Welkom – Sanne Voorbeeld, directeur Jet-Net
10.15 Gastlessen – Pieter Voorbeeld (PTvT)
11.00 Kosten – Lotte Voorbeeld, Kamer van Koophandel`);
	expect(draft.items.map(({ title }) => title)).toEqual([
		'Welkom',
		'Gastlessen',
		'Kosten – Lotte Voorbeeld, Kamer van Koophandel'
	]);
	expect(draft.items.map(({ speakers }) => speakers.map(({ name }) => name))).toEqual([
		['Sanne Voorbeeld'],
		['Pieter Voorbeeld'],
		[]
	]);
	expect(draft.doubts.map(({ code, item }) => `${code} ${item}`)).toEqual([
		'speaker_guessed 0',
		'speaker_guessed 1',
		'name_in_title 2'
	]);
	expect(mayNamePerson('Debate – next steps of the project')).toBe(false);
	expect(mayNamePerson('Visite – Institut Pasteur Lille')).toBe(false);
});

test('a dot may part hours with one digit from minutes; a chapter stays one', () => {
	const draft = read(`Meeting
4 March 2027
9.30 – 10.00 Coffee
9.45\tWelcome
10.15 Talk
12 noon Lunch
1.10 Budget`);
	expect(draft.items.map(({ starts, title }) => [starts, title])).toEqual([
		['09:30', 'Coffee'],
		['09:45', 'Welcome'],
		['10:15', 'Talk'],
		['12:00', 'Lunch']
	]);
	expect(draft.lines.at(-1)?.text).toBe('1.10 Budget');
});

test('where they meet, behind the day or before it, is the place and no part', () => {
	for (const [line, place] of [
		['Mardi 12 janvier 2027 – salle Iroise, Brest', 'salle Iroise, Brest'],
		[
			'Torsdag den 12. november 2026 kl. 9.00-15.30, DTU Lyngby, bygning 101',
			'DTU Lyngby, bygning 101'
		],
		['Dinsdag 16 maart 2027 | Evoluon, Eindhoven', 'Evoluon, Eindhoven'],
		['5–6 October 2027, Hotel Example, 1000 Brussels', 'Hotel Example, 1000 Brussels'],
		['Bristol, 14–15 April 2027', 'Bristol']
	] as const) {
		const draft = read(`A meeting of the network\n${line}\n10:15 Talk`);
		expect([draft.place, draft.parts], line).toEqual([place, []]);
		expect(draft.doubts.map(({ code, words }) => `${code}: ${words}`)).toContain(
			`place_guessed: ${place}`
		);
	}
	expect(read('A meeting\nThursday 4 March 2027 – Practice\n10:15 Talk').parts).toHaveLength(1);
});
