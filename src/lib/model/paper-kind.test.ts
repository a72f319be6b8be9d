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
		'Mødereferat',
		'Projet de compte rendu',
		'Procès-verbal',
		'Relevé de décisions',
		'Meeting minutes',
		'Draft minutes',
		'Meeting report of the working group',
		'Conceptverslag',
		'Conceptnotulen',
		'Vergaderverslag',
		'Borrador de acta',
		'Resumen de la reunión',
		'Udkast til referat',
		'Beslutningsreferat'
	])
		expect(tell(`Institut\n\n${head}\n14 janvier 2026\n9h30 Ouverture`), head).toBe('report');
});

test('a programme is told by its hours or its name; else nothing is said', () => {
	const hours = '9h00 Accueil\n9h30 Compte rendu du groupe\n10h30 Pause';
	expect(tell(`Rencontre\n4 mars 2027\n${hours}`)).toBe('programme');
	for (const head of [
		'Avant-programme du 4 mars',
		'Programme prévisionnel',
		'PROGRAMMA',
		'Voorlopig programma 4 maart',
		'Conceptprogramma',
		'PROGRAMA:',
		'Programa provisional',
		'Foreløbigt program'
	])
		expect(tell(`${head}\n– Table ronde`), head).toBe('programme');
	const before = 'Rencontre\n'.repeat(8);
	expect(tell(`${before}${hours}\nCompte rendu du groupe`), 'far below').toBe('programme');
	expect(tell('Rencontre\n9h00\n10h00\n11h00'), 'hours and nothing else').toBeNull();
	expect(tell('Programme Erasmus 2026\nUn texte')).toBeNull();
	expect(tell('Rencontre\n4 mars 2027\n9h00 Accueil\n9h30 Table ronde')).toBeNull();
	expect(tell('Meeting\n10 minutes each\nActas y actos')).toBeNull();
});
