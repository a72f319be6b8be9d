import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { writeDossier } from '#lib/model/dossier-json.ts';
import { writeFound } from '#lib/model/search-json.ts';
import { findChange } from '#lib/model/timeline.ts';
import { getDossier, getDossierWithTimeline } from '#lib/server/dossier/dossier.ts';
import { listLatest } from '#lib/server/dossier/latest.ts';
import { getOrganisation } from '#lib/server/dossier/organisation.ts';
import { search } from '#lib/server/library/search.ts';
import { recordArrangement } from '#lib/server/meeting/arrangement.ts';
import { findArranged } from '#lib/server/meeting/facts.rows.ts';
import { readLetter } from '#lib/server/meeting/letter.ts';
import { publishNotice } from '#lib/server/meeting/notice.ts';
import { moveMeeting, takeStep } from '#lib/server/meeting/status.ts';
import { writeFeed } from '#lib/server/report/feed.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { addInvited, ORIGIN as origin } from '../support/invitation.ts';
import { addOrganisation } from '../support/meeting.ts';
import { showDossier, showMeeting, showSearch } from '../support/pages.ts';
import { newActor, newDossier } from '../support/people.ts';

/* What is told of a meeting elsewhere than on its own page. */

let own: TestDatabase;
let publisher: Actor;
let dossierId: string;
let home: string;
beforeAll(async () => {
	own = await testDatabase();
	publisher = await newActor(own.db, { name: 'Publisher' });
	dossierId = await newDossier(own.db, [[publisher, 'publish']]);
	const { slug } = await own.db
		.selectFrom('dossier')
		.where('id', '=', dossierId)
		.select('slug')
		.executeTakeFirstOrThrow();
	home = slug;
});
afterAll(() => own.close());

const said = (text: string) => JSON.stringify({ original: 'en', texts: { en: text } });
const notice = { kind: 'notice', language: 'en' } as const;
const ask = { origin, language: 'en', title: 'Emvod' };

/** A meeting on 27 August 2027 with a host, its title as given. */
async function newMeeting(title: string) {
	const meeting = await addInvited(own.db, publisher, dossierId, []);
	const hostId = await addOrganisation(own.db, 'Institut');
	await own.db
		.updateTable('meeting')
		.set({ hostId, title: said(title) })
		.where('id', '=', meeting.id)
		.execute();
	const { slug: host } = await own.db
		.selectFrom('organisation')
		.where('id', '=', hostId)
		.select('slug')
		.executeTakeFirstOrThrow();
	return { ...meeting, host };
}

test.each(['cancelled', 'moved'])('a %s meeting is marked so wherever it stands', async (fate) => {
	const { db } = own;
	const { slug } = await newMeeting(`Bittern ${fate}`);
	const why = { original: 'en', texts: { en: `Storm ${fate}` } };
	const isCancelled = fate === 'cancelled';
	await (isCancelled
		? takeStep(db, publisher, slug, { version: 1, reason: why, step: 'cancel' })
		: moveMeeting(db, publisher, slug, { version: 1, reason: why, date: '2027-09-30' }));
	const change = { to: isCancelled ? null : ['2027-09-30'] };
	const told = { title: `Bittern ${fate}`, summary: `Storm ${fate}`, date: '2027-08-27', change };
	const dossier = await getDossier(db, null, home);
	const timeline = (await getDossierWithTimeline(db, null, dossier.slug)).timeline;
	expect(writeDossier(dossier, timeline, 'en')).toMatchObject({
		timeline: expect.arrayContaining([expect.objectContaining(told)])
	});
	const { text } = await showDossier(db, home);
	expect(text).toMatch(
		isCancelled
			? /cancelled Bittern cancelled Storm cancelled/
			: /moved to [^.]*30 September[^.]*2027 Bittern moved Storm moved/
	);
	const french = await showDossier(db, home, { locale: 'fr' });
	expect(french.text).toContain(isCancelled ? 'annulée Bittern' : 'reportée');
	for (const scope of [{}, { slug: home }]) {
		const feed = await writeFeed(db, { ...ask, ...scope });
		expect(feed).toMatch(
			isCancelled
				? /The meeting is cancelled\. Storm cancelled/
				: /The meeting has since moved to [^.]*2027\. Storm moved/
		);
	}
	const found = await search(db, null, `bittern ${fate}`);
	const hits = isCancelled ? [{ change: { to: null } }] : [{ change: null, date: '2027-09-30' }];
	expect(writeFound(found, 'en')).toMatchObject({ results: hits });
	const page = await showSearch(db, `bittern ${fate}`);
	expect(page.text.includes('The meeting is cancelled.')).toBe(isCancelled);
	const latest = await listLatest(db, null, { limit: 50 });
	const entries = latest.filter(({ href }) => href.endsWith(slug));
	expect(entries.map((entry) => findChange(entry, 'en'))).toEqual(
		isCancelled ? [{ to: null }] : []
	);
});

