import { expect, test } from 'vitest';
import { understand } from './answer.ts';
import { listPlain } from './plain-lines.ts';

async function read(text: string, what: 'programme' | 'report') {
	const bytes = new TextEncoder().encode(text);
	const answer = await understand({ what, bytes, name: '', today: '2026-11-27' });
	if (!answer.ok) throw new Error(answer.reason);
	return answer;
}

test('rows that were pasted from a table are rows; one line with a tab is a line', async () => {
	const { programme } = await read(
		'Programme de la rencontre\nJeudi 4 mars 2027\n\n9h30\tAccueil\t\n10h00\tLe réseau européen\tMme Anne Exemple, coordinatrice, EU STEM Coalition\n10h45\tPause\t',
		'programme'
	);
	expect(programme!.items.map(({ starts, title }) => [starts, title])).toEqual([
		['09:30', 'Accueil'],
		['10:00', 'Le réseau européen'],
		['10:45', 'Pause']
	]);
	expect(programme!.items[1]?.speakers).toEqual([
		{ name: 'Mme Anne Exemple', role: 'coordinatrice', organisation: 'EU STEM Coalition' }
	]);
	expect(listPlain('One\n9.30\tWelcome\nTwo')).toEqual([
		{ text: 'One' },
		{ text: '9.30\tWelcome' },
		{ text: 'Two' }
	]);
});

test('a mail: what it quotes is read, who greets and who signs are no items', async () => {
	const { programme } = await read(
		`Bonjour à toutes et à tous,

Voici le programme de la réunion du 4 mars 2027.

> 9h30 : accueil
> 10h00 - 11h00 : discussion

Merci de confirmer votre présence avant le 20 février.

Cordialement,
Paul Exemple
Secrétariat – Institut de Locarn`,
		'programme'
	);
	expect(programme!.title).toBe('Voici le programme de la réunion du 4 mars 2027.');
	expect(programme!.days[0]?.date).toBe('2027-03-04');
	expect(programme!.items.map(({ title }) => title)).toEqual(['accueil', 'discussion']);
	expect(programme!.lines.filter(({ as }) => as === 'none').map(({ text }) => text)).toEqual([
		'Bonjour à toutes et à tous,',
		'Merci de confirmer votre présence avant le 20 février.',
		'Cordialement,',
		'Paul Exemple',
		'Secrétariat – Institut de Locarn'
	]);
});

test('minutes in Markdown: headings, decisions in bold, tasks and a table of actions', async () => {
	const { report } = await read(
		`# Minutes – working group on film subtitles
Date: 2026-06-02
Present: Jane Example, John Sample

## Subtitles
- Twelve films have subtitles in two languages.
- **Decision:** all films get English subtitles.

## Actions
- [ ] JE: order the translations

| What | Who | When |
|---|---|---|
| Order translations | JE | 15 July 2026 |`,
		'report'
	);
	expect(report).toMatchObject({
		title: 'Minutes – working group on film subtitles',
		days: ['2026-06-02'],
		attendance: 'Jane Example, John Sample',
		parts: [
			{
				title: 'Subtitles',
				text: '– Twelve films have subtitles in two languages.\n\nDecision: all films get English subtitles.'
			}
		],
		nextSteps: ['JE: order the translations', 'Order translations – Who: JE – When: 15 July 2026']
	});
});

test('arrows before decisions and actions; those who "étaient présents"', async () => {
	const { report } = await read(
		`Réunion du comité technique – 12 mai 2026

Étaient présents : Mme Skouer, M. Exemple
Étaient excusés : M. Adibide

1/ Point sur les lignes
Les six établissements restants seront équipés.
=> Décision : commander six lignes.
=> Action : M. Exemple contacte l'opérateur avant le 1er juin 2026.

2/ Calendrier
Rien de nouveau.`,
		'report'
	);
	expect(report!.attendance).toBe('Mme Skouer, M. Exemple\n\nÉtaient excusés : M. Adibide');
	expect(report!.parts).toEqual([
		{
			title: 'Point sur les lignes',
			text: 'Les six établissements restants seront équipés.\n\nDécision : commander six lignes.'
		},
		{ title: 'Calendrier', text: 'Rien de nouveau.' }
	]);
	expect(report!.nextSteps).toEqual(["M. Exemple contacte l'opérateur avant le 1er juin 2026."]);
});
