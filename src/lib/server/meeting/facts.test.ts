import { afterAll, beforeAll, expect, test } from 'vitest';
import * as v from 'valibot';
import type { Actor } from '#lib/model/actor.ts';
import { MeetingForm } from '#lib/model/meeting-form.ts';
import type { Programme } from '#lib/model/programme.ts';
import { writeProgramme } from '#lib/model/programme-json.ts';
import { AUDIENCES, MEETING_KINDS } from '#lib/model/meeting-kind.ts';
import { findNewSlug } from '../dossier/dossier.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { addOrganisation } from '../../../../tests/support/meeting.ts';
import { newActor, newDossier } from '../../../../tests/support/people.ts';
import { getFacts, saveFacts } from './facts.ts';
import { writeSlug } from '#lib/model/slug.ts';
import { createMeeting, readOwnMeetings } from './new-meeting.ts';
import { getProgramme } from './programme.ts';
import { changeAddress, moveMeeting, takeStep } from './status.ts';

let own: TestDatabase;
let editor: Actor;
let stranger: Actor;
let dossierId: string;
beforeAll(async () => {
	own = await testDatabase();
	editor = await newActor(own.db, { name: 'Editor' });
	stranger = await newActor(own.db, { name: 'Stranger' });
	dossierId = await newDossier(own.db, [[editor, 'edit']]);
	await newDossier(own.db, [[stranger, 'publish']]);
});
afterAll(() => own.close());

const create = (title: string, date: string | null = null, kind = 'taskforce-meeting') =>
	createMeeting(own.db, editor, { dossierId, title, date, kind: kind as never }, 'en');
const plain = {
	'title-en': 'A meeting',
	kind: 'taskforce-meeting',
	mode: 'hybrid',
	timezone: 'Europe/Paris',
	visibility: 'public'
};
async function save(slug: string, fields: Record<string, string>, actor = editor) {
	const { version } = await getFacts(own.db, editor, slug);
	const input = v.parse(MeetingForm, { version: String(version), ...plain, ...fields });
	await saveFacts(own.db, actor, slug, input);
}
const issuesOf = (fields: Record<string, string>) =>
	(v.safeParse(MeetingForm, { version: '1', ...plain, ...fields }).issues ?? []).map((issue) =>
		v.getDotPath(issue)
	);
const reason = { original: 'en', texts: { en: 'Floods' } };
const code = (name: string) => expect.objectContaining({ code: name });

test('a new meeting has a remote way in by default', async () => {
	const slug = await create('Journée à Fréhel');
	expect(slug).toBe('journee-a-frehel');
	expect(await create('Journée à Fréhel')).toBe('journee-a-frehel-2');
	const { mode, status, days } = await getProgramme(own.db, editor, slug);
	expect({ mode, status, days }).toEqual({ mode: 'hybrid', status: 'planned', days: [] });
	const fair = await create('A fair of others', null, 'external-event');
	expect((await getProgramme(own.db, null, fair)).mode).toBe(null);
	expect(writeSlug('日本 <script>\n')).toBe('script');
	expect(writeSlug('مرحبا')).toBe('');
	expect(writeSlug(`${'word '.repeat(11)}cooperation`)).toBe('word-'.repeat(11).slice(0, -1));
	expect(writeSlug('a'.repeat(59) + ' b c')).toBe(`${'a'.repeat(59)}`);
	expect(writeSlug('a'.repeat(58) + ' b c')).toBe(`${'a'.repeat(58)}-b`);
	expect(writeSlug('a'.repeat(70))).toBe('a'.repeat(60));
	expect(writeSlug('Œuvre d’Æbeltoft, Łódź')).toBe('oeuvre-d-aebeltoft-lodz');
});

