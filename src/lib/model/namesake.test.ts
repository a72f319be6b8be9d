import { expect, test } from 'vitest';
import { tellApart } from './namesake.ts';

test('who shares a name is told from others by the role, nobody else', () => {
	const people = [
		{ name: 'Homer Nym', role: 'teacher' },
		{ name: 'Homer Nym', role: null },
		{ name: 'Ann', role: 'chair' }
	];
	expect(people.map((one) => tellApart(one, people))).toEqual([
		'Homer Nym, teacher',
		'Homer Nym',
		'Ann'
	]);
});
