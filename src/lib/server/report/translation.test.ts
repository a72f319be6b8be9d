import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listTimelineRows } from '../dossier/timeline.rows.ts';
import { search } from '../library/search.ts';
import type { AppError } from '../platform/errors.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { unzip } from '../../../../tests/support/zip.ts';
import { readFile } from './files.ts';
import { fileReport } from './filing.ts';
import { describeForSearch } from './json-ld.ts';
import { writeJson } from './json.ts';
import { correctReport, withdrawReport } from './publication.ts';
import { readReport } from './report.ts';
import { readTranslationToEdit, saveTranslation } from './translation.ts';
import { reinstateReport } from './withdrawal.ts';

let base: TestDatabase;
let held: HeldMeeting;
let count = 0;
const origin = 'https://emvod.example';

beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	held = await holdMeeting(base.db, `translated-${++count}`);
	await fileReport(base.db, held.meetingId);
	await publish({
		[`visibility-${held.items.talk}-b2`]: 'restricted',
		[`new-text-${held.items.talk}`]: 'For members: the budget.',
		[`new-visibility-${held.items.talk}`]: 'members'
	});
});

const publish = (fields?: Record<string, string>) => publishHeld(base.db, held, fields);
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(fault: AppError) => fault.code
	);
const toEdit = (language = 'fr') =>
	readTranslationToEdit(base.db, held.secretariat, held.slug, language);

/** Each text with a mark before it, but for those left out. */
async function translate(leaveOut: string[] = [], mark = 'FR') {
	const { version, seq, entries } = await toEdit();
	const fields = Object.fromEntries(
		entries
			.filter(({ key }) => !leaveOut.includes(key))
			.map(({ key, text }) => [key, `${mark} ${text}`])
	);
	await saveTranslation(base.db, held.secretariat, held.slug, 'fr', { version, seq, fields });
}

test('a translation is given out once every text has one, and says which is the original', async () => {
	const { db } = base;
	await translate(['summary']);
	expect(await codeOf(readReport(db, null, held.slug, undefined, 'fr'))).toBe('not_found');
	expect((await readReport(db, null, held.slug)).translations).toEqual([]);
	const find = async () =>
		(await search(db, null, `oiseau ${held.slug}`)).hits.map(({ href }) => href);
	const listLanguages = async () =>
		(await listTimelineRows(db, null, held.dossierId)).find(({ type }) => type === 'report')!
			.languages;
	expect(await listLanguages()).toEqual(['en']);
	await translate([], `FR oiseau ${held.slug}`);
	expect(await find()).toEqual([`/reports/${held.slug}`]);
	expect(await listLanguages()).toEqual(['en', 'fr']);
	await translate();
	expect(await find()).toEqual([]);
	const original = await readReport(db, null, held.slug);
	expect(original).toMatchObject({
		original: 'en',
		translation: null,
		translations: [{ language: 'fr', version: 1, state: 'translated' }]
	});
	expect(original.content.summary).not.toContain('FR');
	const french = await readReport(db, null, held.slug, undefined, 'fr');
	expect(french.content).toMatchObject({ language: 'fr', title: { lang: 'fr' } });
	expect(french.content.items[0]!.decisions[0]!.html).toBe('<p>FR A second meeting is held.</p>');
	expect(writeJson(french)).toMatchObject({
		language: 'fr',
		original: 'en',
		translation: { version: 1, state: 'translated' }
	});
	expect(describeForSearch(original, origin)).toMatchObject({
		workTranslation: [{ '@id': `${origin}/reports/${held.slug}?language=fr`, inLanguage: 'fr' }]
	});
	expect(describeForSearch(french, origin)).toMatchObject({
		'@id': `${origin}/reports/${held.slug}?language=fr`,
		translationOfWork: { '@id': `${origin}/reports/${held.slug}` }
	});
	expect((await readReport(db, null, held.slug, 1, 'en')).translation).toBeNull();
	for (const other of ['nl', 'xx', ''])
		expect(await codeOf(readReport(db, null, held.slug, undefined, other))).toBe(
			other ? 'not_found' : 'done'
		);
});

