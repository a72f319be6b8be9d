import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting } from '../../../../tests/support/held-meeting.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { correctHeld, fileHeld, publishHeld } from '../../../../tests/support/publish-held.ts';
import type { Guard } from '../platform/outside.ts';
import { readMeetingDesk } from './desk.ts';
import { checkLinks } from './link-check.ts';

let own: TestDatabase;
let editor: Actor;
let dossierId: string;
const gone = new Set<string>();
const asked: string[] = [];
const server = createServer((request, response) => {
	asked.push(request.url ?? '');
	response.writeHead(gone.has(request.url ?? '') ? 404 : 200).end();
});
let guard: Guard;
let link: (path: string) => string;

beforeAll(async () => {
	own = await testDatabase();
	editor = await newActor(own.db);
	dossierId = await newDossier(own.db, [[editor, 'edit']]);
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	guard = {
		resolve: async () => [{ address: '127.0.0.1', family: 4 }],
		isAllowed: () => true,
		ports: [port]
	};
	link = (path) => `http://outside.example:${port}${path}`;
});
afterAll(async () => {
	server.close();
	await own.close();
});

const DAY = 86_400_000;
const check = (day: number) =>
	checkLinks(own.db, { guard, pauseMs: 0, now: () => new Date(Date.UTC(2027, 0, 1) + day * DAY) });
const dead = async (actor = editor) =>
	(await readMeetingDesk(own.db, actor)).deadLinks.map(({ url, href }) => [url, href]);

test('links are visited weekly, and one is dead after two failures a day apart', async () => {
	const { db } = own;
	const { id, slug } = await newMeeting(db, dossierId);
	await db
		.updateTable('meeting')
		.set({
			registration: JSON.stringify({ url: link('/signup?a=1&b=2#part') }),
			place: JSON.stringify({ url: link('/hotel') })
		})
		.where('id', '=', id)
		.execute();
	const { id: source } = await db
		.insertInto('organisation')
		.values({ slug: 'link-source', name: 'Source', url: link('/source') })
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('publication')
		.values({
			dossierId,
			type: 'tool',
			title: JSON.stringify({ original: 'en', texts: { en: 'A tool' } }),
			sourceId: source,
			datePrecision: 'unknown',
			url: link('/tool')
		})
		.execute();
	await db
		.updateTable('dossier')
		.set({
			background: JSON.stringify({
				original: 'en',
				texts: { en: `As told (see ${link('/told')}), and then.` }
			})
		})
		.where('id', '=', dossierId)
		.execute();
	gone.add('/signup?a=1&b=2');
	expect(await check(0)).toBe(5);
	expect([...new Set(asked)].sort()).toEqual([
		'/hotel',
		'/signup?a=1&b=2',
		'/source',
		'/told',
		'/tool'
	]);
	expect(await dead()).toEqual([]);
	expect(await check(0.5)).toBe(0);
	expect(await check(1)).toBe(1);
	const registration = [link('/signup?a=1&b=2#part'), `/desk/meetings/${slug}#registration`];
	expect(await dead()).toEqual([registration]);
	expect(await dead(await newActor(db))).toEqual([]);
	expect(await check(7)).toBe(5);
	gone.clear();
	expect(await check(8)).toBe(1);
	expect(await dead()).toEqual([]);
});

test('each dead link leads to the form in which it is mended', async () => {
	gone.add('/tool').add('/source');
	await check(16);
	await check(17);
	const { id } = await own.db.selectFrom('publication').select('id').executeTakeFirstOrThrow();
	const { slug } = await own.db
		.selectFrom('dossier')
		.select('slug')
		.where('id', '=', dossierId)
		.executeTakeFirstOrThrow();
	expect((await dead({ ...editor, isAdmin: true })).sort()).toEqual([
		[link('/source'), '/desk/organisations/link-source#url'],
		[link('/tool'), `/desk/dossiers/${slug}/publications?edit=${id}#url`]
	]);
	gone.clear();
	await check(18);
});

