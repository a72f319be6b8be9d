import { expect, test } from 'vitest';
import { findShortNames, mayBe, readShortName } from './short-name.ts';

const find = (text: string) => findShortNames(text).map(({ name }) => name);

test('names with a title or an initial are found, in five languages', () => {
	for (const [text, ...names] of [
		['Proposé par M. Skouer et Mme X, puis Y. Skouer.', 'M. Skouer', 'Mme X', 'Y. Skouer'],
		['Dhr. Kozh en mw. van den Berg', 'Dhr. Kozh', 'mw. van den Berg'],
		['Voorstel van dhr. Kozh', 'dhr. Kozh'],
		['Sr. García y Sra. López', 'Sr. García', 'Sra. López'],
		['hr. Jensen og fr. Hansen', 'hr. Jensen', 'fr. Hansen'],
		['Mr J. Smith, Dr Jane Doe and Ms. Roe', 'Mr J. Smith', 'Dr Jane Doe', 'Ms. Roe'],
		['J.-P. Martin et M. LE GOFF', 'J.-P. Martin', 'M. LE GOFF'],
		['Y. Skouer ouvre la séance', 'Y. Skouer'],
		['M. Skouer lit, puis M. Skouer répond', 'M. Skouer']
	])
		expect(find(text!), text).toEqual(names);
});

test('numbers of a list, places, functions and sentences behind a letter are none', () => {
	for (const text of [
		'A. Budget\nB. Calendrier',
		'– C. Budget',
		'Atelier B. Les élèves arrivent',
		'M. le maire et Mme la présidente',
		'St. Brieuc, 10 h. Fin',
		'PS. Merci à tous',
		'p. 3, n. 4'
	])
		expect(find(text), text).toEqual([]);
});

test('words that are a short name and nothing else are it, whatever its initial', () => {
	for (const words of ['A. Kozh', 'M. Skouer', ' D. Skouer '])
		expect(readShortName(words)?.name, words).toBe(words.trim());
	for (const words of ['M. Skouer et A. Kozh', 'avec M. Skouer', 'Kozh', ''])
		expect(readShortName(words), words).toBeNull();
});

test('a short name may be the person whose surname and initial it has', () => {
	const may = (text: string, full: string) => mayBe(findShortNames(text)[0]!, full);
	expect(may('M. Skouer', 'Yann Skouer')).toBe(true);
	expect(may('Y. SKOUER', 'Yann Skouer')).toBe(true);
	expect(may('M. Yann Skouer', 'Yann Skouer')).toBe(true);
	expect(may('Z. Skouer', 'Yann Skouer')).toBe(false);
	expect(may('M. Skou', 'Yann Skouer')).toBe(false);
	expect(may('M. L’Hostis', "Yann L'Hostis")).toBe(true);
	expect(may('Mme Le-Goff', 'Anne Le Goff')).toBe(true);
});
