import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import type { MeetingFacts } from '#lib/model/meeting-facts.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { addOrganisation, addSeat } from '../../../../tests/support/meeting.ts';
import { addInvited, ORIGIN as origin, tokenOf } from '../../../../tests/support/invitation.ts';
import { newActor, newDossier } from '../../../../tests/support/people.ts';
import { storeBasis } from '../people/names.rows.ts';
import { enqueue } from '../platform/jobs.ts';
import type { Mail } from '../platform/mail.ts';
import { giveAnswer } from './answer.ts';
import { sendChange } from './change-mail.ts';
import { readMeetingDesk } from './desk.ts';
import { getFacts, saveFacts } from './facts.ts';
import { changeContact, inviteOrganisations, readInvitees, recordAnswer } from './invitee.ts';
import { sendMails } from './invitee-mail.ts';
import { keepLetter, readLetter, readSent } from './letter.ts';
import { getProgramme } from './programme.ts';
import { moveMeeting, takeStep, type StatusStep } from './status.ts';

// No queue runs in a domain test: what would be sent is looked at here.
vi.mock('../platform/jobs.ts', () => ({ enqueue: vi.fn(async () => undefined) }));
const mails = () => vi.mocked(enqueue).mock.calls.map(([, , mail]) => mail as Mail);
const mailTo = (id: string) => mails().find(({ to }) => to.includes(id));
beforeEach(() => vi.mocked(enqueue).mockClear());

let own: TestDatabase;
let editor: Actor;
let dossierId: string;
beforeAll(async () => {
	own = await testDatabase();
	editor = await newActor(own.db, { name: 'Editor' });
	dossierId = await newDossier(own.db, [[editor, 'edit']]);
});
afterAll(() => own.close());

const code = (name: string) => expect.objectContaining({ code: name });
const reason = { original: 'en', texts: { en: 'Floods', fr: 'Inondations' } };
const accept = { answer: 'accepted', name: '', note: '' } as const;

/** A meeting whose organisations were invited by mail; what was sent is given back. */
async function invite(...names: string[]) {
	const meeting = await addInvited(own.db, editor, dossierId, names);
	await sendMails(own.db, editor, meeting.slug, { kind: 'invitation', origin });
	const sent = mails();
	vi.mocked(enqueue).mockClear();
	return { ...meeting, sent };
}
const versionOf = async (slug: string) =>
	(await readInvitees(own.db, editor, slug)).meeting.version;
const move = async (slug: string, date: string | null) =>
	moveMeeting(own.db, editor, slug, { version: await versionOf(slug), reason, date });
const step = async (slug: string, name: StatusStep) =>
	takeStep(own.db, editor, slug, { version: await versionOf(slug), reason, step: name });
const tell = (slug: string) => sendChange(own.db, editor, slug, origin);
const untold = async (slug: string) =>
	(await readMeetingDesk(own.db, editor)).untold.find((one) => one.slug === slug)?.count;

/** Calendars on a mail as an independent reader understands them. */
function read(mail: Mail | undefined) {
	return mail!.attachments!.map(({ content, contentType }) => {
		const calendar = new ICAL.Component(ICAL.parse(content) as never);
		const [event, ...rest] = calendar.getAllSubcomponents('vevent');
		expect(rest).toEqual([]);
		const value = (name: string) => event!.getFirstPropertyValue(name);
		const method = calendar.getFirstPropertyValue('method');
		if (method !== 'PUBLISH')
			expect(contentType).toBe(`text/calendar; charset=utf-8; method=${String(method)}`);
		return {
			method,
			uid: value('uid'),
			sequence: value('sequence'),
			start: String(value('dtstart')),
			status: value('status'),
			organizer: value('organizer'),
			attendee: value('attendee')
		};
	});
}

