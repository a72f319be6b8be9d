import { sql, type RawBuilder } from 'kysely';
import { readableInDossier } from '../people/reading.rows.ts';
import type { Source } from '../people/refusal.rows.ts';
import type { Db } from '../platform/db.ts';

/** Whose report names something: a public one names only what everybody may read. */
export interface Naming {
	isPublic: boolean;
	dossierId: string | null;
}

export function describeNaming(of: {
	visibility: string;
	dossierVisibility: string | null;
	dossierId: string | null;
}): Naming {
	const isPublic = of.visibility === 'public' && of.dossierVisibility !== 'members';
	return { isPublic, dossierId: of.dossierId };
}

/** A meeting or film that this report may name: a public one, or, inside its dossier, one of that dossier. */
export function nameable({ isPublic, dossierId }: Naming, alias: string): RawBuilder<boolean> {
	const open = readableInDossier(null, alias);
	if (isPublic || !dossierId) return open;
	return sql<boolean>`(${open} OR ${sql.raw(alias)}.dossier_id = ${dossierId})`;
}

/** A meeting whose report was withdrawn: its words are no longer given out. */
export function isWithdrawn(alias: string): RawBuilder<boolean> {
	return sql<boolean>`EXISTS (SELECT FROM report gone
		WHERE gone.meeting_id = ${sql.raw(alias)}.id AND gone.state = 'withdrawn')`;
}

/**
 * Something that a report names: by its address, present or former, or by its title alone, however
 * that was typed: accents, capitals and spaces aside.
 */
export interface Named {
	kind: 'meeting' | 'film' | 'report';
	slug: string | null;
	title?: string | null;
	/** The dossier inside which it may be named; null in a report for everybody. */
	within: string | null;
}

/**
 * Of these, by `keyOfNamed`, those that the reports naming them may not name. A meeting that is only
 * planned is named once it is announced, or inside its own dossier.
 */
export async function listUnnameable(db: Db, named: Named[]): Promise<Set<string>> {
	if (named.length === 0) return new Set();
	const open = readableInDossier(null, 'thing');
	const { rows } = await sql<Named>`
		SELECT asked.kind, asked.slug, asked.title, asked.within
		FROM unnest(${named.map(({ kind }) => kind)}::text[], ${named.map(({ slug }) => slug)}::text[],
			${named.map(({ title }) => title ?? null)}::text[],
			${named.map(({ within }) => within)}::uuid[]) AS asked(kind, slug, title, within)
		JOIN LATERAL (
			SELECT m.visibility, m.dossier_id, m.announced FROM meeting m WHERE asked.kind = 'meeting' AND ${isCalled('m', 'meeting')}
			UNION ALL SELECT f.visibility, f.dossier_id, true FROM film f WHERE asked.kind = 'film' AND (${isCalled('f', 'film')}
				OR EXISTS (SELECT FROM jsonb_each_text(f.title -> 'texts') said
					WHERE asked.title IS NOT NULL AND ${bare('said.value')} = ${bare('asked.title')}))
			UNION ALL SELECT m.visibility, m.dossier_id, true FROM report r JOIN meeting m ON m.id = r.meeting_id
				WHERE asked.kind = 'report' AND ${isCalled('r', 'report')}
		) thing ON NOT ((${open} AND thing.announced) OR coalesce(thing.dossier_id = asked.within, false))`.execute(
		db
	);
	return new Set(rows.map(keyOfNamed));
}

type Thing = Pick<Named, 'kind' | 'slug'>;
export const keyOfThing = ({ kind, slug }: Thing) => `${kind}/${slug}`;

