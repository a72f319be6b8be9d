import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	listCodes,
	listTitles,
	OPEN,
	readProgramme,
	TODAY
} from '../../../tests/support/programme-draft.ts';
import {
	AVANT_PROGRAMME,
	DANISH,
	DUTCH,
	ENGLISH,
	SPANISH
} from '../../../tests/support/programmes.ts';
import { readProgrammeText } from './programme-text.ts';

test('a French programme: days, parts, items, talks, speakers, partners and money', () => {
	const draft = readProgramme(AVANT_PROGRAMME);
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
		{ ...OPEN, label: 'Déplacement des partenaires européens', payers: 'EU STEM Coalition' },
		{
			...OPEN,
			label: 'Equipement vidéo des écoles',
			payers: 'Conseil départemental, Conseil régional de Bretagne'
		}
	]);
});

test('English, Dutch, Spanish and Danish lines: hours, weekdays, speakers, half days', () => {
	const english = readProgramme(ENGLISH);
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
	expect(listCodes(english)).toEqual(['gap_in_times']);
	expect(readProgramme('Meeting\n4 March 2027\n2 pm – 3.30 pm Talk').items[0]).toMatchObject({
		starts: '14:00',
		minutes: 90
	});
	const dutch = readProgramme(DUTCH);
	expect(dutch.days.map(({ date }) => date)).toEqual(['2026-08-27', null]);
	expect(listTitles(dutch)).toEqual([
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
	expect(listCodes(dutch)).toEqual(['no_year', 'gap_in_times', 'no_date']);
	const spanish = readProgramme(SPANISH);
	expect(spanish).toMatchObject({ language: 'es', place: 'Bilbao' });
	expect(spanish.days[0]).toMatchObject({ date: '2027-04-12', half: 'morning' });
	expect(spanish.items.map(({ format }) => format)).toEqual([
		'presentation',
		'round-table',
		'break'
	]);
	const danish = readProgramme(DANISH);
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

test('the language of a programme is not that of a title it quotes', () => {
	const draft = readProgramme(`Réunion de travail du groupe pilote
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
	const draft = readProgramme(
		'Meeting\n4 March 2027\n09:30 Welcome\nEverybody says who they are and what they expect of the day, since there are\nmany of us\n10:00 Talk'
	);
	expect(listTitles(draft)).toEqual(['Welcome', 'Talk']);
	expect(draft.lines.find(({ text }) => text === 'many of us')?.as).toBe('none');
});

test('every word of a line that became an item is in that item', () => {
	const draft = readProgramme(AVANT_PROGRAMME);
	const said = JSON.stringify([draft.items, draft.doubts]);
	for (const { text } of draft.lines.filter(({ as }) => as === 'item'))
		for (const word of text.match(/\p{L}{4,}/gu) ?? [])
			if (word !== 'Intervenants') expect(said).toContain(word);
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
