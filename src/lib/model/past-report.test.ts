import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { OLD_REPORT } from '../../../tests/support/programmes.ts';
import { cutDecision } from './past-decision.ts';
import { readPastReport } from './past-report.ts';

const read = (text: string) =>
	readPastReport(
		text.split('\n').map((line) => ({ text: line })),
		'2026-11-26'
	);

test('the report of an earlier meeting: facts, summary, objective, parts, next steps, who was there', () => {
	const { lines, ...report } = read(OLD_REPORT);
	expect(report).toEqual({
		title: 'First meeting on school-company cooperation',
		language: 'en',
		days: ['2019-06-12'],
		host: 'Institut de Locarn',
		place: '',
		mode: 'online',
		summary: 'Partners met online to compare what exists.',
		objective: 'See what is there.',
		parts: [
			{ title: 'Presentations', text: 'The network was shown.\n\nA film followed.' },
			{ title: 'Round table', text: 'Each organisation had three minutes.' }
		],
		nextSteps: ['Hold a second meeting', 'Write the programme'],
		attendance: 'More than fifteen organisations took part.',
		doubts: []
	});
	expect(lines.every(({ as }) => as !== 'none')).toBe(true);
});

test('headings in French, Dutch, Spanish and Danish are known, and a number in the text is found', () => {
	const samples = [
		['Résumé', 'Prochaines étapes', 'Plus de quinze organisations ont participé.'],
		['Samenvatting', 'Vervolgstappen', 'Meer dan vijftien organisaties namen deel.'],
		['Resumen', 'Próximos pasos', 'Participaron más de quince organizaciones.'],
		['Sammenfatning', 'Næste skridt', 'Over femten organisationer deltog.']
	];
	for (const [summary, steps, number] of samples) {
		const report = read(
			`Title\n12/06/2019\n\n${summary}\nShort words. ${number}\n\n${steps} :\n- One\n- Two`
		);
		expect(report.summary, summary).toContain('Short words.');
		expect(report.nextSteps, steps).toEqual(['One', 'Two']);
		expect(report.attendance, number).toBe(number);
		expect(report.days).toEqual(['2019-06-12']);
	}
});

test('the list of those present ends at a numbered heading, and what follows is not lost', () => {
	for (const gap of ['', '\n']) {
		const report = read(
			`Compte rendu${'\n'}12/06/2019

Présents : Rectorat de Rennes, Conseil régional
Institut de Locarn
${gap}1. Ouverture
La présidente ouvre la séance et rappelle le cadre.
${gap}2. Discussion
Trois points ont été discutés :
1. Le calendrier
2. Le budget

3. Prochaines étapes
- Écrire le programme
`
		);
		expect(report.attendance.split('\n')).toEqual([
			'Rectorat de Rennes, Conseil régional',
			'Institut de Locarn'
		]);
		expect(report.parts).toEqual([
			{ title: 'Ouverture', text: 'La présidente ouvre la séance et rappelle le cadre.' },
			{
				title: 'Discussion',
				text: 'Trois points ont été discutés :\n\n– Le calendrier\n\n– Le budget'
			}
		]);
		expect(report.nextSteps).toEqual(['Écrire le programme']);
	}
	const counted = read(
		'Report\n12/06/2019\n\nPresent:\n1. Schools\n2. Companies\n\nA word\n\nIt was said.'
	);
	expect(counted.attendance).toBe('– Schools\n\n– Companies');
	expect(counted.parts).toEqual([{ title: 'A word', text: 'It was said.' }]);
	const known = read('Report\n12/06/2019\n\nPresent: schools\n\nSummary\nIt was short.');
	expect([known.attendance, known.summary]).toEqual(['schools', 'It was short.']);
});

test('a line that only says what kind of text it is gives way to the title below it', () => {
	for (const kind of ['COMPTE RENDU', 'Verslag', 'Acta de la reunión', 'Mødereferat', 'Minutes']) {
		const { title, days, host } = read(
			`${kind}\nRéunion du comité de pilotage\nLe 12 juin 2019, Rennes\nHost: Institut de Locarn\n\nSummary\nShort.`
		);
		expect([title, days, host], kind).toEqual([
			'Réunion du comité de pilotage',
			['2019-06-12'],
			'Institut de Locarn'
		]);
	}
	expect(read('Compte rendu\nRéunion du 12 juin 2019\n\nRésumé\nCourt.')).toMatchObject({
		title: 'Réunion du 12 juin 2019',
		days: ['2019-06-12']
	});
	expect(read('Compte rendu\n12 juin 2019\n\nRésumé\nCourt.').title).toBe('Compte rendu');
});