test('other hours and another place are told on the page, beside the notice, in feeds and in data', async () => {
	const { db } = own;
	const { id, slug } = await newMeeting('Curlew hours');
	const { version } = await readLetter(db, publisher, slug, { ...notice, origin });
	const words = { subject: 'Notice of the curlews', body: 'On 27 August 2027 at nine.' };
	await publishNotice(db, publisher, slug, { language: 'en', version }, words);
	const told = /hours of the meeting have changed since.*place of the meeting has changed since/;
	const read = async () => ({
		dossier: (await showDossier(db, home)).text,
		search: (await showSearch(db, 'curlews')).text,
		feed: await writeFeed(db, ask)
	});
	for (const [where, text] of Object.entries(await read())) expect(text, where).not.toMatch(told);
	await db.transaction().execute(async (trx) => {
		const before = await findArranged(trx, id);
		await trx.updateTable('meetingDay').set({ starts: '14:00', ends: null }).execute();
		await trx.updateTable('meeting').set({ city: 'Rennes' }).where('id', '=', id).execute();
		await recordArrangement(trx, publisher, id, before);
	});
	for (const [where, text] of Object.entries(await read())) expect(text, where).toMatch(told);
	const timeline = (await getDossierWithTimeline(db, null, home)).timeline;
	const data = writeDossier(await getDossier(db, null, home), timeline, 'en');
	expect(data).toMatchObject({
		timeline: expect.arrayContaining([
			expect.objectContaining({
				title: 'Notice of the curlews',
				change: { to: ['2027-08-27'], changed: ['hours', 'place'] }
			})
		])
	});
	const page = await showMeeting(db, slug);
	expect(page.text).toMatch(
		/hours of the meeting have changed\. Before: 09:00–12:00 \(Europe\/\S+ The place or the form .+ changed/
	);
});

test('a notice is read by whoever reads its meeting, wherever it stands', async () => {
	const { db } = own;
	const { id, slug, host } = await newMeeting('A meeting');
	const key = { language: 'en', version: '' };
	const { version } = await readLetter(db, publisher, slug, { ...key, kind: 'notice', origin });
	await publishNotice(
		db,
		publisher,
		slug,
		{ ...key, version },
		{ subject: 'Secret of the herons', body: 'On 27 August 2027.' }
	);
	const readAs = async (actor: Actor | null) => ({
		timeline: (await getDossierWithTimeline(db, actor, home)).timeline,
		latest: await listLatest(db, actor, { limit: 50 }),
		organisation: await getOrganisation(db, actor, host),
		search: await search(db, actor, 'herons')
	});
	const readFeeds = async () => ({
		feed: await writeFeed(db, ask),
		'feed of the dossier': await writeFeed(db, { ...ask, slug: home })
	});
	const where = (given: object) =>
		Object.entries(given).flatMap(([place, text]) =>
			JSON.stringify(text).includes('Secret of the herons') ? place : []
		);
	const places = ['timeline', 'latest', 'organisation', 'search'];
	const feeds = ['feed', 'feed of the dossier'];
	expect(where(await readAs(null))).toEqual(places);
	expect(where(await readFeeds())).toEqual(feeds);
	await db.updateTable('meeting').set({ visibility: 'members' }).where('id', '=', id).execute();
	expect(where(await readAs(null))).toEqual([]);
	expect(where(await readFeeds())).toEqual([]);
	expect(where(await readAs(publisher))).toEqual(places);
});
