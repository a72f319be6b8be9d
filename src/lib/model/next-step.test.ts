import { expect, test } from 'vitest';
import { readNextStep, tellStep } from './next-step.ts';

const read = (line: string, isOwned = true) => {
	const step = readNextStep(line);
	return [tellStep(step, isOwned), step.owner?.words ?? null, step.due?.date ?? null];
};

test('columns of who and when are cut from a step once they are understood, in five languages', () => {
	for (const [line, ...expected] of [
		[
			'Bilan – Qui: M. Skouer – Quand: avant le 31 janvier 2026',
			'Bilan',
			'M. Skouer',
			'2026-01-31'
		],
		['Report – Who: Region – When: by 31 January 2026', 'Report', 'Region', '2026-01-31'],
		['Verslag – Wie: Dhr. Kozh – Wanneer: 31/01/2026', 'Verslag', 'Dhr. Kozh', '2026-01-31'],
		['Acta – Quién: IES Uno – Cuándo: 31-01-2026', 'Acta', 'IES Uno', '2026-01-31'],
		['Acta – Responsable: IES Uno – Fecha límite: 31/01/2026', 'Acta', 'IES Uno', '2026-01-31'],
		['Verslag – Wie: Dhr. Kozh – Datum gereed: 31-1-2026', 'Verslag', 'Dhr. Kozh', '2026-01-31'],
		['Referat – Hvem: IES – Tidsfrist: 31. januar 2026', 'Referat', 'IES', '2026-01-31'],
		[
			'Referat – Hvem: hr. Kozh – Hvornår: senest den 31. januar 2026',
			'Referat',
			'hr. Kozh',
			'2026-01-31'
		]
	])
		expect(read(line!), line).toEqual(expected);
});

test('what was not understood stays in the words: an owner nobody found, a vague day, a remark', () => {
	expect(read('Bilan – Qui: M. Skouer – Quand: 31/01/2026', false)).toEqual([
		'Bilan – Qui: M. Skouer',
		'M. Skouer',
		'2026-01-31'
	]);
	for (const when of ['Quand: février 2026', 'Quand: 1/2/2026 ou 1/3/2026'])
		expect(read(`Salle – ${when}`), when).toEqual([`Salle – ${when}`, null, null]);
	const remark = 'Salle – Quand: 31/01/2026 (à confirmer)';
	expect(read(remark)).toEqual([remark, null, '2026-01-31']);
	expect(read('Write by 3 May 2026')).toEqual(['Write by 3 May 2026', null, '2026-05-03']);
	expect(read('Qui: seul')).toEqual(['Qui: seul', null, null]);
});
