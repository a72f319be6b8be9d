import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import {
	addActor,
	addDossier,
	addMeeting,
	addOrganisation,
	addSeat
} from '../../../../tests/support/meeting.ts';
import { enterMeeting, findMeetingAccess } from './access.ts';
import { arrive, findDay, leave, seen } from './presence.ts';

let database: TestDatabase;
let dossierId: string;
beforeAll(async () => {
	database = await testDatabase();
	dossierId = await addDossier(database.db);
});
afterAll(() => database.close());

const at = (time: string) => new Date(`2026-06-12T${time}Z`);
async function seatOne() {
	const { db } = database;
	const { meetingId } = await addMeeting(db, dossierId, []);
	const seatId = await addSeat(db, meetingId, await addActor(db, 'One'), 'participant');
	const intervals = async () =>
		(
			await db
				.selectFrom('presence')
				.select(['day', 'cameAt', 'leftAt'])
				.where('seatId', '=', seatId)
				.orderBy('cameAt')
				.execute()
		).map((row) => [
			row.day,
			row.cameAt.toISOString().slice(11, 19),
			row.leftAt?.toISOString().slice(11, 19) ?? null
		]);
	return { db, meetingId, seatId, intervals };
}

test('a short break of the line does not end presence, a long one does', async () => {
	const { db, meetingId, seatId, intervals } = await seatOne();
	await arrive(db, meetingId, seatId, at('07:00:00'));
	await leave(db, seatId, at('07:10:00'));
	await arrive(db, meetingId, seatId, at('07:11:00'));
	await leave(db, seatId, at('07:20:00'));
	await arrive(db, meetingId, seatId, at('07:21:01'));
	expect(await intervals()).toEqual([
		[1, '07:00:00', '07:20:00'],
		[1, '07:21:01', null]
	]);
});

test('after a crash an interval ends at the last sign of life', async () => {
	const { db, meetingId, seatId, intervals } = await seatOne();
	await arrive(db, meetingId, seatId, at('07:00:00'));
	await seen(db, [seatId], at('07:30:00'));
	await arrive(db, meetingId, seatId, at('08:00:00'));
	expect(await intervals()).toEqual([
		[1, '07:00:00', '07:30:00'],
		[1, '08:00:00', null]
	]);
});

test('two tabs that arrive at once are one interval', async () => {
	const { db, meetingId, seatId, intervals } = await seatOne();
	await Promise.all(Array.from({ length: 4 }, () => arrive(db, meetingId, seatId, at('07:00:00'))));
	expect(await intervals()).toEqual([[1, '07:00:00', null]]);
});

test('the day is the one of the meeting’s zone, also after midnight and between days', async () => {
	const { db, meetingId } = await seatOne();
	await db.insertInto('meetingDay').values({ meetingId, day: 2, date: '2026-06-14' }).execute();
	expect(await findDay(db, meetingId, new Date('2026-06-01T12:00:00Z'))).toBe(1);
	expect(await findDay(db, meetingId, new Date('2026-06-13T12:00:00Z'))).toBe(1);
	expect(await findDay(db, meetingId, new Date('2026-06-13T22:30:00Z'))).toBe(2);
	expect(await findDay(db, meetingId, new Date('2026-07-13T22:30:00Z'))).toBe(2);
});

test('members who take part get a seat once, readers and strangers none', async () => {
	const { db, meetingId } = await seatOne();
	const member = await addActor(db, 'Member', { dossierId, level: 'take-part' });
	expect(await findMeetingAccess(db, member, meetingId)).toMatchObject({ seat: null });
	const [first, second] = await Promise.all([
		enterMeeting(db, member, meetingId),
		enterMeeting(db, member, meetingId)
	]);
	expect(first).toEqual(second);
	expect(first).toMatchObject({ seat: { kind: 'participant', heads: 1 }, canChair: false });
	const reader = await addActor(db, 'Reader', { dossierId, level: 'read' });
	for (const actor of [reader, await addActor(db, 'Stranger'), null])
		await expect(enterMeeting(db, actor, meetingId)).rejects.toMatchObject({ code: 'not_found' });
	const guest = await addActor(db, 'Guest');
	await addSeat(db, meetingId, guest, 'chair');
	expect(await enterMeeting(db, guest, meetingId)).toMatchObject({ canChair: true, level: null });
});

test('who was there stays what they were on the day, whatever they become', async () => {
	const { db } = database;
	const { meetingId } = await addMeeting(db, dossierId, []);
	const firm = await addOrganisation(db, 'Firm');
	const person = await addActor(db, 'Teacher', { dossierId, level: 'take-part' });
	const role = (roleLabel: string) =>
		db
			.updateTable('dossierMember')
			.set({ roleLabel })
			.where('personId', '=', person.personId)
			.execute();
	await role('teacher');
	const seatId = await addSeat(db, meetingId, person, 'participant');
	await db
		.updateTable('person')
		.set({ organisationId: firm })
		.where('id', '=', person.personId)
		.execute();
	await arrive(db, meetingId, seatId, at('07:00:00'));
	await leave(db, seatId, at('07:10:00'));
	await role('director');
	await db
		.updateTable('person')
		.set({ organisationId: await addOrganisation(db, 'Other') })
		.where('id', '=', person.personId)
		.execute();
	await arrive(db, meetingId, seatId, at('09:00:00'));
	const seat = await db
		.selectFrom('seat')
		.select(['roleLabel', 'organisationId'])
		.where('id', '=', seatId)
		.executeTakeFirstOrThrow();
	expect(seat).toEqual({ roleLabel: 'teacher', organisationId: firm });
});
