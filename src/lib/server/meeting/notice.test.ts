import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { findNoticeChange } from '#lib/model/notice.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { addInvited, ORIGIN as origin } from '../../../../tests/support/invitation.ts';
import { addOrganisation } from '../../../../tests/support/meeting.ts';
import { newActor, newDossier } from '../../../../tests/support/people.ts';
import { listChangedRows } from '../dossier/timeline.rows.ts';
import { getDossierWithTimeline } from '../dossier/dossier.ts';
import { readMeetingDesk } from './desk.ts';
import { getFacts } from './facts.ts';
import { keepLetter, readLetter, readSent } from './letter.ts';
import { publishNotice } from './notice.ts';
import { moveMeeting, takeStep } from './status.ts';

let own: TestDatabase;
let editor: Actor;
let publisher: Actor;
let dossierId: string;
beforeAll(async () => {
	own = await testDatabase();
	editor = await newActor(own.db, { name: 'Editor' });
	publisher = await newActor(own.db, { name: 'Publisher' });
	dossierId = await newDossier(own.db, [
		[editor, 'edit'],
		[publisher, 'publish']
	]);
});
afterAll(() => own.close());

const code = (name: string) => expect.objectContaining({ code: name });
const invite = () => addInvited(own.db, editor, dossierId, []);
const reason = { original: 'en', texts: { en: 'Floods' } };
const draft = (slug: string, language: string) =>
	readLetter(own.db, publisher, slug, { kind: 'notice', language, origin });

async function publishAs(slug: string, language: string) {
	const { version, ...letter } = await draft(slug, language);
	const { subject, body } = letter;
	return publishNotice(own.db, publisher, slug, { language, version }, { subject, body });
}

/** A meeting with a host, whose notice is published in English and Dutch. */
async function announceByNotice() {
	const meeting = await invite();
	const hostId = await addOrganisation(own.db, 'Institut');
	await own.db.updateTable('meeting').set({ hostId }).where('id', '=', meeting.id).execute();
	await publishAs(meeting.slug, 'en');
	await publishAs(meeting.slug, 'nl');
	return meeting;
}

async function move(slug: string, date: string | null) {
	const { version } = await getFacts(own.db, editor, slug);
	await moveMeeting(own.db, editor, slug, { version, reason, date });
}

async function listNotices(slug: string) {
	const { slug: dossier } = await own.db
		.selectFrom('dossier')
		.select('slug')
		.where('id', '=', dossierId)
		.executeTakeFirstOrThrow();
	const { dated } = (await getDossierWithTimeline(own.db, null, dossier)).timeline;
	return dated.filter((one) => one.type === 'notice' && one.href.endsWith(slug));
}

/** What the timeline says beside the notice's words. */
async function tell(slug: string, language: string) {
	const [entry] = await listNotices(slug);
	return findNoticeChange(entry!.meeting!, language);
}

test('a notice is drafted with the weekday and stands on the timeline once', async () => {
	const { id, slug } = await invite();
	const host = await addOrganisation(own.db, 'Institut');
	const notice = (language: string) => draft(slug, language);
	const publish = (language: string) => publishAs(slug, language);
	await expect(publish('en')).rejects.toThrow(code('meeting_host_missing'));
	await own.db.updateTable('meeting').set({ hostId: host }).where('id', '=', id).execute();
	expect((await notice('en')).body).toContain('Friday, 27 August 2027');
	expect((await notice('nl')).body).toContain('vrijdag 27 augustus 2027');
	await publish('en');
	await publish('en');
	await publish('nl');
	const entries = await listNotices(slug);
	expect(entries).toHaveLength(1);
	expect(entries[0]).toMatchObject({
		source: { name: 'Institut' },
		title: { original: 'en', texts: { nl: expect.stringContaining('Gepland') } },
		summary: { texts: { en: expect.stringContaining('Friday, 27 August 2027') } }
	});
	await expect(
		publishNotice(
			own.db,
			editor,
			slug,
			{ language: 'en', version: '' },
			{ subject: 'x', body: 'y' }
		)
	).rejects.toThrow(code('not_found'));
});