test('numbered headings begin parts wherever text stands under the first; numbered lists do not', () => {
	const report = read(`Réunion
12/06/2019

Objectif
Voir ce qui existe.

1. Présentations
Le réseau a été présenté.

2. Décisions
Le comité a délibéré.
Décision : un groupe de pilotage est créé.
`);
	expect(report.objective).toBe('Voir ce qui existe.');
	expect(report.parts).toEqual([
		{ title: 'Présentations', text: 'Le réseau a été présenté.' },
		{
			title: 'Décisions',
			text: 'Le comité a délibéré.\n\nDécision : un groupe de pilotage est créé.'
		}
	]);
	for (const gap of ['\n', '\n\n']) {
		const list = read(`Meeting\n12/06/2019\n\nAims\n\n1. See what exists${gap}2. Choose`);
		expect([list.objective, list.parts]).toEqual(['– See what exists\n\n– Choose', []]);
	}
});

test('whatever the text: reading never throws, and no line is lost', () => {
	const piece = fc.oneof(
		fc.constantFrom(
			'Summary',
			'Next steps:',
			'12 June 2019',
			'Place: online',
			'- ',
			'A heading',
			''
		),
		fc.string({ unit: 'binary', maxLength: 60 })
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
			const texts = pieces.flatMap((one) => one.split('\n'));
			const { lines } = readPastReport(
				texts.map((text) => ({ text })),
				'2026-11-26'
			);
			const filled = texts.filter((text) => text.trim());
			expect(lines.map(({ text }) => text).sort()).toEqual([...filled].sort());
		}),
		{ numRuns: 300 }
	);
});

test('a decision ends with its line, and when they meet again is no part of what stands above', () => {
	const { parts, nextSteps, place, mode } =
		read(`Compte rendu de la deuxième réunion du groupe de travail École–Entreprise
Date : 12 novembre 2026
Lieu : Rectorat de Rennes, salle Armor, et en visioconférence

1. Enquête auprès des lycées
Le rectorat présente le questionnaire. Quarante-deux établissements seront interrogés cette année.
Décision : l’enquête est lancée le 1er décembre 2026.
Le questionnaire est disponible en français et en breton.

2. Journées d’immersion
Décision n° 2 : une convention type est rédigée dans les deux langues et envoyée aux lycées pour
le 15 janvier.
Décision prise à l’unanimité : les frais sont pris en charge par la Région.
Question de Mme Tanguy : les élèves mineurs sont-ils assurés ?

Prochaines étapes
- Rédiger la convention type

Prochaine réunion : 18 mars 2027, Campus de Ker Lann`);
	expect({ place, mode }).toEqual({ place: 'Rectorat de Rennes, salle Armor', mode: 'hybrid' });
	expect(parts.map(({ title, text }) => [title, ...text.split('\n\n')])).toEqual([
		[
			'Enquête auprès des lycées',
			'Le rectorat présente le questionnaire. Quarante-deux établissements seront interrogés cette année.',
			'Décision : l’enquête est lancée le 1er décembre 2026.',
			'Le questionnaire est disponible en français et en breton.'
		],
		[
			'Journées d’immersion',
			'Décision n° 2 : une convention type est rédigée dans les deux langues et envoyée aux lycées pour\nle 15 janvier.',
			'Décision prise à l’unanimité : les frais sont pris en charge par la Région.',
			'Question de Mme Tanguy : les élèves mineurs sont-ils assurés ?'
		],
		['Prochaine réunion', '18 mars 2027, Campus de Ker Lann']
	]);
	expect(nextSteps).toEqual(['Rédiger la convention type']);
	expect(cutDecision('Décision n° 2 : une convention.')).toBe('une convention.');
	expect(cutDecision('Besluit (unaniem): akkoord.')).toBe('Besluit (unaniem): akkoord.');
	expect(cutDecision('Décision reportée : le budget.')).toBeNull();
});
