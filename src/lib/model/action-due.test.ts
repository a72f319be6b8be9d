import { expect, test } from 'vitest';
import { readDue } from './action-due.ts';

test('the day behind a word that asks for it is when an action is due, in five languages', () => {
	for (const words of [
		'Write the programme before 1 December 2026',
		'Write it by Tuesday 1 December 2026.',
		'Écrire le programme avant le 1er décembre 2026',
		'Écrire le programme d’ici au 1er décembre 2026.',
		'Het programma schrijven vóór 1 december 2026',
		'Het programma uiterlijk op 1 december 2026 schrijven',
		'Escribir el programa antes del 1 de diciembre de 2026',
		'Skrive programmet inden 1. december 2026',
		'Skrive programmet senest den 1. december 2026',
		'Écrire le programme (avant le 01/12/2026)'
	])
		expect(readDue(words), words).toEqual({ due: '2026-12-01', doubtful: false });
});

test('a date that may mean something else is doubtful, and no due date', () => {
	for (const words of [
		'Send the minutes of 1 December 2026',
		'Write it before 1 December',
		'Book the room for 1 December 2026',
		'Write it before 31 February 2027',
		'Write it between 1 December 2026 and 3 January 2027',
		'Write it before the meeting of 1 December 2026',
		'Write it before 1–3 December 2026'
	])
		expect(readDue(words), words).toEqual({ due: null, doubtful: true });
	expect(readDue('Write the programme')).toEqual({ due: null, doubtful: false });
});
