import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReportContent } from '#lib/model/report.ts';
import type { TestDatabase } from '../support/database.ts';
import { newDossier, newMeeting } from '../support/people.ts';
import { repeat } from '../support/repeat.ts';
import { servedDatabase } from '../support/served.ts';
import { listAddresses, type Address } from '../support/sweep/addresses.ts';
import { fillDossier, type FullDossier } from '../support/sweep/full-dossier.ts';
import { visit } from '../support/sweep/visitor.ts';

let own: TestDatabase;
let full: FullDossier;
let addresses: Address[];
/** What the home page costs where it names one entry and one meeting. */
let home: Cost;
let queries = 0;
const { query } = pg.Client.prototype;
beforeAll(async () => {
	own = await servedDatabase();
	pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
		const text = typeof given[0] === 'string' ? given[0] : (given[0] as { text?: string })?.text;
		if (/^\s*(select|with)\b/i.test(text ?? '')) queries++;
		return (query as (...all: unknown[]) => unknown).apply(this, given);
	} as typeof query;
	home = await measureHome();
	full = await fillDossier(own.db, 'Somebody');
	// Files are made and kept when they are first asked for; media are no rows; of what is alike one is enough.
	const others =
		/\.(pdf|docx|md|mp4|jpg|srt|txt)|\/annexes\/|-(withdrawn|replaced|closed|cancelled|hidden|members)/;
	addresses = (await listAddresses(own.db)).filter(
		({ path, locale }) => locale === 'en' && !others.test(path)
	);
	for (const route of ['/search', '/search.json'])
		addresses.push({
			...{ route: `/(public)${route}`, params: {}, locale: 'en' },
			path: `${route}?q=title`
		});
});
afterAll(async () => {
	pg.Client.prototype.query = query;
	await own.close();
});

interface Cost {
	queries: number;
	bytes: number;
}

async function measureHome(): Promise<Cost> {
	const dossierId = await newDossier(own.db);
	await newMeeting(own.db, dossierId);
	const text = JSON.stringify({ original: 'en', texts: { en: 'A result' } });
	await own.db.insertInto('result').values({ dossierId, text, date: '2020-01-01' }).execute();
	return cost({ route: '/(public)', params: {}, path: '/' });
}

async function cost({ route, params, path }: Omit<Address, 'locale'>): Promise<Cost> {
	queries = 0;
	const { bytes } = await visit(route, params, path);
	return { queries, bytes: bytes.length };
}

/** What each address costs, once what is read once for all is read. */
async function measure(): Promise<Map<string, Cost>> {
	const costs = new Map<string, Cost>();
	for (const address of addresses) {
		if (!costs.size) await cost(address);
		costs.set(address.path, await cost(address));
	}
	return costs;
}

