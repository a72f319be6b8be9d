import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { applyEvent } from '#lib/model/log.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import {
	addActor,
	addDossier,
	addFilm,
	addMeeting,
	addSeat
} from '../../../../tests/support/meeting.ts';
import { runCommand } from './commands.ts';
import { findEventsAfter } from './event.rows.ts';
import { readPlan } from './plan.ts';
import { findState } from './state.rows.ts';

let database: TestDatabase;
let dossierId: string;
let editor: Actor;
let member: Actor;

beforeAll(async () => {
	database = await testDatabase();
	dossierId = await addDossier(database.db);
	editor = await addActor(database.db, 'Chair', { dossierId, level: 'edit' });
	member = await addActor(database.db, 'Member', { dossierId, level: 'take-part' });
});
afterAll(() => database.close());

function run(
	meetingId: string,
	type: string,
	args: object = {},
	actor: Actor = editor,
	commandId: string = randomUUID()
) {
	return runCommand(database.db, actor, { meetingId, commandId, type, args });
}
async function load(meetingId: string) {
	const state = await findState(database.db, meetingId);
	if (!state) throw new Error('no state');
	return state;
}
/** What the log makes of the state it began with must be what is stored. */
async function expectReplayed(meetingId: string, begin: Awaited<ReturnType<typeof load>>) {
	const events = await findEventsAfter(database.db, meetingId, begin.seq, 99);
	const stored = await load(meetingId);
	expect(events.reduce(applyEvent, begin)).toEqual(stored);
	return stored;
}

test('an agenda is taken over in one command: once, however often it is sent', async () => {
	const { db } = database;
	const source = await addMeeting(db, dossierId, ['Opening', 'Reports', 'Close']);
	await run(source.meetingId, 'part.name', { day: 1, part: 1, title: 'Morning' });
	await run(source.meetingId, 'item.edit', {
		itemId: source.itemIds[1],
		format: 'workshop',
		minutes: 40,
		language: 'fr',
		speakerIds: [member.personId]
	});
	await run(source.meetingId, 'advance', { fromItemId: null });
	const { meetingId, slug } = await addMeeting(db, dossierId, ['Own']);
	const begin = await load(meetingId);
	const plan = await readPlan(db, editor, slug, source.slug);
	expect(plan.sources.preview?.days[0]?.parts[0]?.items).toHaveLength(3);

	const commandId = randomUUID();
	const args = { as: 'template', itemIds: source.itemIds };
	const sends = [1, 2, 3].map(() => run(meetingId, 'agenda.take', args, editor, commandId));
	expect(new Set((await Promise.all(sends)).map(({ seq }) => seq))).toEqual(new Set([1]));
	const stored = await expectReplayed(meetingId, begin);
	expect(stored.items.map((item) => item.title.texts.en)).toEqual([
		'Own',
		'Opening',
		'Reports',
		'Close'
	]);
	expect(stored.items[2]).toMatchObject({
		format: 'workshop',
		minutes: 40,
		language: 'fr',
		speakers: [],
		status: 'planned',
		openedAt: null
	});
	expect(stored.parts).toMatchObject([{ title: { texts: { en: 'Morning' } } }]);
	// Another chair who confirms the same preview changes nothing.
	expect(await run(meetingId, 'agenda.take', args)).toEqual({ seq: 1 });
});

test('what was postponed comes with its speakers and film, and only once in the dossier', async () => {
	const { db } = database;
	const own = await addDossier(db);
	const chair = await addActor(db, 'Lead', { dossierId: own, level: 'edit' });
	const speaker = await addActor(db, 'Speaker', { dossierId: own, level: 'take-part' });
	const filmId = await addFilm(db, own);
	const source = await addMeeting(db, own, ['Held', 'Put off']);
	const [, itemId] = source.itemIds;
	const speakerIds = [speaker.personId];
	await run(source.meetingId, 'item.edit', { itemId, speakerIds, filmId }, chair);
	await run(source.meetingId, 'item.postpone', { itemId, to: 'next-meeting' }, chair);

	const next = await addMeeting(db, own, []);
	const begin = await load(next.meetingId);
	const listed = (await readPlan(db, chair, next.slug)).sources.postponed;
	expect(listed.map((item) => item.id)).toEqual([itemId]);
	await run(next.meetingId, 'agenda.take', { as: 'postponed', itemIds: [itemId] }, chair);
	const { items } = await expectReplayed(next.meetingId, begin);
	expect(items).toMatchObject([
		{ takenFrom: itemId, filmId, speakers: [{ personId: speaker.personId }], status: 'planned' }
	]);
	expect((await readPlan(db, chair, next.slug)).sources.postponed).toEqual([]);
	await expect(
		run(next.meetingId, 'agenda.take', { as: 'postponed', itemIds: [source.itemIds[0]] }, chair)
	).rejects.toMatchObject({ code: 'item_missing' });
});

