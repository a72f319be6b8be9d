import { expect, test } from 'vitest';
import { isRespelled } from './spelling.ts';

const MEETING = 'A second meeting is held in Frehel on 27 August, with 5 % more organistions.';

test.each([
	['Frehel', 'Fréhel'],
	['organistions', 'organisations'],
	['27 August,', '27 August'],
	['meeting', 'Meeting'],
	['meeting', 'meetign'],
	['second', '“second”'],
	['is held', 'is  held']
])('%s may be spelled %s', (from, to) => {
	expect(isRespelled(MEETING, MEETING.replace(from, to))).toBe(true);
});

test.each([
	['A second', 'No second'],
	['is held', 'is not held'],
	['is held', 'held'],
	['27', '28'],
	['27', '2.7'],
	['5 %', '5 €'],
	['held in', 'in held'],
	['on 27', 'in 27'],
	['organistions', 'firms'],
	['organistions.', 'organistions. Not yet.'],
	['A second meeting', '']
])('%s is no spelling of %s', (from, to) => {
	expect(isRespelled(MEETING, MEETING.replace(from, to))).toBe(false);
});

test.each([
	['Basqque', 'Basque', true],
	['Basqques', 'Basque', false],
	['co-operation', 'cooperation', true],
	['co-op', 'coop', true],
	['cœur', 'coeur', true],
	['2ND', '2nd', true],
	['2ème', '2e\u0300me', true],
	['now', 'not', false],
	['niemand', 'iemand', false],
	['unable', 'enable', false],
	['junio', 'julio', false],
	['Basques', 'Baskse', false],
	['Basques', 'Baqsuse', false],
	['-5', '5', false],
	['12.00', '1200', false],
	['12.00.', '12.00', true],
	['and/or', 'andor', false]
])('%s → %s: %s', (before, after, is) => {
	expect(isRespelled(before, after)).toBe(is);
});