test('a correction leaves the translation of the earlier version, marked as needing an update', async () => {
	const { db } = base;
	await translate();
	await correctReport(db, held.secretariat, held.slug, { kind: 'editorial', reason: 'Spelling' });
	await publish({ summary: 'Another summary.' });
	const french = await readReport(db, null, held.slug, undefined, 'fr');
	expect(french).toMatchObject({
		version: 1,
		current: 2,
		translation: { version: 1, state: 'needs-update' }
	});
	const form = await toEdit();
	expect(form).toMatchObject({ version: 2, seq: 0, state: 'needs-update' });
	expect(form.entries.filter(({ changed }) => changed).map(({ key }) => key)).toEqual(['summary']);
	await translate([], 'FR2');
	expect(await readReport(db, null, held.slug, undefined, 'fr')).toMatchObject({
		version: 2,
		translation: { state: 'translated' }
	});
	expect((await readReport(db, null, held.slug, 1, 'fr')).content.summary).toMatch(/^FR /);
});

test('a translation is that of the next version too where no translated text changed', async () => {
	const { db } = base;
	const current = async () => (await readReport(db, null, held.slug, undefined, 'fr')).translation;
	await translate();
	await correctReport(db, held.secretariat, held.slug, { kind: 'substantive', reason: 'Due' });
	await publish({ [`due-${held.actionId}`]: '2027-01-01' });
	expect(await current()).toMatchObject({ version: 2, state: 'translated' });
	await withdrawReport(db, held.secretariat, held.slug, 'Wrong');
	await reinstateReport(db, held.secretariat, held.slug, { reason: 'Right', isReadable: false });
	await publish({});
	expect(await current()).toMatchObject({ version: 3, state: 'translated' });
	const { seq, entries } = await toEdit();
	expect(seq).toBeGreaterThan(0);
	expect(entries.filter(({ changed }) => changed)).toEqual([]);
	await translate([], 'FR2');
	expect((await readReport(db, null, held.slug, 3, 'fr')).content.summary).toMatch(/^FR2 /);
});

test('every format comes in the translation, with its words, and is made again when it changed', async () => {
	const { db } = base;
	await translate();
	const read = (format: 'pdf' | 'docx' | 'md', n?: number) =>
		readFile(db, null, { slug: held.slug, format, origin, n, language: 'fr' });
	const markdown = (await read('md')).bytes.toString();
	expect(markdown).toContain('Compte rendu');
	expect(markdown).toMatch(/anglais.*traduction de la version 1/);
	expect(markdown).toContain(`/reports/${held.slug}/v1?language=fr`);
	expect(unzip((await read('docx')).bytes, 'word/document.xml')).toContain('FR A second meeting');
	const pdf = await getDocumentProxy(new Uint8Array((await read('pdf')).bytes));
	const { info } = await pdf.getMetadata();
	expect((info as { Language: string; Title: string }).Language).toBe('fr');
	expect((info as { Language: string; Title: string }).Title).toBe('FR A held meeting');
	await translate([], 'NEU');
	expect((await read('md', 1)).bytes.toString()).toContain('NEU A second meeting');
	const english = await readFile(db, null, { slug: held.slug, format: 'md', origin });
	expect(english.bytes.toString()).not.toContain('NEU');
});

test('a restricted passage is in no translation, and nobody else translates', async () => {
	const { db } = base;
	const hidden = /Internal remark|For members/;
	expect(JSON.stringify(await toEdit())).not.toMatch(hidden);
	await translate();
	for (const actor of [null, held.member, held.secretariat])
		expect(JSON.stringify(await readReport(db, actor, held.slug, undefined, 'fr'))).not.toMatch(
			hidden
		);
	const input = { version: 1, seq: 0, fields: {} };
	for (const actor of [held.member, held.outsider])
		expect(await codeOf(saveTranslation(db, actor, held.slug, 'nl', input))).toBe('not_found');
	for (const language of ['en', 'de', '../x'])
		expect(await codeOf(saveTranslation(db, held.secretariat, held.slug, language, input))).toBe(
			'report_translation_language'
		);
});

test('of two who translate at once the second loses nothing of the first', async () => {
	const { db } = base;
	const save = (actor: typeof held.secretariat, summary: string) =>
		codeOf(
			saveTranslation(db, actor, held.slug, 'fr', { version: 1, seq: 0, fields: { summary } })
		);
	const codes = await Promise.all([save(held.secretariat, 'A'), save(held.colleague, 'B')]);
	expect(codes.sort()).toEqual(['done', 'report_changed']);
	await withdrawReport(db, held.secretariat, held.slug, 'Wrong');
	expect(await codeOf(toEdit())).toBe('report_state');
	expect(await codeOf(readReport(db, null, held.slug, undefined, 'fr'))).toBe('report_withdrawn');
});
