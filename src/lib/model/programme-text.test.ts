import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	AVANT_PROGRAMME,
	DANISH,
	DUTCH,
	ENGLISH,
	SPANISH
} from '../../../tests/support/programmes.ts';
import type { ProgrammeDraft } from './programme-draft.ts';
import { readProgrammeText } from './programme-text.ts';

const TODAY = '2026-11-26';
const read = (text: string, today = TODAY) =>
	readProgrammeText(
		text.split('\n').map((line) => ({ text: line })),
		today
	);
const codes = (draft: ProgrammeDraft) => draft.doubts.map(({ code }) => code);
const titles = (draft: ProgrammeDraft) => draft.items.map(({ title }) => title);

/** A line of a budget without an amount. */
const open = { amount: '', currency: '' };

test('a French programme: days, parts, items, talks, speakers, partners and money', () => {
	const draft = read(AVANT_PROGRAMME);
	expect(draft).toMatchObject({
		title: 'Deuxième rencontre : échanges de pratiques école-entreprise en Bretagne',
		language: 'fr',
		isProvisional: true,
		place: 'Hôtel de Diane, 22240 Fréhel',
		mode: 'hybrid',
		isListOpen: true
	});
	expect(draft.days).toEqual([
		{ date: '2020-08-27', starts: '09:00', ends: '17:00', half: null },
		{ date: '2020-08-28', starts: null, ends: null, half: 'morning' }
	]);
	expect(draft.parts.map(({ title }) => title)).toEqual(['Echanges de pratiques', 'Discussion']);
	expect(draft.items.map(({ day, part, minutes }) => [day, part, minutes])).toEqual([
		[1, 1, null],
		[1, 1, 60],
		[1, 2, 60],
		[1, 2, 60],
		[2, 1, 60],
		[2, 1, 45],
		[2, 1, 45]
	]);
	expect(draft.items[0]).toMatchObject({
		title: 'Le réseau EU STEM Coalition',
		talk: 'Objectifs et réalisations des partenaires européens',
		talkLanguage: 'fr',
		format: 'presentation',
		speakers: [
			{ name: 'Anneke Voorbeeld', role: 'coordinatrice', organisation: 'EU STEM Coalition' },
			{ name: 'Joost Voorbeeld', role: 'ambassadeur', organisation: 'EU STEM Coalition' }
		]
	});
	expect(draft.items[2]?.format).toBe('round-table');
	expect(draft.invited).toHaveLength(5);
	expect(draft.budget).toEqual([
		{ ...open, label: 'Déplacement des partenaires européens', payers: 'EU STEM Coalition' },
		{
			...open,
			label: 'Equipement vidéo des écoles',
			payers: 'Conseil départemental, Conseil régional de Bretagne'
		}
	]);
});

test('words that start oddly are flagged: a lost drop capital, and one that stands apart', () => {
	const draft = read(AVANT_PROGRAMME);
	expect(draft.doubts).toContainEqual({
		code: 'lost_letter',
		words: 'nitiatives existantes en Bretagne – table ronde (60 min)',
		item: 2
	});
	expect(draft.doubts).toContainEqual({
		code: 'letter_joined',
		words: 'Le réseau EU STEM Coalition',
		item: 0
	});
	const odd = [
		['’Institut de Locarn présente', true],
		['XCHANGES between schools', true],
		['bjectifs de la journée', true],
		['nstitut de Locarn', true],
		['NDUSTRIE et école', true],
		['Institut de Locarn', false],
		['Schrijfgroep', false],
		['PTvT and partners', false],
		['Échanges', false]
	] as const;
	for (const [line, isOdd] of odd)
		expect(codes(read(`A meeting\n\n4 March 2027\n\n${line}`)).includes('lost_letter'), line).toBe(
			isOdd
		);
});