test('a notice of a meeting that moved is told with the new dates, in each language until it is published anew', async () => {
	const { id, slug } = await announceByNotice();
	const isOnDesk = async () =>
		(await readMeetingDesk(own.db, editor)).outdated.some((one) => one.slug === slug);
	expect([await tell(slug, 'en'), await isOnDesk()]).toEqual([null, false]);
	await move(slug, '2027-09-01');
	expect(await isOnDesk()).toBe(true);
	expect(await tell(slug, 'en')).toEqual({ to: ['2027-09-01'] });
	expect(await tell(slug, 'nl')).toEqual({ to: ['2027-09-01'] });
	expect((await readSent(own.db, editor, slug)).notice?.outdated).toEqual(['en', 'nl']);
	// What it says is kept as a letter too: as it stands it names the old date only.
	await expect(publishAs(slug, 'en')).rejects.toThrow(code('notice_old_dates'));
	const { version } = await draft(slug, 'en');
	for (const way of ['27 Aug 2027', '27/08/2027', '2027-08-27', '27 August']) {
		const words = { subject: 'Scheduled', body: `We meet on ${way}.` };
		await expect(
			publishNotice(own.db, publisher, slug, { language: 'en', version }, words),
			way
		).rejects.toThrow(code('notice_old_dates'));
	}
	await keepLetter(own.db, editor, slug, { kind: 'notice', language: 'en', version }, null);
	await publishAs(slug, 'en');
	expect(await tell(slug, 'en')).toBeNull();
	expect(await tell(slug, 'nl')).toEqual({ to: ['2027-09-01'] });
	expect((await readSent(own.db, editor, slug)).notice).toMatchObject({
		languages: ['en', 'nl'],
		outdated: ['nl']
	});
	await move(slug, null);
	expect(await tell(slug, 'en')).toEqual({ to: [] });
	await move(slug, '2027-08-27');
	// Back on the day that its words name, without the hours: a date that is lost takes them along.
	expect(await tell(slug, 'nl')).toEqual({ to: ['2027-08-27'], changed: ['hours'] });
	await own.db
		.updateTable('meetingDay')
		.set({ starts: '09:00', ends: '12:00' })
		.where('meetingId', '=', id)
		.execute();
	expect(await tell(slug, 'nl')).toBeNull();
	expect(await tell(slug, 'en')).toEqual({ to: ['2027-08-27'] });
});

test('a notice says beside its words that hours or place are others now, until it is published anew', async () => {
	const { id, slug } = await announceByNotice();
	const isOnDesk = async () =>
		(await readMeetingDesk(own.db, editor)).outdated.some((one) => one.slug === slug);
	const set = async (starts: string, city: string | null) => {
		await own.db.updateTable('meetingDay').set({ starts }).where('meetingId', '=', id).execute();
		await own.db.updateTable('meeting').set({ city }).where('id', '=', id).execute();
	};
	expect([await tell(slug, 'en'), await isOnDesk()]).toEqual([null, false]);
	await set('10:00', 'Rennes');
	expect(await tell(slug, 'en')).toEqual({ to: ['2027-08-27'], changed: ['hours', 'place'] });
	expect(await isOnDesk()).toBe(true);
	expect((await readSent(own.db, editor, slug)).notice?.outdated).toEqual(['en', 'nl']);
	const { version } = await draft(slug, 'en');
	await keepLetter(own.db, editor, slug, { kind: 'notice', language: 'en', version }, null);
	await publishAs(slug, 'en');
	expect(await tell(slug, 'en')).toBeNull();
	await set('09:00', null);
	// Back where the Dutch words have it; the English ones name what it was meanwhile.
	expect(await tell(slug, 'nl')).toBeNull();
	expect(await tell(slug, 'en')).toMatchObject({ changed: ['hours', 'place'] });
});

test('a notice of a cancelled meeting says so, and comes to the top of the feeds again', async () => {
	const { slug } = await announceByNotice();
	const at = async () =>
		(await listChangedRows(own.db, null, 100, dossierId)).find(
			(one) => one.type === 'notice' && one.href.endsWith(slug)
		)!.updatedAt;
	const before = await at();
	const { version } = await getFacts(own.db, editor, slug);
	await takeStep(own.db, editor, slug, { version, reason, step: 'cancel' });
	expect(await tell(slug, 'en')).toEqual({ to: null });
	expect((await at()) > before).toBe(true);
});

test('two who publish a notice do not overwrite each other', async () => {
	const { slug } = await announceByNotice();
	const { version } = await draft(slug, 'en');
	const words = { subject: 'Scheduled', body: 'On Friday, 27 August 2027.' };
	const publish = () => publishNotice(own.db, publisher, slug, { language: 'en', version }, words);
	await publish();
	await expect(publish()).rejects.toThrow(code('letter_changed'));
});

test('what is only planned has no notice', async () => {
	const { id, slug } = await announceByNotice();
	await own.db.updateTable('meeting').set({ status: 'planned' }).where('id', '=', id).execute();
	await expect(publishAs(slug, 'en')).rejects.toThrow(code('meeting_not_announced'));
});
