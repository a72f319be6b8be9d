import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import {
	addActor,
	addDossier,
	addFilm,
	addMeeting,
	addSeat
} from '../../../../tests/support/meeting.ts';
import { runCommand } from '../agenda/commands.ts';
import { buildContent } from './build.ts';
import { describeReport } from './document.ts';
import { findDraftForAttendee } from './draft.ts';
import { fileReport } from './filing.ts';

/* What the record says of a meeting that was held here, command by command. */

const MORNING = Date.parse('2026-06-12T07:00:00Z');
let database: TestDatabase;
let dossierId: string;
let chair: Actor;

beforeAll(async () => {
	database = await testDatabase();
	dossierId = await addDossier(database.db);
	chair = await addActor(database.db, 'Chair', { dossierId, level: 'edit' });
});
afterAll(() => database.close());

/** Day one with two items, day two with one; the first item is held, with a film, then closed. */
async function holdFirstDay() {
	const { db } = database;
	const { meetingId, slug, itemIds } = await addMeeting(db, dossierId, ['Shown', 'Left', 'Later']);
	await db.insertInto('meetingDay').values({ meetingId, day: 2, date: '2026-06-13' }).execute();
	await db.updateTable('agendaItem').set({ day: 2 }).where('id', '=', itemIds[2]!).execute();
	const speaker = await addActor(db, 'Ana', { dossierId, level: 'take-part' });
	const film = await addFilm(db, dossierId, 90);
	let minute = 0;
	const run = (type: string, args: object = {}) =>
		runCommand(
			db,
			chair,
			{ meetingId, commandId: randomUUID(), type, args },
			() => MORNING + minute++ * 60_000
		);
	await run('item.edit', { itemId: itemIds[0], speakerIds: [speaker.personId] });
	await run('item.edit', { itemId: itemIds[1], speakerIds: [speaker.personId] });
	await run('advance', { fromItemId: null });
	await run('film.start', { filmId: film, position: 10 });
	await run('film.stop');
	await run('meeting.close');
	return { meetingId, slug };
}

test('the films that were played stand under their item with the moment', async () => {
	const { meetingId } = await holdFirstDay();
	const { items } = await buildContent(database.db, meetingId);
	expect(items[0]!.films).toMatchObject([
		{ title: { text: 'A film' }, at: '2026-06-12T07:03:00.000Z', from: 10, to: 70 }
	]);
	expect(items.slice(1).flatMap(({ films }) => films)).toEqual([]);
});

test('a day that was announced and not reached is not said to have been held', async () => {
	const { meetingId } = await holdFirstDay();
	const content = await buildContent(database.db, meetingId);
	expect(content.days.map(({ day, held }) => [day, held])).toEqual([
		[1, true],
		[2, false]
	]);
	expect(content.summary).toContain('12 June 2026');
	expect(content.summary).not.toContain('13 June 2026');
	const imprint = {
		slug: 's',
		version: 1,
		state: 'published',
		at: '2026-06-14T00:00:00Z',
		address: 'a',
		origin: 'o'
	} as const;
	const facts = describeReport(content, imprint).find((part) => part.kind === 'facts')!;
	const dates = facts.rows.find(({ label }) => label === 'Dates:')!.value;
	expect(dates).toContain('Saturday, 13 June 2026, time not stated (planned, not held)');
});

test('who was in the programme is announced, not said to have spoken', async () => {
	const { meetingId } = await holdFirstDay();
	const content = await buildContent(database.db, meetingId);
	const texts = describeReport(content, {
		slug: 's',
		version: 1,
		state: 'published',
		at: '2026-06-14T00:00:00Z',
		address: 'a',
		origin: 'o'
	})
		.filter((part) => part.kind === 'text')
		.map(({ text }) => text);
	expect(texts.filter((text) => text.startsWith('Announced speakers:'))).toHaveLength(2);
	expect(texts.some((text) => text.startsWith('Speakers:'))).toBe(false);
});

test('a draft is read by those who belong to the meeting, and by nobody else', async () => {
	const { db } = database;
	const { meetingId, slug } = await holdFirstDay();
	await fileReport(db, meetingId);
	const guest = await addActor(db, 'Guest');
	const removed = await addActor(db, 'Removed');
	await addSeat(db, meetingId, guest, 'viewer');
	await addSeat(db, meetingId, removed, 'viewer');
	await db
		.updateTable('seat')
		.set({ removedAt: new Date() })
		.where('personId', '=', removed.personId)
		.execute();
	const stranger = await addActor(db, 'Stranger');
	for (const actor of [chair, guest])
		expect(await findDraftForAttendee(db, actor, slug)).toMatchObject({
			slug,
			content: { title: { text: 'A meeting' } },
			canEdit: false
		});
	for (const actor of [stranger, removed, null])
		expect(await findDraftForAttendee(db, actor, slug)).toBeNull();
});