test('every fact that the form sends is stored, and stands on the public page', async () => {
	const slug = await create('Facts', '2027-03-01');
	const [host, funder, supporter] = await Promise.all(
		['Host', 'Funder', 'Supporter'].map((name) => addOrganisation(own.db, name))
	);
	await save(slug, {
		'title-en': '  A <b>title</b>\nin   two lines ',
		'title-fr': 'Un titre',
		'title-original': 'en',
		'objective-fr': 'Premier alinéa\n\nDeuxième alinéa',
		kind: 'expert-meeting',
		mode: 'on-site',
		'modeReason-en': 'A factory is visited',
		'role-0': 'host',
		'organisation-0': host!,
		'role-1': 'funder',
		'organisation-1': funder!,
		'role-2': 'support',
		'organisation-2': supporter!,
		'role-3': 'host',
		'organisation-3': supporter!,
		'role-4': 'support',
		'organisation-4': '',
		'place-name': 'Hôtel de Diane',
		'place-address': '1 rue du Port',
		'place-postcode': '22240',
		'place-city': 'Fréhel',
		'place-country': 'fr',
		'place-url': 'https://hotel.example/',
		languages: 'fr, EN br',
		'audience-1': 'on',
		'date-0': '2027-03-01',
		'half-0': 'morning',
		'remote-0': 'yes',
		'day-0-audience-7': 'on',
		'date-1': '2027-03-02',
		'starts-1': '09:00',
		'ends-1': '12:30',
		'remote-1': 'no',
		'day-1-audience-10': 'on',
		'day-1-audience-11': 'on',
		'registration-needed': 'on',
		'registration-url': 'https://signup.example/form',
		'registration-deadline': '2027-02-20',
		'registration-language': 'fr',
		lowBandwidth: 'on',
		programmeStatus: 'final'
	});
	const { version } = await getFacts(own.db, editor, slug);
	await takeStep(own.db, editor, slug, { version, reason: null, step: 'announce' });
	const meeting = await getProgramme(own.db, null, slug);
	expect(meeting).toMatchObject({
		title: { original: 'en', texts: { en: 'A <b>title</b> in two lines', fr: 'Un titre' } },
		objective: { original: 'fr', texts: { fr: 'Premier alinéa\n\nDeuxième alinéa' } },
		kind: 'expert-meeting',
		mode: 'on-site',
		host: { name: 'Host' },
		funder: { name: 'Funder' },
		roles: [
			{ role: 'host', organisation: { name: 'Supporter' } },
			{ role: 'support', organisation: { name: 'Supporter' } }
		],
		place: { name: 'Hôtel de Diane', address: '1 rue du Port', postcode: '22240', country: 'FR' },
		city: 'Fréhel',
		languages: ['fr', 'en', 'br'],
		audience: [AUDIENCES[1]],
		registration: { url: 'https://signup.example/form', deadline: '2027-02-20', language: 'fr' },
		lowBandwidth: true,
		programmeStatus: 'final'
	});
	expect(
		meeting.days.map(({ date, half, starts, remote, audience }) => [
			date,
			half,
			starts,
			remote,
			audience
		])
	).toEqual([
		['2027-03-01', 'morning', null, true, ['teachers']],
		['2027-03-02', null, '09:00', false, ['industry', 'authorities']]
	]);
	expect(JSON.stringify(meeting)).not.toContain('actorId');
});

test('what cannot be is refused by its field', () => {
	expect(issuesOf({})).toEqual([]);
	expect(issuesOf({ timezone: 'Europe/Brest' })).toEqual(['timezone']);
	expect(issuesOf({ timezone: '+02:00' })).toEqual(['timezone']);
	expect(issuesOf({ 'date-0': '2027-02-30' })).toEqual(['days.0.date']);
	expect(issuesOf({ 'date-0': '2027-02-01', 'starts-0': '12:00', 'ends-0': '09:00' })).toEqual([
		'days.0.ends'
	]);
	expect(issuesOf({ 'date-0': '2027-02-02', 'date-1': '2027-02-01' })).toEqual(['days.1.date']);
	expect(issuesOf({ 'title-en': '' })).toEqual(['title']);
	expect(issuesOf({ 'title-en': 'x'.repeat(5000) })).toEqual(['title']);
	expect(issuesOf({ 'objective-en': 'x'.repeat(5000) })).toEqual([]);
	expect(issuesOf({ kind: 'party' })).toEqual(['kind']);
	expect(issuesOf({ languages: 'fr not_a_tag' })).toEqual(['languages']);
	expect(issuesOf({ 'place-url': 'javascript:alert(1)' })).toEqual(['place.url']);
	expect(issuesOf({ 'registration-url': 'ftp://x.example' })).toEqual(['registration.url']);
});