/** What stands behind these addresses, by `keyOfThing`: a report's words are its meeting's. */
export async function listThings(db: Db, named: Thing[]): Promise<Map<string, Source[]>> {
	if (named.length === 0) return new Map();
	const { rows } = await sql<{ kind: Thing['kind']; slug: string; of: Source }>`
		SELECT DISTINCT asked.kind, asked.slug, thing.kind || '/' || thing.id AS of
		FROM unnest(${named.map(({ kind }) => kind)}::text[], ${named.map(({ slug }) => slug)}::text[]) AS asked(kind, slug)
		JOIN LATERAL (
			SELECT 'meeting' AS kind, m.id FROM meeting m WHERE asked.kind = 'meeting' AND ${isCalled('m', 'meeting')}
			UNION ALL SELECT 'film', f.id FROM film f WHERE asked.kind = 'film' AND ${isCalled('f', 'film')}
			UNION ALL SELECT 'meeting', r.meeting_id FROM report r WHERE asked.kind = 'report' AND ${isCalled('r', 'report')}
		) thing ON true WHERE asked.slug IS NOT NULL`.execute(db);
	const found = Map.groupBy(rows, keyOfThing);
	return new Map([...found].map(([key, group]) => [key, group.map(({ of }) => of)]));
}

/** A title without what differs when it is typed again. */
function bare(title: string): RawBuilder<string> {
	return sql<string>`plain(btrim(regexp_replace(${sql.raw(title)}, '[[:space:]]+', ' ', 'g')))`;
}

export function keyOfNamed({ kind, slug, title, within }: Named): string {
	return JSON.stringify([kind, slug, slug === null ? (title ?? null) : null, within]);
}

/** The row bears the address asked for, or bore it. */
function isCalled(alias: string, kind: string): RawBuilder<boolean> {
	const row = sql.raw(alias);
	return sql<boolean>`(${row}.slug = asked.slug OR ${row}.id IN (
		SELECT target_id FROM former_slug WHERE kind = ${kind} AND slug = asked.slug))`;
}

/**
 * Of these actions, those whose words are not for everybody now: of a meeting whose report was
 * withdrawn, or whose report's public text, as `findActionWords` reads it, no longer has them.
 */
export async function listKeptBack(db: Db, actionIds: string[]): Promise<Set<string>> {
	if (actionIds.length === 0) return new Set();
	const { rows } = await sql<{ id: string }>`
		SELECT action.id FROM action JOIN meeting m ON m.id = action.meeting_id
		WHERE action.id::text = ANY(${actionIds}) AND (${isWithdrawn('m')} OR EXISTS (
			SELECT FROM report own LEFT JOIN report_version v ON v.report_id = own.id AND v.version = own.version
			WHERE own.meeting_id = m.id AND NOT jsonb_path_exists(coalesce(v.content, own.draft),
				'$.items[*].actions[*] ? (@.id == $id)', jsonb_build_object('id', action.id::text)))
			AND NOT EXISTS (SELECT FROM recommendation_action r WHERE r.action_id = action.id))`.execute(db);
	return new Set(rows.map(({ id }) => id));
}

export interface AskedName {
	meetingId: string;
	personId: string;
	/** The action that the person owns; its own meeting decides. */
	actionId: string | null;
}

/** How people may be called now, by `keyOf` what was asked: by name, and by what stands for it. */
export async function listCalled(
	db: Db,
	asked: AskedName[]
): Promise<Map<string, { name: string | null; role: string | null }>> {
	if (asked.length === 0) return new Map();
	const { rows } = await sql<AskedName & { name: string | null; role: string | null }>`
		SELECT asked.meeting_id, asked.person_id, asked.action_id,
			printed_name(p, coalesce(action.meeting_id, asked.meeting_id)) AS name, p.role_label AS role
		FROM unnest(${asked.map((one) => one.meetingId)}::uuid[], ${asked.map((one) => one.personId)}::text[],
			${asked.map((one) => one.actionId)}::text[]) AS asked(meeting_id, person_id, action_id)
		JOIN person p ON p.id::text = asked.person_id
		LEFT JOIN action ON action.id::text = asked.action_id`.execute(db);
	return new Map(rows.map(({ name, role, ...key }) => [keyOf(key), { name, role }]));
}

export function keyOf({ meetingId, personId, actionId }: AskedName): string {
	return [meetingId, personId, actionId].join('/');
}
