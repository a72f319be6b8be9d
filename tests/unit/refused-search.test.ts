import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { search } from '#lib/server/library/search.ts';
import { storeBasis } from '#lib/server/people/names.rows.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { readTranslationToEdit, saveTranslation } from '#lib/server/report/translation.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { holdMeeting, type HeldMeeting } from '../support/held-meeting.ts';
import { publishHeld } from '../support/publish-held.ts';

/* Nothing of a meeting is found by a name that somebody of it refused, from that moment on. */

let own: TestDatabase;
let held: HeldMeeting;
let guest: string;
const NAME = 'Goulven Skouer';
const said = (text: string) => JSON.stringify({ original: 'en', texts: { en: text } });
beforeAll(async () => {
	own = await testDatabase();
	const { db } = own;
	held = await holdMeeting(db, 'sought');
	const { id } = await db
		.insertInto('person')
		.values({ name: NAME, roleLabel: 'the pupil', publishName: false })
		.returning('id')
		.executeTakeFirstOrThrow();
	guest = id;
	await fileReport(db, held.meetingId);
	await publishHeld(db, held, { summary: `${NAME} spoke.` });
	const { entries, seq } = await readTranslationToEdit(db, held.secretariat, held.slug, 'fr');
	const fields = Object.fromEntries(entries.map(({ key }) => [key, `Traduit : ${NAME} parla.`]));
	await saveTranslation(db, held.secretariat, held.slug, 'fr', { version: 1, seq, fields });
	await db
		.updateTable('meeting')
		.set({
			objective: said(`Hear ${NAME}.`),
			city: `Town of ${NAME}`,
			place: JSON.stringify({ name: `Hall of ${NAME}` })
		})
		.where('id', '=', held.meetingId)
		.execute();
	await db
		.insertInto('publication')
		.values({
			dossierId: held.dossierId,
			type: 'notice',
			date: '2026-08-01',
			sourceId: held.organisations.host,
			title: said('A notice'),
			summary: said(`With ${NAME}.`),
			noticeOf: held.meetingId
		})
		.execute();
});
afterAll(() => own.close());

const find = async (words: string) =>
	(await search(own.db, null, words)).hits.map(({ kind }) => kind).sort();
const ALL = ['meeting', 'publication', 'report'];

/** Every way in which the guest may belong to the meeting, and out of it again. */
const WAYS: Record<string, { come: () => Promise<unknown>; leave: () => Promise<unknown> }> = {
	seat: {
		come: () =>
			own.db
				.insertInto('seat')
				.values({ meetingId: held.meetingId, personId: guest, kind: 'speaker' })
				.execute(),
		leave: () => own.db.deleteFrom('seat').where('personId', '=', guest).execute()
	},
	'attendance list': {
		come: () =>
			own.db
				.insertInto('attendancePerson')
				.values({ meetingId: held.meetingId, personId: guest, state: 'present' })
				.execute(),
		leave: () => own.db.deleteFrom('attendancePerson').where('personId', '=', guest).execute()
	},
	speaker: {
		come: () =>
			own.db
				.insertInto('itemSpeaker')
				.values({ agendaItemId: held.items.round, personId: guest, position: 0 })
				.execute(),
		leave: () => own.db.deleteFrom('itemSpeaker').where('personId', '=', guest).execute()
	},
	'owner of an action': {
		come: () =>
			own.db
				.updateTable('action')
				.set({ ownerPersonId: guest, ownerOrganisationId: null })
				.where('id', '=', held.actionId)
				.execute(),
		leave: () =>
			own.db
				.updateTable('action')
				.set({ ownerPersonId: null })
				.where('id', '=', held.actionId)
				.execute()
	},
	chair: {
		come: () =>
			own.db
				.updateTable('meeting')
				.set({ chairId: guest })
				.where('id', '=', held.meetingId)
				.execute(),
		leave: () =>
			own.db
				.updateTable('meeting')
				.set({ chairId: null })
				.where('id', '=', held.meetingId)
				.execute()
	},
	'author of a report': {
		come: () =>
			own.db
				.insertInto('participantReport')
				.values({ meetingId: held.meetingId, authorId: guest, authorRole: 'pupil', language: 'en' })
				.execute(),
		leave: () => own.db.deleteFrom('participantReport').where('authorId', '=', guest).execute()
	},
	refusal: {
		come: () =>
			storeBasis(own.db, {
				personId: guest,
				meetingId: held.meetingId,
				basis: 'refused',
				recordedBy: null
			}),
		leave: () => own.db.deleteFrom('nameBasis').where('personId', '=', guest).execute()
	}
};

test.each(Object.keys(WAYS))('whoever refused and is there as %s is not sought', async (way) => {
	for (const words of [NAME, 'skouer', 'GOULVEN']) expect(await find(words), words).toEqual(ALL);
	await WAYS[way]!.come();
	for (const words of [NAME, 'skouer', 'skouers', 'GOULVEN'])
		expect(await find(words), words).toEqual([]);
	// What stands there instead is found, and no hit says the name.
	expect(await find('pupil')).toEqual(ALL);
	expect(JSON.stringify(await search(own.db, null, 'pupil'))).not.toContain(NAME);
	await WAYS[way]!.leave();
	expect(await find(NAME)).toEqual(ALL);
});

test('a refusal, a new name and a consent of somebody who is there count at once', async () => {
	const { db } = own;
	const set = (row: { publishName?: boolean | null; name?: string }) =>
		db.updateTable('person').set(row).where('id', '=', guest).execute();
	await set({ publishName: null });
	await WAYS.seat!.come();
	expect(await find(NAME)).toEqual(ALL);
	await set({ publishName: false });
	expect(await find(NAME)).toEqual([]);
	await set({ name: 'Goulven Other' });
	expect(await find(NAME)).toEqual(ALL);
	await set({ name: NAME });
	expect(await find(NAME)).toEqual([]);
	const basis = { personId: guest, meetingId: held.meetingId, recordedBy: null };
	await storeBasis(db, { ...basis, basis: 'consent' });
	expect(await find(NAME)).toEqual(ALL);
	await storeBasis(db, { ...basis, basis: 'refused' });
	expect(await find(NAME)).toEqual([]);
	await sql`DELETE FROM person WHERE id = ${guest}`.execute(db);
	expect(await find(NAME)).toEqual(ALL);
});
