import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import * as docx from './docx.ts';
import { readDraftToEdit } from './draft.ts';
import { readFile } from './files.ts';
import { fileReport } from './filing.ts';
import * as markdown from './markdown.ts';
import * as pdf from './pdf.ts';
import { correctReport, publishReport } from './publication.ts';
import { readTranslationToEdit, saveTranslation } from './translation.ts';

vi.mock('./pdf.ts', async (original) => {
	const real = await original<typeof pdf>();
	return { ...real, writePdf: vi.fn(real.writePdf) };
});
vi.mock('./docx.ts', async (original) => {
	const real = await original<typeof docx>();
	return { ...real, writeDocx: vi.fn(real.writeDocx) };
});
vi.mock('./markdown.ts', async (original) => {
	const real = await original<typeof markdown>();
	return { ...real, writeMarkdown: vi.fn(real.writeMarkdown) };
});

const WRITERS = [pdf.writePdf, docx.writeDocx, markdown.writeMarkdown];
const FORMATS = ['pdf', 'docx', 'md'] as const;
/** How often each format was made since `forget`. */
const made = () => WRITERS.map((writer) => vi.mocked(writer).mock.calls.length);
const forget = () => WRITERS.forEach((writer) => vi.mocked(writer).mockClear());

let base: TestDatabase;
let held: HeldMeeting;
beforeAll(async () => {
	base = await testDatabase();
	held = await holdMeeting(base.db, 'made-once');
	await fileReport(base.db, held.meetingId);
});
afterAll(() => base.close());
beforeEach(forget);

const origin = 'https://emvod.example';
const readAll = (more: { n?: number; language?: string } = {}) =>
	Promise.all(
		FORMATS.map(async (format) => {
			const { bytes } = await readFile(base.db, null, { slug: held.slug, format, origin, ...more });
			return bytes.toString('base64');
		})
	);

test('the files of a version are made when it is published, and by nothing that comes after', async () => {
	const { db } = base;
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	const fields = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`outcome-${held.items.empty}`]: 'no-conclusion',
		summary: 'They met.'
	};
	const publish = (state: 'published') =>
		publishReport(db, held.secretariat, held.slug, { draftSeq, fields, state, origin });
	await publish('published');
	expect(made()).toEqual([1, 1, 1]);
	const first = await readAll();
	expect(await readAll({ n: 1 })).toEqual(first);
	expect(await publish('published')).toMatchObject({ version: 1, isNew: false });
	expect(made()).toEqual([1, 1, 1]);
	await correctReport(db, held.secretariat, held.slug, { kind: 'editorial', reason: 'Spelling' });
	expect(made()).toEqual([1, 1, 1]);
	await publishHeld(db, held, { summary: 'They all met.' });
	expect(made()).toEqual([2, 2, 2]);
	expect(await readAll({ n: 1 })).toEqual(first);
	const second = await readAll();
	expect(second.filter((bytes, at) => bytes === first[at])).toEqual([]);
	expect(made()).toEqual([2, 2, 2]);
});

test('those of a report that was brought in, and of a translation, are made when first asked for', async () => {
	const { db } = base;
	await db.deleteFrom('reportFile').where('version', '=', 1).execute();
	const first = await readAll({ n: 1 });
	expect(made()).toEqual([1, 1, 1]);
	expect(await readAll({ n: 1 })).toEqual(first);
	expect(made()).toEqual([1, 1, 1]);
	const { entries, seq } = await readTranslationToEdit(db, held.secretariat, held.slug, 'fr');
	const fields = Object.fromEntries(entries.map(({ key }) => [key, 'Traduit']));
	await saveTranslation(db, held.secretariat, held.slug, 'fr', { version: 2, seq, fields });
	const french = await readAll({ language: 'fr' });
	expect(made()).toEqual([2, 2, 2]);
	expect(await readAll({ language: 'fr' })).toEqual(french);
	expect(made()).toEqual([2, 2, 2]);
});
