import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { describeMeeting } from '#lib/model/linked-data.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { listTimelineRows } from '../dossier/timeline.rows.ts';
import { writeCalendar } from './calendar.ts';
import { getProgramme } from './programme.ts';
import { moveMeeting, takeStep } from './status.ts';

let own: TestDatabase;
let editor: Actor;
let dossierId: string;
beforeAll(async () => {
	own = await testDatabase();
	editor = await newActor(own.db);
	dossierId = await newDossier(own.db, [[editor, 'edit']]);
});
afterAll(() => own.close());

const origin = 'https://emvod.example';
const reason = { original: 'en', texts: { en: 'Floods' } };

/** A meeting of two days from 27 August 2027, its title as given. */
async function newDays(title = 'A meeting') {
	const meeting = await newMeeting(own.db, dossierId);
	await own.db
		.updateTable('meeting')
		.set({ title: JSON.stringify({ original: 'en', texts: { en: title } }) })
		.where('id', '=', meeting.id)
		.execute();
	await own.db.deleteFrom('meetingDay').where('meetingId', '=', meeting.id).execute();
	await own.db
		.insertInto('meetingDay')
		.values([
			{ meetingId: meeting.id, day: 1, date: '2027-08-27', starts: '09:00', ends: '17:00' },
			{ meetingId: meeting.id, day: 2, date: '2027-08-28' }
		])
		.execute();
	return meeting;
}

/** The events as an independent reader understands them. */
async function read(slug: string) {
	const text = await writeCalendar(own.db, null, { origin, language: 'en', title: 'Emvod', slug });
	expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThan(76);
	const calendar = new ICAL.Component(ICAL.parse(text) as never);
	return calendar.getAllSubcomponents('vevent').map((event) => ({
		uid: String(event.getFirstPropertyValue('uid')),
		summary: String(event.getFirstPropertyValue('summary')),
		start: String(event.getFirstPropertyValue('dtstart')),
		status: event.getFirstPropertyValue('status'),
		sequence: Number(event.getFirstPropertyValue('sequence')),
		conference: event.getFirstProperty('conference')?.getFirstValue(),
		feature: event.getFirstProperty('conference')?.getParameter('feature')
	}));
}

test('one event per day, with the way in by video', async () => {
	const { slug } = await newDays();
	const events = await read(slug);
	expect(events).toMatchObject([
		{ start: '2027-08-27T07:00:00Z', status: 'CONFIRMED', sequence: 0 },
		{ start: '2027-08-28', status: 'CONFIRMED', sequence: 0 }
	]);
	for (const event of events) expect(event.conference).toBe(`${origin}/meetings/${slug}`);
	expect(new Set(events.map(({ uid }) => uid)).size).toBe(2);
	const request = { origin, language: 'fr', title: 'Emvod', slug };
	expect(await writeCalendar(own.db, null, request)).toContain(`URL;VALUE=URI:${origin}/fr/meet`);
});

test('a calendar without meetings is one that readers accept: it has a component', async () => {
	const dossier = await newDossier(own.db, [[editor, 'edit']]);
	const { slug } = await own.db
		.selectFrom('dossier')
		.select('slug')
		.where('id', '=', dossier)
		.executeTakeFirstOrThrow();
	const request = { origin, language: 'en', title: 'Emvod', dossier: slug };
	const text = await writeCalendar(own.db, null, request);
	const calendar = new ICAL.Component(ICAL.parse(text) as never);
	const [zone, ...rest] = calendar.getAllSubcomponents();
	expect(rest).toEqual([]);
	expect(zone?.name).toBe('vtimezone');
	const noon = ICAL.Time.fromJSDate(new Date('2027-07-01T12:00:00Z'), true);
	expect(new ICAL.Timezone(zone!).utcOffset(noon)).toBe(0);
	// What is published has an event (RFC 5546, 3.2.1): this is a calendar, no message.
	expect(calendar.getFirstPropertyValue('method')).toBeNull();
	expect(calendar.getFirstPropertyValue('prodid')).toBeTruthy();
	expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
	const { slug: meeting } = await newMeeting(own.db, dossier);
	expect(await writeCalendar(own.db, null, request)).toContain(`/meetings/${meeting}`);
});

