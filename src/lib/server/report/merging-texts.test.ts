import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { paragraph } from '#lib/model/note-writing.ts';
import { useDataFolder } from '../../../../tests/support/data-folder.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { search } from '../library/search.ts';
import { describe } from '../notes/content.ts';
import { findNamesakes } from '../people/authors.ts';
import { importPeople } from '../people/import.rows.ts';
import { storeBasis } from '../people/names.rows.ts';
import { ImportKeys } from '../platform/import.ts';
import { readKeptActions } from './action-keeping.ts';
import { readDraftToEdit, saveDraft } from './draft.ts';
import { erasePerson } from './erasure.ts';
import { fileReport } from './filing.ts';
import { writeJson } from './json.ts';
import { mergePeople } from './merging.ts';
import { readReport } from './report.ts';

/* What is written about somebody goes on when two records of them become one. */

const OLD = 'Gwenola Trevarez';
const NEW = 'Gwen Trevarez';
const origin = 'https://emvod.example';
const folder = useDataFolder();
let base: TestDatabase;
let held: HeldMeeting;
let people: { kept: string; other: string };
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(async () => {
	await base.close();
	folder.remove();
});

const add = async (name: string, importKey: string) =>
	(
		await base.db
			.insertInto('person')
			.values({ name, importKey, roleLabel: 'the head', publishName: true })
			.returning('id')
			.executeTakeFirstOrThrow()
	).id;

beforeEach(async () => {
	const { db } = base;
	held = await holdMeeting(db, `merged-${++count}`);
	people = { kept: await add(NEW, `new-${count}`), other: await add(OLD, `old-${count}`) };
	for (const personId of Object.values(people))
		await db
			.insertInto('dossierMember')
			.values({ dossierId: held.dossierId, personId, level: 'read' })
			.execute();
	await db
		.insertInto('itemSpeaker')
		.values({ agendaItemId: held.items.talk, personId: people.other, position: 5, spoke: true })
		.execute();
	await db
		.updateTable('action')
		.set({ ownerPersonId: people.other, ownerOrganisationId: null })
		.where('id', '=', held.actionId)
		.execute();
	await fileReport(db, held.meetingId);
});

const merge = () => mergePeople(base.db, held.secretariat, people);
const readAll = async () => {
	const view = await readReport(base.db, null, held.slug);
	return { view, said: JSON.stringify([view, writeJson(view)]) };
};
const publish = () =>
	publishHeld(base.db, held, {
		[`owner-${held.actionId}`]: people.other,
		summary: `Then ${OLD} spoke.`
	});

test('a published version says what it said, its actions stand as they did, and the files are those made', async () => {
	await publish();
	const files = () => base.db.selectFrom('reportFile').select(['format', 'bytes']).execute();
	const [before, made] = [await readAll(), await files()];
	expect(before.said).toContain(OLD);
	await merge();
	const after = await readAll();
	const { at: _, ...then } = before.view;
	const { at: __, ...now } = after.view;
	expect(JSON.parse(JSON.stringify(now).replaceAll(people.kept, people.other))).toEqual(
		JSON.parse(JSON.stringify(then))
	);
	expect(after.said).not.toContain('"now":{');
	expect(await files()).toEqual(made);
});

test('who refuses is hidden under every name they had, in texts and in search', async () => {
	await publish();
	await merge();
	const { db } = base;
	expect((await search(db, null, 'gwenola')).hits.length).toBeGreaterThan(0);
	const basis = { basis: 'refused', recordedBy: null };
	await storeBasis(db, { personId: people.kept, meetingId: held.meetingId, ...basis });
	const { said } = await readAll();
	expect(said).not.toMatch(/Gwenola|Trevarez/);
	expect(said).toContain('Then the head spoke.');
	expect((await search(db, null, `gwenola merged`)).hits).toEqual([]);
	expect(JSON.stringify((await search(db, null, 'then head spoke')).hits)).not.toMatch(/Gwenola/);
});

test('a form that was opened before names nobody wrongly: it is refused', async () => {
	const { db } = base;
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	await merge();
	const fields = { [`owner-${held.actionId}`]: people.other };
	await expect(
		saveDraft(db, held.secretariat, held.slug, { draftSeq, fields })
	).rejects.toMatchObject({ code: 'report_changed' });
	const owned = await readKeptActions(db, held.secretariat, { state: 'all', owner: people.other });
	expect(owned.actions.map(({ id, owner }) => [id, owner])).toEqual([[held.actionId, NEW]]);
});

test('notes that mention the former one print the kept one', async () => {
	await merge();
	const mention = { mention: 'person' as const, id: people.other, label: OLD };
	const source = [{ ...paragraph(''), inline: [mention] }];
	const scope = { meetingId: held.meetingId, reader: null, language: 'en' };
	expect((await describe(base.db, source, scope)).text).toBe(NEW);
});

test('a former name leads to the person, and so does the key of a record file', async () => {
	const { db } = base;
	await merge();
	await db.transaction().execute(async (trx) => {
		const home = { dossierId: held.dossierId, meetingId: null };
		const found = await findNamesakes(trx, held.secretariat, 'GWENOLA trevarez', home);
		expect(found.map(({ id }) => id)).toEqual([people.kept]);
		const keys = new ImportKeys();
		const record = { name: OLD, role: null, org: null, langs: [], fictitious: true };
		await importPeople(trx, keys, [{ ...record, id: `old-${count}` } as never]);
		expect(keys.get(`old-${count}`)).toBe(people.kept);
	});
});

test('erasing the kept one takes every name that both had out of everything', async () => {
	const { db } = base;
	await publish();
	await merge();
	const input = { name: NEW, role: 'the head', spellings: '' };
	await erasePerson(db, held.secretariat, people.kept, input, origin);
	const { rows: tables } = await sql<{ name: string }>`SELECT relname AS name FROM pg_class
		WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT IN ('report_file')`.execute(
		db
	);
	const found: string[] = [];
	for (const { name } of tables) {
		const { rows } = await sql`SELECT FROM ${sql.table(name)} t
			WHERE t::text ILIKE ${`%${OLD}%`} AND t::text LIKE ANY (ARRAY[${`%${held.slug}%`}, ${`%${held.meetingId}%`}, ${`%${people.kept}%`}])
			OR t::text ILIKE ${`%${people.other}%`} AND t::text ILIKE '%trevarez%'`.execute(db);
		if (rows.length) found.push(name);
	}
	expect(found).toEqual([]);
	expect((await readAll()).said).not.toMatch(/Trevarez/);
});