test('repeated headers are taken out and named; what repeats without being one stays', () => {
	const draft = read(AVANT_PROGRAMME);
	expect(draft.lines.filter(({ as }) => as === 'repeated')).toHaveLength(2);
	expect(titles(draft).join()).not.toContain('Page 1');
	const twice = read('A meeting\n4 March 2027\n1. Debate\n2. Break\n3. Debate\n4. Break\n2/5');
	expect(titles(twice)).toEqual(['Debate', 'Break', 'Debate', 'Break']);
	expect(twice.lines.at(-1)).toEqual({ text: '2/5', as: 'repeated' });
	for (const more of ['', ', auteur, page 3']) {
		const speaker = `Intervenant : Mads Eksempel, orateur, Jet-Net Denmark${more}`;
		const spoken = read(`Réunion\n4 mars 2027\n10:00 Débat\n${speaker}\n11:00 Suite\n\n${speaker}`);
		expect(
			spoken.items.map(({ speakers }) => speakers[0]?.name),
			speaker
		).toEqual(['Mads Eksempel', 'Mads Eksempel']);
	}
	const long = 'Visite libre des salles avec les élèves';
	expect(titles(read(`Réunion\n4 mars 2027\n- ${long}\n- Pause\n- ${long}`))).toEqual([
		long,
		'Pause',
		long
	]);
	expect(
		titles(read(`Réunion\n4 mars 2027\n10:00 Pause\n\n${long}\n\n11:00 Débat\n\n${long}`))
	).toEqual(['Pause', long, 'Débat', long]);
});

test('English, Dutch, Spanish and Danish lines: hours, weekdays, speakers, half days', () => {
	const english = read(ENGLISH);
	expect(english.days).toEqual([
		{ date: '2027-03-04', starts: '09:30', ends: '12:30', half: null }
	]);
	expect(english.mode).toBe('online');
	expect(english.items.map(({ starts, minutes }) => [starts, minutes])).toEqual([
		['09:30', 30],
		['10:00', 45],
		['10:45', 45],
		['11:45', 45]
	]);
	expect(english.items[1]).toMatchObject({
		title: 'Keynote',
		talk: 'What schools need from companies',
		speakers: [
			{ name: 'Jane Example', role: 'head of programme', organisation: 'EIT Digital Rennes' }
		]
	});
	expect(codes(english)).toEqual(['gap_in_times']);
	expect(read('Meeting\n4 March 2027\n2 pm – 3.30 pm Talk').items[0]).toMatchObject({
		starts: '14:00',
		minutes: 90
	});
	const dutch = read(DUTCH);
	expect(dutch.days.map(({ date }) => date)).toEqual(['2026-08-27', null]);
	expect(titles(dutch)).toEqual([
		'Ontvangst',
		'Presentatie van het netwerk',
		'Werkgroepen',
		'Bestuur',
		'Financiering van scholen'
	]);
	expect(dutch.invited).toEqual(['PTvT', 'Jet-Net Denmark']);
	expect(dutch.items[1]?.speakers).toEqual([
		{ name: 'Sanne Voorbeeld', role: 'directeur', organisation: 'Jet-Net' }
	]);
	expect(codes(dutch)).toEqual(['no_year', 'gap_in_times', 'no_date']);
	const spanish = read(SPANISH);
	expect(spanish).toMatchObject({ language: 'es', place: 'Bilbao' });
	expect(spanish.days[0]).toMatchObject({ date: '2027-04-12', half: 'morning' });
	expect(spanish.items.map(({ format }) => format)).toEqual([
		'presentation',
		'round-table',
		'break'
	]);
	const danish = read(DANISH);
	expect(danish.items.map(({ starts, minutes }) => [starts, minutes])).toEqual([
		['09:00', 30],
		['09:30', 45],
		['10:15', null]
	]);
	expect(danish.items[1]?.speakers[0]).toEqual({
		name: 'Mads Eksempel',
		role: 'leder',
		organisation: 'Jet-Net Denmark'
	});
});

test('a date without year, one that does not exist and a weekday that does not fit are doubtful', () => {
	expect(codes(read('A\n\n12 March\n1. B'))).toEqual(['no_year']);
	expect(read('A\n\n12 March\n1. B').days[0]?.date).toBe('2027-03-12');
	expect(codes(read('A\n\n31 February 2027\n1. B'))).toEqual(['date_wrong', 'no_date']);
	expect(codes(read('A\n\nMonday 4 March 2027\n1. B'))).toEqual(['weekday_wrong']);
	expect(codes(read('A\n1. B'))).toEqual(['no_date']);
});

test('a date with the dot of its day is no entry of a list', () => {
	for (const [line, date] of [
		['4. marts 2027', '2027-03-04'],
		['4. marts', '2027-03-04'],
		['27. august 2026, Odense', '2026-08-27'],
		['3. maj kl. 9.00–12.00', '2027-05-03']
	] as const) {
		const draft = read(`Møde i taskforcen\n${line}\n10.00 Velkomst`);
		expect([draft.days[0]?.date, titles(draft)], line).toEqual([date, ['Velkomst']]);
	}
	expect(titles(read('A\n\n4 March 2027\n1. Mars mission\n2. May opens'))).toEqual([
		'Mars mission',
		'May opens'
	]);
});

