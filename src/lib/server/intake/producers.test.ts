import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { understand } from './answer.ts';

/** Papers of other programs; see their README. */
async function ask(name: string, what: 'programme' | 'report') {
	const bytes = await readFile(
		new URL(`../../../../tests/samples/imports/${name}`, import.meta.url)
	);
	return understand({ what, bytes: new Uint8Array(bytes), name, today: '2026-11-27' });
}
async function readProgramme(name: string) {
	const answer = await ask(name, 'programme');
	if (!answer.ok) throw new Error(answer.reason);
	const draft = answer.programme!;
	return {
		...draft,
		titles: draft.items.map(({ starts, minutes, title }) => [starts, minutes, title]),
		people: draft.items.map(({ speakers }) =>
			speakers.map((one) => [one.name, one.role, one.organisation].join('|'))
		),
		unplaced: draft.lines.filter(({ as }) => as === 'none').map(({ text }) => text),
		said: draft.doubts.map(({ code, words }) => `${code}: ${words}`)
	};
}
async function readReport(name: string) {
	const answer = await ask(name, 'report');
	if (!answer.ok) throw new Error(answer.reason);
	return answer.report!;
}

describe('programmes of other programs', () => {
	const BRETAGNE = [
		['09:00', 30, 'Accueil des participants'],
		['09:30', 30, 'Ouverture'],
		[
			'10:00',
			45,
			'Le réseau EU STEM Coalition : objectifs et réalisations des partenaires européens'
		],
		['10:45', 30, 'Pause café'],
		['11:15', 75, 'Échanges de pratiques avec les partenaires danois, néerlandais et basques'],
		['12:30', 90, 'Déjeuner'],
		['14:00', 150, 'Atelier A : Classes et entreprises (salle Émeraude)'],
		['14:00', null, 'Atelier B : Équipement vidéo des écoles (salle Penthièvre)'],
		['16:30', 30, 'Synthèse de la journée'],
		['09:15', 60, 'Le rôle de l’industrie'],
		['10:15', 45, 'Gouvernance'],
		['11:00', 60, 'Finances et équipement des écoles'],
		['12:00', null, 'Clôture']
	];
	for (const name of ['fr-programme.docx', 'fr-programme.pdf'])
		test(`${name}: a table of two days, its title, people and budget`, async () => {
			const draft = await readProgramme(name);
			expect(draft.title).toBe('Programme de la deuxième rencontre');
			expect(draft.objective).toMatch(/ cinq établissements\.$/);
			expect(draft.days.map(({ date }) => date)).toEqual(['2020-08-27', '2020-08-28']);
			expect(draft.titles).toEqual(BRETAGNE);
			expect(draft.people[4]).toEqual([
				'Sanne Voorbeeld|directrice|Jet-Net & TechNet',
				'Nerea Adibide||Basque Innovation Agency'
			]);
			expect(draft.people.slice(6, 8).map((own) => own.map((one) => one.split('|')[0]))).toEqual([
				['Paul Exemple'],
				['Anne Exemple']
			]);
			expect(draft.said).toContain('parallel: Atelier A : Classes et entreprises (salle Émeraude)');
			expect(draft.people[9]).toEqual(['M. Yann Skouer|délégué général|Medef Bretagne']);
			// "Discussion animée par Mme Skouer" is no role, which everybody reads.
			expect(draft.people[11]).toEqual(['Mme Skouer||']);
			expect(draft.invited).toHaveLength(4);
			expect(draft.budget).toEqual([
				{
					label: 'Déplacements des partenaires européens',
					payers: 'EU STEM Coalition',
					amount: '12500.00',
					currency: 'EUR'
				},
				{
					label: 'Équipement vidéo de 5 écoles',
					payers: 'Conseil départemental',
					amount: '4750',
					currency: 'EUR'
				},
				{
					label: 'Interprétation',
					payers: 'Conseil régional de Bretagne',
					amount: '1800.50',
					currency: 'EUR'
				}
			]);
			expect(draft.unplaced).toEqual(['Total – 19 050,50 €']);
			expect(draft.said).toContain('repeated: EU STEM Coalition — Taskforce Bretagne');
		});

	test('nl-tabs.pdf: one page with head and foot, hours with a dot, a title that runs over', async () => {
		const draft = await readProgramme('nl-tabs.pdf');
		expect(draft.title).toBe('Programma werkbezoek taskforce Bretagne');
		expect(draft.titles.slice(0, 4)).toEqual([
			['09:30', 30, 'Inloop met koffie'],
			['10:00', 15, 'Welkom'],
			['10:15', 45, 'Vijftien jaar bedrijven in de klas: wat werkt er wel en wat werkt er niet'],
			['11:00', 15, 'Pauze']
		]);
		expect(draft.people.slice(0, 3)).toEqual([
			[],
			['Sanne Voorbeeld|directeur Jet-Net|'],
			['Pieter Voorbeeld||PTvT']
		]);
		expect(draft.people[4]).toEqual([]);
		expect(draft.unplaced).toContain('• Sessie B: Docentenstages (zaal 3.14)');
		expect(draft.said).toContain('repeated: Programma werkbezoek – Page 1 van 1');
	});

	test('da-nested.docx: "Dagsorden: …" is the title; hours and place behind the date', async () => {
		const draft = await readProgramme('da-nested.docx');
		expect(draft.title).toBe('Dagsorden: Netværksmøde i Jet-Net Danmark');
		expect(draft.days).toEqual([
			{ date: '2026-11-12', starts: '09:00', ends: '15:30', half: null }
		]);
		expect(draft.place).toBe('DTU Lyngby, bygning 101');
		expect(draft.said).toContain('place_guessed: DTU Lyngby, bygning 101');
		expect(draft.parts).toEqual([]);
		expect(draft.titles[3]?.[2]).toContain('Workshop 1 – Gæstelærere på gymnasiet (Lars Eksempel)');
	});

	test('fr-latex.pdf: letters that only TeX’s numbers tell are read, and marked', async () => {
		const draft = await readProgramme('fr-latex.pdf');
		expect(draft.title).toBe('Colloque « Sciences, écoles et entreprises »');
		expect(draft.titles.slice(1, 5)).toEqual([
			['09:30', 30, 'Ouverture officielle'],
			[
				'10:00',
				45,
				'Comment les différentes filières industrielles peuvent-elles offrir une coopération efficace aux établissements ?'
			],
			['10:45', 15, 'Pause café'],
			['11:00', 90, 'Table ronde : financement et affectation']
		]);
		expect(draft.people[1]).toEqual(['Maëlle Skouer||Institut de Locarn']);
		expect(draft.people[4]).toEqual(['Paul Exemple||']);
		expect(draft.said.join()).toContain('signs_guessed: Colloque « Sciences');
		expect(draft.said).toContain(
			"word_joined: d'enseignement, préoccupation, collectivités, particulières"
		);
		expect(draft.unplaced.join()).toContain(
			"d'enseignement et les entreprises industrielles constitue une préoccupation ancienne"
		);
	});

	test('en-reportlab.pdf: heads and names of columns within a table over pages are no items', async () => {
		const draft = await readProgramme('en-reportlab.pdf');
		expect(draft.items).toHaveLength(23);
		expect(draft.items.every(({ starts }) => starts)).toBe(true);
		expect(draft.people[2]).toEqual(['Pieter Voorbeeld||PTvT', 'Mette Eksempel||Jet-Net Denmark']);
		expect(draft.people[4]).toEqual(['John Sample|Moderator|']);
		expect(draft.people.flat().join()).not.toMatch(/Page|Speaker/);
		expect(draft.place).toBe('Hotel Example, Rue de la Loi 1, 1000 Brussels');
		expect(draft.unplaced).toEqual([]);
	});

	test('nl-grid.pdf: rooms beside each other keep their names, turned words are shown', async () => {
		const draft = await readProgramme('nl-grid.pdf');
		expect(draft.titles).toEqual([
			['09:30', 45, 'Opening (plenair)'],
			['10:30', 45, 'Zaal 1: Gastlessen op afstand Sanne Voorbeeld'],
			['10:30', null, 'Zaal 2: Docentenstages Pieter Voorbeeld'],
			['10:30', null, 'Zaal 3: Meisjes in de techniek Lotte Voorbeeld'],
			['11:15', 15, 'Pauze'],
			['11:30', 45, 'Zaal 1: Financiering Kees Voorbeeld'],
			['11:30', null, 'Zaal 2: Verbinding en scherm Jan Voorbeeld'],
			['11:30', null, 'Zaal 3: Evaluatie Els Voorbeeld'],
			['12:15', 45, 'Afsluitende lunch']
		]);
		expect(draft.unplaced).toEqual(['VRIJDAG 20 NOVEMBER']);
		expect(draft.said.filter((one) => one.startsWith('parallel: '))).toHaveLength(6);
	});

	test('en-groff.pdf: a last column that two rows fill holds who speaks', async () => {
		const draft = await readProgramme('en-groff.pdf');
		expect(draft.titles.slice(0, 2)).toEqual([
			['09:00', 15, 'Welcome'],
			[
				'09:15',
				45,
				'Report of the working group on equipment in the schools of the region and its budget'
			]
		]);
		expect(draft.people.slice(0, 2)).toEqual([['Jane Example||'], ['John Sample||']]);
		expect(draft.said).toContain('speaker_guessed: John Sample');
	});

	test('es-pdfkit.pdf: one digit before the dot, the language of a talk, who leads', async () => {
		const draft = await readProgramme('es-pdfkit.pdf');
		const talk = draft.items.find((item) => item.talk);
		expect(talk).toMatchObject({ starts: '09:30', minutes: 45, talkLanguage: 'es' });
		expect(draft.people.flat()).toContain('Miren Ejemplo|Modera|');
		expect(draft.place).toBe('Palacio Euskalduna, Bilbao');
	});

	test('en-conference.pdf: a title of two lines, names of columns again on each day, noon', async () => {
		const draft = await readProgramme('en-conference.pdf');
		expect(draft.title).toBe('Teachers and companies: spring conference');
		expect(draft.titles).toEqual([
			['09:00', 30, 'Registration'],
			['09:30', 45, 'Welcome and keynote'],
			['10:15', 30, 'Tea and coffee'],
			['10:45', 75, 'Panel: funding'],
			['12:00', null, 'Lunch'],
			['09:00', 330, 'Visits to schools'],
			['14:30', null, 'Close']
		]);
		expect(draft.people[3]).toEqual(['John Sample|Chair|EU STEM Coalition']);
		expect(draft.said).toContain('place_guessed: Bristol');
		expect(draft.unplaced).toEqual([]);
	});

	test('nl-chromium.pdf: two people in a narrow cell are two', async () => {
		const draft = await readProgramme('nl-chromium.pdf');
		expect(draft.title).toBe('Programma netwerkdag bedrijfsleven');
		expect(draft.place).toBe('Evoluon, Eindhoven');
		expect(draft.people[1]).toEqual(['Sanne Voorbeeld||Jet-Net & TechNet']);
		expect(draft.people[2]).toEqual(['Pieter Voorbeeld||', 'Lotte Voorbeeld||']);
	});

	test('pictures of pages with a stamp are said to be scanned', async () => {
		expect(await ask('scan-with-stamp.pdf', 'programme')).toMatchObject({
			ok: false,
			reason: 'scanned'
		});
	});
});