test('agendas of other dossiers, and those one may not read, are out of reach', async () => {
	const { db } = database;
	const closed = await addDossier(db);
	await db.updateTable('dossier').set({ visibility: 'members' }).where('id', '=', closed).execute();
	const hidden = await addMeeting(db, closed, ['Hidden']);
	const { meetingId, slug } = await addMeeting(db, closed, []);
	const guest = await addActor(db, 'Guest chair');
	await addSeat(db, meetingId, guest, 'chair');
	const args = { as: 'template', itemIds: hidden.itemIds };
	await expect(run(meetingId, 'agenda.take', args, guest)).rejects.toMatchObject({
		code: 'item_missing'
	});
	expect((await readPlan(db, guest, slug)).sources.meetings).toEqual([]);
	await expect(readPlan(db, guest, slug, hidden.slug)).rejects.toMatchObject({ code: 'not_found' });
	const foreign = await addMeeting(db, dossierId, []);
	await expect(run(foreign.meetingId, 'agenda.take', args)).rejects.toMatchObject({
		code: 'item_missing'
	});
});

test('a day that comes in between moves items, parts and presence; one that was attended stays', async () => {
	const { db } = database;
	const { meetingId } = await addMeeting(db, dossierId, ['One']);
	const begin = await load(meetingId);
	await run(meetingId, 'part.name', { day: 1, part: 1, title: 'Morning' });
	const seatId = await addSeat(db, meetingId, member, 'participant');
	await db.insertInto('presence').values({ seatId, day: 1 }).execute();
	await run(meetingId, 'day.add', { date: '2026-06-10', starts: '10:00' });
	await run(meetingId, 'day.add', { date: '2026-06-11' });
	const stored = await expectReplayed(meetingId, begin);
	expect(stored.days.map(({ day, date }) => [day, date])).toEqual([
		[1, '2026-06-10'],
		[2, '2026-06-11'],
		[3, '2026-06-12']
	]);
	expect([stored.items[0]?.day, stored.parts[0]?.day]).toEqual([3, 3]);
	const present = () =>
		db.selectFrom('presence').select('day').where('seatId', '=', seatId).executeTakeFirst();
	expect(await present()).toEqual({ day: 3 });
	await run(meetingId, 'item.move', { itemId: stored.items[0]?.id, afterId: null, day: 1 });
	const third = { day: 3, date: '2026-06-12' };
	await expect(run(meetingId, 'day.remove', third)).rejects.toMatchObject({ code: 'day_attended' });
	const both = [1, 2].map(() => run(meetingId, 'day.remove', { day: 2, date: '2026-06-11' }));
	await Promise.all(both);
	await run(meetingId, 'day.edit', { day: 2, date: '2026-06-12', to: '2026-06-13', starts: null });
	expect(await present()).toEqual({ day: 2 });
	expect((await expectReplayed(meetingId, begin)).days).toMatchObject([
		{ day: 1, starts: '10:00' },
		{ day: 2, date: '2026-06-13', starts: null, ends: '12:00' }
	]);
});

test('participants suggest, two chairs answer at once, and the first answer counts', async () => {
	const { meetingId } = await addMeeting(database.db, dossierId, ['One']);
	const begin = await load(meetingId);
	const suggestionId = randomUUID();
	const title = { title: 'Parking', minutes: 5, reason: 'Full.' };
	await run(meetingId, 'suggestion.add', title, member, suggestionId);
	const answers = await Promise.allSettled([
		run(meetingId, 'suggestion.accept', { suggestionId }),
		run(meetingId, 'suggestion.decline', { suggestionId, reason: 'No time.' })
	]);
	const refused = answers.filter((one) => one.status === 'rejected');
	expect(refused.map((one) => (one.reason as { code: string }).code)).toEqual([
		'suggestion_answered'
	]);
	const [suggestion] = (await expectReplayed(meetingId, begin)).suggestions;
	expect(suggestion).toMatchObject({ name: 'Member', personId: member.personId });
	for (const n of [1, 2, 3]) await run(meetingId, 'suggestion.add', { title: `No ${n}` }, member);
	await expect(run(meetingId, 'suggestion.add', { title: 'No 4' }, member)).rejects.toMatchObject({
		code: 'suggestions_full',
		status: 409,
		details: { max: 3 }
	});
	const other = await addMeeting(database.db, dossierId, []);
	await expect(
		run(other.meetingId, 'suggestion.add', title, member, suggestionId)
	).rejects.toMatchObject({ code: 'malformed' });
});