test('halves of one day are two parts of it', () => {
	const draft = read(
		'Réunion\nVendredi 12 juin 2020\nMatin\n- Accueil\nAprès-midi (14h–16h)\n- Débat'
	);
	expect(draft.days).toEqual([{ date: '2020-06-12', starts: null, ends: '16:00', half: null }]);
	expect(draft.parts.map(({ title }) => title)).toEqual(['Matin', 'Après-midi']);
	expect(draft.items.map(({ part }) => part)).toEqual([1, 2]);
});

test('a title of 5,000 characters is cut and its line stays whole; markup and marks are only letters', () => {
	const long = 'word '.repeat(1000).trim();
	const draft = read(
		`A meeting\n4 March 2027\n1. ${long}\n2. <b>bold</b> &amp; {{x}}\n3. \u202etxet\u202c`
	);
	expect(draft.items[0]?.title.length).toBeLessThanOrEqual(300);
	expect(codes(draft)).toContain('title_cut');
	expect(draft.lines).toContainEqual({ text: `1. ${long}`, as: 'none' });
	expect(titles(draft).slice(1)).toEqual(['<b>bold</b> &amp; {{x}}', '\u202etxet\u202c']);
});

test('a list that ends with dots breaks off, and says so', () => {
	expect(codes(read('A meeting\n4 March 2027\n- Visits, contests, …'))).toContain('breaks_off');
});

test('people named in a title become its speakers, in five languages', () => {
	const samples: Array<[string, string, Array<[string, string, string]>]> = [
		[
			'Ouverture par Mme Anne Le Goff, présidente du Conseil régional',
			'Ouverture',
			[['Mme Anne Le Goff', 'présidente du Conseil régional', '']]
		],
		[
			'Mme Anne Le Goff, présidente du Conseil : mot d’accueil',
			'mot d’accueil',
			[['Mme Anne Le Goff', 'présidente du Conseil', '']]
		],
		[
			'Le réseau néerlandais, par Pieter van Dam, directeur, Jet-Net',
			'Le réseau néerlandais',
			[['Pieter van Dam', 'directeur', 'Jet-Net']]
		],
		[
			'Table ronde (animée par Joost Voorbeeld) (60 min)',
			'Table ronde',
			[['Joost Voorbeeld', '', '']]
		],
		[
			'Débat avec Sanne Voorbeeld (Jet-Net) et Nerea Adibide (Basque Innovation Agency)',
			'Débat',
			[
				['Sanne Voorbeeld', '', 'Jet-Net'],
				['Nerea Adibide', '', 'Basque Innovation Agency']
			]
		],
		['Opening: Mrs Jane Example, chair', 'Opening', [['Mrs Jane Example', 'chair', '']]],
		['Welcome by Dr Example', 'Welcome', [['Dr Example', '', '']]],
		['Inleiding door Dhr. Jan de Vries', 'Inleiding', [['Dhr. Jan de Vries', '', '']]],
		['Apertura por Sra. Ana Ejemplo', 'Apertura', [['Sra. Ana Ejemplo', '', '']]],
		['Åbning ved Hr. Mads Eksempel', 'Åbning', [['Hr. Mads Eksempel', '', '']]]
	];
	for (const [line, title, speakers] of samples) {
		const draft = read(`A meeting\n4 March 2027\n- ${line}`);
		expect(titles(draft), line).toEqual([title]);
		expect(
			draft.items[0]?.speakers.map(({ name, role, organisation }) => [name, role, organisation]),
			line
		).toEqual(speakers);
		expect(codes(draft), line).toEqual(['speaker_guessed']);
	}
	const below = read('Réunion\n4 mars 2027\n1. Le réseau\npar Pieter van Dam, directeur, Jet-Net');
	expect(below.items.map(({ title, speakers }) => [title, speakers[0]?.name])).toEqual([
		['Le réseau', 'Pieter van Dam']
	]);
});

test('a title that may still name a person is doubtful; one that names an organisation is not', () => {
	const samples: Array<[string, boolean]> = [
		['Discours de Mme Le Goff sur le réseau', true],
		['Le réseau vu par Pieter van Dam', true],
		['The network, by Jane Example and friends', true],
		['Het netwerk door Jan de Vries', true],
		['La red por Ana Ejemplo', true],
		['Netværket af Mads Eksempel', true],
		['A word from Mr. Example', true],
		['Présentation par EU STEM Coalition', false],
		['Échanges avec les partenaires danois', false],
		['Discussion with the Basque Innovation Agency', false],
		['Visite du campus par groupes', false]
	];
	for (const [line, isNamed] of samples)
		expect(codes(read(`A meeting\n4 March 2027\n- ${line}`)).includes('name_in_title'), line).toBe(
			isNamed
		);
});