test('a PDF that does not say which letters it shows is refused in words of its own', async () => {
	const file = new URL('../../../../tests/samples/imports/nl-tabs.pdf', import.meta.url);
	const silent = Buffer.from(
		(await readFile(file)).toString('latin1').replaceAll('/ToUnicode', '/NoUnicode'),
		'latin1'
	);
	expect(
		await understand({ what: 'programme', bytes: silent, name: 'a.pdf', today: '2026-11-27' })
	).toEqual({ ok: false, reason: 'garbled', details: {} });
});

describe('minutes of other programs', () => {
	const STEPS = [
		'Enviar el calendario a los centros – Responsable: Nerea Adibide – Plazo: 30/09/2026',
		'Pedir tres presupuestos de equipos – Responsable: Jon Adibide – Plazo: 15 de octubre de 2026',
		'Preparar el borrador del convenio – Responsable: Gobierno Vasco – Plazo: por definir'
	];
	for (const name of ['es-acta.docx', 'es-acta.pdf'])
		test(`${name}: tables of those present, of costs and of actions`, async () => {
			const report = await readReport(name);
			expect(report.title).toBe('Tercera reunión del grupo de trabajo escuela-empresa');
			expect(report.nextSteps).toEqual(STEPS);
			expect(report.doubts.filter(({ code }) => code === 'due_unclear')).toEqual([]);
			expect(report.attendance.split('\n')).toEqual([
				'Nombre – Entidad – Asistencia',
				'Nerea Adibide – Agencia Vasca de la Innovación – Presente',
				'Jon Adibide – Elhuyar – Presente (en línea)',
				'Sanne Voorbeeld – Jet-Net & TechNet – Excusada',
				'María del Carmen Ejemplo Ruiz – Gobierno Vasco – Presente'
			]);
			expect(report.parts.map(({ title }) => title)).toEqual([
				'Aprobación del acta anterior',
				'Programa piloto',
				'Presupuesto',
				'Anexos'
			]);
			expect(report.parts[2]?.text.split('\n')).toContain('– Equipos de vídeo – 12.750,00 €');
		});

	test('en-tracked.docx: numbers by style, changes, hidden words', async () => {
		const report = await readReport('en-tracked.docx');
		expect(report.parts.map(({ title }) => title)).toEqual([
			'Welcome and apologies',
			'Minutes of the last meeting',
			'School line quality',
			'Date of next meeting'
		]);
		expect(report.nextSteps).toEqual(['JS to write to the six schools by 31 March 2026.']);
		// "Town Hall, Committee Room 2, and by video link".
		expect(report.mode).toBe('hybrid');
		expect(report.attendance).toContain('Apologies: Sanne Voorbeeld (Jet-Net)');
		const words = JSON.stringify(report.parts);
		expect(words).toContain('The budget was set at £4,500 for the year.');
		expect(words.match(/MOVED AWAY/g)).toHaveLength(1);
		expect(words).toContain('Co-chairs will cooperate next year.');
		expect(words).not.toContain('Hidden remark');
		expect(words).toContain('Text in a box');
		expect(report.doubts.map(({ code, words: own }) => `${code}: ${own}`)).toEqual([
			'repeated: DRAFT – not for circulation',
			expect.stringContaining('repeated: STEM liaison group'),
			'changes_taken: – £4,000 + £4,500',
			'hidden_left: Hidden remark for the chair only.'
		]);
	});

	test('fr-minutes.pdf: the agenda, those excused and when they meet again keep their places', async () => {
		const report = await readReport('fr-minutes.pdf');
		expect(report).toMatchObject({
			title: 'Comité de pilotage du 14 janvier 2026',
			days: ['2026-01-14'],
			nextSteps: [
				'Envoyer le bilan aux financeurs – Qui: M. Skouer – Quand: avant le 31 janvier 2026',
				'Réserver la salle – Qui: A. Exemple – Quand: février 2026',
				'Relancer les écoles – Qui: Y. Skouer – Quand: 15/02/2026'
			]
		});
		expect(report.attendance).toContain('Excusés : Paul Exemple (UPSTI)');
		expect(report.parts.map(({ title }) => title)).toEqual([
			'Ordre du jour',
			'Bilan de l’année 2025',
			'Budget 2026',
			'Questions diverses',
			'Prochaine réunion'
		]);
		// A table behind a decision is no part of what was decided.
		expect(report.parts[2]?.text.split('\n\n')).toEqual([
			'Le budget proposé s’élève à 48 500 €.',
			'Décision : le budget 2026 est adopté à l’unanimité.',
			expect.stringContaining('– Déplacements – 12 000 € – 14 500 €')
		]);
		expect(report.doubts).toContainEqual({
			code: 'due_unclear',
			words: 'Réserver la salle – Qui: A. Exemple – Quand: février 2026',
			item: null
		});
	});

	for (const name of ['da-referat.docx', 'da-referat.pdf'])
		test(`${name}: minutes that are tables`, async () => {
			const report = await readReport(name);
			expect(report).toMatchObject({
				title: 'Styregruppemøde, tirsdag den 6. oktober 2026',
				days: ['2026-10-06'],
				place: 'DTU Lyngby, bygning 101',
				attendance: 'Mette Eksempel, Søren Eksempel, Ida Eksempel\n\nAfbud: Lars Eksempel'
			});
			expect(report.parts).toEqual([
				{ title: 'Velkomst', text: 'Mette bød velkommen.' },
				{
					title: 'Økonomi',
					text: 'Regnskabet for 2025 viser et overskud på 12.500 kr. Beslutning: overskuddet bruges på udstyr.\nAnsvarlig: Søren'
				},
				{
					title: 'Næste møde',
					text: 'Tirsdag den 1. december 2026 kl. 13.00\nAnsvarlig: Ida'
				}
			]);
			expect(report.lines.filter(({ as }) => as === 'none')).toEqual([]);
		});
});
