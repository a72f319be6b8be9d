import { expect, test } from 'vitest';
import { listCodes, listTitles, readProgramme } from '../../../tests/support/programme-draft.ts';

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
		const draft = readProgramme(`A meeting\n4 March 2027\n- ${line}`);
		expect(listTitles(draft), line).toEqual([title]);
		expect(
			draft.items[0]?.speakers.map(({ name, role, organisation }) => [name, role, organisation]),
			line
		).toEqual(speakers);
		expect(listCodes(draft), line).toEqual(['speaker_guessed']);
	}
	const below = readProgramme(
		'Réunion\n4 mars 2027\n1. Le réseau\npar Pieter van Dam, directeur, Jet-Net'
	);
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
		expect(
			listCodes(readProgramme(`A meeting\n4 March 2027\n- ${line}`)).includes('name_in_title'),
			line
		).toBe(isNamed);
});

test('a sentence behind who speaks is no part of the organisation, and is shown', () => {
	const line =
		'Speaker: Mads Eksempel, speaker, Jet-Net Denmark. This session shows how. It is new.';
	const draft = readProgramme(`Meeting\n4 March 2027\n10:00 Debate\n${line}`);
	expect(draft.items[0]?.speakers).toEqual([
		{ name: 'Mads Eksempel', role: 'speaker', organisation: 'Jet-Net Denmark' }
	]);
	expect(draft.lines.at(-1)).toEqual({ text: line, as: 'none' });
	const short = readProgramme(
		'Meeting\n4 March 2027\n10:00 Debate\nSpeaker: Dr. Jane Example, St. Mary College, Prof. Smith School'
	);
	expect(short.lines.at(-1)?.as).toBe('item');
});

test('several people on one line, parted by semicolons, are several speakers', () => {
	const draft = readProgramme(`Réunion
4 mars 2027
9h00 Ouverture
Maëlle Skouer, présidente, Institut de Locarn ; Mads Eksempel, leder, Jet-Net Denmark`);
	expect(draft.items[0]?.speakers).toEqual([
		{ name: 'Maëlle Skouer', role: 'présidente', organisation: 'Institut de Locarn' },
		{ name: 'Mads Eksempel', role: 'leder', organisation: 'Jet-Net Denmark' }
	]);
	expect(listCodes(draft)).toContain('speaker_guessed');
});

test('a role behind the organisation is the role, and an organisation with the word of a role in it is none', () => {
	for (const [who, role, organisation] of [
		['Jane Example (UPSTI, president)', 'president', 'UPSTI'],
		['Mme Maëlle Skouer, Institut de Locarn, présidente', 'présidente', 'Institut de Locarn'],
		['Mrs Jane Example, Ministry of Education', '', 'Ministry of Education'],
		['Mme Anne Exemple, Rectorat de Rennes', '', 'Rectorat de Rennes'],
		['Mme Anne Exemple, directrice, Rectorat de Rennes', 'directrice', 'Rectorat de Rennes'],
		['Mrs Jane Example, Ministry adviser', 'Ministry adviser', '']
	]) {
		const draft = readProgramme(`Meeting\n4 March 2027\n10:00 Debate\nSpeaker: ${who}`);
		expect(draft.items[0]?.speakers, who).toMatchObject([{ role, organisation }]);
	}
});

test('brackets that say which language is spoken are that, and no part of an organisation', () => {
	const read = (line: string) => {
		const [item] = readProgramme(`Meeting\n4 March 2027\n10:00 ${line}`).items;
		return [item?.title, item?.language, item?.speakers[0]?.organisation ?? null];
	};
	expect(read('Debate (in Dutch)')).toEqual(['Debate', 'nl', null]);
	expect(read('Débat (en anglais)')).toEqual(['Débat', 'en', null]);
	expect(read('Debat (in het Frans)')).toEqual(['Debat', 'fr', null]);
	expect(read('Debat (på dansk)')).toEqual(['Debat', 'da', null]);
	expect(read('Debate (en Bretaña)')).toEqual(['Debate (en Bretaña)', null, null]);
	expect(
		read('Filming — Marie Skouer, teacher, Lycée Skouer (talk in French, subtitles in English)')
	).toEqual(['Filming (talk in French, subtitles in English)', 'fr', 'Lycée Skouer']);
});
