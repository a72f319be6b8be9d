import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { KeptAction, KeptFilter } from '#lib/model/kept-action.ts';
import type { Db } from '../platform/db.ts';
import { organisationText } from '../people/organisation.rows.ts';
import { edits } from '../people/keeping.rows.ts';

const isOverdue = sql<boolean>`(a.state = 'late' OR (a.state = 'open' AND a.due < current_date))`;

const STATES: Record<KeptFilter['state'], RawBuilder<boolean>> = {
	unfinished: sql<boolean>`a.state IN ('open', 'late')`,
	overdue: isOverdue,
	done: sql<boolean>`a.state = 'done'`,
	dropped: sql<boolean>`a.state = 'dropped'`,
	all: sql<boolean>`true`
};

/** The words of an action among the passages of these columns; they stand in reports only. */
function words(open: string, restricted: string): RawBuilder<string | null> {
	const wanted = sql`jsonb_build_object('id', a.id)`;
	return sql<string | null>`coalesce(
		jsonb_path_query_first(${sql.raw(open)}, '$.items[*].actions[*] ? (@.id == $id).text', ${wanted}),
		jsonb_path_query_first(${sql.raw(restricted)}, '$[*].value.** ? (@.id == $id).text', ${wanted})
	) #>> '{}'`;
}

const everything = (report: string) =>
	`(${report}_restricted -> 'members') || (${report}_restricted -> 'restricted')`;

/** Its words in the newest version that has them: a correction may have taken it out since. */
const formerWords = sql<string | null>`(SELECT former.text FROM report_version v
	CROSS JOIN LATERAL (SELECT ${words('v.content', "(v.restricted -> 'members') || (v.restricted -> 'restricted')")} AS text) former
	WHERE v.report_id = r.id AND former.text IS NOT NULL ORDER BY v.version DESC LIMIT 1)`;

/** A person's name where it may be read, else the role; the name of an organisation. */
const nameOf = (person: string, organisation: string, name: RawBuilder<unknown>) =>
	sql<
		string | null
	>`coalesce(${name}, ${sql.raw(person)}.role_label, ${organisationText(organisation)})`;

const columns = sql`a.id, a.xmin::text AS version, a.state, a.due, a.note, ${isOverdue} AS "isOverdue",
	coalesce(a.owner_organisation_id, a.owner_person_id) AS "ownerId",
	jsonb_build_object('slug', m.slug, 'title', m.title) AS meeting,
	CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('slug', d.slug, 'title', d.title) END AS dossier,
	CASE WHEN r.version > 0 AND r.state <> 'withdrawn' THEN r.slug END AS report, r.language`;

const tables = sql`action a JOIN meeting m ON m.id = a.meeting_id
	LEFT JOIN dossier d ON d.id = m.dossier_id LEFT JOIN report r ON r.meeting_id = m.id
	LEFT JOIN person p ON p.id = a.owner_person_id LEFT JOIN organisation o ON o.id = a.owner_organisation_id
	LEFT JOIN recommendation_action rec ON rec.action_id = a.id`;

const history = sql<KeptAction['history']>`coalesce((SELECT jsonb_agg(jsonb_build_object(
		'at', c.at, 'by', coalesce(by.name, by.role_label), 'state', c.state, 'due', c.due, 'note', c.note,
		'owner', ${nameOf('cp', 'co', sql`cp.name`)}) ORDER BY c.id DESC)
	FROM action_change c LEFT JOIN person by ON by.id = c.actor_id
	LEFT JOIN person cp ON cp.id = c.owner_person_id LEFT JOIN organisation co ON co.id = c.owner_organisation_id
	WHERE c.action_id = a.id), '[]')`;

/** Condition: the owner has this id, or had it before being merged with another. */
function isOwnedBy(owner: string | undefined): RawBuilder<boolean> {
	if (!owner) return sql<boolean>`true`;
	return sql<boolean>`coalesce(a.owner_organisation_id, a.owner_person_id)::text = coalesce(
		(SELECT g.person_id FROM person_merge g WHERE g.former_id::text = ${owner})::text,
		(SELECT g.organisation_id FROM organisation_merge g WHERE g.former_id::text = ${owner})::text, ${owner})`;
}

/**
 * Actions of the meetings that the actor edits, with all that is known of them; those due first come
 * first. `filter.also` stands among them whatever the filter says.
 */
export async function listKept(
	db: Db,
	actor: Actor,
	filter: KeptFilter,
	{ limit, offset }: { limit: number; offset: number }
): Promise<KeptAction[]> {
	const is = (column: string, value: string | undefined) =>
		value ? sql<boolean>`${sql.raw(column)} = ${value}` : sql<boolean>`true`;
	const { rows } = await sql<KeptAction>`
		SELECT ${columns}, ${nameOf('p', 'o', sql`p.name`)} AS owner, ${history} AS history,
			coalesce(${words('r.draft', everything('r.draft'))}, rec.text, ${formerWords}, a.words) AS text
		FROM ${tables}
		WHERE ${edits(actor, 'm')} AND (a.id::text = ${filter.also ?? ''} OR (${STATES[filter.state]}
			AND ${is('d.slug', filter.dossier)} AND ${is('m.slug', filter.meeting)}
			AND ${isOwnedBy(filter.owner)}))
		ORDER BY a.state IN ('open', 'late') DESC, a.due NULLS LAST, m.ordinal, a.id
		LIMIT ${limit} OFFSET ${offset}`.execute(db);
	return rows;
}

