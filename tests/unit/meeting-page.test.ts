import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { writeFigures } from '#lib/model/dossier-json.ts';
import type { Programme } from '#lib/model/programme.ts';
import { writeProgramme } from '#lib/model/programme-json.ts';
import { listComing } from '#lib/server/dossier/coming.ts';
import { getDossierWithTimeline } from '#lib/server/dossier/dossier.ts';
import { listMeetingFigures } from '#lib/server/dossier/event-facts.ts';
import { search } from '#lib/server/library/search.ts';
import { getProgramme } from '#lib/server/meeting/programme.ts';
import { writeFeed } from '#lib/server/report/feed.ts';
import { listLatest } from '#lib/server/dossier/latest.ts';
import { writeCalendar } from '#lib/server/meeting/calendar.ts';
import JoinRow from '../../src/routes/(public)/JoinRow.svelte';
import HomePage from '../../src/routes/(public)/+page.svelte';
import { demoDatabase, findDemoActor } from '../support/demo.ts';
import {
	findInOrder,
	renderPage,
	showEvent,
	showMeeting,
	type RenderedPage
} from '../support/pages.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
let first: RenderedPage;
let second: RenderedPage;
let group: RenderedPage;
let conference: RenderedPage;
beforeAll(async () => {
	demo = await demoDatabase();
	first = await showMeeting(demo.db, 'bretagne-1');
	second = await showMeeting(demo.db, 'bretagne-2');
	group = await showMeeting(demo.db, 'bretagne-3');
	conference = await showEvent(demo.db, 'vet-conference-2022');
});
afterAll(() => demo.close());

/** The section about invited organisations, as markup. */
function readInvited({ html }: RenderedPage): string {
	const from = html.indexOf('id="invited"');
	return html.slice(from, html.indexOf('</section>', from));
}

test('start, end and zone are printed, and a time that is not stated is called so', () => {
	expect(first.text).toContain('Friday, 12 June 2020, 09:30–12:30 (Europe/Paris)');
	expect(second.text).toContain('Friday, 28 August 2020, 09:00–12:30 (Europe/Paris)');
	expect(group.text).toContain('Wednesday, 30 September 2020, time not stated');
});

test('a meeting is online, hybrid or on site, and one without a place is online', async () => {
	expect(first.text).toContain('Form Online. Reason: COVID-19 measures Where Online');
	expect(second.text).toContain('Form In a room and by video');
	const set = (mode: string) =>
		demo.db.updateTable('meeting').set({ mode }).where('slug', '=', 'bretagne-2').execute();
	await set('on-site');
	expect((await showMeeting(demo.db, 'bretagne-2')).text).toContain('Form In a room Where Hôtel');
	await set('hybrid');
	await expect(set('somewhere')).rejects.toThrow(/mode/);
});

test('a meeting that moved online says why, and tells programs so', () => {
	for (const page of [first, conference]) {
		expect(page.text).toContain('Reason:');
		expect(page.head).toContain('https://schema.org/EventMovedOnline');
	}
	expect(second.head).toContain('https://schema.org/EventScheduled');
});

test('the objective stands before the agenda', () => {
	for (const [page, objective] of [
		[first, 'Present the Jet-Net model to regional stakeholders'],
		[second, 'Take the next steps towards a coordinating programme']
	] as const)
		expect(findInOrder(page.text, [objective, 'Agenda'])).toBeGreaterThan(0);
});

test('items stand under their part, in order, each with its format', () => {
	const found = findInOrder(first.text, [
		'Part 1',
		'The EU STEM Coalition network',
		'Presentation · 15 min',
		'Common Jet-Net activities',
		'Series of videos · 20 min',
		'Interview with the director',
		'Interview · 15 min',
		'The Basque programme',
		'Presentation · 20 min',
		'Jet-Net Denmark',
		'Video · 5 min',
		'Part 2',
		'Existing initiatives in Brittany',
		'Round table · 60 min',
		'Is the Jet-Net model feasible',
		'Discussion · 30 min'
	]);
	expect(found).toBeGreaterThan(0);
	expect(first.headings.filter(({ level }) => level === 3).map(({ text }) => text)).toEqual([
		'Part 1',
		'Part 2'
	]);
});

