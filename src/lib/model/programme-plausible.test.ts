import { expect, test } from 'vitest';
import { readProgrammeText } from './programme-text.ts';

const read = (text: string) =>
	readProgrammeText(
		text.split('\n').map((line) => ({ text: line })),
		'2026-11-26'
	);
const unplaced = ({ lines }: ReturnType<typeof read>) =>
	lines.filter(({ as }) => as === 'none').map(({ text }) => text.trim());

const FRENCH = `Groupe de travail École–Entreprise Bretagne

Jeudi 18 mars 2027, de 9 h 00 à 16 h 30
Lieu : Campus de Ker Lann, bâtiment Accueil, Bruz, et en visioconférence
Organisée par : Région Bretagne
Lien : https://visio.example.org/taskforce-3

Matinée – Constats

9 h 00   Accueil café
9 h 45   Où en sommes-nous ?
10 h 45  Table ronde : « L’entreprise dans la classe »
         • Orange – Sophie Marchand, responsable mécénat
         • Lycée La Mennais, Ploërmel – Hervé Tanguy, proviseur
         • UIMM Bretagne
         Animateur : Gwenaël Caradec, Pôle Images & Réseaux
12 h 15  Déjeuner (buffet)

Après-midi – Travaux

13 h 45  Ateliers en parallèle
15 h 15  Restitution

Invités : CCI Ille-et-Vilaine, Rennes Métropole
Budget : location de la salle 1 200 € ; restauration 2 450,50 €
Inscription avant le 10 mars auprès de secretariat@example.org`;

test('a French programme with half days, a round table and a budget: nothing invented', () => {
	const draft = read(FRENCH);
	expect(draft).toMatchObject({
		host: 'Région Bretagne',
		place: 'Campus de Ker Lann, bâtiment Accueil, Bruz',
		mode: 'hybrid',
		parts: [
			{ day: 1, part: 1, title: 'Matinée – Constats' },
			{ day: 1, part: 2, title: 'Après-midi – Travaux' }
		],
		budget: [
			{ label: 'location de la salle', amount: '1200' },
			{ label: 'restauration', amount: '2450.50' }
		]
	});
	expect(draft.items.map(({ starts, title }) => `${starts} ${title}`)).toEqual([
		'09:00 Accueil café',
		'09:45 Où en sommes-nous ?',
		'10:45 Table ronde',
		'12:15 Déjeuner (buffet)',
		'13:45 Ateliers en parallèle',
		'15:15 Restitution'
	]);
	expect(draft.items[2]!.speakers).toEqual([
		{ name: 'Sophie Marchand', role: 'responsable mécénat', organisation: 'Orange' },
		{ name: 'Hervé Tanguy', role: 'proviseur', organisation: 'Lycée La Mennais, Ploërmel' },
		{ name: 'Gwenaël Caradec', role: 'Animateur', organisation: 'Pôle Images & Réseaux' }
	]);
	expect(draft.doubts.filter(({ code }) => code === 'speaker_guessed')).toHaveLength(3);
	expect(unplaced(draft)).toEqual([
		'Lien : https://visio.example.org/taskforce-3',
		'• UIMM Bretagne',
		'Inscription avant le 10 mars auprès de secretariat@example.org'
	]);
});

test('a Dutch programme: who chairs the meeting is no item, who chairs the round table speaks there', () => {
	const draft = read(`Taskforce School–Bedrijf Techniek Limburg
Dinsdag 20 april 2027, 13.00 – 17.00 uur
Locatie: Brightlands Campus, Geleen (hybride)
Voorzitter: dr. Marieke Smeets

13.00  Inloop
14.15  Rondetafel: wat vragen bedrijven van docenten?
       - VDL Nedcar: Ruud Cremers
       - Zuyd Hogeschool: n.n.b.
       Chair: Peter Jacobs
15.00  Pauze
16.30  Besluiten en acties`);
	expect(draft).toMatchObject({ place: 'Brightlands Campus, Geleen', mode: 'hybrid' });
	expect(draft.items.map(({ title }) => title)).toEqual([
		'Inloop',
		'Rondetafel: wat vragen bedrijven van docenten?',
		'Pauze',
		'Besluiten en acties'
	]);
	expect(draft.items[1]!.speakers).toEqual([
		{ name: 'Ruud Cremers', role: '', organisation: 'VDL Nedcar' },
		{ name: 'Peter Jacobs', role: 'Chair', organisation: '' }
	]);
	expect(unplaced(draft)).toEqual(['Voorzitter: dr. Marieke Smeets', '- Zuyd Hogeschool: n.n.b.']);
});
