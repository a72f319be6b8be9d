import { describe, expect, test } from 'vitest';
import { printTypst } from '../../../../tests/support/typst.ts';
import { understand } from './answer.ts';
import { layOut } from './layout.ts';
import type { LaidLine } from './flow.ts';
import { listPieces, type Glyphs } from './pieces.ts';

async function read(source: string, what: 'programme' | 'report' = 'programme') {
	const bytes = await printTypst(`
		#set page(width: 21cm, height: 29.7cm, margin: 2cm)
		#set text(size: 10pt)
		= Second meeting of the taskforce
		${source}`);
	const answer = await understand({ what, bytes, name: 'a.pdf', today: '2026-11-26' });
	if (!answer.ok) throw new Error(answer.reason);
	const { items, days, doubts, lines } = answer.programme!;
	return {
		items: items.map(({ day, starts, minutes, title }) => [day, starts, minutes, title]),
		speakers: items.map(({ speakers }) => speakers.map(({ name }) => name)),
		days: days.map(({ date }) => date),
		doubts: doubts.map(({ code, words }) => `${code}: ${words}`),
		lines
	};
}

/** Each line at its own place, left and right in turn: as some programs write what stands in columns. */
const inTurn = (left: string[], right: string[], shift = '0cm') =>
	left
		.flatMap((words, n) => [
			`#place(dx: 0cm, dy: 1cm + ${n * 0.55}cm, [${words}])`,
			`#place(dx: 9cm, dy: 1cm + ${n * 0.55}cm + ${shift}, [${right[n] ?? ''}])`
		])
		.join('\n');

const DAYS = [
	['Thursday 4 March 2027', '09:30 Welcome', '10:00 The network', '11:00 Round table'],
	['Friday 5 March 2027', '09:00 Governance', '10:00 Finance of schools', '11:30 Next steps']
] as const;
const TWO_DAYS = [
	[1, '09:30', 30, 'Welcome'],
	[1, '10:00', 60, 'The network'],
	[1, '11:00', null, 'Round table'],
	[2, '09:00', 60, 'Governance'],
	[2, '10:00', 90, 'Finance of schools'],
	[2, '11:30', null, 'Next steps']
];

describe('columns of a PDF', () => {
	for (const shift of ['0cm', '0.2cm'])
		test(`two days beside each other, written line by line, ${shift} apart in height`, async () => {
			const { items, days, doubts } = await read(inTurn([...DAYS[0]], [...DAYS[1]], shift));
			expect(days).toEqual(['2027-03-04', '2027-03-05']);
			expect(items).toEqual(TWO_DAYS);
			expect(doubts).toContain('columns_guessed: Friday 5 March 2027');
		});

	test('columns that are written one after the other are in order, and not doubtful', async () => {
		const { items, doubts, lines } = await read(
			`#columns(2)[${DAYS[0].join('\n\n')} #colbreak() ${DAYS[1].join('\n\n')}]

			Contact: secretariat\\@example.org`
		);
		expect(items).toEqual(TWO_DAYS);
		expect(doubts.join()).not.toContain('columns_guessed');
		expect(lines.at(-1)?.text).toBe('Contact: secretariat@example.org');
	});

	test('a table for each day, beside each other', async () => {
		const table = ([day, ...lines]: readonly string[]) =>
			`[*${day}* #table(columns: (auto, 1fr), ${lines
				.flatMap((line) => [line.slice(0, 5), line.slice(6)])
				.map((cell) => `[${cell}]`)
				.join()})]`;
		const { items, days } = await read(
			`#grid(columns: (1fr, 1fr), column-gutter: 1cm, ${table(DAYS[0])}, ${table(DAYS[1])})`
		);
		expect(days).toEqual(['2027-03-04', '2027-03-05']);
		expect(items).toEqual(TWO_DAYS);
	});

	test('a title and a speaker that a narrow column broke are whole; short entries stay apart', async () => {
		const titles = [1, 2, 3, 4].map((n) => `Atelier ${n} : thème de la session numéro ${n}`);
		const { items, speakers, lines } = await read(
			`#set text(size: 12pt)
			Jeudi 15 avril 2027, Rennes

			#columns(2, gutter: 5cm)[${titles
				.map(
					(title) => `
			*${title}*

			Intervenant : Mads Eksempel, orateur, Jet-Net Denmark. Cette session présente plusieurs exemples de coopération.
			`
				)
				.join('\n')}
			#colbreak()
			accueil des partenaires\\
			le réseau\\
			débat]`
		);
		expect(items.map(([, , , title]) => title)).toEqual([
			...titles,
			'accueil des partenaires',
			'le réseau',
			'débat'
		]);
		expect(speakers.slice(0, 4)).toEqual(titles.map(() => ['Mads Eksempel']));
		expect(lines.filter(({ as }) => as === 'none').map(({ text }) => text.slice(-12))).toEqual(
			titles.map(() => 'coopération.')
		);
	});

	test('running text, the left column longer, and a heading below that stands over both', async () => {
		const words = (side: string, count: number) =>
			Array.from({ length: count }, (_, n) => `${side}${n} one of several words in it`);
		const lines = await layOutTypst(
			`${inTurn(words('l', 9), words('r', 6))}
			#place(dy: 9cm, text(size: 14pt)[What follows])`
		);
		expect(lines.filter(Boolean).map((line) => line.split(' ')[0])).toEqual(
			'l0 l1 l2 l3 l4 l5 l6 l7 l8 r0 r1 r2 r3 r4 r5 What'.split(' ')
		);
	});
});