test('an event of others is not joined here', async () => {
	const { id, slug } = await newDays();
	await own.db
		.updateTable('meeting')
		.set({ kind: 'external-event', mode: 'online' })
		.where('id', '=', id)
		.execute();
	const [event] = await read(slug);
	expect(event?.start).toBe('2027-08-27T07:00:00Z');
	expect(event?.conference).toBeUndefined();
});

test('a moved meeting is the same events on other days, a higher sequence, and a tombstone', async () => {
	const { slug } = await newDays();
	const before = await read(slug);
	await moveMeeting(own.db, editor, slug, { version: 1, reason, date: '2027-09-30' });
	const after = await read(slug);
	expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
	expect(after).toMatchObject([
		{ start: '2027-09-30T07:00:00Z', status: 'CONFIRMED', sequence: 1 },
		{ start: '2027-10-01', status: 'CONFIRMED', sequence: 1 }
	]);
	const entries = (await listTimelineRows(own.db, null, dossierId)).filter(({ href }) =>
		href.endsWith(slug)
	);
	expect(entries.map(({ date, status }) => [date, status]).sort()).toEqual([
		['2027-08-27', 'moved/2027-09-30,2027-10-01'],
		['2027-09-30', 'scheduled']
	]);
	const linked = describeMeeting(await getProgramme(own.db, null, slug), 'en', origin);
	expect(linked).toMatchObject({
		eventStatus: 'https://schema.org/EventRescheduled',
		previousStartDate: '2027-08-27',
		startDate: '2027-09-30T07:00:00.000Z'
	});
});

test('while the new date is not stated the old days are cancelled in calendars', async () => {
	const { slug } = await newDays();
	await moveMeeting(own.db, editor, slug, { version: 1, reason, date: null });
	expect(await read(slug)).toMatchObject([
		{ start: '2027-08-27', status: 'CANCELLED', sequence: 1 },
		{ start: '2027-08-28', status: 'CANCELLED', sequence: 1 }
	]);
	const linked = describeMeeting(await getProgramme(own.db, null, slug), 'en', origin);
	expect(linked).toMatchObject({ eventStatus: 'https://schema.org/EventPostponed' });
	await moveMeeting(own.db, editor, slug, { version: 2, reason, date: '2027-10-05' });
	expect(await read(slug)).toMatchObject([
		{ start: '2027-10-05', status: 'CONFIRMED', sequence: 2 },
		{ start: '2027-10-06', status: 'CONFIRMED', sequence: 2 }
	]);
});

test('a cancelled meeting stays in calendars, marked so', async () => {
	const { slug } = await newDays();
	await takeStep(own.db, editor, slug, { version: 1, reason, step: 'cancel' });
	expect(await read(slug)).toMatchObject([
		{ status: 'CANCELLED', sequence: 1 },
		{ status: 'CANCELLED', sequence: 1 }
	]);
	const linked = describeMeeting(await getProgramme(own.db, null, slug), 'en', origin);
	expect(linked).toMatchObject({ eventStatus: 'https://schema.org/EventCancelled' });
});

test('markup, new lines, commas and right-to-left text stay text', async () => {
	for (const title of [
		'A <script>alert(1)</script>; b, c \\ d',
		'One\r\nSTATUS:CANCELLED\r\nX-CONFERENCE:https://evil.example',
		'اجتماع فرقة العمل في بريتاني'.repeat(8)
	]) {
		const { slug } = await newDays(title);
		const events = await read(slug);
		expect(events).toHaveLength(2);
		for (const event of events) {
			expect(event.summary.replaceAll(/\s+/g, ' ')).toContain(title.replaceAll(/\s+/g, ' '));
			expect(event).toMatchObject({ status: 'CONFIRMED', sequence: 0 });
			expect(event.conference).toBe(`${origin}/meetings/${slug}`);
		}
	}
});
