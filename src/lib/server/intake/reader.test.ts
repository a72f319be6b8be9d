import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createDeflate, deflateRawSync, deflateSync } from 'node:zlib';
import {
	Document,
	HeadingLevel,
	ImageRun,
	Packer,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TextRun
} from 'docx';
import { describe, expect, test } from 'vitest';
import { AVANT_PROGRAMME } from '../../../../tests/support/programmes.ts';
import { printTypst } from '../../../../tests/support/typst.ts';
import { ENCRYPTED_PDF, packedPdf, PIXEL } from '../../../../tests/support/files.ts';
import { zip } from '../../../../tests/support/zip.ts';
import { readInProcess } from './reader.ts';
import { understand } from './answer.ts';
import { ZONES } from './windows-zones.ts';

const today = '2026-11-26';
const bytesOf = (text: string) => new TextEncoder().encode(text);
async function read(bytes: Uint8Array, name = '') {
	const answer = await understand({ what: 'programme', bytes, name, today });
	if (!answer.ok) throw new Error(answer.reason);
	return answer.programme!;
}
async function refusal(bytes: Uint8Array, name = '') {
	const answer = await understand({ what: 'programme', bytes, name, today });
	return answer.ok ? 'read' : `intake_${answer.reason}`;
}
const doubts = (draft: Awaited<ReturnType<typeof read>>) =>
	draft.doubts.map(({ code, words }) => `${code}: ${words}`);

async function writeDocument(children: Array<Paragraph | Table>): Promise<Uint8Array> {
	return Packer.toBuffer(new Document({ sections: [{ children }] }));
}
const paragraph = (text: string) => new Paragraph(text);
const row = (...cells: string[]) =>
	new TableRow({ children: cells.map((text) => new TableCell({ children: [paragraph(text)] })) });