test('a talk has its title in its own language, and as many speakers as it needs', () => {
	expect(first.html).toMatch(
		/<span lang="fr">« Objectifs et réalisations des partenaires européens »<\/span>/
	);
	const speakers = findInOrder(second.text, [
		'Exchange of practice with Danish, Dutch and Basque partners',
		'Anneke Voorbeeld, coordinator, EU STEM Coalition',
		'Sanne Voorbeeld, director, Jet-Net & TechNet',
		'Nerea Adibide, speaker, Basque Innovation Agency',
		'Mads Eksempel, speaker, Jet-Net Denmark',
		'From the first meeting'
	]);
	expect(speakers).toBeGreaterThan(0);
});

test('of a speaker only what is known is said, without a sign before it', async () => {
	const { db } = demo;
	const { organisationId, id } = await db
		.selectFrom('agendaItem as i')
		.innerJoin('meeting as m', 'm.id', 'i.meetingId')
		.innerJoin('organisation as o', (join) => join.on('o.slug', '=', 'upsti'))
		.select(['i.id', 'o.id as organisationId'])
		.where('m.slug', '=', 'bretagne-2')
		.orderBy('i.rank')
		.executeTakeFirstOrThrow();
	for (const own of [{ organisationId }, {}]) {
		const { personId } = await db
			.insertInto('person')
			.values({ name: 'Nolwenn Skouer', ...own })
			.returning('id as personId')
			.executeTakeFirstOrThrow();
		await db.insertInto('itemSpeaker').values({ agendaItemId: id, personId }).execute();
	}
	const { text, html } = await showMeeting(db, 'bretagne-2');
	const own = db.selectFrom('person').where('name', '=', 'Nolwenn Skouer').select('id');
	await db.deleteFrom('itemSpeaker').where('personId', 'in', own).execute();
	expect(text).not.toContain('Nolwenn');
	expect(text).not.toMatch(/(?:^|\s), UPSTI/);
	expect(text).toContain('name not published');
	expect(html).toMatch(
		/<p class="small[^"]*">(?:<!--.*?-->|\s)*<a[^>]*href="\/organisations\/upsti"/
	);
});

test('what was announced and not held is printed as such', () => {
	expect(first.text).toContain('Supporting students in innovation and start-ups planned, not held');
	expect(first.text).toContain('EU STEM Coalition announced, did not speak');
	expect(first.text.match(/announced, did not speak/g)).toHaveLength(2);
});

test('films belong to a meeting whatever their titles say', async () => {
	const { db } = demo;
	const films = async () =>
		(await showMeeting(db, 'bretagne-1')).links
			.map(({ href }) => href)
			.filter((href) => href.startsWith('/library/'));
	const before = await films();
	const titles = await db.selectFrom('film').select(['id', 'title']).execute();
	await db
		.updateTable('film')
		.set({ title: JSON.stringify({ original: 'en', texts: { en: 'No prefix' } }) })
		.execute();
	expect(new Set(before).size).toBe(5);
	expect(await films()).toEqual(before);
	for (const { id, title } of titles)
		await db
			.updateTable('film')
			.set({ title: JSON.stringify(title) })
			.where('id', '=', id)
			.execute();
});

test('the list of invited organisations has a count and says whether it is open', () => {
	expect(first.text).toContain('Invited organisations (17) This list is not exhaustive.');
	expect(second.text).toContain('Invited organisations (3)');
	expect(second.text).not.toContain('not exhaustive');
	const names = new Set(
		[...readInvited(first).matchAll(/href="\/organisations\/([^"]+)"/g)].map(([, slug]) => slug)
	);
	expect(names.size).toBe(17);
});