test('a label of the budget, a place or a contact ends the list of partners', () => {
	const draft = read(
		`Réunion
4 mars 2027
- Accueil
Partenaires invités :
- Rectorat de Rennes
- Budget : déplacements et réunions (Jet-Net)
- Matériel : EU STEM Coalition
Lieu :
- Rennes, Campus de Ker Lann
- Salle du conseil, deuxième étage
Contact : Jane Example
- Joost Voorbeeld, 06 00 00 00 00`
	);
	expect(draft.invited).toEqual(['Rectorat de Rennes']);
	expect(draft.budget).toEqual([
		{ ...open, label: 'déplacements et réunions (Jet-Net)', payers: '' },
		{ ...open, label: 'Matériel', payers: 'EU STEM Coalition' }
	]);
	expect(draft.place).toBe('Rennes, Campus de Ker Lann');
	expect(titles(draft)).toEqual(['Accueil']);
	expect(draft.lines.filter(({ as }) => as === 'none').map(({ text }) => text)).toEqual([
		'- Salle du conseil, deuxième étage',
		'Contact : Jane Example',
		'- Joost Voorbeeld, 06 00 00 00 00'
	]);
	for (const label of ['Lieu : Rennes', 'Date : 4 mars 2027', 'Contact : Jane Example'])
		expect(
			read(`Réunion\n4 mars 2027\n- Accueil\nPartenaires invités :\n- Rectorat\n${label}`).invited,
			label
		).toEqual(['Rectorat']);
});

test('a bullet beside a date in the head is shown, not dropped', () => {
	const draft = read('Réunion\n- Rennes, Ker Lann, le 4 mars 2027\nJour 1\n- Accueil');
	expect(draft.days[0]?.date).toBe('2027-03-04');
	expect(draft.lines[1]).toEqual({ text: '- Rennes, Ker Lann, le 4 mars 2027', as: 'none' });
});

const piece = fc.oneof(
	fc.constantFrom(
		'Programme',
		'Jour 1',
		'27 août 2020',
		'Thursday 4 March 2027',
		'9h30 – 10h15',
		'09:00 ',
		'- ',
		'1. ',
		'Partie 2 : ',
		'Intervenants : ',
		'« un deux trois quatre »',
		'Partners invited:',
		'Budget',
		'1 200 €',
		'Total : EUR 5.000',
		'L',
		'(60 min)',
		'Anneke Voorbeeld, coordinator, EU STEM Coalition',
		'Page 2/3',
		'\t',
		'\u202e',
		'='.repeat(5)
	),
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.string({ maxLength: 400 })
);

test('amounts of the budget are read by the conventions of the language; doubtful ones are marked', () => {
	const french = read(
		[
			'Rencontre de la taskforce pour la région',
			'27 août 2020',
			'9h30 Ouverture de la rencontre avec les partenaires',
			'Budget :',
			'- Interprètes : 1 200 € – Rectorat de Rennes',
			'- 12.50 € de café par personne (Région Bretagne)',
			'- Salle – € 5.000 – Lycée',
			'- Matériel : 300 à 400 €',
			'- Bus : 700 kr',
			'- Déplacements : EU STEM Coalition',
			'Total : 6 500 €'
		].join('\n')
	);
	expect(
		french.budget.map(({ label, amount, currency, payers }) => [label, amount, currency, payers])
	).toEqual([
		['Interprètes', '1200', 'EUR', 'Rectorat de Rennes'],
		['de café par personne (Région Bretagne)', '12.50', 'EUR', ''],
		['Salle', '5000', 'EUR', 'Lycée'],
		['Matériel', '', '', '300 à 400 €'],
		// Of which kroner is not said.
		['Bus', '700', '', ''],
		['Déplacements', '', '', 'EU STEM Coalition']
	]);
	expect(french.doubts.filter(({ budget }) => budget !== undefined)).toEqual([
		{ code: 'amount_doubtful', words: 'Salle – € 5.000 – Lycée', item: null, budget: 2 },
		{ code: 'amount_unread', words: 'Matériel : 300 à 400 €', item: null, budget: 3 },
		{ code: 'amount_doubtful', words: 'Bus : 700 kr', item: null, budget: 4 }
	]);
	// The sum is no line of its own, and not lost.
	expect(french.lines.at(-1)).toEqual({ text: 'Total : 6 500 €', as: 'none' });
	const danish = read(
		'Møde i taskforcen for regionen\n27. august 2020\n9.30 Velkomst til alle og en kort præsentation af det\nBudget:\n- Lokale: DKK 5.000\n- Tolke: 1.200,50 kr.'
	);
	expect(danish.language).toBe('da');
	expect(danish.days[0]?.date).toBe('2020-08-27');
	expect(danish.budget.map(({ amount, currency }) => [amount, currency])).toEqual([
		['5000', 'DKK'],
		['1200.50', 'DKK']
	]);
	expect(danish.doubts.filter(({ budget }) => budget !== undefined)).toEqual([]);
});