describe('Word', () => {
	test('headings, lists and tables are understood, and pictures are counted', async () => {
		const bytes = await writeDocument([
			new Paragraph({ text: 'Second meeting', heading: HeadingLevel.TITLE }),
			new Paragraph({ text: 'Thursday 4 March 2027', heading: HeadingLevel.HEADING_1 }),
			new Paragraph({ text: 'Practice', heading: HeadingLevel.HEADING_2 }),
			new Paragraph({ text: 'welcome of the partners', bullet: { level: 0 } }),
			new Paragraph({
				children: [
					new ImageRun({ type: 'png', data: PIXEL, transformation: { width: 9, height: 9 } }),
					new TextRun('A word under a picture')
				]
			}),
			new Table({
				rows: [
					row('Time', 'Title', 'Speaker', 'Organisation', 'Room'),
					row('10:00–10:30', 'The network', 'Anneke Voorbeeld', 'EU STEM Coalition', 'B12'),
					row('10:30–11:00', 'Coffee', '', '', '')
				]
			})
		]);
		const draft = await read(bytes, 'programme.docx');
		expect(draft).toMatchObject({ title: 'Second meeting', language: 'en' });
		expect(draft.days[0]).toMatchObject({ date: '2027-03-04', starts: '10:00' });
		expect(draft.parts).toEqual([{ day: 1, part: 1, title: 'Practice' }]);
		expect(draft.items.map(({ title, minutes, format }) => [title, minutes, format])).toEqual([
			['welcome of the partners', null, 'discussion'],
			['A word under a picture', null, 'discussion'],
			['The network', 30, 'presentation'],
			['Coffee', 30, 'break']
		]);
		expect(draft.items[2]?.speakers).toEqual([
			{ name: 'Anneke Voorbeeld', role: '', organisation: 'EU STEM Coalition' }
		]);
		expect(draft.lines).toContainEqual({ text: 'B12', as: 'none' });
	});

	test('warns when an import drops a picture', async () => {
		const picture = new ImageRun({
			type: 'png',
			data: PIXEL,
			transformation: { width: 9, height: 9 }
		});
		const bytes = await writeDocument([
			paragraph('A meeting'),
			paragraph('4 March 2027'),
			new Paragraph({ children: [picture, picture] }),
			paragraph('A talk')
		]);
		expect(doubts(await read(bytes, 'a.docx'))).toContain('pictures: 2');
	});

	test('a table without names of columns is read row by row', async () => {
		const bytes = await writeDocument([
			paragraph('A meeting'),
			paragraph('4 March 2027'),
			new Table({ rows: [row('09:00', 'Welcome'), row('09:30', 'Debate', 'in small groups')] })
		]);
		const draft = await read(bytes);
		expect(draft.items.map(({ starts, title }) => [starts, title])).toEqual([
			['09:00', 'Welcome'],
			['09:30', 'Debate']
		]);
		expect(draft.lines.at(-1)).toEqual({ text: 'in small groups', as: 'none' });
	});

	test('a zip bomb is not unpacked, also when it lies about its size', async () => {
		const gigabyte = 1024 ** 3;
		const zeros = Buffer.alloc(64 * 1024 * 1024, 0x20);
		const bomb = zip([
			{ name: 'word/document.xml', packed: deflateRawSync(zeros), size: gigabyte }
		]);
		expect(await refusal(bomb, 'bomb.docx')).toBe('intake_expanded');
		const liar = zip([{ name: 'word/document.xml', packed: deflateRawSync(zeros), size: 100 }]);
		expect(['intake_damaged', 'intake_expanded', 'intake_empty']).toContain(
			await refusal(liar, 'liar.docx')
		);
		const many = zip(
			Array.from({ length: 3000 }, (_, n) => ({
				name: `word/${n}.xml`,
				packed: deflateRawSync(Buffer.from('x')),
				size: 1
			}))
		);
		expect(await refusal(many, 'many.docx')).toBe('intake_expanded');
	});

	test('entities of its own are not expanded', async () => {
		const xml = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><w:document><w:p><w:t>&b;</w:t></w:p></w:document>`;
		const packed = deflateRawSync(Buffer.from(xml));
		const file = zip([{ name: 'word/document.xml', packed, size: xml.length }]);
		expect(await refusal(file, 'a.docx')).toBe('intake_damaged');
	});

	test('a damaged archive, another kind of archive and an old Word file are told apart', async () => {
		const good = await writeDocument([paragraph('A meeting')]);
		expect(await refusal(good.slice(0, good.length - 200), 'a.docx')).toBe('intake_damaged');
		const sheet = zip([
			{ name: 'xl/workbook.xml', packed: deflateRawSync(Buffer.from('<x/>')), size: 4 }
		]);
		expect(await refusal(sheet)).toBe('intake_kind');
		const old = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
		expect(await refusal(old, 'a.docx')).toBe('intake_old_word');
	});
});

describe('PDF', () => {
	test('repeated headers and feet are removed and named, a drop capital is put back', async () => {
		const bytes = await printTypst(`
			#set page(height: 9cm, header: [EU STEM Coalition · avant-programme], footer: context [Page #counter(page).display()])
			= Deuxième rencontre en Bretagne
			Jeudi 27 août 2020

			#text(size: 34pt)[L]#h(1pt)e réseau EU STEM Coalition

			9h30 – 10h00 Accueil
			#pagebreak()
			10h00 – 11h00 Echanges de pratiques
			#pagebreak()
			11h00 – 12h00 Débat`);
		const draft = await read(bytes, 'programme.pdf');
		expect(draft.title).toBe('Deuxième rencontre en Bretagne');
		expect(draft.days[0]?.date).toBe('2020-08-27');
		expect(draft.items.map(({ title, minutes }) => [title, minutes])).toEqual([
			['Le réseau EU STEM Coalition', null],
			['Accueil', 30],
			['Echanges de pratiques', 60],
			['Débat', 60]
		]);
		const said = doubts(draft);
		expect(said.filter((one) => one.startsWith('repeated: EU STEM Coalition'))).toHaveLength(1);
		expect(said.some((one) => one.startsWith('letter_joined: Le'))).toBe(true);
		expect(draft.lines.filter(({ as }) => as === 'repeated')).toHaveLength(6);
	});

	test('a capital that is drawn first, far down the page, is not put before the title', async () => {
		const bytes = await printTypst(`
			#set page(width: 16cm, height: 20cm, margin: 2cm)
			#set text(size: 10pt)
			#place(top + left, dy: 7cm, text(size: 40pt, top-edge: "cap-height")[A])
			DEUXIÈME RENCONTRE

			Jeudi 27 août 2020

			9h30 – 10h00 Accueil

			10h00 – 11h00 Débat
			#place(top + left, dy: 7cm, dx: 1.1cm)[u cours de la rencontre, les écoles]
			#place(top + left, dy: 7.5cm, dx: 1.1cm)[et les entreprises se parlent]`);
		const draft = await read(bytes, 'programme.pdf');
		expect(draft.title).toBe('DEUXIÈME RENCONTRE');
		expect(doubts(draft)).toContain('letter_joined: Au cours de la rencontre, les écoles');
	});

	test('what comes again on one page, or at another height of the next, is no running head', async () => {
		const one = (n: number) => `
			${8 + n}:00 Atelier ${n}

			Intervenant : Mads Eksempel, orateur, Jet-Net Denmark.

			Une phrase qui revient sous chaque atelier
			`;
		const items = [1, 2, 3, 4, 5, 6, 7].map(one);
		const at = (text: string) =>
			printTypst(`
			#set page(height: 28cm, footer: [EU STEM Coalition · programme])
			= Rencontre
			Jeudi 15 avril 2027

			${text}`);
		const pages = [
			items.join('\n'),
			items.slice(0, 3).join('\n') + '#pagebreak()' + items.slice(3).join('\n')
		];
		const sentences = pages.map(async (text) => {
			const draft = await read(await at(text), 'programme.pdf');
			const own = draft.items.filter(({ title }) => title.startsWith('Atelier'));
			expect(own.map(({ speakers }) => speakers.map(({ name }) => name))).toEqual(
				items.map(() => ['Mads Eksempel'])
			);
			return draft.lines.filter(({ as }) => as === 'repeated').map(({ text: words }) => words);
		});
		expect(await Promise.all(sentences)).toEqual([
			[],
			['EU STEM Coalition · programme', 'EU STEM Coalition · programme']
		]);
	});

	test('pictures in it are counted', async () => {
		const bytes = await printTypst(`A meeting

			4 March 2027

			#image(bytes((${[...PIXEL].join(',')})), width: 1cm)

			- A talk`);
		expect(doubts(await read(bytes))).toContain('pictures: 1');
	});

	test('streams that unpack to hundreds of megabytes are refused before memory is taken', async () => {
		const zeros = Array.from({ length: 200 }).fill(Buffer.alloc(1024 * 1024));
		const packed = await buffer(Readable.from(zeros).pipe(createDeflate()));
		const job = { what: 'programme', name: 'bomb.pdf', today } as const;
		const bombs = [
			packedPdf(packed, '/FlateDecode'),
			packedPdf(deflateSync(packed), '[/FlateDecode /FlateDecode]'),
			packedPdf(packed.subarray(0, packed.length - 4), '5 0 R')
		];
		const before = process.memoryUsage().rss;
		let most = before;
		const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 10);
		for (const bytes of bombs)
			await expect(readInProcess({ ...job, bytes })).rejects.toMatchObject({
				code: 'intake_expanded'
			});
		clearInterval(watch);
		expect((most - before) / 1024 ** 2).toBeLessThan(150);
	});

	test('what is packed so that it is not measured is ended by the memory that it takes', async () => {
		const zeros = Array.from({ length: 200 }).fill(Buffer.alloc(1024 * 1024));
		const packed = await buffer(Readable.from(zeros).pipe(createDeflate()));
		const bytes = packedPdf(
			Buffer.from(`${packed.toString('hex')}>`),
			'[/ASCIIHexDecode /FlateDecode]'
		);
		const job = { what: 'programme', name: 'bomb.pdf', today, bytes } as const;
		await expect(readInProcess(job, 30_000, 250)).rejects.toMatchObject({
			code: 'intake_expanded'
		});
	});

	test('scanned pages, a password, 300 pages and damage each have their own words', async () => {
		const scanned = await printTypst(`#image(bytes((${[...PIXEL].join(',')})), width: 5cm)`);
		expect(await refusal(scanned, 'scan.pdf')).toBe('intake_scanned');
		expect(await refusal(ENCRYPTED_PDF, 'secret.pdf')).toBe('intake_encrypted');
		const long = await printTypst('#for n in range(300) [Page of words #pagebreak(weak: true)]\n');
		expect(
			await understand({ what: 'programme', bytes: long, name: 'long.pdf', today })
		).toMatchObject({ reason: 'pages', details: { count: 300, max: 60 } });
		expect(await refusal(bytesOf('%PDF-1.7\nnothing more'), 'a.pdf')).toBe('intake_damaged');
	});
});

