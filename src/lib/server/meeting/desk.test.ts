import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { readMeetingDesk } from './desk.ts';
import { getFacts } from './facts.ts';
import { takeStep } from './status.ts';

let own: TestDatabase;
let editor: Actor;
let dossierId: string;
beforeAll(async () => {
	own = await testDatabase();
	editor = await newActor(own.db, { name: 'Editor' });
	dossierId = await newDossier(own.db, [[editor, 'publish']]);
});
afterAll(() => own.close());

const inDays = (days: number) =>
	new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a meeting whose date has passed waits until somebody says whether it was held', async () => {
	const { db } = own;
	const { id, slug } = await newMeeting(db, dossierId);
	const list = async (actor = editor) =>
		(await readMeetingDesk(db, actor)).unconfirmed.map((one) => [one.slug, one.date]);
	const setDate = (date: string) =>
		db.updateTable('meetingDay').set({ date }).where('meetingId', '=', id).execute();
	expect(await list()).toEqual([]);
	await setDate(inDays(-7));
	expect(await list()).toEqual([[slug, inDays(-7)]]);
	expect(await list(await newActor(db))).toEqual([]);
	await db
		.insertInto('meetingDay')
		.values({ meetingId: id, day: 2, date: inDays(1) })
		.execute();
	expect(await list()).toEqual([]);
	await db.deleteFrom('meetingDay').where('meetingId', '=', id).where('day', '=', 2).execute();
	const setStatus = (status: string) =>
		db.updateTable('meeting').set({ status }).where('id', '=', id).execute();
	for (const [status, waits] of [
		['planned', true],
		['open', false],
		['cancelled', false],
		['scheduled', true]
	] as const) {
		await setStatus(status);
		expect((await list()).length, status).toBe(waits ? 1 : 0);
	}
	const later = await newMeeting(db, dossierId);
	await db
		.updateTable('meetingDay')
		.set({ date: inDays(-2) })
		.where('meetingId', '=', later.id)
		.execute();
	expect(
		(await list()).map(([one]) => one),
		'the latest first'
	).toEqual([later.slug, slug]);
	for (const one of [slug, later.slug]) {
		const { version } = await getFacts(db, editor, one);
		await takeStep(db, editor, one, { version, step: 'hold', reason: null });
	}
	expect(await list()).toEqual([]);
});