test('working visits, expert meetings and presentations can be chosen, besides the others', async () => {
	expect(MEETING_KINDS).toEqual(
		expect.arrayContaining(['working-visit', 'expert-meeting', 'presentation'])
	);
	for (const kind of MEETING_KINDS) {
		const slug = await create(`Kind ${kind}`, null, kind);
		expect((await getProgramme(own.db, editor, slug)).kind).toBe(kind);
	}
});

test('of two editors the second overwrites nothing unseen', async () => {
	const slug = await create('Two editors', '2027-05-01');
	const { version } = await getFacts(own.db, editor, slug);
	await save(slug, { 'title-en': 'By the first' });
	const late = v.parse(MeetingForm, { version: String(version), ...plain, 'title-en': 'Late' });
	await expect(saveFacts(own.db, editor, slug, late)).rejects.toThrow(code('facts_changed'));
	expect((await getFacts(own.db, editor, slug)).title.texts.en).toBe('By the first');
});

test('whoever edits another dossier finds no meeting to change', async () => {
	const slug = await create('Not yours');
	for (const actor of [null, stranger]) {
		await expect(getFacts(own.db, actor, slug)).rejects.toThrow(code('not_found'));
		await expect(
			takeStep(own.db, actor, slug, { version: 1, reason, step: 'cancel' })
		).rejects.toThrow(code('not_found'));
	}
	await expect(save(slug, {}, stranger)).rejects.toThrow(code('not_found'));
	// An event that belongs to no dossier is every secretariat's, and no mere editor's.
	const event = {
		dossierId: null,
		title: 'Of others',
		date: null,
		kind: 'external-event'
	} as const;
	await expect(createMeeting(own.db, editor, event, 'en')).rejects.toThrow(code('not_found'));
	const outside = await createMeeting(own.db, stranger, event, 'en');
	await expect(getFacts(own.db, editor, outside)).rejects.toThrow(code('not_found'));
	expect((await readOwnMeetings(own.db, stranger)).meetings.entries.map((one) => one.slug)).toEqual(
		[outside]
	);
	await expect(
		createMeeting(
			own.db,
			stranger,
			{ dossierId, title: 'x', date: null, kind: 'presentation' },
			'en'
		)
	).rejects.toThrow(code('not_found'));
	expect((await readOwnMeetings(own.db, editor)).meetings.entries.map((one) => one.slug)).toContain(
		slug
	);
	// The desk is no place for whoever edits nothing, and none of its pages leads them there.
	const participant = await newActor(own.db, { name: 'Participant' });
	await expect(readOwnMeetings(own.db, participant)).rejects.toThrow(code('not_found'));
});

test('someone who is not there and a meeting of another dossier cannot be chosen', async () => {
	const slug = await create('Choices');
	const nobody = '01900000-0000-7000-8000-000000000000';
	for (const field of ['chairId', 'followsId', 'organisation-0'])
		await expect(save(slug, { [field]: nobody, 'role-0': 'host' })).rejects.toThrow(
			code('choice_missing')
		);
	await expect(save(slug, { chairId: stranger.personId })).rejects.toThrow(code('choice_missing'));
	await save(slug, { chairId: editor.personId });
});

test('announced meetings of a dossier are numbered by themselves, in the order of their dates', async () => {
	const other = await newDossier(own.db, [[editor, 'edit']]);
	const add = (title: string, date: string | null, kind = 'taskforce-meeting') =>
		createMeeting(own.db, editor, { dossierId: other, title, date, kind: kind as never }, 'en');
	const later = await add('Later', '2027-06-01');
	const first = await add('First', '2027-01-10');
	const undated = await add('Undated', null);
	const visit = await add('Visit', '2027-02-01', 'working-visit');
	const all = [first, later, undated, visit];
	const numbers = async () =>
		Promise.all(all.map(async (slug) => (await getProgramme(own.db, editor, slug)).ordinal));
	const take = async (slug: string, step: 'announce' | 'cancel' | 'revive') => {
		const { version } = await getFacts(own.db, editor, slug);
		await takeStep(own.db, editor, slug, { version, reason, step });
		return numbers();
	};
	// A planned one would show in the numbers that everybody reads.
	expect(await numbers()).toEqual([null, null, null, null]);
	expect(await take(later, 'announce')).toEqual([null, 1, null, null]);
	expect(await take(visit, 'announce')).toEqual([null, 1, null, null]);
	expect(await take(first, 'announce')).toEqual([1, 2, null, null]);
	// Nobody was told of another date: no reason is asked for that nobody would read.
	await moveMeeting(own.db, editor, undated, { version: 1, reason: null, date: '2027-01-01' });
	expect(await numbers()).toEqual([1, 2, null, null]);
	expect(await take(undated, 'announce')).toEqual([2, 3, 1, null]);
	expect(await take(first, 'cancel')).toEqual([null, 2, 1, null]);
	expect(await take(first, 'revive')).toEqual([2, 3, 1, null]);
});