test('visitors read who is invited and who attended, members the answers, the secretariat whom it depends on', async () => {
	const { db } = demo;
	const [member, secretariat] = await Promise.all(
		['participant', 'secretariat'].map((name) => findDemoActor(db, name))
	);
	const { id } = await db
		.selectFrom('meeting')
		.select('id')
		.where('slug', '=', 'bretagne-2')
		.executeTakeFirstOrThrow();
	const invited = await db
		.selectFrom('invitee')
		.select('organisationId')
		.where('meetingId', '=', id)
		.orderBy('position')
		.execute();
	const states = ['present', 'expected', 'apologies'];
	await db.deleteFrom('attendance').where('meetingId', '=', id).execute();
	for (const [n, { organisationId }] of invited.entries()) {
		await db
			.insertInto('attendance')
			.values({ meetingId: id, organisationId, state: states[n]! })
			.execute();
		await db
			.updateTable('invitee')
			.set({ answer: n === 2 ? 'declined' : 'accepted', isKey: n === 0 })
			.where('meetingId', '=', id)
			.where('organisationId', '=', organisationId)
			.execute();
	}
	const readers = [null, member!, secretariat!];
	const show = async (actor: Actor | null) => {
		const page = await showMeeting(db, 'bretagne-2', { actor });
		const json = writeProgramme(await getProgramme(db, actor, 'bretagne-2'), 'en') as Programme;
		return { words: readInvited(page), invited: json.invitation!.invited };
	};
	const before = await Promise.all(readers.map(show));
	expect(before.map(({ words }) => /accepted|declined|no answer/.test(words))).toEqual([
		false,
		true,
		true
	]);
	expect(before.map(({ words }) => words.includes('key invitee'))).toEqual([false, false, true]);
	for (const { words } of before) expect(words).not.toMatch(/expected|present|apologies/);
	expect(before.map((one) => Object.keys(one.invited[0]!).sort())).toEqual([
		['attendance', 'organisation'],
		['answer', 'attendance', 'organisation'],
		['answer', 'attendance', 'isKey', 'organisation']
	]);
	await db.updateTable('meeting').set({ status: 'held' }).where('id', '=', id).execute();
	const after = await Promise.all(readers.map(show));
	expect(after.map((one) => one.invited.map(({ attendance }) => attendance))).toEqual([
		['present', null, null],
		['present', null, 'apologies'],
		['present', null, 'apologies']
	]);
	expect(after.map(({ words }) => words.includes('accepted'))).toEqual([false, true, true]);
	expect(after.map(({ words }) => words.includes('apologies'))).toEqual([false, true, true]);
	for (const { words } of after) {
		expect(words).toContain('present');
		expect(words).not.toContain('expected');
	}
	await db.updateTable('meeting').set({ status: 'scheduled' }).where('id', '=', id).execute();
});

