import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { PAGE_SIZE } from '#lib/model/page.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { addFilm } from '../support/films.ts';
import { addActor } from '../support/meeting.ts';
import { newDossier, newMeeting } from '../support/people.ts';
import { findRoute, visit } from '../support/sweep/visitor.ts';

/* Lists that are not shown whole: each says so and leads to the rest. */

let own: TestDatabase;
let close: () => Promise<void>;
beforeAll(async () => {
	own = await testDatabase();
	process.env.DATABASE_URL = own.url;
	const { getDb } = await import('#lib/server/platform/db.ts');
	close = () => getDb().destroy();
});
afterAll(async () => {
	await close();
	await own.close();
});

function ask(path: string, actor: Actor | null) {
	const { pathname } = new URL(path, 'https://emvod.example');
	const { route, params } = findRoute(pathname) ?? { route: `/(public)${pathname}`, params: {} };
	return visit(route, params, path, { actor });
}
async function open(path: string, actor: Actor | null = null) {
	const { status, bytes } = await ask(path, actor);
	expect(status, path).toBe(200);
	const html = bytes.toString();
	return { html, all: (pattern: RegExp) => [...html.matchAll(pattern)].map(([, part]) => part!) };
}
const unescape = (href: string) => href.replaceAll('&amp;', '&');
/** Addresses that a page gives its reader and that match. */
const findLinks = (page: { all: (pattern: RegExp) => string[] }, part: string) =>
	page
		.all(/href="([^"]*)"/g)
		.map(unescape)
		.filter((href) => href.includes(part));

test('what is found goes on page by page, also for programs, and no entry is missing', async () => {
	const { db } = own;
	const names = Array.from({ length: PAGE_SIZE + 20 }, (_, n) => `Quail ${n}`);
	const rows = names.map((name, n) => ({ slug: `quail-${n}`, name }));
	await db.insertInto('organisation').values(rows).execute();
	const first = await open('/search?q=Quail');
	expect(first.html).toContain(`Found: ${PAGE_SIZE} on page 1; the other pages are linked below.`);
	const [next] = findLinks(first, 'page=2');
	const second = await open(`/search${next}`);
	const listed = [first, second].flatMap((page) =>
		page.all(/href="\/organisations\/(quail-\d+)"/g)
	);
	expect(listed.sort()).toEqual(rows.map(({ slug }) => slug).sort());
	expect(findLinks(second, 'page=3')).toEqual([]);
	const read = async (path: string) =>
		JSON.parse((await open(path)).html.replace(/^[^]*?\n\n/, '')) as FoundJson;
	const data = await read('/search.json?q=Quail');
	expect(data).toMatchObject({ page: 1, next: '/search.json?q=Quail&page=2', allSpoken: null });
	expect(await read(data.next!)).toMatchObject({ page: 2, next: null });
	const few = await open('/search?q=quail-119');
	expect(few.html).not.toContain('on page');
});
interface FoundJson {
	page: number;
	next: string | null;
	allSpoken: string | null;
}

