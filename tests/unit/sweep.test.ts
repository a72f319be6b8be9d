import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hit } from '#lib/model/search.ts';
import { search } from '#lib/server/library/search.ts';
import { storeBasis } from '#lib/server/people/names.rows.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { isHidden, listStaleExceptions } from '../support/sweep/columns.ts';
import { fillDossier, type FullDossier } from '../support/sweep/full-dossier.ts';
import {
	MEMBERS_FILM,
	NAME,
	NOWHERE,
	plantEverywhere,
	type Place
} from '../support/sweep/planting.ts';
import { sweep, type Seen } from '../support/sweep/sweep.ts';
import { listPublicLayouts, listPublicRoutes } from '../support/sweep/visitor.ts';

/*
 * A name is planted into every column that can hold words of a meeting, and words of their own into
 * all others. Then every public address is read in every format. Columns come from the catalogue of
 * the database and addresses from the tree of routes: what is new is swept without anybody
 * remembering it (decision 033).
 */

let own: TestDatabase;
let full: FullDossier;
let planted: Map<string, Place>;
let bare: string[];
/** What visitors read while nobody refused. */
let open: Seen;
let close: () => Promise<void>;
beforeAll(async () => {
	own = await testDatabase();
	process.env.DATABASE_URL = own.url;
	const { getDb } = await import('#lib/server/platform/db.ts');
	close = () => getDb().destroy();
	full = await fillDossier(own.db, NAME);
	({ planted, bare } = await plantEverywhere(own.db));
	open = await sweep(own.db);
});
afterAll(async () => {
	await close();
	await own.close();
});

const placesOf = ({ tags }: Seen) => [...tags.keys()].map((tag) => planted.get(tag)!);
const columnsOf = (places: Iterable<Place>) =>
	[...new Set([...places].map(({ column }) => column))].sort();

/** Routes that give out no words of meetings, each with the reason. */
const SILENT = [
	...['accessibility', 'privacy', 'sign-in', 'sign-out'].map((page) => `/(public)/${page}`),
	// A dossier's own title and background.
	'/(public)/dossiers',
	'/(public)/dossiers.json',
	'/(public)/dossiers/[slug]/contact',
	// Files as they were uploaded, and addresses alone.
	'/(public)/library/[slug]/film.mp4',
	'/(public)/library/[slug]/poster.jpg',
	'/(public)/reports/[slug]/annexes/[id=uuid]',
	'/(public)/sitemap.xml'
];

test('the sweep reaches every column and every route', async () => {
	expect(await listStaleExceptions(own.db)).toEqual([]);
	expect(listPublicLayouts(), 'layouts are not read yet').toEqual([]);
	expect(bare, 'columns that no row of the full dossier fills').toEqual([]);
	const expected = columnsOf(planted.values()).filter((column) => !isHidden(column));
	expect(columnsOf(placesOf(open))).toEqual(expected);
	const naming = new Set(open.named.map(({ route }) => route));
	const silent = listPublicRoutes().filter((route) => !naming.has(route));
	expect(silent).toEqual(SILENT.sort());
	expect([...open.statuses.values()].filter((status) => status >= 500)).toEqual([]);
	const isTied = ({ isTied, column, of }: Place) =>
		isTied && !isHidden(column) && !kept().includes(of);
	const named = new Set(open.named.map(({ tag }) => planted.get(tag)?.column));
	expect(columnsOf([...planted.values()].filter(isTied)).filter((one) => !named.has(one))).toEqual(
		[]
	);
});

/** What is kept from visitors. */
const kept = () => [full.hidden.slug, full.closed.slug, MEMBERS_FILM];

/** Meetings that stand beside each other on a page are in different halves. */
const FIRST = ['swept-held', 'swept-withdrawn', 'swept-event', 'swept-hidden'];
test('a name stands in no word of half the meetings, which refused it', () => refuseIn(true));
test('nor in those of the other half, once they have', () => refuseIn(false));

async function refuseIn(isFirst: boolean) {
	const { db } = own;
	const meetings = await db.selectFrom('meeting').select(['id', 'slug']).execute();
	const refusing = meetings.filter(({ slug }) => FIRST.includes(slug) === isFirst);
	const slugs = [NOWHERE, MEMBERS_FILM, ...refusing.map(({ slug }) => slug)];
	await db.deleteFrom('nameBasis').execute();
	const refused = { personId: full.guest.personId, basis: 'refused', recordedBy: null };
	for (const { id } of refusing) await storeBasis(db, { ...refused, meetingId: id });
	const seen = await sweep(db);
	const leaks = seen.named
		.map(({ address, tag }) => ({ address, ...planted.get(tag) }))
		// Names that are no words of ours: as a speaker, an author, of those who came.
		.filter(({ of = full.held.slug }) => slugs.includes(of))
		.map(({ address, column = 'a name' }) => `${column}: ${address}`);
	expect([...new Set(leaks)].sort()).toEqual([]);
	// The words around the name are given out as before.
	expect(columnsOf(placesOf(seen))).toEqual(columnsOf(placesOf(open)));
	const others = meetings.flatMap(({ slug }) => (slugs.includes(slug) ? [] : [`/${slug}`]));
	const isOther = ({ kind, href, meeting }: Hit) =>
		(meeting || kind === 'report') && others.some((other) => href.endsWith(other));
	for (const query of [NAME, 'quokkatestova', 'Zephyrine', 'quokkatestovq']) {
		const { hits } = await search(db, null, query);
		const found = hits.filter((hit) => !isOther(hit)).map(({ kind, id }) => `${kind} ${id}`);
		expect(found, query).toEqual([]);
	}
}

test('what is kept from visitors they are not given, and members are', async () => {
	const hidden = (seen: Seen) => placesOf(seen).filter(({ of }) => kept().includes(of));
	expect(hidden(open)).toEqual([]);
	expect(columnsOf(placesOf(open)).filter(isHidden)).toEqual([]);
	const all = [...open.words.values()].join(' ');
	for (const secret of ['secretexample', 'secretperson', 'internalremark'])
		expect(all).not.toContain(secret);
	const inside = { actor: full.secretariat, only: /^(?!.*\.(pdf|docx|md|ics|atom|vtt|srt|txt))/ };
	const stranger = await sweep(own.db, { ...inside, actor: full.stranger });
	expect(hidden(stranger)).toEqual([]);
	expect(columnsOf(placesOf(stranger)).filter(isHidden)).toEqual([]);
	const member = await sweep(own.db, inside);
	expect(new Set(hidden(member).map(({ of }) => of))).toEqual(new Set(kept()));
	expect(columnsOf(placesOf(member)).filter(isHidden)).toContain('report_version.restricted');
	expect([...member.words.values()].join(' ')).toContain('internalremark');
	await own.db.updateTable('dossier').set({ visibility: 'members' }).execute();
	// Whoever has the link of a mail was invited.
	const closed = await sweep(own.db, { only: /^\/(?!answer|invitation)/ });
	const left = columnsOf(placesOf(closed)).filter((column) => !column.startsWith('organisation'));
	expect(left).toEqual([]);
	const still = await sweep(own.db, { ...inside, only: /^\/dossiers/ });
	expect(columnsOf(placesOf(still))).toContain('dossier.background');
});
