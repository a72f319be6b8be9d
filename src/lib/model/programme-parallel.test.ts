import { expect, test } from 'vitest';
import type { ProgrammeDraft } from './programme-draft.ts';
import { readProgrammeText } from './programme-text.ts';

const read = (text: string) =>
	readProgrammeText(
		`Meeting\n4 March 2027\n${text}`.split('\n').map((line) => ({ text: line })),
		'2026-11-26'
	);
const list = ({ items }: ProgrammeDraft) =>
	items.map(({ starts, minutes, title }) => [starts, minutes, title]);
const beside = ({ doubts }: ProgrammeDraft) =>
	doubts.flatMap(({ code, item }) => (code === 'parallel' ? [item] : []));

test('titles of several rooms on one line are an item each, marked, in five languages', () => {
	for (const [line, one, two] of [
		['Atelier A : Ponts / Atelier B : Robots', 'Atelier A : Ponts', 'Atelier B : Robots'],
		['Workshop 1: Bridges; Workshop 2: Robots', 'Workshop 1: Bridges', 'Workshop 2: Robots'],
		['Zaal 1: Bruggen | Zaal 2: Robots', 'Zaal 1: Bruggen', 'Zaal 2: Robots'],
		['Groep 1: Bruggen – Groep 2: Robots', 'Groep 1: Bruggen', 'Groep 2: Robots'],
		['Sala A: Puentes, Sala B: Robots', 'Sala A: Puentes,', 'Sala B: Robots'],
		['Taller 1: Puentes / Taller 2: Robots', 'Taller 1: Puentes', 'Taller 2: Robots'],
		['Gruppe 1: Broer – Gruppe 2: Robotter', 'Gruppe 1: Broer', 'Gruppe 2: Robotter']
	]) {
		const draft = read(`09:30 Welcome\n10:00 ${line}\n11:00 End`);
		expect(list(draft), line).toEqual([
			['09:30', 30, 'Welcome'],
			['10:00', 60, one],
			['10:00', null, two],
			['11:00', null, 'End']
		]);
		expect(beside(draft), line).toEqual([1, 2]);
	}
});

test('a room below another is held beside it, with or without the same hours', () => {
	for (const lines of [
		'10:00 – 11:00 Room 1: Bridges\nRoom 2: Robots\n- Room 3: Films',
		'10:00 – 11:00 Room 1: Bridges\n10:00 – 11:00 Room 2: Robots\n10:00 – 11:00 Room 3: Films'
	]) {
		const draft = read(`${lines}\n11:00 End`);
		expect(list(draft), lines).toEqual([
			['10:00', 60, 'Room 1: Bridges'],
			['10:00', null, 'Room 2: Robots'],
			['10:00', null, 'Room 3: Films'],
			['11:00', null, 'End']
		]);
		expect(beside(draft), lines).toEqual([0, 1, 2]);
	}
});

test('one after the other, of two kinds, or of other hours: nothing is beside anything', () => {
	for (const lines of [
		'10:00 Group 1: Bridges\n10:30 Group 2: Robots',
		'10:00 Group 1: Bridges\nRoom 2: Robots',
		'10:00 Room 1: Bridges / Room 1: Robots',
		'10:00 – 11:00 Room 1: Bridges\n10:00 – 12:00 Room 2: Robots',
		'10:00 Bridges / Robots\n10:30 Room 2 is closed'
	])
		expect(beside(read(`${lines}\n12:00 End`)), lines).toEqual([]);
});

test('speakers below titles of one line are one for each when they are as many', () => {
	const line = '10:00 Room 1: Bridges / Room 2: Robots';
	const [jane, john] = ['Jane Example, teacher, PTvT', 'John Sample, director, UPSTI'];
	const name = (text: string) =>
		read(`${line}\n${text}\n11:00 End`).items.map(({ speakers }) =>
			speakers.map((one) => one.name)
		);
	expect(name(`Speakers: ${jane}; ${john}`)).toEqual([['Jane Example'], ['John Sample'], []]);
	// Whose room it is was not said.
	expect(name(`Speaker: ${jane}`)).toEqual([[], ['Jane Example'], []]);
	const below = `10:00 Room 1: Bridges\nSpeaker: ${jane}\nRoom 2: Robots\nSpeakers: ${john}; Ann Sample, chair, PTvT`;
	expect(
		read(`${below}\n11:00 End`).items.map(({ speakers }) => speakers.map((one) => one.name))
	).toEqual([['Jane Example'], ['John Sample', 'Ann Sample'], []]);
});