test('whoever was invited or accepted is told of a move once, in its language, and asked anew', async () => {
	const { slug, ids, sent } = await invite('Silent', 'Comes', 'Declined', 'By telephone');
	const [silent, comes, declined, phoned] = ids as [string, string, string, string];
	await giveAnswer(own.db, tokenOf(sent.find(({ to }) => to.includes(comes))), accept);
	await giveAnswer(own.db, tokenOf(sent.find(({ to }) => to.includes(declined))), {
		...accept,
		answer: 'declined'
	});
	await own.db.deleteFrom('inviteeMail').where('organisationId', '=', phoned).execute();
	await recordAnswer(own.db, editor, slug, phoned, { ...accept, note: null });
	await changeContact(own.db, { ...editor, isAdmin: true }, slug, comes, {
		email: `office-${comes}@emvod.example`,
		language: 'fr',
		audiences: []
	});
	expect(await untold(slug)).toBeUndefined();
	expect(await tell(slug)).toEqual({ sent: 0, unreachable: 0 });
	await move(slug, '2027-09-07');
	expect(await untold(slug)).toBe(3);
	expect(await tell(slug)).toEqual({ sent: 3, unreachable: 0 });
	expect(await untold(slug)).toBeUndefined();
	expect(mailTo(declined)).toBeUndefined();
	expect(mailTo(phoned)?.text).toContain('Friday, 27 August 2027');
	const english = mailTo(silent)!;
	expect(english.subject).toMatch(/^New date: /);
	for (const part of ['Former date: Friday', 'Tuesday, 7 September 2027, 09:00', 'Reason: Floods'])
		expect(english.text).toContain(part);
	const french = mailTo(comes)!;
	for (const part of ['vendredi 27 août 2027', 'mardi 7 septembre 2027', 'Inondations'])
		expect(french.text).toContain(part);
	// The answer link is its own, and answers for the new date.
	expect(tokenOf(french)).not.toBe(tokenOf(sent.find(({ to }) => to.includes(comes))));
	const state = async () =>
		(await readInvitees(own.db, editor, slug)).invitees.find(
			({ organisationId }) => organisationId === comes
		);
	expect(await state()).toMatchObject({ isForFormerDate: true, untold: null });
	expect((await state())?.changeAt).toBeTruthy();
	await giveAnswer(own.db, tokenOf(french), accept);
	expect(await state()).toMatchObject({ isForFormerDate: false, reminders: 0 });
	expect(await tell(slug)).toEqual({ sent: 0, unreachable: 0 });
	const told = (await readSent(own.db, editor, slug)).letters.flatMap((one) => one.mails);
	expect(told.filter(({ kind }) => kind === 'change')).toHaveLength(3);
	// Whoever is invited after the move knows the new date.
	await inviteOrganisations(own.db, editor, slug, [await addOrganisation(own.db, 'Late')]);
	expect(await untold(slug)).toBeUndefined();
});

test('calendars get the same event with a higher sequence, and let go what was cancelled', async () => {
	const { id, slug, ids, sent } = await invite('Calendar');
	await own.db
		.insertInto('meetingDay')
		.values({ meetingId: id, day: 2, date: '2027-08-28' })
		.execute();
	const [before] = read(sent[0]);
	await move(slug, '2027-09-07');
	await tell(slug);
	const requests = read(mails()[0]);
	expect(requests).toMatchObject([
		{ method: 'REQUEST', uid: before!.uid, start: '2027-09-07T07:00:00Z', status: 'CONFIRMED' },
		{ method: 'REQUEST', uid: String(before!.uid).replace('-1@', '-2@'), start: '2027-09-08' }
	]);
	for (const { sequence, organizer, attendee } of requests) {
		expect(Number(sequence)).toBeGreaterThan(Number(before!.sequence));
		expect(organizer).toBe('mailto:no-reply@emvod.example');
		expect(String(attendee).toLowerCase()).toBe(`mailto:office-${ids[0]}@emvod.example`);
	}
	vi.mocked(enqueue).mockClear();
	await move(slug, null);
	await tell(slug);
	const [open] = mails();
	expect(open?.text).toContain('when the new date is known');
	expect(tokenOf(open)).toBe('');
	const lost = { method: 'CANCEL', status: 'CANCELLED' };
	expect(read(open)).toMatchObject([
		{ ...lost, uid: before!.uid },
		{ ...lost, start: '2027-09-08' }
	]);
});

test('a cancellation is told with its reason, asks for nothing, and can be taken back', async () => {
	const { slug, ids } = await invite('One', 'Two');
	await step(slug, 'cancel');
	expect(await untold(slug)).toBe(2);
	expect(await Promise.all([tell(slug), tell(slug)])).toHaveLength(2);
	expect(mails()).toHaveLength(2);
	const mail = mailTo(ids[0]!)!;
	expect(mail.subject).toMatch(/^Cancelled: /);
	for (const part of ['planned for: Friday, 27 August 2027', 'Reason: Floods'])
		expect(mail.text).toContain(part);
	expect(mail.text).not.toContain('/answer/');
	expect(read(mail)).toMatchObject([{ method: 'CANCEL', status: 'CANCELLED', sequence: 1 }]);
	vi.mocked(enqueue).mockClear();
	await step(slug, 'revive');
	expect(await untold(slug)).toBe(2);
	await tell(slug);
	expect(mailTo(ids[1]!)?.subject).toMatch(/^Takes place after all: /);
	expect(tokenOf(mailTo(ids[1]!))).not.toBe('');
	expect(read(mails()[0])).toMatchObject([{ method: 'REQUEST', status: 'CONFIRMED', sequence: 2 }]);
});

/** Saves the meeting as its form would send it back, with what is given. */
async function change(slug: string, given: object) {
	const facts = await getFacts(own.db, editor, slug);
	await saveFacts(own.db, editor, slug, {
		...facts,
		title: { ...facts.title, same: [] },
		place: {
			name: '',
			address: '',
			postcode: '',
			country: '',
			url: '',
			map: '',
			city: facts.city ?? ''
		},
		registration: { url: null, deadline: null, language: '', needed: false },
		isSettled: false,
		...given
	} as MeetingFacts);
}

