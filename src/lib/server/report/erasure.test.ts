import { sql } from 'kysely';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { useDataFolder } from '../../../../tests/support/data-folder.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { unzip } from '../../../../tests/support/zip.ts';
import { readParagraphs } from '#lib/model/note-reading.ts';
import { seedItemNotes } from '../notes/content.ts';
import { restore } from '../notes/document.ts';
import { readLogs } from '../notes/log.rows.ts';
import { recordBasis } from '../people/names.ts';
import { readDraftToEdit } from './draft.ts';
import { erasePerson } from './erasure.ts';
import { readFile } from './files.ts';
import { fileReport } from './filing.ts';
import { exportPerson } from './person-export.ts';
import { correctReport, publishReport } from './publication.ts';
import { readReport } from './report.ts';

const NAME = 'Anneke Voorbeeld';
const origin = 'https://emvod.example';
const folder = useDataFolder();
let base: TestDatabase;
let held: HeldMeeting;
let personId: string;

beforeAll(async () => {
	base = await testDatabase();
	held = await holdMeeting(base.db, 'erased');
	const { db } = base;
	({ id: personId } = await db
		.selectFrom('person')
		.where('name', '=', NAME)
		.select('id')
		.executeTakeFirstOrThrow());
	await db
		.updateTable('agendaItem')
		.set({ talk: JSON.stringify({ original: 'en', texts: { en: `${NAME}: ten years` } }) })
		.where('id', '=', held.items.talk)
		.execute();
	await seedItemNotes(db, held.items.empty, [{ text: `Then anneke  voorbeeld spoke again.` }]);
	await fileReport(db, held.meetingId);
	await publish({ summary: `${NAME} opened. Voorbeeldig stays a word.` });
	await correctReport(db, held.secretariat, held.slug, {
		kind: 'editorial',
		reason: `A slip of ${NAME}`
	});
	await publish({ summary: `${NAME} opened it; A. Voorbeeld closed it.` });
});
afterAll(async () => {
	await base.close();
	folder.remove();
});

async function publish(fields: Record<string, string>) {
	const { db } = base;
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	await publishReport(db, held.secretariat, held.slug, {
		draftSeq,
		state: 'published',
		origin,
		fields: {
			[`owner-${held.actionId}`]: held.organisations.school,
			[`outcome-${held.items.empty}`]: 'no-conclusion',
			...fields
		}
	});
}

/** Every text of the whole database in which the words stand, but those of derived tables. */
async function findEverywhere(words: string): Promise<string[]> {
	const { rows: tables } = await sql<{ name: string }>`
		SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
			AND relname <> 'report_file'`.execute(base.db);
	const found: string[] = [];
	for (const { name } of tables) {
		const { rows } = await sql`SELECT FROM ${sql.table(name)} t
			WHERE regexp_replace(t::text, '\\s+', ' ', 'g') ILIKE ${`%${words}%`} LIMIT 1`.execute(base.db);
		if (rows.length) found.push(name);
	}
	return found;
}

async function readFiles(version: number): Promise<string[]> {
	const bytes = (format: 'pdf' | 'docx' | 'md') =>
		readFile(base.db, null, { slug: held.slug, format, origin, n: version }).then(
			(file) => file.bytes
		);
	const pdf = await getDocumentProxy(new Uint8Array(await bytes('pdf')));
	const { text } = await extractText(pdf, { mergePages: true });
	return [text, unzip(await bytes('docx'), 'word/document.xml'), (await bytes('md')).toString()];
}

test('who may not keep the record of a person may neither export nor erase it', async () => {
	const input = { name: NAME, role: 'coordinator', spellings: '' };
	for (const actor of [null, held.member, held.outsider]) {
		await expect(erasePerson(base.db, actor, personId, input, origin)).rejects.toMatchObject({
			status: actor ? 404 : 401
		});
		await expect(exportPerson(base.db, actor, personId)).rejects.toMatchObject({
			status: actor ? 404 : 401
		});
		await expect(
			recordBasis(base.db, actor, personId, held.meetingId, 'refused')
		).rejects.toMatchObject({ status: actor ? 404 : 401 });
	}
	const { secretariat } = held;
	await expect(
		erasePerson(base.db, secretariat, personId, { ...input, name: 'Somebody Else' }, origin)
	).rejects.toMatchObject({ code: 'erasure_name' });
	await expect(
		erasePerson(
			base.db,
			secretariat,
			secretariat.personId,
			{ ...input, name: secretariat.name },
			origin
		)
	).rejects.toMatchObject({ code: 'erasure_self' });
	for (const spelling of ['cooperation', 'Voorbeeld', 'Jan Jansen'])
		await expect(
			erasePerson(base.db, secretariat, personId, { ...input, spellings: spelling }, origin)
		).rejects.toMatchObject({ code: 'erasure_spelling' });
	const { id: elsewhere } = await base.db
		.insertInto('dossier')
		.values({ slug: 'of-others', title: JSON.stringify({ original: 'en', texts: { en: 'x' } }) })
		.returning('id')
		.executeTakeFirstOrThrow();
	const membership = { dossierId: elsewhere, personId, level: 'read' };
	await base.db.insertInto('dossierMember').values(membership).execute();
	await expect(erasePerson(base.db, secretariat, personId, input, origin)).rejects.toMatchObject({
		code: 'erasure_elsewhere'
	});
	await base.db.deleteFrom('dossierMember').where('dossierId', '=', elsewhere).execute();
	expect(await findEverywhere(NAME)).toContain('person');
});