/** Fifty of everything that a page lists where there was one. */
async function fill(): Promise<void> {
	const { db } = own;
	const one = (slug: string) => sql`of.slug = ${slug}`;
	await repeat(db, 'dossier', 49, ['dossier_organisation.dossier_id']);
	await repeat(
		db,
		'organisation',
		49,
		['organisation_relation.to_id'],
		one(`firm-${full.held.slug}`)
	);
	const { meetingId, dossierId } = full.held;
	const [, , event] = full.open;
	await repeat(
		db,
		'agenda_item',
		49,
		['item_speaker.agenda_item_id'],
		sql`of.meeting_id IN (${meetingId}, ${event!.id}) AND of.title::text LIKE '%talk%' OR of.talk IS NOT NULL`
	);
	await repeat(
		db,
		'meeting',
		49,
		[
			'meeting_day.meeting_id',
			'film_meeting.meeting_id',
			'result_meeting.meeting_id',
			'figure_meeting.meeting_id'
		],
		one('swept-planned')
	);
	await repeat(db, 'meeting', 49, ['meeting_day.meeting_id'], one('swept-event'));
	const tied = { result: 'result', key_figure: 'figure', film: 'film', publication: 'publication' };
	for (const [table, name] of Object.entries(tied)) {
		const links = [
			`${name}_meeting.${name}_id`,
			...(name === 'figure' ? ['figure_dossier.figure_id'] : [])
		];
		const { rows } = await sql<{ id: string }>`SELECT id FROM ${sql.table(table)} LIMIT 1`.execute(
			db
		);
		await repeat(db, table, 49, links, sql`of.id = ${rows[0]!.id}`);
	}
	await repeat(db, 'objective', 49);
	await repeat(db, 'budget_line', 49, ['budget_payer.budget_line_id']);
	await repeat(db, 'participant_report', 49);
	await sql`INSERT INTO cue (track_id, position, start_ms, end_ms, text)
		SELECT track_id, n, n * 5000, n * 5000 + 4000, text FROM cue, generate_series(1, 49) n`.execute(db);
	await sql`INSERT INTO invitee (meeting_id, organisation_id)
		SELECT ${full.open[0]!.id}, id FROM organisation ON CONFLICT DO NOTHING`.execute(db);
	await sql`INSERT INTO dossier_organisation (dossier_id, organisation_id, role)
		SELECT ${dossierId}, id, 'partner' FROM organisation ON CONFLICT DO NOTHING`.execute(db);
	await lengthen();
}

/** Fifty items in every version of a report, each with actions of its own. */
async function lengthen(): Promise<void> {
	const rows = await own.db
		.selectFrom('reportVersion')
		.select(['reportId', 'version', sql<ReportContent>`content`.as('content')])
		.execute();
	for (const { reportId, version, content } of rows) {
		const items = content.items.flatMap((item) =>
			Array.from({ length: 50 }, (_, n) =>
				n === 0
					? item
					: {
							...item,
							id: randomUUID(),
							actions: item.actions.map((one) => ({ ...one, id: randomUUID() }))
						}
			)
		);
		await own.db
			.updateTable('reportVersion')
			.set({ content: JSON.stringify({ ...content, items }) })
			.where('reportId', '=', reportId)
			.where('version', '=', version)
			.execute();
	}
}

/** Lists that grow with what there is; `/` names the last eight. */
const GROWS = [
	'/dossiers',
	'/dossiers.json',
	'/library',
	'/library.json',
	'/feed.atom',
	'/calendar.ics',
	'/sitemap.xml'
];

test('every kind of public address takes no more queries for fifty of everything than for one', async () => {
	const before = await measure();
	await fill();
	const after = await measure();
	const differ = [...before].flatMap(([path, { queries }]) =>
		after.get(path)!.queries <= queries ? [] : [`${path}: ${queries} → ${after.get(path)!.queries}`]
	);
	// Fewer only where the newest entries are no reports, whose text would be read too.
	expect(differ).toEqual([]);
	expect(after.get('/')!.queries, 'the home page').toBe(home.queries);
	// None is a page that asks nothing, and there is more to show wherever things are listed.
	expect([...before.values()].filter(({ queries }) => queries > 0).length).toBeGreaterThan(50);
	const { slug } = full.held;
	const host = addresses.find(({ path }) =>
		path.startsWith('/organisations/host-of-swept-planned')
	);
	const found = ['/search?q=title', '/search.json?q=title'];
	expect(after.get('/')!.bytes / home.bytes).toBeGreaterThan(2);
	const grown = [
		...found,
		...GROWS,
		`/dossiers/dossier-${slug}`,
		`/dossiers/dossier-${slug}.json`,
		'/meetings/swept-planned',
		'/events/swept-event',
		'/events/swept-event.json',
		`/reports/${slug}`,
		`/reports/${slug}.json`,
		host!.path
	];
	for (const path of grown) {
		const [one, fifty] = [before.get(path), after.get(path)];
		expect(one, path).toBeTruthy();
		expect(fifty!.bytes / one!.bytes, path).toBeGreaterThan(2);
	}
});
