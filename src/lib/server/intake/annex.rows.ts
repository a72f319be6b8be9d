import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Phrase } from '#lib/model/report.ts';
import { publishes } from '../people/keeping.rows.ts';
import type { Db } from '../platform/db.ts';
import type { ErasedAnnexes } from '../report/erasure.ts';

export interface AttachedAnnex {
	id: string;
	file: string;
	type: string;
	title: Phrase;
	/** The meeting of whose report it is. */
	meeting: Localised;
	/** The file, and where it is replaced or withdrawn. */
	href: string;
	desk: string;
}

/** A text that is written, in which an annex can be replaced. */
const isOpen = sql`(r.correction IS NOT NULL OR r.state IN ('draft', 'provisional'))`;

/** The title by which a text that is open or given out names the annex, the open one first; null: none does. */
const title = sql`SELECT jsonb_path_query_first(jsonb_build_array(
		CASE WHEN ${isOpen} THEN jsonb_build_array(r.draft, r.draft_restricted) END,
		(SELECT jsonb_agg(jsonb_build_array(v.content, v.restricted) ORDER BY v.version DESC)
			FROM report_version v WHERE v.report_id = r.id AND r.state <> 'withdrawn' AND v.version > coalesce((
				SELECT max(gone.version) FROM report_withdrawal gone
				WHERE gone.report_id = r.id AND NOT gone.is_version_readable), 0))),
	'strict $.** ? (@.id == $id && exists(@.title)).title', jsonb_build_object('id', a.id)) AS title`;

/** Annexes of the reports that the actor publishes, or some of them, which somebody can still come by. */
export async function listAttached(
	db: Db,
	actor: Actor,
	ids: string[] | null = null
): Promise<AttachedAnnex[]> {
	const { rows } = await sql<AttachedAnnex>`
		SELECT a.id, a.file, a.type, called.title, m.title AS meeting, '/reports/' || r.slug || '/annexes/' || a.id AS href,
			'/desk/reports/' || r.slug || CASE WHEN ${isOpen} THEN '#annexes'
				WHEN r.state = 'published' THEN '#correct' ELSE '' END AS desk
		FROM report_annex a JOIN report r ON r.id = a.report_id JOIN meeting m ON m.id = r.meeting_id
		CROSS JOIN LATERAL (${title}) called
		WHERE ${publishes(actor, 'm')} AND called.title IS NOT NULL
			AND ${ids ? sql<boolean>`a.id = ANY (${ids}::uuid[])` : sql<boolean>`true`}
		ORDER BY a.at, a.id`.execute(db);
	return rows;
}

/** Every annex that held the name of somebody when they were erased. */
export async function listHoldingIds(db: Db): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		SELECT DISTINCT jsonb_array_elements_text(places -> 'annexes' -> 'holding') AS id FROM erasure`.execute(
		db
	);
	return rows.map(({ id }) => id);
}

/** How many annexes stand in reports that others publish. */
export async function countElsewhere(db: Db, actor: Actor): Promise<number> {
	const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM report_annex a
		JOIN report r ON r.id = a.report_id JOIN meeting m ON m.id = r.meeting_id
		WHERE ${publishes(actor, 'm')} IS NOT TRUE`.execute(db);
	return rows[0]!.n;
}

/** What was found in annexes when the actor (administrators: anybody) erased somebody. */
export async function findErasedAnnexes(
	db: Db,
	actor: Actor,
	id: string
): Promise<ErasedAnnexes | undefined> {
	const row = await db
		.selectFrom('erasure')
		.where('id', '=', id)
		.$if(!actor.isAdmin, (query) => query.where('actorId', '=', actor.personId))
		.select(sql<ErasedAnnexes | null>`places -> 'annexes'`.as('annexes'))
		.executeTakeFirst();
	return row?.annexes ?? undefined;
}