describe('a table of hours, titles and speakers in a PDF', () => {
	const ROWS = `[09:30–10:00], [Welcome and coffee], [],
		[10:00–11:00], [What schools need from companies, and what companies can give to schools in all the years to come],
			[Jane Example, head of programme, EIT Digital],
		[11:00–12:00], [Round table], [Joost Voorbeeld, PTvT],
		[12:00–13:00], [The Basque programme], [Nerea Adibide]`;
	const ITEMS = [
		[1, '09:30', 30, 'Welcome and coffee'],
		[
			1,
			'10:00',
			60,
			'What schools need from companies, and what companies can give to schools in all the years to come'
		],
		[1, '11:00', 60, 'Round table'],
		[1, '12:00', 60, 'The Basque programme']
	];
	const SPEAKERS = [[], ['Jane Example'], ['Joost Voorbeeld'], ['Nerea Adibide']];

	test('stays row by row without names of columns; who speaks is doubtful', async () => {
		for (const align of ['top', 'horizon'])
			for (const widths of ['(auto, 1fr, 4cm)', '(1.3cm, 7cm, 3cm)']) {
				const { items, speakers, doubts } = await read(
					`4 March 2027
					#table(columns: ${widths}, align: ${align}, stroke: none, ${ROWS})`
				);
				expect(items, `${align} ${widths}`).toEqual(ITEMS);
				expect(speakers).toEqual(SPEAKERS);
				expect(doubts).toContain('speaker_guessed: Joost Voorbeeld, PTvT');
			}
	});

	test('with names of columns in French, facts above it, and a break over its whole width', async () => {
		const { items, speakers, doubts } = await read(`
			#grid(columns: (auto, 1fr), row-gutter: 6pt, column-gutter: 12pt,
				[Date :], [4 mars 2027], [Lieu :], [Hôtel de Diane, 22240 Fréhel],
				[Objectif :], [Préparer un programme])
			#table(columns: (auto, 1fr, 4.5cm),
				[*Horaire*], [*Sujet*], [*Intervenant*],
				[9h30 – 10h], [Accueil], [],
				[10h – 11h], [Echanges de pratiques], [Sanne Voorbeeld, directrice, Jet-Net],
				table.cell(colspan: 3)[*Pause déjeuner au restaurant de l’hôtel*],
				[13h30 – 14h], [Gouvernance], [Nerea Adibide],
				[14h – 15h], [Budget des écoles], [])`);
		expect(items).toEqual([
			[1, '09:30', 30, 'Accueil'],
			[1, '10:00', 60, 'Echanges de pratiques'],
			[1, null, null, 'Pause déjeuner au restaurant de l’hôtel'],
			[1, '13:30', 30, 'Gouvernance'],
			[1, '14:00', 60, 'Budget des écoles']
		]);
		expect(speakers).toEqual([[], ['Sanne Voorbeeld'], [], ['Nerea Adibide'], []]);
		expect(doubts.join()).not.toContain('speaker_guessed');
	});

	test('keeps the names of its columns overleaf, where they are not said again', async () => {
		const names = ['Jane Example', 'John Sample', 'Ann Sample', 'Joe Example', 'Eve Sample'];
		const people = [...names, ...names];
		const hours = people.map((_, n) => `${String(n + 9).padStart(2, '0')}:00`);
		const cells = people.map((name, n) => `[${hours[n]}], [${name}], [Talk number ${n}]`).join();
		const { items, speakers } = await read(`
			#set page(height: 9cm)
			Thursday 4 March 2027
			#table(columns: (3cm, 5cm, 6cm), table.header(repeat: false, [Time], [Speaker], [Title]), ${cells})`);
		expect(items.map(([, starts, , title]) => `${starts} ${title}`)).toEqual(
			hours.map((hour, n) => `${hour} Talk number ${n}`)
		);
		expect(speakers.flat()).toEqual(people);
	});

	test('a list with bullets or numbers is no table', async () => {
		const { items } = await read(`4 March 2027

			- Welcome of the partners
			- Practice in schools
			- Governance

			+ First of the steps
			+ Second of the steps
			+ Third of the steps`);
		expect(items.map(([, , , title]) => title)).toEqual([
			'Welcome of the partners',
			'Practice in schools',
			'Governance',
			'First of the steps',
			'Second of the steps',
			'Third of the steps'
		]);
	});
});

