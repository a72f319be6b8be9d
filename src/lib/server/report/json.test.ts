import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { seedItemNotes } from '../notes/content.ts';
import { fileReport } from './filing.ts';
import { writeJson } from './json.ts';
import { correctReport, supersedeReport } from './publication.ts';
import { readReport } from './report.ts';
import { readTranslationToEdit, saveTranslation } from './translation.ts';

let base: TestDatabase;
let held: HeldMeeting;
beforeAll(async () => {
	base = await testDatabase();
	held = await holdMeeting(base.db, 'as-it-said');
	await fileReport(base.db, held.meetingId);
	await publishHeld(base.db, held, { summary: 'They met.' });
});
afterAll(() => base.close());

/** What JSON says of the report as it is today, around the text of the version (decision 039). */
const TODAY = ['versions', 'withdrawals', 'translations', 'successor'];

interface Read {
	/** The bytes that the version says. */
	said: string;
	/** What stands around them. */
	today: Record<string, unknown>;
}

async function read(n?: number): Promise<Read> {
	const view = await readReport(base.db, null, held.slug, n);
	const whole = writeJson(view);
	const isToday = (key: string) => TODAY.includes(key);
	const [today, said] = [true, false].map((which) =>
		Object.fromEntries(Object.entries(whole).filter(([key]) => isToday(key) === which))
	);
	return {
		said: JSON.stringify(said, (key, value: unknown) => (key === 'now' ? undefined : value)),
		today: today!
	};
}

test('JSON of a version says, to the byte, what it said when it was published', async () => {
	const { db } = base;
	const first = await read(1);
	expect(first.said).toContain('They met.');
	expect(await read()).toEqual(first);

	// Everything a report was built from is another afterwards.
	const words = (text: string) => JSON.stringify({ original: 'en', texts: { en: text } });
	for (const table of ['meeting', 'agenda_item', 'film', 'dossier'])
		await sql`UPDATE ${sql.table(table)} SET title = ${words('Named anew')}`.execute(db);
	await sql`UPDATE organisation SET name = name || ' renamed'`.execute(db);
	await sql`UPDATE meeting SET place = '{"name": "Elsewhere"}', mode = 'on-site', timezone = 'Europe/Copenhagen'`.execute(
		db
	);
	await sql`UPDATE meeting_day SET starts = '13:00', ends = '14:00'`.execute(db);
	await sql`UPDATE item_speaker SET role_label = 'another role'`.execute(db);
	await sql`UPDATE attendance SET heads = 99`.execute(db);
	await seedItemNotes(db, held.items.empty, [{ text: 'Noted after publication.' }]);
	const done = { id: held.actionId, state: 'done' as const };
	await sql`UPDATE action SET state = ${done.state} WHERE id = ${done.id}`.execute(db);
	expect(await read(1)).toEqual(first);
	const { actions } = writeJson(await readReport(db, null, held.slug));
	expect(actions).toMatchObject([{ state: 'open', now: { state: 'done' } }]);

	await correctReport(db, held.secretariat, held.slug, { kind: 'editorial', reason: 'Spelling' });
	expect((await read(1)).said).toBe(first.said);
	await publishHeld(db, held, { summary: 'They all met.' });
	const [before, second] = [await read(1), await read(2)];
	expect(before.said).toBe(first.said);
	expect(second.said).not.toBe(first.said);
	expect(second.said).toContain('They all met.');
	expect(await read()).toEqual(second);

	const { entries, seq } = await readTranslationToEdit(db, held.secretariat, held.slug, 'fr');
	const fields = Object.fromEntries(entries.map(({ key }) => [key, 'Traduit']));
	await saveTranslation(db, held.secretariat, held.slug, 'fr', { version: 2, seq, fields });
	const other = await holdMeeting(db, 'in-its-place', { dossierId: held.dossierId, ordinal: 2 });
	await fileReport(db, other.meetingId);
	await publishHeld(db, other, {}, other.secretariat);
	await supersedeReport(db, held.secretariat, held.slug, other.slug);
	expect((await read(1)).said).toBe(first.said);
	// Only the state of the one that was replaced follows.
	const state = (json: string) => json.replace('"state":"superseded"', '"state":"published"');
	const last = await read(2);
	expect(last.said).toContain('"state":"superseded"');
	expect(state(last.said)).toBe(second.said);
	// What stands around a version is the same at each and tells what came since.
	const { today } = await read(1);
	expect(today).toEqual(last.today);
	expect(today).toMatchObject({
		versions: [{ n: 1 }, { n: 2, kind: 'editorial', reason: 'Spelling' }],
		translations: [{ language: 'fr', version: 2 }],
		successor: { slug: 'in-its-place' }
	});
});
