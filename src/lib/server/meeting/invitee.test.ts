import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { addActor, addOrganisation, addSeat } from '../../../../tests/support/meeting.ts';
import { addInvited, ORIGIN as origin, tokenOf } from '../../../../tests/support/invitation.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { enqueue } from '../platform/jobs.ts';
import type { Mail } from '../platform/mail.ts';
import { giveAnswer, readAnswer } from './answer.ts';
import { freezeAttendance } from './attendance.ts';
import { readMeetingDesk, remindAll } from './desk.ts';
import {
	inviteAudience,
	markKey,
	openList,
	readInvitees,
	recordAnswer,
	takeOffList
} from './invitee.ts';
import { sendMails } from './invitee-mail.ts';
import { readLetter } from './letter.ts';
import { arrive } from './presence.ts';
import { getProgramme } from './programme.ts';
import { moveMeeting, takeStep } from './status.ts';

// No queue runs in a domain test: what would be sent is looked at here.
vi.mock('../platform/jobs.ts', () => ({ enqueue: vi.fn(async () => undefined) }));
const mails = () => vi.mocked(enqueue).mock.calls.map(([, , mail]) => mail as Mail);
beforeEach(() => vi.mocked(enqueue).mockClear());

let own: TestDatabase;
let editor: Actor;
let stranger: Actor;
let dossierId: string;
beforeAll(async () => {
	own = await testDatabase();
	editor = await newActor(own.db, { name: 'Editor' });
	stranger = await newActor(own.db);
	dossierId = await newDossier(own.db, [[editor, 'edit']]);
});
afterAll(() => own.close());

const code = (name: string) => expect.objectContaining({ code: name });

const invite = (...names: string[]) => addInvited(own.db, editor, dossierId, names);
const send = (slug: string, wish: object = {}) =>
	sendMails(own.db, editor, slug, { kind: 'invitation', origin, ...wish });
const remind = (slug: string, wish: object = {}) => send(slug, { kind: 'reminder', ...wish });
const stateOf = async (slug: string, id: string) =>
	(await readInvitees(own.db, editor, slug)).invitees.find((one) => one.organisationId === id)!;

test('an organisation is invited, answers by its link without an account, and has attended', async () => {
	const { id, slug, ids } = await invite('Rectorate', 'Silent');
	expect(await send(slug)).toEqual({ sent: 2, unreachable: 0 });
	const mail = mails().find(({ to }) => to.includes(ids[0]!));
	const token = tokenOf(mail);
	expect(await readAnswer(own.db, token)).toMatchObject({
		organisation: { name: 'Rectorate' },
		answer: null
	});
	await giveAnswer(own.db, token, { answer: 'accepted', name: 'Ana', note: 'Two of us' });
	const answered = await stateOf(slug, ids[0]!);
	expect(answered).toMatchObject({
		answer: 'accepted',
		answeredBy: 'Ana',
		note: 'Two of us',
		attendance: null
	});
	expect(Date.parse(answered.answeredAt!) >= Date.parse(answered.invitedAt!)).toBe(true);
	const guest = await addActor(own.db, 'Guest', undefined, ids[0]);
	const seatId = await addSeat(own.db, id, guest, 'participant');
	await arrive(own.db, id, seatId, new Date());
	await own.db.transaction().execute((trx) => freezeAttendance(trx, id, new Date()));
	expect((await stateOf(slug, ids[0]!)).attendance).toBe('present');
	expect(await stateOf(slug, ids[1]!)).toMatchObject({ answer: null, attendance: null });
	const page = JSON.stringify(await getProgramme(own.db, editor, slug));
	expect(page).toContain('"answer":"accepted"');
	for (const inside of ['Ana', 'Two of us', 'office-']) expect(page).not.toContain(inside);
});

test('whoever is silent is reminded once; a second time needs its own word and seven days', async () => {
	const { slug, ids } = await invite('One', 'Two', 'Not written to');
	await send(slug, { only: ids[0] });
	await send(slug, { only: ids[1] });
	await recordAnswer(own.db, editor, slug, ids[1]!, { answer: 'declined', name: '', note: null });
	expect(await remind(slug)).toEqual({ sent: 1, unreachable: 0 });
	expect(mails().at(-1)).toMatchObject({ to: `office-${ids[0]}@emvod.example` });
	expect(mails().at(-1)!.subject).toMatch(/^Reminder: /);
	expect(await remind(slug)).toEqual({ sent: 0, unreachable: 0 });
	await expect(remind(slug, { only: ids[0] })).rejects.toThrow(code('remind_again'));
	await expect(remind(slug, { only: ids[0], again: true })).rejects.toThrow(
		code('remind_too_early')
	);
	await own.db
		.updateTable('inviteeMail')
		.set({ at: new Date(Date.now() - 8 * 86_400_000) })
		.where('organisationId', '=', ids[0]!)
		.execute();
	expect(await remind(slug, { only: ids[0], again: true })).toMatchObject({ sent: 1 });
	expect((await stateOf(slug, ids[0]!)).reminders).toBe(2);
});