test('an announced meeting is moved with a reason, and its old dates stay on record', async () => {
	const silent = await create('Only planned', '2027-08-27');
	await moveMeeting(own.db, editor, silent, { version: 1, date: '2027-09-01', reason: null });
	expect(await getProgramme(own.db, editor, silent)).toMatchObject({
		days: [{ date: '2027-09-01' }],
		statusHistory: [{ status: 'planned' }]
	});
	const slug = await create('Moved', '2027-08-27');
	await save(slug, { 'date-0': '2027-08-27', 'starts-0': '09:00', 'date-1': '2027-08-29' });
	await takeStep(own.db, editor, slug, { version: 2, reason: null, step: 'announce' });
	await expect(save(slug, { 'date-0': '2027-09-30' })).rejects.toThrow(
		code('meeting_move_instead')
	);
	const wish = { version: 3, date: '2027-09-30' };
	await expect(moveMeeting(own.db, editor, slug, { ...wish, reason: null })).rejects.toThrow(
		code('reason_missing')
	);
	await moveMeeting(own.db, editor, slug, { ...wish, reason });
	const moved = await getProgramme(own.db, null, slug);
	expect(moved.days.map((day) => [day.date, day.starts])).toEqual([
		['2027-09-30', '09:00'],
		['2027-10-02', null]
	]);
	expect(moved.statusHistory.at(-1)).toMatchObject({
		status: 'moved',
		from: ['2027-08-27', '2027-08-29'],
		to: ['2027-09-30', '2027-10-02'],
		reason
	});
	await moveMeeting(own.db, editor, slug, { version: 4, reason, date: null });
	expect((await getProgramme(own.db, null, slug)).days).toEqual([]);
	await moveMeeting(own.db, editor, slug, { version: 5, reason, date: '2027-11-05' });
	expect((await getProgramme(own.db, null, slug)).days.map((day) => day.date)).toEqual([
		'2027-11-05',
		'2027-11-07'
	]);
});

test('each step is stamped with its time and who took it', async () => {
	const slug = await create('Steps', '2020-01-01');
	const step = (name: 'announce' | 'hold' | 'cancel' | 'revive', version: number) =>
		takeStep(own.db, editor, slug, { version, reason, step: name });
	await step('announce', 1);
	await step('cancel', 2);
	await expect(step('hold', 3)).rejects.toThrow(code('step_wrong'));
	await step('revive', 3);
	await step('hold', 4);
	const { statusHistory } = await getFacts(own.db, editor, slug);
	expect(statusHistory.map(({ status, by }) => [status, by])).toEqual(
		['planned', 'scheduled', 'cancelled', 'scheduled', 'held'].map((status) => [status, 'Editor'])
	);
	for (const { at } of statusHistory)
		expect(Math.abs(Date.now() - Date.parse(at))).toBeLessThan(60_000);
	const early = await create('Early', '2099-01-01');
	await expect(
		takeStep(own.db, editor, early, { version: 1, reason, step: 'hold' })
	).rejects.toThrow(code('meeting_not_over'));
});

test('a meeting of two days was not held while its last day is still to come', async () => {
	const slug = await create('Two days', '2020-01-01');
	const { id } = await getFacts(own.db, editor, slug);
	const hold = (version: number) =>
		takeStep(own.db, editor, slug, { version, reason, step: 'hold' });
	const day = (date: string) =>
		own.db
			.updateTable('meetingDay')
			.set({ date })
			.where('meetingId', '=', id)
			.where('day', '=', 2)
			.execute();
	await own.db
		.insertInto('meetingDay')
		.values({ meetingId: id, day: 2, date: '2099-01-01' })
		.execute();
	await expect(hold(1)).rejects.toThrow(code('meeting_not_over'));
	await day('2020-01-02');
	await hold(1);
	expect((await getFacts(own.db, editor, slug)).status).toBe('held');
});

