import { expect, test } from 'vitest';
import { listCodes, listTitles, readProgramme } from '../../../tests/support/programme-draft.ts';

test('a date without year, one that does not exist and a weekday that does not fit are doubtful', () => {
	expect(listCodes(readProgramme('A\n\n12 March\n1. B'))).toEqual(['no_year']);
	expect(readProgramme('A\n\n12 March\n1. B').days[0]?.date).toBe('2027-03-12');
	expect(listCodes(readProgramme('A\n\n31 February 2027\n1. B'))).toEqual([
		'date_wrong',
		'no_date'
	]);
	expect(listCodes(readProgramme('A\n\nMonday 4 March 2027\n1. B'))).toEqual(['weekday_wrong']);
	expect(listCodes(readProgramme('A\n1. B'))).toEqual(['no_date']);
});

test('a date with the dot of its day is no entry of a list', () => {
	for (const [line, date] of [
		['4. marts 2027', '2027-03-04'],
		['4. marts', '2027-03-04'],
		['27. august 2026, Odense', '2026-08-27'],
		['3. maj kl. 9.00–12.00', '2027-05-03']
	] as const) {
		const draft = readProgramme(`Møde i taskforcen\n${line}\n10.00 Velkomst`);
		expect([draft.days[0]?.date, listTitles(draft)], line).toEqual([date, ['Velkomst']]);
	}
	expect(listTitles(readProgramme('A\n\n4 March 2027\n1. Mars mission\n2. May opens'))).toEqual([
		'Mars mission',
		'May opens'
	]);
});

test('halves of one day are two parts of it', () => {
	const draft = readProgramme(
		'Réunion\nVendredi 12 juin 2020\nMatin\n- Accueil\nAprès-midi (14h–16h)\n- Débat'
	);
	expect(draft.days).toEqual([{ date: '2020-06-12', starts: null, ends: '16:00', half: null }]);
	expect(draft.parts.map(({ title }) => title)).toEqual(['Matin', 'Après-midi']);
	expect(draft.items.map(({ part }) => part)).toEqual([1, 2]);
});

test('a bullet beside a date in the head is shown, not dropped', () => {
	const draft = readProgramme('Réunion\n- Rennes, Ker Lann, le 4 mars 2027\nJour 1\n- Accueil');
	expect(draft.days[0]?.date).toBe('2027-03-04');
	expect(draft.lines[1]).toEqual({ text: '- Rennes, Ker Lann, le 4 mars 2027', as: 'none' });
});

test('a town behind the date is the place, and doubtful; what has a colon names a part', () => {
	for (const [date, town] of [
		['Jeudi 15 avril 2027, Rennes', 'Rennes'],
		['Thursday 15 April 2027 in The Hague', 'The Hague'],
		['Donderdag 15 april 2027 te Den Haag', 'Den Haag'],
		['Jueves 15 de abril de 2027, San Sebastián', 'San Sebastián'],
		['Torsdag den 15. april 2027 i Odense', 'Odense']
	] as const) {
		const draft = readProgramme(`Meeting\n${date}\n10:00 Debate`);
		expect([draft.place, draft.parts, draft.days[0]?.date]).toEqual([town, [], '2027-04-15']);
		expect(draft.doubts).toContainEqual({ code: 'place_guessed', words: town, item: null });
	}
	const labelled = readProgramme(
		'Meeting\nThursday 15 April 2027, Rennes\nPlace: Campus, Rennes\n10:00 Debate'
	);
	expect([labelled.place, listCodes(labelled)]).toEqual(['Campus, Rennes', []]);
	const part = readProgramme('Meeting\nThursday 15 April 2027: Governance\n10:00 Debate');
	expect([part.place, part.parts[0]?.title]).toEqual(['', 'Governance']);
});

test('the dates of the meeting may stand under the heading of the whole, and its place below them', () => {
	const draft = readProgramme(`Taskforce, 5th meeting
Programme

Tuesday 9 and Wednesday 10 March 2027
Lycée Skouer, 144 boulevard de Vitré, 35000 Rennes – and online (hybrid)

Tuesday 9 March
09.00 – 09.15 Welcome
Wednesday 10 March
9:30-10:00 Costs`);
	expect(draft.days.map(({ date }) => date)).toEqual(['2027-03-09', '2027-03-10']);
	expect(listTitles(draft)).toEqual(['Welcome', 'Costs']);
	expect(draft.place).toContain('35000 Rennes');
	expect(draft.mode).toBe('hybrid');
});