test('an answer given before the meeting was moved is marked, until it is given again', async () => {
	const { slug, ids } = await invite('Early', 'Late');
	await send(slug);
	const answer = (id: string) => {
		const token = tokenOf(mails().find(({ to }) => to.includes(id)));
		return giveAnswer(own.db, token, { answer: 'accepted', name: '', note: '' });
	};
	await answer(ids[0]!);
	const marks = async () =>
		Promise.all(ids.map(async (id) => (await stateOf(slug, id)).isForFormerDate));
	expect(await marks()).toEqual([false, false]);
	const { meeting } = await readInvitees(own.db, editor, slug);
	const reason = { original: 'en', texts: { en: 'Floods' } };
	const wish = { version: meeting.version, date: '2031-01-01', reason };
	await moveMeeting(own.db, editor, slug, wish);
	await answer(ids[1]!);
	expect(await marks()).toEqual([true, false]);
	await answer(ids[0]!);
	expect(await marks()).toEqual([false, false]);
});

test('pressed twice at once, nobody gets two mails', async () => {
	const { slug } = await invite('A', 'B', 'C');
	const both = await Promise.all([send(slug), send(slug)]);
	expect(both.map(({ sent }) => sent).sort()).toEqual([0, 3]);
	expect(new Set(mails().map(({ to }) => to)).size).toBe(3);
	expect(mails()).toHaveLength(3);
});

test('key invitees are marked, and the desk warns while one is silent', async () => {
	const { slug, ids } = await invite('Regional Council', 'Firm');
	await markKey(own.db, editor, slug, ids[0]!, true);
	await send(slug);
	const awaited = async () =>
		(await readMeetingDesk(own.db, editor)).awaited.find((one) => one.slug === slug);
	expect(await awaited()).toMatchObject({
		awaited: 2,
		remindable: 2,
		silentKeys: [{ name: 'Regional Council' }]
	});
	await giveAnswer(own.db, tokenOf(mails().find(({ to }) => to.includes(ids[0]!))), {
		answer: 'accepted',
		name: '',
		note: ''
	});
	expect(await awaited()).toMatchObject({ awaited: 1, silentKeys: [] });
	expect(await remindAll(own.db, editor, origin)).toBeGreaterThanOrEqual(1);
	expect(await awaited()).toMatchObject({ awaited: 1, remindable: 0 });
	expect((await readMeetingDesk(own.db, stranger)).awaited).toEqual([]);
});

test('organisations are invited by their kind of audience', async () => {
	const { slug } = await invite();
	const { db } = own;
	const provider = await addOrganisation(db, 'Campus');
	await db
		.updateTable('organisation')
		.set({ audiences: ['VET providers'] })
		.where('id', '=', provider)
		.execute();
	const firm = await addOrganisation(db, 'Works');
	await db.updateTable('organisation').set({ sector: 'industry' }).where('id', '=', firm).execute();
	expect(await inviteAudience(db, editor, slug, 'VET providers')).toBe(1);
	expect(await inviteAudience(db, editor, slug, 'VET providers').catch((fault) => fault.code)).toBe(
		0
	);
	expect(await inviteAudience(db, editor, slug, 'companies')).toBe(1);
	const { invitees } = await readInvitees(db, editor, slug);
	expect(invitees.map(({ name }) => name)).toEqual(['Campus', 'Works']);
	await expect(inviteAudience(db, editor, slug, 'pupils')).rejects.toThrow(code('nobody_chosen'));
});

test('a list is open or closed, and who was written to stays on it', async () => {
	const { slug, ids } = await invite('Stays', 'Goes');
	const isExhaustive = async () => (await getProgramme(own.db, null, slug)).invitation?.exhaustive;
	expect(await isExhaustive()).toBe(true);
	await openList(own.db, editor, slug, true);
	expect(await isExhaustive()).toBe(false);
	await send(slug, { only: ids[0] });
	await expect(takeOffList(own.db, editor, slug, ids[0]!)).rejects.toThrow(
		code('invitee_has_history')
	);
	await takeOffList(own.db, editor, slug, ids[1]!);
	expect((await readInvitees(own.db, editor, slug)).invitees).toHaveLength(1);
	await openList(own.db, editor, slug, false);
	expect(await isExhaustive()).toBe(true);
});

test('an answer link that was forged or comes too late is refused; used again it changes the answer', async () => {
	const { id, slug, ids } = await invite('Changing');
	await send(slug);
	const token = tokenOf(mails()[0]);
	const give = (answer: 'accepted' | 'declined', by = token) =>
		giveAnswer(own.db, by, { answer, name: 'Bo', note: '' });
	await give('accepted');
	await give('declined');
	expect((await stateOf(slug, ids[0]!)).answer).toBe('declined');
	for (const forged of ['', 'x', `${token.slice(0, -1)}!`, token.toUpperCase(), "' OR 1=1"])
		await expect(give('accepted', forged)).rejects.toThrow(code('not_found'));
	const stored = await own.db
		.selectFrom('inviteeMail')
		.selectAll()
		.where('meetingId', '=', id)
		.execute();
	expect(JSON.stringify(stored)).not.toContain(token);
	const reason = { original: 'en', texts: { en: 'Floods' } };
	await takeStep(own.db, editor, slug, { version: 1, reason, step: 'cancel' });
	await expect(readAnswer(own.db, token)).rejects.toThrow(code('answer_closed'));
	await expect(send(slug)).rejects.toThrow(code('step_wrong'));
});