describe('calendar', () => {
	const calendar = (zone: string, body: string) =>
		bytesOf(
			`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:Second meeting\r\n${zone}${body}END:VCALENDAR\r\n`
		);
	const event = (start: string, end: string, more = '') =>
		`BEGIN:VEVENT\r\nUID:${start}\r\nDTSTAMP:20270101T000000Z\r\nSUMMARY:The network\r\nDTSTART${start}\r\nDTEND${end}\r\n${more}END:VEVENT\r\n`;

	test('what is cancelled is left out and told, and so is that people were invited', async () => {
		const draft = await read(
			calendar(
				'',
				event(
					':20270304T110000Z',
					':20270304T120000Z',
					'ATTENDEE;CN=Jane Example:mailto:j@example.eu\r\n'
				) + event(':20270304T130000Z', ':20270304T140000Z', 'STATUS:CANCELLED\r\n')
			),
			'a.ics'
		);
		expect(draft.items).toHaveLength(1);
		expect(draft.doubts.map(({ code, words }) => [code, words])).toEqual(
			expect.arrayContaining([
				['cancelled_left', expect.any(String)],
				['attendees_left', '1']
			])
		);
		expect(JSON.stringify(draft)).not.toContain('Jane Example');
	});

	test('a zone that is known gives the meeting its clock; other zones are shown on it', async () => {
		const draft = await read(
			calendar(
				'',
				event(';TZID=Europe/Brussels:20270304T093000', ';TZID=Europe/Brussels:20270304T100000') +
					event(
						':20270304T090000Z',
						':20270304T093000Z',
						'LOCATION:Fréhel\r\nDESCRIPTION:Speaker: Anneke Voorbeeld\\, coordinator\\, Coalition\\nBring a pen\r\n'
					)
			),
			'a.ics'
		);
		expect(draft).toMatchObject({
			title: 'Second meeting',
			timezone: 'Europe/Brussels',
			place: 'Fréhel'
		});
		expect(draft.items.map(({ starts, minutes }) => [starts, minutes])).toEqual([
			['09:30', 30],
			['10:00', 30]
		]);
		expect(draft.items[1]?.speakers[0]?.name).toBe('Anneke Voorbeeld');
		expect(draft.lines).toContainEqual({ text: 'Bring a pen', as: 'none' });
		expect(doubts(draft)).toEqual([]);
	});

	test('events that overlap keep their hours, each as long as until the next begins, and are marked', async () => {
		const at = (hours: string) => `;TZID=Europe/Paris:20270304T${hours}00`;
		const draft = await read(
			calendar(
				'',
				event(at('1400'), at('1630')) +
					event(at('1430'), at('1530')) +
					event(at('1430'), at('1500')) +
					event(at('1630'), at('1700'))
			),
			'a.ics'
		);
		expect(draft.items.map(({ starts, minutes }) => [starts, minutes])).toEqual([
			['14:00', 30],
			['14:30', null],
			['14:30', 30],
			['16:30', 30]
		]);
		expect(draft.days[0]).toMatchObject({ starts: '14:00', ends: '17:00' });
		const marked = draft.doubts.filter(({ code }) => code === 'overlap');
		expect(marked.map(({ words, item }) => `${item} ${words}`)).toEqual([
			'0 14:00–16:30, 14:30–15:30',
			'1 14:00–16:30, 14:30–15:30',
			'0 14:00–16:30, 14:30–15:00',
			'2 14:00–16:30, 14:30–15:00'
		]);
	});

	test('a zone described in the file is reckoned with', async () => {
		const zone =
			'BEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n';
		const draft = await read(
			calendar(zone, event(';TZID=Office:20270304T110000', ';TZID=Office:20270304T120000'))
		);
		expect(draft.items[0]).toMatchObject({ starts: '09:00', minutes: 60 });
		expect(doubts(draft)).toEqual([]);
	});

	test('a zone is known by the name that Outlook gives it, without a description', async () => {
		const at = (zone: string, hours: string) => `;TZID=${zone}:20270304T${hours}00`;
		const draft = await read(
			calendar(
				'',
				event(at('Romance Standard Time', '0930'), at('Romance Standard Time', '1000')) +
					event(at('"GTB Standard Time"', '1100'), at('"GTB Standard Time"', '1130')) +
					event(at('GMT Standard Time', '1000'), at('GMT Standard Time', '1030'))
			),
			'a.ics'
		);
		expect(draft.timezone).toBe('Europe/Paris');
		expect(draft.items.map(({ starts }) => starts)).toEqual(['09:30', '10:00', '11:00']);
		expect(doubts(draft).filter((one) => one.startsWith('zone_'))).toEqual([]);
		expect(ZONES).toMatchObject({ 'Russia Time Zone 3': 'Europe/Samara' });
		// Every zone of the table is one that the platform keeps time in.
		for (const zone of Object.values(ZONES))
			expect(() => new Intl.DateTimeFormat('en', { timeZone: zone }), zone).not.toThrow();
	});

	test('a zone that is unknown is named and its times are taken as they stand; none is said too', async () => {
		const unknown = await read(
			calendar('', event(';TZID=Mars/Phobos:20270304T110000', ';TZID=Mars/Phobos:20270304T120000'))
		);
		expect(unknown.items[0]?.starts).toBe('11:00');
		expect(doubts(unknown)).toEqual(['zone_unknown: Mars/Phobos']);
		const floating = await read(calendar('', event(':20270304T110000', ':20270304T120000')));
		expect(doubts(floating)).toEqual(['zone_missing: Europe/Paris']);
	});

	test('what recurs for ever is cut', async () => {
		const draft = await read(
			calendar('', event(':20270304T110000Z', ':20270304T113000Z', 'RRULE:FREQ=DAILY\r\n'))
		);
		expect(draft.items).toHaveLength(30);
		expect(doubts(draft)).toContain('recurrence_cut: 30');
		expect(await refusal(bytesOf('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nnonsense'), 'a.ics')).toBe(
			'intake_damaged'
		);
	});
});