test('whatever the text: reading never throws, and no line is lost', () => {
	const line = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(' '));
	fc.assert(
		fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
			const texts = lines.flatMap((one) => one.split('\n'));
			const draft = readProgrammeText(
				texts.map((text) => ({ text })),
				TODAY
			);
			const filled = texts.filter((text) => text.trim());
			expect(draft.lines.map(({ text }) => text).sort()).toEqual([...filled].sort());
			for (const item of draft.items) {
				expect(item.title.length).toBeLessThanOrEqual(300);
				expect(item.day).toBeLessThanOrEqual(draft.days.length);
			}
		}),
		{ numRuns: 400 }
	);
});

test('every word of a line that became an item is in that item', () => {
	const draft = read(AVANT_PROGRAMME);
	const said = JSON.stringify([draft.items, draft.doubts]);
	for (const { text } of draft.lines.filter(({ as }) => as === 'item'))
		for (const word of text.match(/\p{L}{4,}/gu) ?? [])
			if (word !== 'Intervenants') expect(said).toContain(word);
});

test('hours alone on a line are those of the item above, or of the one that follows', () => {
	const draft = read(`Réunion
4 mars 2027
- Atelier : construire un pont
De 10h15 à 11h00
- Gouvernance

14h00 – 15h30
Visite du lycée
15h30
Conclusion et suites`);
	expect(draft.items.map(({ title, starts, minutes }) => [title, starts, minutes])).toEqual([
		['Atelier : construire un pont', '10:15', 45],
		['Gouvernance', null, null],
		['Visite du lycée', '14:00', 90],
		['Conclusion et suites', '15:30', null]
	]);
	expect(draft.lines.filter(({ as }) => as === 'none')).toEqual([]);
	const alone = read('Réunion\n4 mars 2027\n- Accueil\n\n16h00');
	expect(alone.lines.at(-1)).toEqual({ text: '16h00', as: 'none' });
	expect(titles(alone)).toEqual(['Accueil']);
});

test('a town behind the date is the place, and doubtful; what has a colon names a part', () => {
	for (const [date, town] of [
		['Jeudi 15 avril 2027, Rennes', 'Rennes'],
		['Thursday 15 April 2027 in The Hague', 'The Hague'],
		['Donderdag 15 april 2027 te Den Haag', 'Den Haag'],
		['Jueves 15 de abril de 2027, San Sebastián', 'San Sebastián'],
		['Torsdag den 15. april 2027 i Odense', 'Odense']
	] as const) {
		const draft = read(`Meeting\n${date}\n10:00 Debate`);
		expect([draft.place, draft.parts, draft.days[0]?.date]).toEqual([town, [], '2027-04-15']);
		expect(draft.doubts).toContainEqual({ code: 'place_guessed', words: town, item: null });
	}
	const labelled = read(
		'Meeting\nThursday 15 April 2027, Rennes\nPlace: Campus, Rennes\n10:00 Debate'
	);
	expect([labelled.place, codes(labelled)]).toEqual(['Campus, Rennes', []]);
	const part = read('Meeting\nThursday 15 April 2027: Governance\n10:00 Debate');
	expect([part.place, part.parts[0]?.title]).toEqual(['', 'Governance']);
});

test('a sentence behind who speaks is no part of the organisation, and is shown', () => {
	const line =
		'Speaker: Mads Eksempel, speaker, Jet-Net Denmark. This session shows how. It is new.';
	const draft = read(`Meeting\n4 March 2027\n10:00 Debate\n${line}`);
	expect(draft.items[0]?.speakers).toEqual([
		{ name: 'Mads Eksempel', role: 'speaker', organisation: 'Jet-Net Denmark' }
	]);
	expect(draft.lines.at(-1)).toEqual({ text: line, as: 'none' });
	const short = read(
		'Meeting\n4 March 2027\n10:00 Debate\nSpeaker: Dr. Jane Example, St. Mary College, Prof. Smith School'
	);
	expect(short.lines.at(-1)?.as).toBe('item');
});

