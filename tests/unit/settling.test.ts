import type { Component } from 'svelte';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { AnswerForm, sumUp } from '#lib/model/contradiction.ts';
import { LOCALES } from '#lib/model/localised.ts';
import { writeProgramme } from '#lib/model/programme-json.ts';
import { readContradictions, settle } from '#lib/server/agenda/settling.ts';
import { listGaps } from '#lib/server/dossier/gaps.ts';
import { listHistory } from '#lib/server/dossier/history.ts';
import { readAttendanceList, settleAttendance } from '#lib/server/meeting/attendance-list.ts';
import { readSpeakerDay } from '#lib/server/agenda/speaker-day.ts';
import { getProgramme } from '#lib/server/meeting/programme.ts';
import { buildContent } from '#lib/server/report/build.ts';
import AttendancePage from '../../src/routes/(app)/desk/meetings/[slug]/attendance/+page.svelte';
import HeldPage from '../../src/routes/(app)/desk/meetings/[slug]/held/+page.svelte';
import DeskGaps from '../../src/routes/(app)/desk/DeskGaps.svelte';
import { demoDatabase, findDemoActor } from '../support/demo.ts';
import { renderPage, showEvent, showMeeting } from '../support/pages.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
let secretariat: Actor;
let other: Actor;
/** What the page of a meeting as it was held shows. */
const readHeld = async (slug: string) => ({
	...(await readContradictions(demo.db, secretariat, slug)),
	...(await readSpeakerDay(demo.db, secretariat, slug))
});
beforeAll(async () => {
	demo = await demoDatabase();
	secretariat = await findDemoActor(demo.db, 'secretariat');
	other = await findDemoActor(demo.db, 'participant');
});
afterAll(() => demo.close());

const MEETING = 'bretagne-1';
const EVENT = 'vet-conference-2022';
const conflicts = async () => (await listGaps(demo.db, secretariat)).conflicts;
const codes = async () => (await conflicts()).map(({ code }) => code).sort();
const read = async (slug: string) => (await readContradictions(demo.db, secretariat, slug)).list;
/** What the form was opened with. */
const open = async (slug: string) =>
	Object.fromEntries(
		(await read(slug)).flatMap(({ key, settled }) => [
			[`opened-${key}`, sumUp(settled)],
			[`answer-${key}`, settled?.answer ?? ''],
			[`words-${key}`, settled?.words ?? '']
		])
	);
const send = (slug: string, fields: Record<string, string>) =>
	settle(demo.db, secretariat, slug, v.parse(AnswerForm, fields));
const answer = async (slug: string, fields: Record<string, string>) =>
	send(slug, { ...(await open(slug)), ...fields });

