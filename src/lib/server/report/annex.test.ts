import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, crc32 } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ReportContent } from '#lib/model/report.ts';
import type { AppError } from '../platform/errors.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { showReport } from '../../../../tests/support/pages.ts';
import { unzip } from '../../../../tests/support/zip.ts';
import { search } from '../library/search.ts';
import { addAnnex, readAnnex } from './annex.ts';
import { readDraftAsVisitor, readDraftToEdit, saveDraft } from './draft.ts';
import { writeFeed } from './feed.ts';
import { readFile } from './files.ts';
import { fileReport } from './filing.ts';
import { describeForSearch } from './json-ld.ts';
import { writeJson } from './json.ts';
import { correctReport, withdrawReport } from './publication.ts';
import { readReport } from './report.ts';
import { readTranslationToEdit, saveTranslation } from './translation.ts';
import { reinstateReport } from './withdrawal.ts';

const data = mkdtempSync(join(tmpdir(), 'emvod-annex-'));
process.env.EMVOD_DATA = data;
process.env.DATABASE_URL ??= 'postgres://nowhere/none';
const origin = 'https://emvod.example';

let base: TestDatabase;
let held: HeldMeeting;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(async () => {
	await base.close();
	rmSync(data, { recursive: true, force: true });
});
beforeEach(async () => {
	held = await holdMeeting(base.db, `annexed-${++count}`);
	await fileReport(base.db, held.meetingId);
});

/** A picture of one colour, `side` pixels wide and high, as PNG (RFC 2083); its head may claim another size. */
function drawPng(side = 40, [width, height] = [side, side]): Uint8Array {
	const chunk = (type: string, body: Buffer) => {
		const name = Buffer.from(type);
		const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
		length.writeUInt32BE(body.length);
		sum.writeUInt32BE(crc32(Buffer.concat([name, body])));
		return Buffer.concat([length, name, body, sum]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2], 8);
	const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(side * 3, 90)]);
	const rows = Buffer.concat(Array.from({ length: side }, () => row));
	return Buffer.concat([
		Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0))
	]);
}
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF');
const words = (text: string) => new TextEncoder().encode(text);

async function attach(file: Uint8Array, name: string, title = '', actor = held.secretariat) {
	const { draftSeq } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	await addAnnex(base.db, actor, held.slug, { draftSeq, fields: {}, file, name, title });
	const { content } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	return content.annexes.at(-1)!;
}
async function edit(fields: Record<string, string>) {
	const { draftSeq } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	await saveDraft(base.db, held.secretariat, held.slug, { draftSeq, fields });
}
const publish = (fields?: Record<string, string>) => publishHeld(base.db, held, fields);
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(fault: AppError) => fault.code
	);

test('what a file is called decides nothing: size first, then its own bytes', async () => {
	const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
	const refused: Array<[string, Uint8Array, string]> = [
		['photo.png', words(svg), 'annex_type'],
		['photo.png', words('<!doctype html><script>alert(1)</script>'), 'annex_type'],
		['photo.png', drawPng().slice(0, 20), 'annex_type'],
		['photo.png', drawPng().slice(0, 60), 'annex_type'],
		['photo.jpg', words('MZ'), 'annex_type'],
		['empty.png', new Uint8Array(), 'annex_size'],
		['large.png', new Uint8Array(20_000_000), 'annex_size'],
		['bomb.png', drawPng(40, [20_000, 20_000]), 'annex_pixels'],
		['ribbon.png', drawPng(40, [40_000_001, 1]), 'annex_pixels']
	];
	for (const [name, bytes, code] of refused)
		expect(await codeOf(attach(bytes, name)), `${name} ${bytes.length}`).toBe(code);
	expect(readdirSync(data)).toEqual([]);
	for (const actor of [held.member, held.outsider])
		expect(await codeOf(attach(drawPng(), 'a.png', '', actor))).toBe('not_found');
	const picture = await attach(drawPng(), '../../<b>photo</b>.exe', 'A <picture>');
	expect(picture).toMatchObject({
		title: { text: 'A <picture>' },
		visibility: 'restricted',
		file: { type: 'image/png', width: 40, height: 40 }
	});
	const [file] = readdirSync(join(data, 'media'));
	expect(file).toMatch(/^[0-9a-f-]{36}\.png$/);
});

