import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { describeMeeting } from '#lib/model/linked-data.ts';
import { writeProgramme } from '#lib/model/programme-json.ts';
import { getDossierWithTimeline } from '#lib/server/dossier/dossier.ts';
import { listLatest } from '#lib/server/dossier/latest.ts';
import { search } from '#lib/server/library/search.ts';
import { writeCalendar } from '#lib/server/meeting/calendar.ts';
import { getFacts } from '#lib/server/meeting/facts.ts';
import { readLetter } from '#lib/server/meeting/letter.ts';
import { publishNotice } from '#lib/server/meeting/notice.ts';
import { getProgramme } from '#lib/server/meeting/programme.ts';
import { moveMeeting, takeStep } from '#lib/server/meeting/status.ts';
import { storeBasis } from '#lib/server/people/names.rows.ts';
import { writeFeed } from '#lib/server/report/feed.ts';
import { describeProgramme } from '#lib/server/report/programme.ts';
import { Words } from '#lib/server/report/words.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { addInvited, ORIGIN as origin } from '../support/invitation.ts';
import { addOrganisation, addSeat } from '../support/meeting.ts';
import { showDossier, showMeeting, showOrganisation, showSearch } from '../support/pages.ts';
import { newActor, newDossier } from '../support/people.ts';

/* Words that somebody typed about a meeting, given out without names that were refused since. */

let own: TestDatabase;
let publisher: Actor;
let guest: Actor;
let meeting: { id: string; slug: string };
let dossier: string;
let host: string;
beforeAll(async () => {
	own = await testDatabase();
	publisher = await newActor(own.db, { name: 'Publisher' });
	guest = await newActor(own.db, { name: 'Goulven Skouer' });
	await own.db
		.updateTable('person')
		.set({ roleLabel: 'the pupil' })
		.where('id', '=', guest.personId)
		.execute();
	const dossierId = await newDossier(own.db, [[publisher, 'publish']]);
	dossier = await addressOf('dossier', dossierId);
	meeting = await addInvited(own.db, publisher, dossierId, []);
	await addSeat(own.db, meeting.id, guest, 'speaker');
	const hostId = await addOrganisation(own.db, 'Institut');
	host = await addressOf('organisation', hostId);
	await own.db
		.updateTable('meeting')
		.set({
			hostId,
			modeReason: said('online'),
			title: said('titled'),
			objective: said('objective'),
			theme: said('theme'),
			city: 'Town of Goulven Skouer',
			place: JSON.stringify({ name: 'Hall of Goulven Skouer' })
		})
		.where('id', '=', meeting.id)
		.execute();
	await own.db
		.insertInto('agendaItem')
		.values({
			meetingId: meeting.id,
			day: 1,
			part: 1,
			rank: 'a',
			format: 'talk',
			title: said('item'),
			talk: said('talk')
		})
		.execute();
	await publishNaming();
	const version = async () => (await getFacts(own.db, publisher, meeting.slug)).version;
	await moveMeeting(own.db, publisher, meeting.slug, {
		version: await version(),
		reason: JSON.parse(said('moved')),
		date: '2027-09-30'
	});
	await takeStep(own.db, publisher, meeting.slug, {
		version: await version(),
		reason: JSON.parse(said('cancelled')),
		step: 'cancel'
	});
});
afterAll(() => own.close());

const addressOf = async (table: 'dossier' | 'organisation', id: string) =>
	(await own.db.selectFrom(table).select('slug').where('id', '=', id).executeTakeFirstOrThrow())
		.slug;
const said = (why: string) =>
	JSON.stringify({
		original: 'en',
		texts: { en: `Goulven  SKOUER is ill (${why})`, fr: `Goulven Skouer est malade (${why})` }
	});

async function publishNaming() {
	const { version } = await readLetter(own.db, publisher, meeting.slug, {
		kind: 'notice',
		language: 'en',
		origin
	});
	const subject = 'Noticed by Goulven Skouer';
	const body = 'On 27 August 2027 Goulven Skouer speaks (noticed)';
	const wish = { language: 'en', version };
	await publishNotice(own.db, publisher, meeting.slug, wish, { subject, body });
}

/** Everything a visitor gets of the meeting's words, by where it stands. */
async function readAll() {
	const { db } = own;
	const { slug } = meeting;
	const programme = await getProgramme(db, null, slug);
	const ask = { origin, language: 'en', title: 'Emvod' };
	const { head, html } = await showMeeting(db, slug);
	const words = new Words('en', programme.timezone);
	return {
		page: html,
		head,
		french: (await showMeeting(db, slug, { locale: 'fr' })).html,
		json: JSON.stringify([writeProgramme(programme, 'en'), writeProgramme(programme, 'fr')]),
		members: (await showMeeting(db, slug, { actor: publisher })).html,
		calendar: unfold(await writeCalendar(db, null, { ...ask, slug })),
		'calendar of the dossier': unfold(await writeCalendar(db, null, { ...ask, dossier })),
		'linked data': JSON.stringify(describeMeeting(programme, 'en', origin)),
		printed: JSON.stringify(describeProgramme(programme, words, origin)),
		dossier: (await showDossier(db, dossier)).html,
		timeline: JSON.stringify((await getDossierWithTimeline(db, null, dossier)).timeline),
		latest: JSON.stringify(await listLatest(db, null, { limit: 20 })),
		feed: await writeFeed(db, ask),
		'feed of the dossier': await writeFeed(db, { ...ask, slug: dossier }),
		organisation: (await showOrganisation(db, host)).html,
		search: (await showSearch(db, 'noticed')).html + JSON.stringify(await search(db, null, 'ill'))
	};
}

/** Lines of a calendar that were folded. */
const unfold = (text: string) => text.replaceAll('\r\n ', '');

const NAME = /goulven\s+skouer/i;

test('the name stands in what visitors get until it is refused, then the role stands there', async () => {
	const before = await readAll();
	for (const [where, text] of Object.entries(before)) expect(text, where).toMatch(NAME);
	const basis = { meetingId: meeting.id, basis: 'refused', recordedBy: null };
	await storeBasis(own.db, { personId: guest.personId, ...basis });
	const after = await readAll();
	for (const [where, text] of Object.entries(after)) {
		expect(text, where).not.toMatch(NAME);
		expect(text, where).toContain('the pupil');
	}
	for (const why of [
		'online',
		'moved',
		'cancelled',
		'titled',
		'objective',
		'theme',
		'item',
		'talk'
	])
		expect(after.json).toContain(`the pupil is ill (${why})`);
	for (const where of ['Town', 'Hall']) expect(after.json).toContain(`${where} of the pupil`);
	expect(after.json).toContain('the pupil est malade (moved)');
	expect(after.feed).toContain('the pupil is ill (moved)');
	expect(after.timeline).toContain('the pupil speaks (noticed)');
	// What is stored, and read at the desk, stays.
	expect(JSON.stringify(await getFacts(own.db, publisher, meeting.slug))).toMatch(NAME);
});