test('other hours and another place are told like a move, with the calendar, and answers stand', async () => {
	const { slug, ids, sent } = await invite('Early');
	await giveAnswer(own.db, tokenOf(sent[0]), accept);
	const [before] = read(sent[0]);
	const { days } = await getFacts(own.db, editor, slug);
	const at = (starts: string, ends: string | null = null) =>
		days.map((day) => ({ ...day, starts, ends }));
	const place = {
		name: 'School',
		address: '',
		postcode: '',
		city: 'Rennes',
		country: '',
		url: '',
		map: ''
	};
	await change(slug, { days: at('14:00', '17:00'), place, mode: 'online' });
	expect((await readMeetingDesk(own.db, editor)).untold).toMatchObject([
		{ slug, kind: 'changed', count: 1 }
	]);
	expect(await tell(slug)).toEqual({ sent: 1, unreachable: 0 });
	const mail = mailTo(ids[0]!)!;
	expect(mail.subject).toMatch(/^Hours or place changed: /);
	for (const part of [
		'Former hours: Friday, 27 August 2027, 09:00–12:00 (Europe/Paris)',
		'Former place: not stated',
		'Former form: In a room and by video',
		'27 August 2027, 14:00–17:00',
		'School, Rennes',
		'your answer stands'
	])
		expect(mail.text).toContain(part);
	expect(mail.text).not.toContain('Former date');
	expect(tokenOf(mail)).not.toBe('');
	const [event] = read(mail);
	expect(event).toMatchObject({
		method: 'REQUEST',
		uid: before!.uid,
		start: '2027-08-27T12:00:00Z'
	});
	expect(Number(event!.sequence)).toBeGreaterThan(Number(before!.sequence));
	expect((await readInvitees(own.db, editor, slug)).invitees[0]).toMatchObject({
		isForFormerDate: false,
		untold: null
	});
	// Saved as it is, or taken back before anybody was told: nothing to tell.
	await change(slug, { place });
	await change(slug, { days: at('15:00'), place });
	await change(slug, { days: at('14:00', '17:00'), place });
	expect(await untold(slug)).toBeUndefined();
	// Moved as well, the former hours stand beside the former date.
	await change(slug, { days: at('15:00'), place });
	await move(slug, '2027-09-07');
	vi.mocked(enqueue).mockClear();
	await tell(slug);
	expect(mails()[0]?.subject).toMatch(/^New date: /);
	expect(mails()[0]?.text).toContain(
		'Former date: Friday, 27 August 2027, 14:00–17:00 (Europe/Paris)'
	);
});

test('the former place is told without a name that was refused, and to nobody else', async () => {
	const { id, slug, ids } = await invite('Reader');
	const person = await newActor(own.db, { name: 'Perrine Le Goff' });
	await own.db
		.updateTable('meeting')
		.set({ city: 'c/o Perrine Le Goff' })
		.where('id', '=', id)
		.execute();
	await change(slug, {});
	await change(slug, {
		city: null,
		place: { name: '', address: '', postcode: '', country: '', url: '', map: '', city: 'Rennes' }
	});
	expect(JSON.stringify(await getProgramme(own.db, null, slug))).not.toContain('Perrine');
	const { personId } = person;
	await addSeat(own.db, id, person, 'speaker');
	await storeBasis(own.db, { personId, meetingId: id, basis: 'refused', recordedBy: null });
	await tell(slug);
	expect(mailTo(ids[0]!)?.text).toContain('Former place: c/o ');
	expect(mailTo(ids[0]!)?.text).not.toContain('Perrine');
});

test('what somebody wrote of one change is not sent for the next', async () => {
	const { slug } = await invite('Reader');
	const key = { kind: 'change', language: 'en' } as const;
	const draft = () => readLetter(own.db, editor, slug, { ...key, origin });
	await expect(draft()).rejects.toThrow(code('nothing_changed'));
	await move(slug, '2027-09-07');
	const { subject, body } = await draft();
	await keepLetter(own.db, editor, slug, { ...key, version: '' }, { subject, body: `My ${body}` });
	await step(slug, 'cancel');
	expect((await draft()).subject).toMatch(/^Cancelled: /);
	await tell(slug);
	expect(mails()).toHaveLength(1);
	expect(mails()[0]?.text).not.toContain('My ');
	expect(mails()[0]?.text).toContain('27 August 2027');
});

test('without an address nobody is told, and who may not edit sends nothing', async () => {
	const { slug, ids } = await invite('Lost', 'Found');
	await own.db
		.updateTable('organisation')
		.set({ contactEmail: null })
		.where('id', '=', ids[0]!)
		.execute();
	await move(slug, '2027-09-07');
	const stranger = await newActor(own.db);
	for (const actor of [null, stranger])
		await expect(sendChange(own.db, actor, slug, origin)).rejects.toThrow(code('not_found'));
	expect((await readMeetingDesk(own.db, stranger)).untold).toEqual([]);
	expect(await tell(slug)).toEqual({ sent: 1, unreachable: 1 });
	expect(await untold(slug)).toBe(1);
});
