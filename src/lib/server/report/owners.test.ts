import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { openRoom } from '../agenda/room.ts';
import { isOwner } from '../meeting/owner.rows.ts';
import { readKeptActions } from './action-keeping.ts';
import { readDraftToEdit, saveDraft } from './draft.ts';
import { fileReport } from './filing.ts';
import { readReport } from './report.ts';

/* Whoever is of a meeting may own its actions: one rule for room, notes, draft and desk. */

let own: TestDatabase;
let held: HeldMeeting;
let guest: string;
let firm: string;
beforeAll(async () => {
	own = await testDatabase();
	const { db } = own;
	held = await holdMeeting(db, 'owned');
	const { meetingId } = held;
	guest = (
		await db
			.insertInto('person')
			.values({ name: 'Visiting Teacher', roleLabel: 'the teacher' })
			.returning('id')
			.executeTakeFirstOrThrow()
	).id;
	firm = held.organisations.firm;
	await db
		.insertInto('attendancePerson')
		.values({ meetingId, personId: guest, state: 'present' })
		.execute();
	await fileReport(db, meetingId);
});
afterAll(() => own.close());

const setReaders = (attendanceVisibility: string) =>
	own.db
		.updateTable('meeting')
		.set({ attendanceVisibility, status: 'scheduled' })
		.where('id', '=', held.meetingId)
		.execute();
const listInRoom = async (actor: Actor) =>
	(await openRoom(own.db, actor, held.slug)).owners.map(({ name }) => name);

test('who is only on the attendance list is offered in room, notes, draft and at the desk', async () => {
	const { db } = own;
	await setReaders('public');
	const { secretariat, meetingId } = held;
	const names = {
		room: await listInRoom(held.member),
		draft: (await readDraftToEdit(db, secretariat, held.slug)).people.map(({ name }) => name),
		desk: (await readKeptActions(db, secretariat, { state: 'all' })).people
	};
	for (const [where, list] of Object.entries(names)) {
		expect(list, where).toEqual(
			expect.arrayContaining(['Visiting Teacher', 'Anneke Voorbeeld', 'Member', 'Secretariat'])
		);
		expect(list, where).not.toContain('Outsider');
	}
	expect(names.room).toContain('Firm');
	for (const id of [guest, firm, held.member.personId])
		expect(await isOwner(db, held.member, meetingId, id)).toBe(true);
	expect(await isOwner(db, held.member, meetingId, held.outsider.personId)).toBe(false);
});

test('a list that is kept from somebody offers them no names', async () => {
	await setReaders('restricted');
	const { member, secretariat, meetingId } = held;
	expect(await listInRoom(member)).not.toEqual(expect.arrayContaining(['Visiting Teacher']));
	expect(await listInRoom(member)).not.toEqual(expect.arrayContaining(['Firm']));
	expect(await isOwner(own.db, member, meetingId, guest)).toBe(false);
	expect(await listInRoom(secretariat)).toEqual(
		expect.arrayContaining(['Visiting Teacher', 'Firm'])
	);
	expect(await isOwner(own.db, secretariat, meetingId, guest)).toBe(true);
});

test('a person chosen in the draft owns the action, and is printed by the role without a basis', async () => {
	const { db } = own;
	const { secretariat, slug } = held;
	const choose = async (owner: string) => {
		const { draftSeq } = await readDraftToEdit(db, secretariat, slug);
		await saveDraft(db, secretariat, slug, {
			draftSeq,
			fields: { [`owner-${held.actionId}`]: owner }
		});
		const row = await db
			.selectFrom('action')
			.where('id', '=', held.actionId)
			.select(['ownerPersonId', 'ownerOrganisationId'])
			.executeTakeFirstOrThrow();
		return row.ownerPersonId ?? row.ownerOrganisationId;
	};
	expect(await choose(held.organisations.school)).toBe(held.organisations.school);
	expect(await choose(held.outsider.personId)).toBeNull();
	expect(await choose(guest)).toBe(guest);
	await db
		.updateTable('meeting')
		.set({ status: 'held' })
		.where('id', '=', held.meetingId)
		.execute();
	await publishHeld(db, held, { [`owner-${held.actionId}`]: guest });
	const report = JSON.stringify(await readReport(db, null, slug));
	expect(report).toContain('the teacher');
	expect(report).not.toContain('Visiting Teacher');
});