test('an answer link lives by the days that the meeting has now', async () => {
	const { id, slug } = await invite('Patient');
	await send(slug);
	const token = tokenOf(mails()[0]);
	const move = async (date: string | null) => {
		const { version } = (await readInvitees(own.db, editor, slug)).meeting;
		const reason = { original: 'en', texts: { en: 'Floods' } };
		await moveMeeting(own.db, editor, slug, { version, reason, date });
	};
	const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
	const expired = code('answer_expired');
	const set = own.db.updateTable('meetingDay').where('meetingId', '=', id);
	await set.set({ date: day(-2) }).execute();
	await expect(readAnswer(own.db, token)).rejects.toThrow(expired);
	await move(day(40));
	await giveAnswer(own.db, token, { answer: 'accepted', name: '', note: '' });
	await move(day(-3));
	await expect(readAnswer(own.db, token)).rejects.toThrow(expired);
	await move(null);
	expect(await readAnswer(own.db, token)).toMatchObject({ answer: 'accepted', days: [] });
	await own.db
		.updateTable('meeting')
		.where('id', '=', id)
		.set({ factsAt: day(-91) })
		.execute();
	await own.db
		.updateTable('inviteeMail')
		.set({ at: day(-91) })
		.execute();
	await expect(readAnswer(own.db, token)).rejects.toThrow(expired);
});

test('on the last day an answer counts until midnight by the clock of the meeting', async () => {
	const { id, slug } = await invite('Far away');
	await send(slug);
	const token = tokenOf(mails()[0]);
	const meeting = own.db.updateTable('meeting').where('id', '=', id);
	const day = own.db.updateTable('meetingDay').where('meetingId', '=', id);
	// 26 hours apart: at any hour one of them has another date than the server.
	for (const timezone of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
		const there = new Intl.DateTimeFormat('en-CA', { timeZone: timezone });
		await meeting.set({ timezone }).execute();
		await day.set({ date: there.format(Date.now()) }).execute();
		expect(await readAnswer(own.db, token)).toMatchObject({ answer: null });
		await day.set({ date: there.format(Date.now() - 86_400_000) }).execute();
		await expect(readAnswer(own.db, token)).rejects.toThrow(code('answer_expired'));
	}
});

test('nobody is written to before the meeting is announced', async () => {
	const { id, slug, ids } = await invite('Early');
	await own.db.updateTable('meeting').set({ status: 'planned' }).where('id', '=', id).execute();
	for (const only of [undefined, ids[0]])
		await expect(send(slug, { only })).rejects.toThrow(code('meeting_not_announced'));
	expect(mails()).toEqual([]);
	const { version } = (await readInvitees(own.db, editor, slug)).meeting;
	await takeStep(own.db, editor, slug, { version, reason: null, step: 'announce' });
	expect(await send(slug)).toEqual({ sent: 1, unreachable: 0 });
});

test('who edits no dossier of the meeting neither reads the list nor writes to anybody', async () => {
	const { slug, ids } = await invite('Private');
	for (const actor of [null, stranger]) {
		await expect(readInvitees(own.db, actor, slug)).rejects.toThrow(code('not_found'));
		await expect(sendMails(own.db, actor, slug, { kind: 'invitation', origin })).rejects.toThrow(
			code('not_found')
		);
		await expect(
			recordAnswer(own.db, actor, slug, ids[0]!, { answer: 'accepted', name: '', note: null })
		).rejects.toThrow(code('not_found'));
		await expect(
			readLetter(own.db, actor, slug, { kind: 'invitation', language: 'en', origin })
		).rejects.toThrow(code('not_found'));
	}
	expect(mails()).toEqual([]);
});

test('meetings that come soon and lack something are on the desk', async () => {
	const { id, slug } = await newMeeting(own.db, dossierId);
	const find = async () =>
		(await readMeetingDesk(own.db, editor)).unprepared.find((one) => one.slug === slug);
	expect((await find())?.lacks).toEqual(['host', 'place', 'programme']);
	await own.db
		.updateTable('meeting')
		.set({ hostId: await addOrganisation(own.db, 'Host'), mode: 'online' })
		.where('id', '=', id)
		.execute();
	expect((await find())?.lacks).toEqual(['programme']);
	await own.db.deleteFrom('meetingDay').where('meetingId', '=', id).execute();
	expect((await find())?.lacks).toEqual(['date', 'programme']);
});
