import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { sampleContent, sampleImprint, sampleItem } from '../../../../tests/support/report.ts';
import { unzip } from '../../../../tests/support/zip.ts';
import { describeReport } from './document.ts';
import { writeDocx } from './docx.ts';
import { readFile } from './files.ts';
import { fileReport } from './filing.ts';
import { writeMarkdown } from './markdown.ts';
import { writePdf } from './pdf.ts';

const html =
	'<ol><li><p>One <a href="https://emvod.example/x">with a link</a></p></li><li><p>Two</p></li></ol>';
const blocks = [{ id: 'b', n: 0, html, text: 'One Two', visibility: 'public' as const }];
const content = sampleContent(0, {
	items: [sampleItem(0, { blocks }), sampleItem(1, { blocks }), sampleItem(2)],
	annexes: [
		{
			id: 'drawing',
			n: 0,
			title: { text: 'A drawing', lang: 'en' },
			href: '/reports/bretagne-2/annexes/drawing',
			visibility: 'public',
			file: { type: 'image/png', bytes: 70, width: 1, height: 1 },
			alt: 'One dot'
		}
	]
});
const dot = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64'
);
const pictures = new Map([['drawing', { bytes: dot, type: 'image/png', width: 1, height: 1 }]]);
const parts = () => describeReport(content, sampleImprint);
const FORMATS = {
	pdf: () => writePdf(parts(), content, sampleImprint, pictures as never),
	docx: () => writeDocx(parts(), content, sampleImprint, pictures as never),
	md: async () => Buffer.from(writeMarkdown(parts()))
};

test.each(Object.entries(FORMATS))('a %s made again later is the same bytes', async (_, make) => {
	const before = await make();
	await setTimeout(2100); // archives count in steps of two seconds
	expect((await make()).equals(before)).toBe(true);
});

test('a DOCX says that it was made when its version was published, and its links lead somewhere', async () => {
	const bytes = await FORMATS.docx();
	const core = unzip(bytes, 'docProps/core.xml');
	for (const when of ['created', 'modified'])
		expect(core).toMatch(
			new RegExp(`<dcterms:${when}[^>]*>2026-08-29T10:00:00Z</dcterms:${when}>`)
		);
	const document = unzip(bytes, 'word/document.xml');
	const relations = unzip(bytes, 'word/_rels/document.xml.rels');
	const known = [...relations.matchAll(/ Id="([^"]+)"/g)].map(([, id]) => id!);
	const used = [...document.matchAll(/ r:(?:id|embed)="([^"]+)"/g)].map(([, id]) => id!);
	expect(new Set(known).size).toBe(known.length);
	expect(used.length).toBeGreaterThan(2);
	expect(used.filter((id) => !known.includes(id))).toEqual([]);
	const marks = [...document.matchAll(/<w:bookmark(Start|End)[^>]* w:id="(\d+)"/g)];
	const idsOf = (which: string) => marks.filter(([, one]) => one === which).map(([, , id]) => id);
	expect(idsOf('Start').length).toBeGreaterThan(3);
	expect(new Set(idsOf('Start')).size).toBe(idsOf('Start').length);
	expect(idsOf('End')).toEqual(idsOf('Start'));
});

test('files of a version that are not kept any more are made again as they were published', async () => {
	const base = await testDatabase();
	const held = await holdMeeting(base.db, 'made-again');
	await fileReport(base.db, held.meetingId);
	await publishHeld(base.db, held);
	const read = (format: keyof typeof FORMATS) =>
		readFile(base.db, null, { slug: held.slug, format, origin: 'https://emvod.example' });
	for (const format of ['pdf', 'docx', 'md'] as const) {
		const { bytes } = await read(format);
		await base.db.deleteFrom('reportFile').where('format', '=', format).execute();
		expect((await read(format)).bytes.equals(bytes), format).toBe(true);
	}
	await base.close();
});
