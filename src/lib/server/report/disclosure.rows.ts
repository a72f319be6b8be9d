import { sql, type RawBuilder } from 'kysely';
import { readableInDossier } from '../people/reading.rows.ts';
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
 * Of these addresses of meetings or films, present or former, those this report may not name. A
 * meeting that is only planned is named once it is announced, or inside its own dossier.
 */
export async function listUnnameable(
	db: Db,
	kind: 'meeting' | 'film',
	of: Naming,
	slugs: string[]
): Promise<Set<string>> {
	if (slugs.length === 0) return new Set();
	const isOutside = of.isPublic || !of.dossierId;
	const isTold = kind === 'meeting' && isOutside ? sql`thing.announced` : sql`true`;
	const { rows } = await sql<{ slug: string }>`
		SELECT asked.slug FROM unnest(${slugs}::text[]) AS asked(slug)
		JOIN ${sql.table(kind)} thing ON thing.slug = asked.slug OR thing.id IN (
			SELECT target_id FROM former_slug WHERE kind = ${kind} AND slug = asked.slug)
		WHERE NOT (${nameable(of, 'thing')} AND ${isTold})`.execute(db);
	return new Set(rows.map(({ slug }) => slug));
}

/** Of these actions, those of a meeting whose report was withdrawn. */
export async function listWithdrawn(db: Db, actionIds: string[]): Promise<Set<string>> {
	if (actionIds.length === 0) return new Set();
	const { rows } = await sql<{ id: string }>`
		SELECT action.id FROM action JOIN meeting m ON m.id = action.meeting_id
		WHERE action.id::text = ANY(${actionIds}) AND ${isWithdrawn('m')}`.execute(db);
	return new Set(rows.map(({ id }) => id));
}

/** The names that may be printed for a meeting now, by person. */
export async function listPrinted(
	db: Db,
	meetingId: string,
	personIds: string[]
): Promise<Map<string, string | null>> {
	if (personIds.length === 0) return new Map();
	const { rows } = await sql<{ id: string; name: string | null }>`
		SELECT p.id, printed_name(p, ${meetingId}) AS name
		FROM person p WHERE p.id::text = ANY(${personIds})`.execute(db);
	return new Map(rows.map(({ id, name }) => [id, name]));
}

/** How the persons who own actions may be called now, by action: the name, else the role. */
export async function listOwnerNames(
	db: Db,
	meetingId: string,
	owners: Array<{ actionId: string; personId: string }>
): Promise<Map<string, string | null>> {
	if (owners.length === 0) return new Map();
	const { rows } = await sql<{ id: string; name: string | null }>`
		SELECT asked.id, coalesce(
			printed_name(p, coalesce(action.meeting_id, ${meetingId})), p.role_label) AS name
		FROM unnest(${owners.map((one) => one.actionId)}::text[],
			${owners.map((one) => one.personId)}::text[]) AS asked(id, person)
		JOIN person p ON p.id::text = asked.person
		LEFT JOIN action ON action.id::text = asked.id`.execute(db);
	return new Map(rows.map(({ id, name }) => [id, name]));
}