test('each contradiction on the desk leads to a page whose form answers it', async () => {
	const { html, links } = await renderPage(
		DeskGaps as Component,
		{ gaps: await listGaps(demo.db, secretariat) },
		{ path: '/desk' }
	);
	const hrefs = links.map(({ href }) => href);
	for (const href of [
		`/desk/meetings/${MEETING}/attendance#settle-words`,
		`/desk/meetings/${MEETING}/held#answers`,
		`/desk/meetings/${EVENT}/held#answers`
	])
		expect(hrefs).toContain(href);
	expect(html).not.toContain('#programme');
	for (const locale of LOCALES)
		for (const [page, data, path] of [
			[AttendancePage, await readAttendanceList(demo.db, secretariat, MEETING), 'attendance'],
			[HeldPage, await readHeld(MEETING), 'held'],
			[HeldPage, await readHeld(EVENT), 'held']
		] as const) {
			const shown = await renderPage(
				page as Component,
				{ data: { ...data, saved: false }, form: null },
				{ path: `/desk/meetings/${MEETING}/${path}`, locale }
			);
			expect(shown.headings.filter(({ level }) => level === 1)).toHaveLength(1);
			expect(shown.html).not.toMatch(/undefined|\[object/);
			for (const [, attributes] of shown.html.matchAll(/<form([^>]*)>/g))
				expect(attributes).toContain('method="POST"');
		}
	for (const work of [
		() => readContradictions(demo.db, other, MEETING),
		() => settle(demo.db, other, MEETING, {})
	])
		await expect(work()).rejects.toMatchObject({ status: 404 });
});

test('a refused list keeps what was typed, and a list is complete without a script', async () => {
	const data = { ...(await readAttendanceList(demo.db, secretariat, MEETING)), saved: false };
	const [first] = data.entries;
	const values = {
		version: '1',
		visibility: 'members',
		[`state-${first!.id}`]: 'apologies',
		[`heads-${first!.id}`]: '77'
	};
	const refused = { values, issues: {}, code: 'attendance_changed', message: '', details: {} };
	const page = await renderPage(
		AttendancePage as Component,
		{ data, form: refused },
		{ path: `/desk/meetings/${MEETING}/attendance` }
	);
	expect(page.text).toContain('Somebody else saved this list');
	expect(page.html).toContain('value="77"');
	expect(page.html).toMatch(/<option value="members" selected/);
	expect(page.html.match(/name="state-/g)).toHaveLength(data.entries.length);
	expect(page.text).toContain('more than 15');
	// A form without a script sends what stands in it: an empty field would erase the words.
	const shown = await renderPage(
		AttendancePage as Component,
		{ data, form: null },
		{ path: `/desk/meetings/${MEETING}/attendance` }
	);
	expect(shown.html).toMatch(/<textarea[^>]*>\s*more than fifteen organisations<\/textarea>/);
});

test('each announced speaker and item is answered by itself, and the programme follows', async () => {
	const list = await read(MEETING);
	expect(list.map(({ kind }) => kind).sort()).toEqual(['item', 'speaker', 'speaker']);
	const item = list.find(({ kind }) => kind === 'item')!;
	const [ambassador, speaker] = ['m1-1', 'm1-8'].map((key, n) =>
		list.find((one) => one.kind === 'speaker' && (one.itemId === item.itemId) === (n === 1))!
	);
	await expect(answer(MEETING, { [`answer-${item.key}`]: 'other' })).rejects.toMatchObject({
		code: 'settle_words'
	});
	await expect(answer(MEETING, { [`answer-${item.key}`]: 'morning' })).rejects.toMatchObject({
		code: 'settle_answer'
	});
	expect(await codes()).toContain('programme');
	await answer(MEETING, {
		[`answer-${item.key}`]: 'held',
		[`answer-${ambassador!.key}`]: 'not-held'
	});
	const still = (await conflicts()).find(({ code }) => code === 'programme');
	expect(still).toMatchObject({ counts: { speakers: 1, items: 0 } });
	await answer(MEETING, {
		[`answer-${item.key}`]: 'held',
		[`answer-${speaker!.key}`]: 'other',
		[`words-${speaker!.key}`]: 'A colleague spoke'
	});
	expect(await codes()).not.toContain('programme');
	const { items } = await getProgramme(demo.db, null, MEETING);
	expect(items.find(({ id }) => id === 'm1-8')).toMatchObject({ reported: true, status: 'done' });
	expect((await showMeeting(demo.db, MEETING)).text).toContain('announced, did not speak');
	const answered = await read(MEETING);
	expect(answered.map(({ settled }) => [settled?.answer, settled?.who])).toEqual(
		expect.arrayContaining([
			['held', secretariat.name],
			['not-held', secretariat.name],
			['other', secretariat.name]
		])
	);
	const desk = await renderPage(
		HeldPage as Component,
		{
			data: { ...(await readHeld(MEETING)), saved: false },
			form: null
		},
		{ path: `/desk/meetings/${MEETING}/held` }
	);
	for (const said of ['Announced, did not speak', 'Held', 'Other, in words · A colleague spoke'])
		expect(desk.text).toContain(`${secretariat.name} · ${said}`);
	const { entries: steps } = await listHistory(demo.db, secretariat, 'bretagne');
	// The item answered as before is not stamped twice.
	expect(steps.filter(({ what }) => what === 'programme-settled')).toHaveLength(3);
	// An answer can be given anew; the record follows.
	await answer(MEETING, { [`answer-${item.key}`]: 'not-held' });
	expect((await showMeeting(demo.db, MEETING)).text).toContain('planned, not held');
	expect(await codes()).not.toContain('programme');
});

describe('an answer given anew', () => {
	const find = async (kind: string) => (await read(MEETING)).find((one) => one.kind === kind)!;
	const readItem = async (id: string) =>
		demo.db
			.selectFrom('agendaItem')
			.select(['reported', 'status'])
			.where('id', '=', id)
			.executeTakeFirstOrThrow();

	test('takes the record with it each time, and other words bring back what stood before', async () => {
		const item = await find('item');
		const stood = { reported: false, status: 'not-discussed' };
		const give = (one: string) =>
			answer(MEETING, { [`answer-${item.key}`]: one, [`words-${item.key}`]: 'In a corner' });
		for (const [given, record] of [
			['held', { reported: true, status: 'done' }],
			['other', stood],
			['held', { reported: true, status: 'done' }],
			['not-held', stood]
		] as const) {
			await give(given);
			expect(await readItem(item.itemId!), given).toEqual(record);
		}
		const speaker = await find('speaker');
		for (const [given, spoke] of [
			['held', true],
			['other', false],
			['held', true],
			['not-held', false]
		] as const) {
			await answer(MEETING, {
				[`answer-${speaker.key}`]: given,
				[`words-${speaker.key}`]: 'By letter'
			});
			const row = await demo.db
				.selectFrom('itemSpeaker')
				.select('spoke')
				.where('agendaItemId', '=', speaker.itemId)
				.where('personId', '=', speaker.personId)
				.executeTakeFirstOrThrow();
			expect(row.spoke, given).toBe(spoke);
		}
	});

	test('does not undo one that another editor gave meanwhile, and is refused where both gave one', async () => {
		const [item, speaker] = [await find('item'), await find('speaker')];
		await answer(MEETING, { [`answer-${item.key}`]: 'other', [`words-${item.key}`]: 'Outside' });
		const form = await open(MEETING);
		await answer(MEETING, { [`answer-${item.key}`]: 'held', [`words-${item.key}`]: '' });
		const mine = { [`answer-${speaker.key}`]: 'held', [`words-${speaker.key}`]: 'Mine' };
		await send(MEETING, { ...form, ...mine });
		expect((await find('item')).settled?.answer).toBe('held');
		expect((await find('speaker')).settled).toMatchObject({ answer: 'held', words: 'Mine' });
		expect(await readItem(item.itemId!)).toEqual({ reported: true, status: 'done' });

		const late = {
			...form,
			...mine,
			[`words-${speaker.key}`]: 'Never kept',
			[`answer-${item.key}`]: 'not-held'
		};
		await expect(send(MEETING, late)).rejects.toMatchObject({
			code: 'settle_changed',
			status: 409
		});
		expect((await find('speaker')).settled?.words).toBe('Mine');
		const shown = await renderPage(
			HeldPage as Component,
			{
				data: { ...(await readHeld(MEETING)), saved: false },
				form: { values: late, issues: {}, code: 'settle_changed', message: '', details: {} }
			},
			{ path: `/desk/meetings/${MEETING}/held` }
		);
		expect(shown.text).toContain('Somebody else answered one of these');
		expect(shown.text.match(/Somebody else answered this/g)).toHaveLength(2);
		expect(shown.html).toMatch(/<option value="not-held" selected/);
		expect(shown.html).toContain('value="Never kept"');
		expect(shown.html).toContain(`name="opened-${item.key}" value="held"`);
		// Sent once more with both in sight, it holds.
		await answer(MEETING, { [`answer-${item.key}`]: 'not-held' });
		expect((await find('item')).settled?.answer).toBe('not-held');
	});

	test('is shown with the time of the meeting’s clocks', async () => {
		await demo.db
			.updateTable('meeting')
			.set({ timezone: 'Pacific/Auckland' })
			.where('slug', '=', MEETING)
			.execute();
		const { at } = (await find('item')).settled!;
		const clock = new Intl.DateTimeFormat('en-GB', {
			dateStyle: 'long',
			timeStyle: 'short',
			timeZone: 'Pacific/Auckland'
		}).format(new Date(at));
		const { text } = await renderPage(
			HeldPage as Component,
			{
				data: { ...(await readHeld(MEETING)), saved: false },
				form: null
			},
			{ path: `/desk/meetings/${MEETING}/held` }
		);
		expect(text).toContain(`Settled ${clock}`);
	});
});

test('a slot keeps what was planned beside when it was held, and its note is set aside', async () => {
	const [slot] = await read(EVENT);
	expect(slot).toMatchObject({ kind: 'slot', half: 'morning', settled: null });
	await answer(EVENT, { [`answer-${slot!.key}`]: 'afternoon' });
	expect(await codes()).not.toContain('slot');
	const page = await showEvent(demo.db, EVENT);
	expect(page.text).toContain('morning (held: afternoon)');
	expect(page.text).not.toContain('Announced for this half-day');
	expect(JSON.stringify(writeProgramme(await getProgramme(demo.db, null, EVENT), 'en'))).toContain(
		'"half":"morning","held":"afternoon"'
	);
	expect((await read(EVENT))[0]).toMatchObject({
		note: expect.stringContaining('S4 reports the afternoon'),
		settled: { answer: 'afternoon', who: secretariat.name }
	});
	await answer(EVENT, { [`answer-${slot!.key}`]: 'not-held' });
	expect((await showEvent(demo.db, EVENT)).text).toContain('morning (planned, not held)');
});

test('the numbers are settled on the attendance page, and what the sources said stays there', async () => {
	expect(await codes()).toContain('attendance');
	await settleAttendance(demo.db, secretariat, MEETING, '');
	expect(await codes()).not.toContain('attendance');
	const data = { ...(await readAttendanceList(demo.db, secretariat, MEETING)), saved: true };
	const { text } = await renderPage(
		AttendancePage as Component,
		{ data, form: null },
		{ path: `/desk/meetings/${MEETING}/attendance` }
	);
	expect(text).toContain('around fifteen');
	expect(text).toContain(secretariat.name);
	expect(text).not.toContain('(UTC)');
	expect(text).not.toContain('Settled: the list holds');
});

test('a source’s words stand only where nobody recorded a list', async () => {
	const { text } = await showMeeting(demo.db, MEETING);
	expect(text).toContain('Organisations that took part: 20');
	expect(text).not.toContain('more than fifteen');
	const { text: unrecorded } = await showMeeting(demo.db, 'bretagne-3');
	expect(unrecorded).toContain('Attendance was not recorded.');
	// An event of others is theirs to record.
	expect((await showEvent(demo.db, EVENT)).text).not.toContain('Attendance was not recorded');
});

test('where only persons came, their number is given', async () => {
	const { db } = demo;
	const slug = 'bretagne-3';
	const { id } = await getProgramme(db, null, slug);
	const add = async (name: string, state: string, heads: number | null) => {
		const person = await db
			.insertInto('person')
			.values({ name })
			.returning('id')
			.executeTakeFirstOrThrow();
		await db
			.insertInto('attendancePerson')
			.values({ meetingId: id, personId: person.id, state, heads })
			.execute();
	};
	await add('Alone', 'present', null);
	await add('With a friend', 'present', 2);
	await add('Away', 'apologies', null);
	const show = async () => {
		const json = writeProgramme(await getProgramme(db, null, slug), 'en');
		const data = { ...(await readAttendanceList(db, secretariat, slug)), saved: false };
		const path = `/desk/meetings/${slug}/attendance`;
		const desk = await renderPage(AttendancePage as Component, { data, form: null }, { path });
		return [(await showMeeting(db, slug)).text, desk.text, json] as const;
	};
	const [page, desk, json] = await show();
	for (const text of [page, desk]) {
		expect(text).toContain('Persons who took part: 3');
		expect(text).not.toContain('Organisations that took part');
	}
	expect(json).toMatchObject({ attendance: { recorded: true, organisations: 0, persons: 3 } });
	const { attendance } = await buildContent(db, id);
	expect([attendance.organisations, attendance.persons]).toEqual([0, 3]);
	const one = await db.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
	const row = { meetingId: id, organisationId: one.id, state: 'present' };
	await db.insertInto('attendance').values(row).execute();
	const [counted, list, data] = await show();
	for (const text of [counted, list]) expect(text).toContain('Organisations that took part: 1');
	expect(data).toMatchObject({ attendance: { organisations: 1, persons: null } });
});