test('a person gets everything that is stored about them, and nothing of others', async () => {
	const data = await exportPerson(base.db, held.secretariat, personId);
	expect(data).toMatchObject({ person: { name: NAME }, speaker: [{ meeting: held.slug }] });
	expect(JSON.stringify(data)).not.toMatch(/Secret Person|hash/);
	const own = await exportPerson(base.db, held.member, held.member.personId);
	expect(own).toMatchObject({ person: { name: held.member.name } });
});

test('erasure puts the role in place of the name in every version, file, note and text', async () => {
	const { db } = base;
	expect((await readFiles(1)).every((text) => text.includes(NAME))).toBe(true);
	const findWords = () =>
		db
			.selectFrom('searchWord')
			.where('word', 'in', ['anneke', 'voorbeeld'])
			.select('word')
			.execute();
	expect(await findWords()).not.toEqual([]);
	const opened = await readDraftToEdit(db, held.secretariat, held.slug);
	const places = await erasePerson(
		db,
		held.secretariat,
		personId,
		{ name: NAME.toLowerCase(), role: 'coordinator', spellings: 'A. Voorbeeld\n' },
		origin
	);
	expect(places).toMatchObject({ versions: 2, files: 6, notes: 1 });
	expect(await findEverywhere(NAME)).toEqual([]);
	expect(await findEverywhere('A. Voorbeeld')).toEqual([]);
	expect(await findWords()).toEqual([]);
	expect((await readDraftToEdit(db, held.secretariat, held.slug)).draftSeq).toBeGreaterThan(
		opened.draftSeq
	);
	for (const version of [1, 2]) {
		const { content } = await readReport(db, null, held.slug, version);
		expect(content.summary).toContain('coordinator opened');
		for (const text of await readFiles(version)) {
			expect(text).not.toMatch(/anneke|A\. Voorbeeld/i);
			expect(text).toContain('coordinator');
		}
	}
	const first = await readReport(db, null, held.slug, 1);
	expect(first.content.summary).toContain('Voorbeeldig stays a word');
	expect(first.versions[1]!.reason).toBe('A slip of coordinator');
	const [doc] = await db
		.selectFrom('doc')
		.where('agendaItemId', '=', held.items.empty)
		.select(['id', 'epoch'])
		.execute();
	expect(doc!.epoch).toBe(2);
	const notes = new Y.Doc();
	restore(notes, (await readLogs(db, [doc!.id])).get(doc!.id)!);
	expect(JSON.stringify(readParagraphs(notes))).toContain('Then coordinator spoke again.');
	const { rows } = await sql<{ raw: string }>`
		SELECT string_agg(encode(bytes, 'escape'), '') AS raw FROM doc_update`.execute(db);
	expect(rows[0]!.raw).not.toMatch(/anneke/i);
});

test.each([
	['Zoë Quine', 'Zoe Quine'],
	['Zoë Quine', 'Zoe\u0308 QUINE'],
	['Zoe Quine', 'Zo\u00adë \u200bQuine'],
	['Zoë Quine', 'Zo<b>ë</b> Quine'],
	['Zoë Quine', 'Zo&#235;&nbsp;Quine'],
	['Søren Kæmper Quine', 'SOREN Kaemper Quine'],
	['Soren Kaemper Quine', 'Søren Kæmper Quine']
])('%s is erased from every text and version where they are written %s', async (name, written) => {
	const { db } = base;
	const { id } = await db
		.insertInto('person')
		.values({ name })
		.returning('id')
		.executeTakeFirstOrThrow();
	const membership = { dossierId: held.dossierId, personId: id, level: 'read' };
	await db.insertInto('dossierMember').values(membership).execute();
	const title = JSON.stringify({ original: 'en', texts: { en: `${written} came` } });
	const ofItem = db.updateTable('agendaItem').where('id', '=', held.items.dropped);
	await ofItem.set({ title }).execute();
	const ofHost = db.updateTable('organisation').where('id', '=', held.organisations.host);
	await ofHost.set({ about: `Led by ${written}`, aliases: [`School of ${written}`] }).execute();
	const correction = { kind: 'editorial', reason: `A slip of ${written}` } as const;
	await correctReport(db, held.secretariat, held.slug, correction);
	await publish({ summary: `${written} opened it.` });
	expect(await findEverywhere('Quine')).toEqual(
		expect.arrayContaining(['agenda_item', 'organisation', 'person', 'report_version'])
	);
	const input = { name, role: 'ambassador', spellings: '' };
	const places = await erasePerson(db, held.secretariat, id, input, origin);
	expect(places).toMatchObject({ versions: 1, files: 3 });
	expect(await findEverywhere('Quine')).toEqual([]);
	const { content, version } = await readReport(db, null, held.slug);
	expect(content.summary).toMatch(/^ambassador(<b><\/b>)? opened it\.$/);
	expect((await readFiles(version)).join()).not.toMatch(/quine/i);
});

test('a published version is changed by nothing but an erasure', async () => {
	await expect(
		base.db.updateTable('reportVersion').set({ content: '{}' }).execute()
	).rejects.toThrow(/never changed/);
});
