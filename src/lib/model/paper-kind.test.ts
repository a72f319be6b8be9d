import { expect, test } from 'vitest';
import { tellPaperKind } from './paper-kind.ts';

const tell = (text: string) => tellPaperKind(text.split('\n').map((line) => ({ text: line })));

test('minutes are told by what they call themselves, in five languages', () => {
	for (const head of [
		'COMPTE RENDU',
		'Compte-rendu de la réunion du 14 janvier',
		'Minutes of the second meeting',
		'Verslag van de bijeenkomst',
		'NOTULEN',
		'Acta de la reunión',
		'Referat af møde',
		'Mødereferat'
	])
		expect(tell(`Institut\n\n${head}\n14 janvier 2026\n9h30 Ouverture`), head).toBe('report');
});

test('a programme is told by its hours or its name; else nothing is said', () => {
	const hours = '9h00 Accueil\n9h30 Compte rendu du groupe\n10h30 Pause';
	expect(tell(`Rencontre\n4 mars 2027\n${hours}`)).toBe('programme');
	for (const head of ['Avant-programme du 4 mars', 'PROGRAMMA', 'Programa provisional'])
		expect(tell(`${head}\n– Table ronde`), head).toBe('programme');
	expect(tell('Programme Erasmus 2026\nUn texte')).toBeNull();
	expect(tell('Rencontre\n4 mars 2027\n9h00 Accueil\n– Table ronde')).toBeNull();
	expect(tell('Meeting\n10 minutes each\nActas y actos')).toBeNull();
});