test('several people on one line, parted by semicolons, are several speakers', () => {
	const draft = read(`Réunion
4 mars 2027
9h00 Ouverture
Maëlle Skouer, présidente, Institut de Locarn ; Mads Eksempel, leder, Jet-Net Denmark`);
	expect(draft.items[0]?.speakers).toEqual([
		{ name: 'Maëlle Skouer', role: 'présidente', organisation: 'Institut de Locarn' },
		{ name: 'Mads Eksempel', role: 'leder', organisation: 'Jet-Net Denmark' }
	]);
	expect(codes(draft)).toContain('speaker_guessed');
});

test('a budget with the word that calls it provisional ends the list of partners, and nobody pays what is undecided', () => {
	for (const heading of [
		'BUDGET PRÉVISIONNEL',
		'Budget estimatif',
		'Estimated budget',
		'Voorlopige begroting',
		'Presupuesto estimado',
		'Foreløbigt budget'
	]) {
		const draft = read(
			`Réunion\n4 mars 2027\n- Accueil\nPartenaires invités\nMedef Bretagne\n\n${heading}\nSalle : Jet-Net\nÉquipement : à définir`
		);
		expect(draft.invited, heading).toEqual(['Medef Bretagne']);
		expect(draft.budget, heading).toEqual([
			{ ...open, label: 'Salle', payers: 'Jet-Net' },
			{ ...open, label: 'Équipement', payers: '' }
		]);
	}
	expect(titles(read('Réunion\n4 mars 2027\n- Accueil\n- Budget des écoles pilotes'))).toEqual([
		'Accueil',
		'Budget des écoles pilotes'
	]);
});

test('the language of a programme is not that of a title it quotes', () => {
	const draft = read(`Réunion de travail du groupe pilote
Jeudi 4 mars 2027, en ligne
De 9h à 10h : Ouverture
De 10h à 10h45 : « Hvordan bygger man bro til skolen? »
Mads Eksempel, leder, Jet-Net Denmark`);
	expect(draft.language).toBe('fr');
	expect(draft.items[1]).toMatchObject({
		talk: 'Hvordan bygger man bro til skolen?',
		talkLanguage: 'da'
	});
});

test('what goes on in the second line of a description is no part of the title', () => {
	const draft = read(
		'Meeting\n4 March 2027\n09:30 Welcome\nEverybody says who they are and what they expect of the day, since there are\nmany of us\n10:00 Talk'
	);
	expect(titles(draft)).toEqual(['Welcome', 'Talk']);
	expect(draft.lines.find(({ text }) => text === 'many of us')?.as).toBe('none');
});

test('an hour that no clock shows and an end before the beginning are doubtful', () => {
	const draft = read(
		'Rencontre\n4 mars 2027\n9h00 Accueil\n25h99 Visite\n14h - 13h30 Retour\n15h - 15h Bilan\n25h00 Photo\n16h75 Bus\n17h Fin'
	);
	expect(draft.items.map(({ starts, minutes, title }) => [starts, minutes, title])).toEqual([
		['09:00', null, 'Accueil'],
		[null, null, '25h99 Visite'],
		['14:00', 60, 'Retour'],
		['15:00', null, 'Bilan'],
		[null, null, '25h00 Photo'],
		[null, null, '16h75 Bus'],
		['17:00', null, 'Fin']
	]);
	expect(draft.doubts.map(({ code, words, item }) => [code, words, item])).toEqual([
		['hour_wrong', '25h99 Visite', 1],
		['ends_first', '14:00–13:30', 2],
		['ends_first', '15:00–15:00', 3],
		['hour_wrong', '25h00 Photo', 4],
		['hour_wrong', '16h75 Bus', 5]
	]);
	for (const line of ['kl. 9.75 Velkomst', 'kl. 25.00 Fest', '9.75 uur Inloop', '12:75 Lunch'])
		expect(read(`Møde\n4. marts 2027\nkl. 9.00 Start\n${line}`).doubts, line).toEqual([
			{ code: 'hour_wrong', words: line, item: 1 }
		]);
	expect(codes(read('Møde\n4. marts 2027\nkl. 9.00 Start\n25.99 Budget'))).toEqual([]);
});
