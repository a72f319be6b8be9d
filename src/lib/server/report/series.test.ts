import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting } from '../../../../tests/support/held-meeting.ts';
import { buildContent } from './build.ts';

let base: TestDatabase;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());

test('the meeting before was held or is past, the one after is the next announced of whatever kind', async () => {
	const { db } = base;
	const held = await holdMeeting(db, 'middle');
	const add = async (
		slug: string,
		date: string,
		{ starts = '09:00', ends = '12:00', ...meeting }: Record<string, string> = {}
	) => {
		const { meetingId } = await holdMeeting(db, slug, { dossierId: held.dossierId });
		await db.updateTable('meeting').set(meeting).where('id', '=', meetingId).execute();
		await db
			.updateTable('meetingDay')
			.set({ date, starts, ends })
			.where('meetingId', '=', meetingId)
			.execute();
		return meetingId;
	};
	const read = async () => {
		const { previousMeeting, nextMeeting } = await buildContent(db, held.meetingId);
		return [previousMeeting?.slug, nextMeeting?.slug];
	};
	// In years to come nothing is past by itself.
	await db
		.updateTable('meetingDay')
		.set({ date: '2096-08-27' })
		.where('meetingId', '=', held.meetingId)
		.execute();
	await add('years-after', '2099-01-01', { status: 'scheduled' });
	const early = { starts: '07:00', ends: '08:00', status: 'scheduled' };
	const sameDay = await add('same-day', '2096-08-27', early);
	expect(await read()).toEqual([undefined, 'years-after']);
	await db.updateTable('meeting').set({ status: 'held' }).where('id', '=', sameDay).execute();
	expect(await read()).toEqual(['same-day', 'years-after']);
	await add('fair', '2096-08-30', { status: 'held', kind: 'external-event' });
	await add('working-group', '2096-09-02', { status: 'held', kind: 'working-group-meeting' });
	expect(await read()).toEqual(['same-day', 'working-group']);
	// Nobody noted that it was held, and its day is past.
	await add('forgotten', '2020-08-26', { status: 'scheduled' });
	expect(await read()).toEqual(['same-day', 'working-group']);
	await db.deleteFrom('meetingDay').where('meetingId', '=', sameDay).execute();
	expect(await read()).toEqual(['forgotten', 'working-group']);
});
