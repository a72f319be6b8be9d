import { expect, test } from 'vitest';
import { listTitles, OPEN, readProgramme } from '../../../tests/support/programme-draft.ts';

test('a label of the budget, a place or a contact ends the list of partners', () => {
	const draft = readProgramme(
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
		{ ...OPEN, label: 'déplacements et réunions (Jet-Net)', payers: '' },
		{ ...OPEN, label: 'Matériel', payers: 'EU STEM Coalition' }
	]);
	expect(draft.place).toBe('Rennes, Campus de Ker Lann');
	expect(listTitles(draft)).toEqual(['Accueil']);
	expect(draft.lines.filter(({ as }) => as === 'none').map(({ text }) => text)).toEqual([
		'- Salle du conseil, deuxième étage',
		'Contact : Jane Example',
		'- Joost Voorbeeld, 06 00 00 00 00'
	]);
	for (const label of ['Lieu : Rennes', 'Date : 4 mars 2027', 'Contact : Jane Example'])
		expect(
			readProgramme(`Réunion\n4 mars 2027\n- Accueil\nPartenaires invités :\n- Rectorat\n${label}`)
				.invited,
			label
		).toEqual(['Rectorat']);
});

test('amounts of the budget are read by the conventions of the language; doubtful ones are marked', () => {
	const french = readProgramme(
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
	const danish = readProgramme(
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

test('a budget with the word that calls it provisional ends the list of partners, and nobody pays what is undecided', () => {
	for (const heading of [
		'BUDGET PRÉVISIONNEL',
		'Budget estimatif',
		'Estimated budget',
		'Voorlopige begroting',
		'Presupuesto estimado',
		'Foreløbigt budget'
	]) {
		const draft = readProgramme(
			`Réunion\n4 mars 2027\n- Accueil\nPartenaires invités\nMedef Bretagne\n\n${heading}\nSalle : Jet-Net\nÉquipement : à définir`
		);
		expect(draft.invited, heading).toEqual(['Medef Bretagne']);
		expect(draft.budget, heading).toEqual([
			{ ...OPEN, label: 'Salle', payers: 'Jet-Net' },
			{ ...OPEN, label: 'Équipement', payers: '' }
		]);
	}
	expect(
		listTitles(readProgramme('Réunion\n4 mars 2027\n- Accueil\n- Budget des écoles pilotes'))
	).toEqual(['Accueil', 'Budget des écoles pilotes']);
});

test('who pays is told apart from what for, in five languages', () => {
	const draft = readProgramme(`Meeting
4 March 2027
10:00 Debate

Budget
Interpretation EUR 2,400 paid by Region of Brittany
Interprétation 200 € pris en charge par UPSTI
Tolken € 300 betaald door PTvT`);
	expect(draft.budget.map(({ label, payers }) => [label, payers])).toEqual([
		['Interpretation', 'Region of Brittany'],
		['Interprétation', 'UPSTI'],
		['Tolken', 'PTvT']
	]);
});

test('a budget on one line behind the agenda is no item of it; an item about the budget is one', () => {
	const { items, budget } = readProgramme(`18 mars 2027
9 h 00   Accueil
10 h 00  Table ronde
Budget : location de la salle 1 200 € ; restauration 2 450,50 €`);
	expect(items.map(({ title }) => title)).toEqual(['Accueil', 'Table ronde']);
	expect(budget.map(({ label, amount }) => [label, amount])).toEqual([
		['location de la salle', '1200'],
		['restauration', '2450.50']
	]);
	const timed = readProgramme(
		'18 mars 2027\n9 h 00   Accueil\n10 h 00  Budget : 1 200 € à répartir\n11 h 00  Fin'
	);
	expect(timed.items[1]?.title).toBe('Budget : 1 200 € à répartir');
	expect(timed.budget).toEqual([]);
});