test('a film speaks of something more often than is shown: the rest stands in the library', async () => {
	const { db } = own;
	const dossierId = await newDossier(db);
	const filmId = await addFilm(db, 'plovers', { dossierId });
	const { id: trackId } = await db
		.insertInto('track')
		.values({ filmId, language: 'en', kind: 'subtitles' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const speak = (from: number, to: number) =>
		db
			.insertInto('cue')
			.values(
				Array.from({ length: to - from }, (_, n) => ({
					...{ trackId, position: from + n, text: 'A plover' },
					...{ startMs: (from + n) * 1000, endMs: (from + n) * 1000 + 900 }
				}))
			)
			.execute();
	const places = (page: { all: (pattern: RegExp) => string[] }) =>
		page.all(/href="\/library\/plovers\?t=(\d+)&amp;subtitle=en"/g).map(Number);
	await speak(0, 5);
	const whole = await open('/search?q=plover');
	expect(places(whole)).toHaveLength(5);
	expect(whole.html).not.toContain('first places only');
	await speak(5, PAGE_SIZE + 7);
	const cut = await open('/search?q=plover');
	expect(places(cut)).toEqual([0, 1, 2, 3, 4]);
	expect(cut.html).toContain('These are the first places only. See all of them');
	const [rest] = findLinks(cut, '/library?q=plover');
	const [one, two] = [await open(rest!), await open(`${rest!}&page=2`)];
	expect(findLinks(one, 'page=2')).toHaveLength(1);
	expect([...places(one), ...places(two)]).toEqual(
		Array.from({ length: PAGE_SIZE + 7 }, (_, n) => n)
	);
	expect(findLinks(two, 'page=3')).toEqual([]);
});

test('of meetings and of events to come twelve are shown, and both lists can be had whole', async () => {
	const { db } = own;
	const dossierId = await newDossier(db);
	const coming = async (kind: string, count: number) => {
		for (let n = 0; n < count; n++) {
			const { id } = await newMeeting(db, dossierId);
			await db
				.updateTable('meeting')
				.set({ kind, slug: `${kind}-${n}`, status: 'scheduled' })
				.where('id', '=', id)
				.execute();
			await db
				.updateTable('meetingDay')
				.set({ date: '2098-01-01' })
				.where('meetingId', '=', id)
				.execute();
		}
	};
	await coming('taskforce-meeting', 14);
	await coming('external-event', 12);
	const count = (page: { all: (pattern: RegExp) => string[] }) => ({
		meetings: page.all(/href="\/meetings\/(taskforce-meeting-\d+)"/g).length,
		events: page.all(/href="\/events\/(external-event-\d+)"/g).length
	});
	const home = await open('/');
	expect(count(home)).toEqual({ meetings: 12, events: 12 });
	expect(home.html).toContain('>2 more: show all</a>');
	expect(findLinks(home, 'all=')).toEqual(['/?all=meetings#meetings']);
	expect(count(await open('/?all=meetings'))).toEqual({ meetings: 14, events: 12 });
});

test('whoever took on more than a page of actions finds each, and stays on the page that was answered', async () => {
	const { db } = own;
	const owner = await addActor(db, 'Owner of many');
	const { id: meetingId } = await newMeeting(db, await newDossier(db));
	const ids = Array.from(
		{ length: PAGE_SIZE + 3 },
		(_, n) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
	);
	await db
		.insertInto('action')
		.values(ids.map((id) => ({ id, meetingId, ownerPersonId: owner.personId })))
		.execute();
	const first = await open('/account', owner);
	const [next] = findLinks(first, 'page=2');
	expect(next).toBe('?page=2#actions');
	const second = await open(`/account${next!}`, owner);
	const listed = [first, second].flatMap((page) => page.all(/<li[^>]* id="action-([^"]+)"/g));
	expect(listed).toEqual(ids);
	expect(second.html).toContain('action="?/done&amp;page=2"');
});

test('the desk shows all actions of a meeting page by page, and a saved one on the page it was on', async () => {
	const { db } = own;
	const editor = await addActor(db, 'Editor of many');
	const { id: meetingId } = await newMeeting(db, await newDossier(db, [[editor, 'edit']]));
	const ids = Array.from(
		{ length: PAGE_SIZE + 3 },
		(_, n) => `01900000-0001-7000-8000-${String(n).padStart(12, '0')}`
	);
	await db
		.insertInto('action')
		.values(ids.map((id) => ({ id, meetingId })))
		.execute();
	const first = await open('/desk/actions?state=all', editor);
	const [next] = findLinks(first, 'page=2');
	const second = await open(`/desk/actions${next!}`, editor);
	const listed = [first, second].flatMap((page) => page.all(/name="id" value="([^"]+)"/g));
	expect(listed).toEqual(ids);
	expect(second.html).toContain('page=2"');
	expect(findLinks(second, 'state=done')).toEqual(['/desk/actions?state=done']);
});

test('an address past the end of a list leads to its first page, and says not that nothing was found', async () => {
	const secretary = await addActor(own.db, 'Secretary');
	const dossierId = await newDossier(own.db, [[secretary, 'publish']]);
	const { slug } = await own.db
		.selectFrom('dossier')
		.where('id', '=', dossierId)
		.select('slug')
		.executeTakeFirstOrThrow();
	const lists = [
		'/search?q=Quail',
		'/library?q=plover',
		'/account',
		'/desk/actions?state=all',
		'/desk/meetings',
		'/desk/organisations?q=Quail',
		'/desk/organisations/quail-1/merge?q=Quail',
		'/desk/people',
		`/desk/people/${secretary.personId}/merge`,
		`/desk/dossiers/${slug}/history`
	];
	for (const list of lists) {
		const past = `${list}${list.includes('?') ? '&' : '?'}page=99`;
		const { status, bytes } = await ask(past, secretary);
		expect([status, JSON.parse(bytes.toString())], list).toEqual([303, list]);
	}
});