test('a picture without words keeps the report from being published, and says where', async () => {
	const { id } = await attach(drawPng(), 'photo.png');
	await edit({ [`annex-visibility-${id}`]: 'public' });
	const gaps = async () =>
		(await readDraftToEdit(base.db, held.secretariat, held.slug)).gaps.filter(
			({ code }) => code === 'annex-text'
		);
	expect(await gaps()).toMatchObject([{ annexId: id, subject: 'photo' }]);
	expect(await codeOf(publish())).toBe('report_gaps');
	await edit({ [`annex-alt-${id}`]: 'Two people at a table' });
	expect(await gaps()).toEqual([]);
	expect(await codeOf(publish())).toBe('done');
});

test('a public annex is in every format, a picture with its words', async () => {
	const { db } = base;
	const picture = await attach(drawPng(), 'photo.png', 'The hall');
	const document = await attach(pdf, 'list.pdf', 'A list');
	await publish({
		[`annex-visibility-${picture.id}`]: 'public',
		[`annex-alt-${picture.id}`]: 'Two people at a table',
		[`annex-visibility-${document.id}`]: 'public'
	});
	const href = `/reports/${held.slug}/annexes/${picture.id}`;
	const view = await readReport(db, null, held.slug);
	expect(writeJson(view).annexes).toMatchObject([
		{ title: 'The hall', href, type: 'image/png', text: 'Two people at a table' },
		{ title: 'A list', type: 'application/pdf', text: null }
	]);
	expect(describeForSearch(view, origin)).toMatchObject({
		associatedMedia: [
			{ '@type': 'ImageObject', contentUrl: origin + href, description: 'Two people at a table' },
			{ '@type': 'MediaObject', name: 'A list' }
		]
	});
	const read = async (format: 'pdf' | 'docx' | 'md') =>
		(await readFile(db, null, { slug: held.slug, format, origin })).bytes;
	expect((await read('md')).toString()).toContain(`![Two people at a table](<${origin}${href}>)`);
	const xml = unzip(await read('docx'), 'word/document.xml');
	expect(xml).toMatch(/<wp:docPr [^>]*descr="Two people at a table"/);
	const printed = await read('pdf');
	expect(printed.toString('latin1')).toContain('pdfuaid:part');
	const proxy = await getDocumentProxy(new Uint8Array(printed));
	const trees: string[] = [];
	for (let n = 1; n <= proxy.numPages; n++)
		trees.push(JSON.stringify(await (await proxy.getPage(n)).getStructTree()));
	expect(trees.join()).toMatch(
		/"role":"Figure","children":\[[^\]]*\],"alt":"Two people at a table"/
	);
	expect(await readAnnex(db, null, held.slug, picture.id)).toMatchObject({
		type: 'image/png',
		isPublic: true
	});
});

test('who may not read an annex gets it from nowhere', async () => {
	const { db } = base;
	const members = await attach(pdf, 'm.pdf', 'MEMBERS-ONLY list');
	const inside = await attach(pdf, 'i.pdf', 'INTERNAL list');
	const hidden = /MEMBERS-ONLY|INTERNAL/;
	const read = (actor: typeof held.member | null, id: string) =>
		codeOf(readAnnex(db, actor, held.slug, id));
	for (const actor of [null, held.outsider, held.member])
		expect(await read(actor, members.id)).toBe('not_found');
	expect(await read(held.secretariat, inside.id)).toBe('done');
	await publish({ [`annex-visibility-${members.id}`]: 'members' });
	expect(await read(null, members.id)).toBe('not_found');
	expect(await read(held.outsider, members.id)).toBe('not_found');
	expect(await read(held.member, members.id)).toBe('done');
	expect(await read(held.member, inside.id)).toBe('not_found');
	const visitor = await readReport(db, null, held.slug);
	expect(JSON.stringify([writeJson(visitor), describeForSearch(visitor, origin)])).not.toMatch(
		hidden
	);
	const markdown = await readFile(db, null, { slug: held.slug, format: 'md', origin });
	expect(markdown.bytes.toString()).not.toMatch(hidden);
	expect(JSON.stringify(await readReport(db, held.member, held.slug))).toMatch(/MEMBERS-ONLY/);
	await withdrawReport(db, held.secretariat, held.slug, 'Wrong');
	expect(await read(held.member, members.id)).toBe('report_withdrawn');
	// In the draft that is mended it is seen.
	expect(await read(held.secretariat, members.id)).toBe('done');
	// Published again without it: the versions that name it stay withdrawn, and it with them.
	await reinstateReport(db, held.secretariat, held.slug, { reason: 'Mended', isReadable: false });
	await publish({ [`remove-annex-${members.id}`]: 'on' });
	expect(await read(held.member, members.id)).toBe('not_found');
	expect(await read(held.secretariat, members.id)).toBe('done');
});