/** How many actions in this state there are in the meetings that the actor edits. */
export async function countKept(
	db: Db,
	actor: Actor,
	{ state }: Pick<KeptFilter, 'state'>
): Promise<number> {
	const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM action a
		JOIN meeting m ON m.id = a.meeting_id WHERE ${edits(actor, 'm')} AND ${STATES[state]}`.execute(db);
	return rows[0]!.n;
}

/** By what the list can be narrowed: how many actions in this state there are of each. */
export async function listFacets(db: Db, actor: Actor, state: KeptFilter['state']) {
	const { rows } = await sql<{
		kind: 'dossier' | 'meeting' | 'owner';
		key: string;
		name: string | null;
		title: KeptAction['meeting']['title'] | null;
		count: number;
	}>`WITH theirs AS (SELECT m.slug AS meeting, m.title AS meeting_title, d.slug AS dossier, d.title AS dossier_title,
			coalesce(a.owner_organisation_id, a.owner_person_id)::text AS owner,
			${nameOf('p', 'o', sql`p.name`)} AS owner_name
		FROM ${tables} WHERE ${edits(actor, 'm')} AND ${STATES[state]})
		SELECT 'dossier' AS kind, dossier AS key, NULL AS name, dossier_title AS title, count(*)::int AS count
			FROM theirs WHERE dossier IS NOT NULL GROUP BY dossier, dossier_title
		UNION ALL SELECT 'meeting', meeting, NULL, meeting_title, count(*)::int
			FROM theirs GROUP BY meeting, meeting_title
		UNION ALL SELECT 'owner', owner, owner_name, NULL, count(*)::int
			FROM theirs WHERE owner IS NOT NULL GROUP BY owner, owner_name
		ORDER BY kind, name, key`.execute(db);
	return rows;
}

/** Condition: the action is the actor's own, or their organisation's in something they take part in. */
function isOwn(actor: Actor): RawBuilder<boolean> {
	return sql<boolean>`(a.owner_person_id = ${actor.personId} OR (a.owner_organisation_id = ${actor.organisationId}
		AND (EXISTS (SELECT FROM seat s WHERE s.meeting_id = m.id AND s.person_id = ${actor.personId}
				AND s.removed_at IS NULL)
			OR EXISTS (SELECT FROM dossier_member own WHERE own.dossier_id = m.dossier_id
				AND own.person_id = ${actor.personId}))))`;
}

/** Unfinished actions of the actor, and `also`; with their words where the actor may read them. */
export async function listOwn(
	db: Db,
	actor: Actor,
	also: string,
	{ limit, offset }: { limit: number; offset: number }
): Promise<KeptAction[]> {
	const level = sql`(SELECT own.level FROM dossier_member own
		WHERE own.dossier_id = m.dossier_id AND own.person_id = ${actor.personId})`;
	const kept = (from: string) => `CASE WHEN reader.edits THEN ${everything(from)}
		WHEN reader.level IS NOT NULL THEN ${from}_restricted -> 'members' ELSE '[]' END`;
	const versionKept = kept('v.content').replaceAll('v.content_restricted', 'v.restricted');
	const { rows } = await sql<KeptAction>`
		SELECT ${columns}, ${nameOf('p', 'o', sql`p.name`)} AS owner, '[]'::jsonb AS history,
			coalesce(CASE WHEN r.state = 'withdrawn' THEN NULL
				WHEN r.version = 0 THEN ${words('r.draft', kept('r.draft'))}
				ELSE ${words('v.content', versionKept)} END, rec.text) AS text
		FROM ${tables}
		LEFT JOIN report_version v ON v.report_id = r.id AND v.version = r.version
		CROSS JOIN LATERAL (SELECT ${edits(actor, 'm')} AS edits, ${level} AS level) reader
		WHERE ${isOwn(actor)} AND (${STATES.unfinished} OR a.id::text = ${also})
		ORDER BY a.due NULLS LAST, a.id LIMIT ${limit} OFFSET ${offset}`.execute(db);
	return rows;
}

/** The action, locked, where the actor edits its meeting or (`own`) owns it. */
export async function lockKept(db: Db, actor: Actor, id: string, by: 'desk' | 'owner') {
	const { rows } = await sql<{
		version: string;
		state: KeptAction['state'];
		due: string | null;
		note: string;
		ownerPersonId: string | null;
		ownerOrganisationId: string | null;
		ownerName: string | null;
		meetingId: string;
		dossierId: string | null;
	}>`SELECT a.xmin::text AS version, a.state, a.due, a.note, a.owner_person_id, a.owner_organisation_id,
			${nameOf('p', 'o', sql`p.name`)} AS owner_name, a.meeting_id, m.dossier_id
		FROM ${tables} WHERE a.id = ${id} AND ${by === 'desk' ? edits(actor, 'm') : isOwn(actor)}
		FOR UPDATE OF a`.execute(db);
	return rows[0];
}