test('figures that stand with a meeting are printed with unit, source and date, and given out', async () => {
	const { db } = demo;
	const meeting = await db
		.selectFrom('meeting')
		.select(['id', 'dossierId', 'hostId'])
		.where('slug', '=', 'bretagne-1')
		.executeTakeFirstOrThrow();
	const { id } = await db
		.insertInto('keyFigure')
		.values({
			dossierId: meeting.dossierId!,
			label: JSON.stringify({ original: 'en', texts: { en: 'Schools reached' } }),
			value: '1250',
			qualifier: 'more-than',
			unit: 'schools',
			sourceId: meeting.hostId,
			date: '2020-06-01',
			datePrecision: 'month'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	expect(first.text).not.toContain('Schools reached');
	await db.insertInto('figureMeeting').values({ figureId: id, meetingId: meeting.id }).execute();
	const page = await showMeeting(db, 'bretagne-1');
	expect(page.text).toMatch(/Schools reached more than 1,250 schools Source: .+?, June 2020/);
	const [figure] = writeFigures(await listMeetingFigures(db, null, meeting.id), 'en');
	expect(figure).toMatchObject({
		label: 'Schools reached',
		value: '1250',
		unit: 'schools',
		date: '2020-06-01'
	});
});

test('what is only planned is for the members of its dossier, wherever meetings are told of', async () => {
	const { db } = demo;
	const secretariat = await findDemoActor(db, 'secretariat');
	const set = (status: string) =>
		db.updateTable('meeting').set({ status }).where('slug', '=', 'bretagne-2').execute();
	await set('planned');
	const request = { origin: 'https://emvod.example', language: 'en', title: 'All' };
	const places = async (actor: Actor | null) => ({
		page: await showMeeting(db, 'bretagne-2', { actor }).then(
			({ text }) => text.includes('planned and not announced yet'),
			() => null
		),
		timeline: (await getDossierWithTimeline(db, actor, 'bretagne')).timeline.dated.some(
			({ href }) => href === '/meetings/bretagne-2'
		),
		search: (await search(db, actor, 'Hôtel de Diane')).hits.some(
			({ href }) => href === '/meetings/bretagne-2'
		),
		calendar: (await writeCalendar(db, actor, request)).includes('/meetings/bretagne-2'),
		series: JSON.stringify(await getProgramme(db, actor, 'bretagne-1')).includes('bretagne-2')
	});
	expect(await places(null)).toEqual({
		page: null,
		timeline: false,
		search: false,
		calendar: false,
		series: false
	});
	expect(await places(secretariat)).toEqual({
		page: true,
		timeline: true,
		search: true,
		calendar: true,
		series: true
	});
	const stranger = await findDemoActor(db, 'other');
	await expect(showMeeting(db, 'bretagne-2', { actor: stranger })).rejects.toMatchObject({
		status: 404
	});
	await set('scheduled');
	expect((await places(null)).timeline).toBe(true);
});

test('parts of a series lead to each other', () => {
	expect(first.html).toMatch(/href="\/meetings\/bretagne-2" rel="next"/);
	expect(second.html).toMatch(/href="\/meetings\/bretagne-1" rel="prev"/);
});

test('a half-day needs no hours', () => {
	expect(conference.text).toContain('Thursday, 3 February 2022, afternoon');
	expect(conference.text).toContain('Friday, 4 February 2022, morning');
});

test('an event of others has the same fields as a meeting', () => {
	const labels = ({ html }: RenderedPage) =>
		[...html.matchAll(/<dt[^>]*>(.*?)<\/dt>/gs)].map(([, label]) => label);
	const common = ['When', 'Form', 'Where', 'How to join', 'Host', 'Working languages'];
	for (const page of [first, second, group, conference])
		expect(labels(page)).toEqual(expect.arrayContaining(common));
	expect(conference.text).toContain(
		'Host Ministry of National Education, Youth and Sports (France)'
	);
});

test('how to join is never left empty', async () => {
	for (const page of [first, second, group, conference])
		expect(page.text).toMatch(/How to join \S[^.]+\./);
	for (const kind of ['taskforce-meeting', 'external-event'])
		for (const status of ['planned', 'scheduled', 'open', 'held', 'cancelled'])
			for (const mode of [null, 'online', 'hybrid', 'on-site'])
				for (const registration of [null, { url: null }, { url: 'https://example.org/' }]) {
					const meeting = { kind, status, mode };
					const row = await renderPage(JoinRow, { meeting, registration }, { path: '/' });
					expect(row.text, JSON.stringify({ meeting, registration })).toMatch(/\w{3}/);
				}
	const unknown = { meeting: { kind: 'taskforce-meeting', status: 'planned', mode: null } };
	expect((await renderPage(JoinRow, unknown, { path: '/' })).text).toBe('Not yet known.');
});

test('events to come are listed, in the calendar and in the feed', async () => {
	const { db } = demo;
	const { id } = await db
		.insertInto('meeting')
		.values({
			slug: 'coming-event',
			kind: 'external-event',
			title: JSON.stringify({ original: 'en', texts: { en: 'A fair to come' } }),
			status: 'scheduled',
			roomName: 'coming-event'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await db.insertInto('meetingDay').values({ meetingId: id, day: 1, date: '2031-05-06' }).execute();
	const coming = await listComing(db, null, new Date('2031-05-06T20:00:00Z'));
	const latest = await listLatest(db, null, { limit: 8 });
	const home = await renderPage(HomePage, { data: { coming, latest } }, { path: '/' });
	expect(home.links).toContainEqual({ href: '/events/coming-event', text: 'A fair to come' });
	expect(home.head).toContain('href="/feed.atom"');
	expect(home.head).toContain('href="/calendar.ics"');
	const request = { origin: 'https://emvod.example', language: 'en', title: 'Emvod' };
	expect(await writeFeed(db, request)).toContain('https://emvod.example/events/coming-event');
	const calendar = await writeCalendar(db, null, request);
	expect(calendar).toContain('SUMMARY:A fair to come');
	expect(calendar).toContain('DTSTART;VALUE=DATE:20310506');
	expect(await listComing(db, null, new Date('2031-05-07T00:00:00Z'))).toMatchObject({
		meetings: [],
		events: []
	});
	await db.deleteFrom('meeting').where('id', '=', id).execute();
});

test('a participant’s report is set apart, with what it covers and what it says nothing of', async () => {
	expect(conference.text).toContain('This is not the official report.');
	const found = findInOrder(conference.text, [
		"Learners' mobility schemes no conclusion noted",
		'Staff exchange and peer-learning summarised',
		'Microelectronics not in the programme',
		'Aerospace and Defence not mentioned'
	]);
	expect(found).toBeGreaterThan(0);
	const { db } = demo;
	const { coverage } = await db
		.selectFrom('participantReport')
		.select('coverage')
		.executeTakeFirstOrThrow();
	const set = (value: unknown) =>
		db
			.updateTable('participantReport')
			.set({ coverage: JSON.stringify(value) })
			.execute();
	await set([
		{ track: 'Automotive', status: 'attended' },
		{ track: 'Textiles', status: 'second-hand' },
		{ track: 'Tourism', status: 'not-attended' }
	]);
	expect((await showEvent(db, 'vet-conference-2022')).text).toContain(
		'Automotive attended Textiles second-hand Tourism not attended'
	);
	await set(coverage);
});

test('recommendations name the project that covers them', () => {
	expect(conference.text).toContain('Recommendations (6)');
	expect(conference.links).toContainEqual({ href: '/organisations/ecovem', text: 'ECoVEM' });
	expect(
		findInOrder(conference.text, ['Recommendations', 'All covered by: ECoVEM'])
	).toBeGreaterThan(0);
});

test('an opinion stands apart, and in no teaser and no feed', async () => {
	const opinion = 'The author found the event political';
	expect(findInOrder(conference.text, ["The author's opinion", opinion])).toBeGreaterThan(0);
	expect(conference.text.split(opinion)).toHaveLength(2);
	expect(conference.head).not.toContain(opinion);
	const request = { origin: 'https://emvod.example', language: 'en', title: 'Emvod' };
	const feed = await writeFeed(demo.db, request);
	expect(feed).toContain('vet-conference-2022#report');
	expect(feed).not.toContain('political');
	const latest = await listLatest(demo.db, null, { limit: 100 });
	expect(latest.map(({ type }) => type)).toContain('participant-report');
	expect(JSON.stringify(latest)).not.toContain('political');
});

test('a part is called by its name where it has one', async () => {
	const { id } = await demo.db
		.selectFrom('meeting')
		.select('id')
		.where('slug', '=', 'bretagne-1')
		.executeTakeFirstOrThrow();
	const title = JSON.stringify({ original: 'fr', texts: { fr: 'Échanges', nl: 'Uitwisseling' } });
	await demo.db
		.insertInto('meetingPart')
		.values({ meetingId: id, day: 1, part: 2, title })
		.execute();
	const page = await showMeeting(demo.db, 'bretagne-1');
	expect(page.headings.map(({ text }) => text)).toEqual(
		expect.arrayContaining(['Part 1', 'Échanges'])
	);
	expect(page.html).toMatch(/lang="fr"[^>]*>Échanges/);
	expect((await showMeeting(demo.db, 'bretagne-1', { locale: 'nl' })).text).toContain(
		'Uitwisseling'
	);
});