describe('table', () => {
	test('columns are found by their names in five languages, whatever parts them', async () => {
		const samples = [
			'Date;Début;Fin;Titre;Intervenant;Fonction;Organisme\n27/08/2020;9h30;10h00;Le réseau;Anneke Voorbeeld;coordinatrice;Coalition',
			'date,start,end,title,speaker,role,organisation\n2020-08-27,09:30,10:00,Le réseau,Anneke Voorbeeld,coordinatrice,Coalition',
			'Datum\tBegin\tEinde\tTitel\tSpreker\tFunctie\tOrganisatie\n27-08-2020\t9u30\t10u00\tLe réseau\tAnneke Voorbeeld\tcoordinatrice\tCoalition',
			'\ufeffFecha;Inicio;Fin;Título;Ponente;Cargo;Organización\n27/08/2020;09:30;10:00;"Le réseau";Anneke Voorbeeld;coordinatrice;Coalition',
			'Dato;Start;Slut;Titel;Oplægsholder;Rolle;Organisation\n27.08.2020;09.30;10.00;Le réseau;Anneke Voorbeeld;coordinatrice;Coalition'
		];
		for (const sample of samples) {
			const draft = await read(bytesOf(sample), 'second_meeting.csv');
			expect(draft.title, sample).toBe('second meeting');
			expect(draft.days[0]?.date, sample).toBe('2020-08-27');
			expect(draft.items, sample).toHaveLength(1);
			expect(draft.items[0], sample).toMatchObject({
				starts: '09:30',
				minutes: 30,
				title: 'Le réseau',
				speakers: [{ name: 'Anneke Voorbeeld', role: 'coordinatrice', organisation: 'Coalition' }]
			});
		}
	});

	test('Latin-1 letters are read and said to be a guess; a column that is not known is named', async () => {
		const latin = Uint8Array.from('Titre;Durée;Salle\nÉchanges;45;B12\n', (sign) =>
			sign.charCodeAt(0)
		);
		const draft = await read(latin, 'a.csv');
		expect(draft.items[0]).toMatchObject({ title: 'Échanges', minutes: 45 });
		expect(doubts(draft).map((one) => one.split(':')[0])).toEqual([
			'encoding',
			'column_unknown',
			'no_date'
		]);
		expect(draft.lines).toContainEqual({ text: 'Échanges | 45 | B12', as: 'item' });
	});

	test('a formula is kept as plain text and flagged', async () => {
		const draft = await read(
			bytesOf('title,minutes\n"=cmd|\' /C calc\'!A0",15\n@SUM(1+1),15'),
			'a.csv'
		);
		expect(draft.items.map(({ title }) => title)).toEqual(["=cmd|' /C calc'!A0", '@SUM(1+1)']);
		expect(draft.doubts.filter(({ code }) => code === 'formula')).toHaveLength(2);
	});
});

