import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFeed } from '#lib/server/report/feed.ts';
import { writeCalendar } from '#lib/server/meeting/calendar.ts';
import { readDraftToEdit } from '#lib/server/report/draft.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { readFile } from '#lib/server/report/files.ts';
import { describeForSearch } from '#lib/server/report/json-ld.ts';
import { writeJson } from '#lib/server/report/json.ts';
import { printProgramme } from '#lib/server/report/programme.ts';
import { publishReport } from '#lib/server/report/publication.ts';
import { readReport } from '#lib/server/report/report.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { holdMeeting, type HeldMeeting } from '../support/held-meeting.ts';
import { showReport } from '../support/pages.ts';
import { readPage, type Marked } from '../support/pdf.ts';
import { unzip } from '../support/zip.ts';

/** Markup, quotes, line ends of three kinds, signs of other formats, marks of direction, and length. */
const TITLE =
	'Été <script>alert(1)</script> "q" \'a\' & #evil() *b* [x](http://y) ]]> \u202eRTL\u202c \u200f' +
	'\r\nBEGIN:VALARM\nEND:VEVENT\r# second ' +
	'œ'.repeat(5000);
const origin = 'https://emvod.example';

let base: TestDatabase;
let held: HeldMeeting;

beforeAll(async () => {
	base = await testDatabase();
	const { db } = base;
	held = await holdMeeting(db, 'hostile');
	await db
		.updateTable('meeting')
		.set({ title: JSON.stringify({ original: 'en', texts: { en: TITLE } }) })
		.where('id', '=', held.meetingId)
		.execute();
	await fileReport(db, held.meetingId);
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	const fields = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`outcome-${held.items.empty}`]: 'no-conclusion',
		[`title-${held.items.talk}`]: TITLE,
		summary: TITLE
	};
	await publishReport(db, held.secretariat, held.slug, {
		draftSeq,
		fields,
		state: 'published',
		origin
	});
});
afterAll(() => base.close());

const squeeze = (text: string) => text.replace(/[\s\u200f\u202a-\u202e]/g, '');
/** What must be readable in every format, sign by sign. */
const SIGNS = squeeze('<script>alert(1)</script> "q" \'a\' & #evil() *b* [x](http://y) ]]>');

async function readPdf(bytes: Uint8Array) {
	const document = await getDocumentProxy(new Uint8Array(bytes));
	const pages = await Promise.all(
		Array.from({ length: document.numPages }, async (_, n) => {
			const text = await (
				await document.getPage(n + 1)
			).getTextContent({
				includeMarkedContent: true
			});
			return readPage(text.items as Marked[]).content;
		})
	);
	const { info } = await document.getMetadata();
	return { text: squeeze(pages.join('')), title: (info as { Title: string }).Title };
}

test('a hostile title is words and nothing else: page and structured data', async () => {
	const page = await showReport(base.db, held.slug);
	expect(page.html).not.toContain('<script>alert');
	expect(page.head).not.toContain('<script>alert');
	expect(page.headings.filter(({ level }) => level === 1)).toHaveLength(1);
	const [, linked] = /<script[^>]*ld\+json[^>]*>([^]*?)<\/script>/.exec(page.head) ?? [];
	expect(squeeze((JSON.parse(linked ?? '') as { name: string }).name)).toContain(SIGNS);
	const view = await readReport(base.db, null, held.slug);
	expect(describeForSearch(view, origin)).toMatchObject({ name: expect.stringContaining('&') });
});

test('a hostile title is words and nothing else: PDF of report and programme', async () => {
	const report = await readFile(base.db, null, { slug: held.slug, format: 'pdf', origin });
	const request = { slug: held.slug, origin, language: 'en' };
	const programme = await printProgramme(base.db, null, request);
	for (const { bytes } of [report, programme]) {
		const { text, title } = await readPdf(bytes);
		expect(text).toContain(SIGNS);
		expect(squeeze(title)).toContain(SIGNS);
	}
	expect(programme.name).toMatch(/^[a-z0-9.-]+\.pdf$/);
});

test('a hostile title is words and nothing else: DOCX, Markdown, JSON', async () => {
	const { db } = base;
	const read = (format: 'docx' | 'md') => readFile(db, null, { slug: held.slug, format, origin });
	const docx = (await read('docx')).bytes;
	const xml = unzip(docx, 'word/document.xml');
	expect(xml).not.toContain('<script>');
	expect(xml.match(/w:pStyle w:val="Heading1"/g)).toHaveLength(1);
	expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
	expect(unzip(docx, 'docProps/core.xml')).not.toContain('<script>');
	const markdown = (await read('md')).bytes.toString();
	expect(markdown.match(/^# /gm)).toHaveLength(1);
	expect(markdown).not.toMatch(/(?<!\\)<script>|(?<!\\)\[x\]/);
	const json = JSON.parse(JSON.stringify(writeJson(await readReport(db, null, held.slug))));
	expect(squeeze(json.title)).toContain(SIGNS);
	expect(json.title).toContain('œ'.repeat(5000));
});

test('a hostile title is words and nothing else: Atom and iCalendar', async () => {
	const feed = await writeFeed(base.db, { origin, language: 'en', title: 'Emvod' });
	expect(feed).not.toMatch(/<script|<!\[CDATA\[[^\]]*<script/);
	expect(feed.match(/<entry>/g)?.length).toBe(feed.match(/<\/entry>/g)?.length);
	const calendar = await writeCalendar(base.db, null, {
		origin,
		language: 'en',
		slug: held.slug,
		title: 'Emvod'
	});
	const lines = calendar.split('\r\n');
	expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
	expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
	expect(lines).not.toContain('BEGIN:VALARM');
	for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});
