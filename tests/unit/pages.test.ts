import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { listAuthors } from '#lib/server/people/authors.rows.ts';
import type { TestDatabase } from '../support/database.ts';
import { newActor, newDossier, newMeeting } from '../support/people.ts';
import { repeat } from '../support/repeat.ts';
import { servedDatabase } from '../support/served.ts';
import { findRoute, visit } from '../support/sweep/visitor.ts';

/* Long lists of the desk: what does not stand on a page is reached by its links. */

let own: TestDatabase;
let admin: Actor;
let dossier: string;
beforeAll(async () => {
	own = await servedDatabase();
	const { db } = own;
	admin = await newActor(db, { isAdmin: true });
	const dossierId = await newDossier(db);
	dossier = (await db.selectFrom('dossier').select('slug').executeTakeFirstOrThrow()).slug;
	const meeting = await newMeeting(db, dossierId);
	await sql`INSERT INTO dossier_event (dossier_id, actor_id, what, at)
		SELECT ${dossierId}, ${admin.personId}, 'facts-changed', now() - n * interval '2 minutes'
		FROM generate_series(1, 150) n`.execute(db);
	await sql`INSERT INTO invitation (meeting_id, created_by, token_hash, label, seat_kind, expires_at, created_at)
		SELECT ${meeting.id}, ${admin.personId}, n::text, 'A school', 'participant', now(), now() - n * interval '3 minutes' - interval '1 second'
		FROM generate_series(1, 80) n`.execute(db);
	await newMeeting(db, await newDossier(db));
	await repeat(db, 'meeting', 114);
	await sql`INSERT INTO person (name) SELECT 'Somebody ' || n FROM generate_series(1, 229) n`.execute(
		db
	);
	await sql`INSERT INTO organisation (slug, name) SELECT 'body-' || n, 'Body ' || n
		FROM generate_series(1, 230) n`.execute(db);
});
afterAll(() => own.close());

/** What stands on the pages of a list, one after the other by their links. */
async function leaf(path: string, entry: RegExp) {
	const found: string[] = [];
	const pages: string[] = [];
	for (let at: string | undefined = path; at && pages.length < 9;) {
		const { route, params } = findRoute(path.split('?')[0]!)!;
		const { page } = await visit(route, params, at, { actor: admin });
		pages.push(page!.html);
		found.push(...[...page!.html.matchAll(entry)].map(([, key]) => key!));
		const next: string | undefined = /href="(\?[^"]*)" rel="next"/.exec(page!.html)?.[1];
		at = next && path.split('?')[0] + next.replaceAll('&amp;', '&');
	}
	return { found, pages };
}

for (const [name, path, entry] of [
	['meetings', () => '/desk/meetings', /<a href="\/desk\/meetings\/([\w-]+)">/g],
	['steps of a dossier', () => `/desk/dossiers/${dossier}/history`, /<time datetime="([^"]+)"/g],
	['people', () => '/desk/people', /<a href="\/desk\/people\/([\da-f-]{36})"/g],
	['organisations', () => '/desk/organisations', /<a href="\/desk\/organisations\/(body-\d+)"/g]
] as const)
	test(`all ${name} are reached, each once, however many there are`, async () => {
		const { found, pages } = await leaf(path(), entry);
		expect([found.length, new Set(found).size, pages.length]).toEqual([230, 230, 3]);
		const links = (html: string) => [...html.matchAll(/rel="(prev|next)"/g)].map(([, rel]) => rel);
		expect(pages.map(links)).toEqual([['next'], ['prev', 'next'], ['prev']]);
	});

test('a search keeps its words on the next page, and what fits on one page has no links', async () => {
	const { found, pages } = await leaf(
		'/desk/organisations?q=body 1&saved',
		/<a href="\/desk\/organisations\/(body-\d+)"/g
	);
	expect([found.length, pages.length]).toEqual([111, 2]);
	expect(found.every((slug) => slug.startsWith('body-1'))).toBe(true);
	expect(pages[0]).not.toContain('saved&');
	const few = await leaf(
		'/desk/organisations?q=body 22',
		/<a href="\/desk\/organisations\/(body-\d+)"/g
	);
	expect(few.found).toHaveLength(11);
	expect(few.pages[0]).not.toContain('<nav');
});

test('the people whom a report of no dossier may name are all there', async () => {
	const { id } = await newMeeting(own.db, null);
	await sql`INSERT INTO person (name) SELECT 'Another ' || n FROM generate_series(1, 200) n`.execute(
		own.db
	);
	expect((await listAuthors(own.db, admin, { dossierId: null, meetingId: id })).length).toBe(430);
});