describe('other input', () => {
	test('each has its own words: empty, too large, too long, binary, another kind, a false name', async () => {
		expect(await refusal(new Uint8Array())).toBe('intake_empty');
		expect(await refusal(bytesOf(' \n\t\n'))).toBe('intake_empty');
		expect(await refusal(new Uint8Array(8 * 1024 * 1024 + 1))).toBe('intake_too_large');
		expect(await refusal(bytesOf('words '.repeat(80_000)))).toBe('intake_too_long');
		expect(
			await refusal(
				Uint8Array.from({ length: 5000 }, (_, n) => n % 32),
				'a.txt'
			)
		).toBe('intake_binary');
		expect(await refusal(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), 'a.txt')).toBe(
			'intake_kind'
		);
		expect(await refusal(bytesOf('{\\rtf1 words}'), 'a.rtf')).toBe('intake_kind');
		for (const name of ['a.pdf', 'a.docx', 'a.ics'])
			expect(await refusal(bytesOf('only words'), name)).toBe('intake_mismatch');
	});

	test('a calendar is no report, as a file and pasted', async () => {
		const bytes = bytesOf(
			'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20270304T100000\r\nSUMMARY:Debate\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
		);
		for (const name of ['meeting.ics', ''])
			expect(await understand({ what: 'report', bytes, name, today })).toEqual({
				ok: false,
				reason: 'calendar',
				details: {}
			});
	});

	test('UTF-16 and pasted text are read', async () => {
		const wide = Buffer.from(`\ufeff${AVANT_PROGRAMME}`, 'utf16le');
		expect((await read(wide, 'a.txt')).items).toHaveLength(7);
		expect((await read(bytesOf(AVANT_PROGRAMME))).items).toHaveLength(7);
	});

	test('a file that would take for ever is stopped in its process, and the next one is read', async () => {
		const job = { what: 'programme', bytes: bytesOf(AVANT_PROGRAMME), name: '', today } as const;
		await expect(readInProcess(job, 1)).rejects.toMatchObject({ code: 'intake_slow', status: 422 });
		expect((await readInProcess(job)).programme?.items).toHaveLength(7);
		const false_ = { ...job, bytes: ENCRYPTED_PDF };
		await expect(readInProcess(false_)).rejects.toMatchObject({ code: 'intake_encrypted' });
		const twelve = await Promise.allSettled(
			Array.from({ length: 12 }, () => readInProcess(job, 1))
		);
		const codes = twelve.map((one) => one.status === 'rejected' && one.reason.code);
		expect(codes.filter((code) => code === 'intake_busy')).toHaveLength(2);
	});
});