test('links in reports, participants’ reports and shared texts are visited, and lead to their forms', async () => {
	const { db } = own;
	const held = await holdMeeting(db, 'linked');
	await fileHeld(db, held);
	// As the notes are printed.
	const noted = `introduced <a href=\\"${link('/noted?a=1&amp;b=2')}\\">there</a>.</p>`;
	await sql`UPDATE report SET draft = replace(draft::text, 'introduced.</p>', ${noted})::jsonb
		WHERE slug = 'linked'`.execute(db);
	await publishHeld(db, held, { summary: `See ${link('/told-in-report')}.` });
	const event = await db
		.insertInto('participantReport')
		.values({
			meetingId: held.meetingId,
			authorRole: 'teacher',
			language: 'en',
			opinion: JSON.stringify({ original: 'en', texts: { en: `Look: ${link('/liked')}` } })
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const said = JSON.stringify({ original: 'en', texts: { en: `About us: ${link('/network')}` } });
	await db.insertInto('setting').values({ key: 'text.network', value: said }).execute();
	const paths = ['/noted?a=1&b=2', '/told-in-report', '/liked', '/network'];
	for (const path of paths) gone.add(path);
	await check(30);
	await check(31);
	for (const path of paths) expect(asked).toContain(path);
	const home = `/desk/dossiers/dossier-${held.slug}/reports?edit=${event.id}#entry-${event.id}`;
	const ofDossier = [
		[link('/liked'), home],
		[link('/noted?a=1&b=2'), '/desk/reports/linked#correct'],
		[link('/told-in-report'), '/desk/reports/linked#correct']
	];
	const ownOf = async (actor: Actor) =>
		(await dead(actor)).filter(([url]) => paths.some((path) => url === link(path))).sort();
	expect(await ownOf(held.secretariat)).toEqual(ofDossier);
	expect(await ownOf({ ...held.secretariat, isAdmin: true })).toEqual([
		ofDossier[0],
		[link('/network'), '/desk/texts'],
		...ofDossier.slice(1)
	]);
	expect(await ownOf(editor)).toEqual([]);
	// Whoever edits without publishing is not sent to a report that they cannot open.
	const { personId } = await newActor(db);
	const level = { dossierId: held.dossierId, personId, level: 'edit' };
	await db.insertInto('dossierMember').values(level).execute();
	expect(await ownOf({ ...editor, personId })).toEqual([ofDossier[0]]);
	gone.clear();
});

test('links that stand only in a translation of a report lead to where it is translated', async () => {
	const { db } = own;
	const held = await holdMeeting(db, 'linked-abroad');
	await fileHeld(db, held);
	await publishHeld(db, held);
	const { id: reportId } = await db
		.selectFrom('report')
		.select('id')
		.where('slug', '=', held.slug)
		.executeTakeFirstOrThrow();
	const translate = (version: number, language: string, path: string, complete = true) =>
		db
			.insertInto('reportTranslation')
			.values({
				...{ reportId, version, language, complete, actorId: held.secretariat.personId },
				texts: JSON.stringify({ summary: `Voir ${link(path)}.` })
			})
			.execute();
	await translate(1, 'fr', '/traduit');
	await translate(1, 'es', '/begun', false);
	const paths = ['/traduit', '/retraduit', '/begun'];
	for (const path of paths) gone.add(path);
	await check(50);
	await check(51);
	expect(paths.filter((path) => asked.includes(path))).toEqual(['/traduit']);
	const lines = async (actor: Actor) =>
		(await readMeetingDesk(db, actor)).deadLinks
			.filter(({ href }) => href.includes(held.slug))
			.map(({ url, href, language }) => [url, href, language]);
	const form = `/desk/reports/${held.slug}/translation?language=fr`;
	expect(await lines(held.secretariat)).toEqual([[link('/traduit'), form, 'fr']]);
	expect(await lines(editor)).toEqual([]);
	// What a newer translation no longer says is no longer asked for.
	await correctHeld(db, held);
	await translate(2, 'fr', '/retraduit');
	await check(60);
	await check(61);
	expect(await lines(held.secretariat)).toEqual([[link('/retraduit'), form, 'fr']]);
	gone.clear();
});

test('a link that stands nowhere any more is forgotten', async () => {
	await own.db.updateTable('organisation').set({ url: null }).execute();
	await check(40);
	const known = await own.db.selectFrom('linkCheck').select('url').execute();
	expect(known.map(({ url }) => url)).not.toContain(link('/source'));
});