describe('larger letters of a PDF', () => {
	const prose =
		'Everybody says who they are and what they expect of the day, which takes a while since there are many of us, and we would like to hear each of you about what you did.';
	const large = (words: string) => `#text(size: 14pt)[${words}]`;

	test('above prose they are items, and the prose is no part of their titles', async () => {
		for (const hours of ['', '09:30 ']) {
			const { items, lines } = await read(
				`Monday 8 February 2027\n\n${large(`${hours}Welcome`)} \\ ${prose}\n\n${large(`${hours && '10:00 '}Closing`)} \\ ${prose}`
			);
			expect(items.map(([, , , title]) => title)).toEqual(['Welcome', 'Closing']);
			expect(lines.filter(({ as }) => as === 'part')).toEqual([]);
		}
	});

	test('above hours they are parts', async () => {
		const { items, lines } = await read(
			`Monday 8 February 2027\n\n${large('Practice')}\n\n09:30 Welcome\n\n10:00 Talk`
		);
		expect(items.map(([, , , title]) => title)).toEqual(['Welcome', 'Talk']);
		expect(lines.filter(({ as }) => as === 'part').map(({ text }) => text)).toEqual(['Practice']);
	});
});

test('wherever words stand on a page, none is lost and none comes twice', () => {
	let seed = 7;
	const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
	for (let page = 0; page < 300; page += 1) {
		const items: Glyphs[] = Array.from({ length: random(60) }, (_, n) => {
			const words = [`w${n}`, `09:${10 + random(50)}`, `•`, `W${n} Example`, 'Lieu :'][random(5)]!;
			const [x, y] = [random(4) * 90 + random(3), 700 - random(20) * (6 + random(8))];
			return {
				str: `${words}#${n}.`,
				transform: [10, 0, 0, 10, x, y],
				width: 20 + random(120),
				height: 8 + random(6)
			};
		});
		const marks = (text: string) => text.match(/#\d+\./g)?.sort() ?? [];
		expect(marks(layOut(listPieces(items)).map(sayText).join(' '))).toEqual(
			marks(items.map(({ str }) => str).join(' '))
		);
	}
});

test('nor is one lost where rows name columns, as those of lists do', () => {
	let seed = 11;
	const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
	const words = 'w Action Who When Name Organisation Topic Minutes Cost 09:30 Time Session'.split(
		' '
	);
	let lists = 0;
	for (let page = 0; page < 300; page += 1) {
		const items: Glyphs[] = Array.from({ length: random(60) }, (_, n) => ({
			str: `${words[random(words.length)]} #${n}.`,
			transform: [10, 0, 0, 10, random(4) * 120 + random(2), 700 - random(12) * 14],
			width: 20 + random(70),
			height: 10
		}));
		const marks = (text: string) => [...new Set(text.match(/#\d+\./g))].sort();
		const lines = layOut(listPieces(items));
		if (lines.some(({ row }) => row)) lists += 1;
		expect(marks(lines.map(sayText).join(' '))).toEqual(
			marks(items.map(({ str }) => str).join(' '))
		);
	}
	expect(lists).toBeGreaterThan(50);
});

const sayText = ({ text }: LaidLine) => text;

async function layOutTypst(source: string): Promise<string[]> {
	const { getDocumentProxy } = await import('unpdf');
	const document = await getDocumentProxy(await printTypst(`#set text(size: 10pt)\n${source}`));
	const { items } = await (await document.getPage(1)).getTextContent();
	const runs = items.filter((item): item is typeof item & Glyphs => 'str' in item);
	return layOut(listPieces(runs)).map(sayText);
}
