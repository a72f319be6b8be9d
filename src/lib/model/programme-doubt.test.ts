import { expect, test } from 'vitest';
import { listCodes, listTitles, readProgramme } from '../../../tests/support/programme-draft.ts';
import { AVANT_PROGRAMME } from '../../../tests/support/programmes.ts';

test('words that start oddly are flagged: a lost drop capital, and one that stands apart', () => {
	const draft = readProgramme(AVANT_PROGRAMME);
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
		expect(
			listCodes(readProgramme(`A meeting\n\n4 March 2027\n\n${line}`)).includes('lost_letter'),
			line
		).toBe(isOdd);
});

test('repeated headers are taken out and named; what repeats without being one stays', () => {
	const draft = readProgramme(AVANT_PROGRAMME);
	expect(draft.lines.filter(({ as }) => as === 'repeated')).toHaveLength(2);
	expect(listTitles(draft).join()).not.toContain('Page 1');
	const twice = readProgramme(
		'A meeting\n4 March 2027\n1. Debate\n2. Break\n3. Debate\n4. Break\n2/5'
	);
	expect(listTitles(twice)).toEqual(['Debate', 'Break', 'Debate', 'Break']);
	expect(twice.lines.at(-1)).toEqual({ text: '2/5', as: 'repeated' });
	for (const more of ['', ', auteur, page 3']) {
		const speaker = `Intervenant : Mads Eksempel, orateur, Jet-Net Denmark${more}`;
		const spoken = readProgramme(
			`Réunion\n4 mars 2027\n10:00 Débat\n${speaker}\n11:00 Suite\n\n${speaker}`
		);
		expect(
			spoken.items.map(({ speakers }) => speakers[0]?.name),
			speaker
		).toEqual(['Mads Eksempel', 'Mads Eksempel']);
	}
	const long = 'Visite libre des salles avec les élèves';
	expect(listTitles(readProgramme(`Réunion\n4 mars 2027\n- ${long}\n- Pause\n- ${long}`))).toEqual([
		long,
		'Pause',
		long
	]);
	expect(
		listTitles(
			readProgramme(`Réunion\n4 mars 2027\n10:00 Pause\n\n${long}\n\n11:00 Débat\n\n${long}`)
		)
	).toEqual(['Pause', long, 'Débat', long]);
});

test('a title of 5,000 characters is cut and its line stays whole; markup and marks are only letters', () => {
	const long = 'word '.repeat(1000).trim();
	const draft = readProgramme(
		`A meeting\n4 March 2027\n1. ${long}\n2. <b>bold</b> &amp; {{x}}\n3. \u202etxet\u202c`
	);
	expect(draft.items[0]?.title.length).toBeLessThanOrEqual(300);
	expect(listCodes(draft)).toContain('title_cut');
	expect(draft.lines).toContainEqual({ text: `1. ${long}`, as: 'none' });
	expect(listTitles(draft).slice(1)).toEqual(['<b>bold</b> &amp; {{x}}', '\u202etxet\u202c']);
});

test('a list that ends with dots breaks off, and says so', () => {
	expect(listCodes(readProgramme('A meeting\n4 March 2027\n- Visits, contests, …'))).toContain(
		'breaks_off'
	);
});