test('an annex that is removed leaves the draft, not the versions that name it', async () => {
	const { db } = base;
	const { id } = await attach(pdf, 'list.pdf', 'A list');
	await publish({ [`annex-visibility-${id}`]: 'public' });
	expect(await codeOf(attach(pdf, 'late.pdf'))).toBe('report_state');
	await correctReport(db, held.secretariat, held.slug, { kind: 'editorial', reason: 'No list' });
	await publish({ [`remove-annex-${id}`]: 'on' });
	expect((await readReport(db, null, held.slug)).content.annexes).toEqual([]);
	expect((await readReport(db, null, held.slug, 1)).content.annexes).toHaveLength(1);
	expect(await codeOf(readAnnex(db, null, held.slug, id))).toBe('done');
});

test('a file that is titled like a film for members is given to visitors by its number, also in translation', async () => {
	const { db } = base;
	const film = { original: 'fr', texts: { fr: 'Le Fauconnier', en: 'The Falconer' } };
	await db
		.insertInto('film')
		.values({
			slug: `falconer-${held.slug}`,
			title: JSON.stringify(film),
			file: 'f.mp4',
			mimeType: 'video/mp4',
			bytes: 1,
			seconds: 1,
			visibility: 'members',
			dossierId: held.dossierId
		})
		.execute();
	const document = await attach(pdf, 'le fauconnier.pdf');
	const picture = await attach(drawPng(), 'a.png', 'The  falconer');
	const open = await attach(drawPng(), 'b.png', 'An open picture');
	const shown = [document, picture, open].map(({ id }) => [`annex-visibility-${id}`, 'public']);
	const alts = { [`annex-alt-${picture.id}`]: 'The Falconer', [`annex-alt-${open.id}`]: 'A bird' };
	await edit({ ...Object.fromEntries(shown), ...alts });
	// Who writes the draft keeps what they typed; whoever previews it reads what visitors will.
	const titles = (content: ReportContent) => content.annexes.map(({ title }) => title.text);
	const draft = await readDraftToEdit(db, held.secretariat, held.slug);
	expect(titles(draft.content)).toEqual(['le fauconnier', 'The  falconer', 'An open picture']);
	const preview = await readDraftAsVisitor(db, held.secretariat, held.slug);
	expect(titles(preview.content)).toEqual(['Annex 1', 'Annex 2', 'An open picture']);
	await publish();
	const { entries, seq } = await readTranslationToEdit(db, held.secretariat, held.slug, 'fr');
	const fields = Object.fromEntries(entries.map(({ key, text }) => [key, text || '-']));
	await saveTranslation(db, held.secretariat, held.slug, 'fr', { version: 1, seq, fields });
	for (const language of [null, 'fr']) {
		const view = await readReport(db, null, held.slug, undefined, language);
		const file = async (format: 'pdf' | 'docx' | 'md') =>
			(await readFile(db, null, { slug: held.slug, format, origin, language })).bytes;
		const docx = await file('docx');
		const page = await showReport(db, held.slug, language ? { language } : {});
		const given = {
			page: page.html,
			view: JSON.stringify([view, writeJson(view), describeForSearch(view, origin)]),
			docx: unzip(docx, 'word/document.xml'),
			md: (await file('md')).toString(),
			feed: await writeFeed(db, { origin, language: language ?? 'en', title: 'Emvod' }),
			search: JSON.stringify((await search(db, null, 'falconer')).hits)
		};
		for (const [where, text] of Object.entries(given))
			expect(text, `${where} ${language}`).not.toMatch(/fal?cone?r|fauconnier/i);
		for (const where of ['page', 'view', 'docx', 'md'] as const)
			expect(given[where], `${where} ${language}`).toContain(language ? 'Annexe 2' : 'Annex 2');
		expect(given.page).toContain('An open picture');
	}
	await db.updateTable('film').set({ visibility: 'public' }).execute();
	const opened = await readReport(db, null, held.slug);
	expect(titles(opened.content)).toEqual(['le fauconnier', 'The  falconer', 'An open picture']);
});