test('a meeting is public once it is announced; one cancelled before stays with its dossier', async () => {
	const isPublic = (slug: string, actor: Actor | null = null) =>
		getProgramme(own.db, actor, slug).then(
			() => true,
			() => false
		);
	const take = async (slug: string, step: 'announce' | 'cancel' | 'revive') => {
		const { version } = await getFacts(own.db, editor, slug);
		await takeStep(own.db, editor, slug, { version, reason, step });
		return (await getFacts(own.db, editor, slug)).status;
	};
	const announced = await create('Told', '2027-05-01');
	const dropped = await create('Dropped', '2027-05-02');
	const event = await create('Of others', null, 'external-event');
	expect([await isPublic(announced), await isPublic(event)]).toEqual([false, true]);
	expect([await isPublic(announced, editor), await isPublic(announced, stranger)]).toEqual([
		true,
		false
	]);
	expect(await take(announced, 'announce')).toBe('scheduled');
	expect(await isPublic(announced)).toBe(true);
	// Who was told of it is told that it does not happen.
	expect(await take(announced, 'cancel')).toBe('cancelled');
	expect(await isPublic(announced)).toBe(true);
	expect(await take(announced, 'revive')).toBe('scheduled');
	expect(await take(dropped, 'cancel')).toBe('cancelled');
	expect(await isPublic(dropped)).toBe(false);
	expect(await take(dropped, 'revive')).toBe('planned');
	expect(await isPublic(dropped)).toBe(false);
});

test('why a planned meeting was cancelled stays inside when it is revived and announced', async () => {
	const slug = await create('Revived', '2027-05-03');
	const outside = async (actor: Actor | null = null) => {
		const meeting = await getProgramme(own.db, actor, slug);
		const { statusHistory } = writeProgramme(meeting, 'en') as Pick<Programme, 'statusHistory'>;
		expect(statusHistory.length).toBe(meeting.statusHistory.length);
		return statusHistory.map((step) => [step.status, step.reason]);
	};
	const steps = ['cancel', 'revive', 'announce', 'cancel', 'revive'] as const;
	for (const [n, step] of steps.entries()) {
		const words = { original: 'en', texts: { en: `Reason ${n}` } };
		await takeStep(own.db, editor, slug, { version: n + 1, reason: words, step });
	}
	const told = [
		['scheduled', 'Reason 2'],
		['cancelled', 'Reason 3'],
		['scheduled', 'Reason 4']
	];
	expect(await outside()).toEqual(told);
	expect(await outside(stranger)).toEqual(told);
	expect(await outside(editor)).toEqual([
		['planned', undefined],
		['cancelled', 'Reason 0'],
		['planned', 'Reason 1'],
		...told
	]);
	await own.db
		.updateTable('meeting')
		.set({ statusHistory: JSON.stringify([{ at: '2020-01-01', status: 'cancelled', reason }]) })
		.where('slug', '=', slug)
		.execute();
	expect(await outside()).toEqual([['cancelled', 'Floods']]);
});

test('to note that a planned meeting was held announces it, and its steps say so', async () => {
	const slug = await create('Held unannounced', '2020-07-01');
	await expect(getProgramme(own.db, null, slug)).rejects.toThrow(code('not_found'));
	await takeStep(own.db, editor, slug, { version: 1, reason: null, step: 'hold' });
	const { status, ordinal, statusHistory } = await getProgramme(own.db, null, slug);
	expect([status, typeof ordinal, statusHistory.map((step) => step.status)]).toEqual([
		'held',
		'number',
		['scheduled', 'held']
	]);
});

test('a meeting keeps its former addresses', async () => {
	const slug = await create('Old address');
	await changeAddress(own.db, editor, slug, { version: 1, address: 'new-address' });
	await changeAddress(own.db, editor, 'new-address', { version: 2, address: 'newest-address' });
	expect(await findNewSlug(own.db, 'meeting', slug)).toBe('newest-address');
	expect(await findNewSlug(own.db, 'meeting', 'new-address')).toBe('newest-address');
	const other = await create('Another');
	await expect(changeAddress(own.db, editor, other, { version: 1, address: slug })).rejects.toThrow(
		code('meeting_address_taken')
	);
	await changeAddress(own.db, editor, 'newest-address', { version: 3, address: slug });
	expect(await findNewSlug(own.db, 'meeting', 'newest-address')).toBe(slug);
});
