import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';

/*
 * What an actor may read, as conditions for the query that reads it: what is restricted is never
 * fetched. Each takes the alias under which the query knows the table.
 */

/** A public dossier, or one of the actor's own. */
export function readableDossier(actor: Actor | null, alias = 'dossier'): RawBuilder<boolean> {
	if (actor?.isAdmin) return sql<boolean>`true`;
	const dossier = sql.raw(alias);
	if (!actor) return sql<boolean>`(${dossier}.visibility = 'public')`;
	return sql<boolean>`(${dossier}.visibility = 'public' OR EXISTS (
		SELECT 1 FROM dossier_member own
		WHERE own.dossier_id = ${dossier}.id AND own.person_id = ${actor.personId}))`;
}

/**
 * A public meeting or film in a public dossier (or in none), or one in a dossier of the actor's
 * own. The table needs `visibility` and `dossier_id`.
 */
export function readableInDossier(actor: Actor | null, alias: string): RawBuilder<boolean> {
	if (actor?.isAdmin) return sql<boolean>`true`;
	const row = sql.raw(alias);
	const open = sql<boolean>`(${row}.visibility = 'public' AND (${row}.dossier_id IS NULL OR EXISTS (
		SELECT 1 FROM dossier parent
		WHERE parent.id = ${row}.dossier_id AND parent.visibility = 'public')))`;
	if (!actor) return open;
	return sql<boolean>`(${open} OR EXISTS (
		SELECT 1 FROM dossier_member own
		WHERE own.dossier_id = ${row}.dossier_id AND own.person_id = ${actor.personId}))`;
}

/** What has no visibility of its own: readable when its dossier is, or when it has none. */
export function readableByDossier(actor: Actor | null, alias: string): RawBuilder<boolean> {
	const row = sql.raw(alias);
	return sql<boolean>`(${row}.dossier_id IS NULL OR EXISTS (
		SELECT 1 FROM dossier parent
		WHERE parent.id = ${row}.dossier_id AND ${readableDossier(actor, 'parent')}))`;
}

/** A publication as its dossier is; a notice of a meeting only with that meeting, whose words it says. */
export function readablePublication(actor: Actor | null, alias: string): RawBuilder<boolean> {
	const row = sql.raw(alias);
	return sql<boolean>`(${readableByDossier(actor, alias)} AND (${row}.notice_of IS NULL OR EXISTS (
		SELECT 1 FROM meeting told
		WHERE told.id = ${row}.notice_of AND ${readableMeeting(actor, 'told')})))`;
}

/**
 * A public meeting once it is announced; before, one in a dossier of the actor's own, one without
 * dossier for every secretariat, and one in which the actor has a seat.
 */
export function readableMeeting(actor: Actor | null, alias = 'meeting'): RawBuilder<boolean> {
	if (actor?.isAdmin) return sql<boolean>`true`;
	const row = sql.raw(alias);
	const open = sql<boolean>`(${row}.announced AND ${readableInDossier(null, alias)})`;
	return actor ? sql<boolean>`(${open} OR ${insideMeeting(actor, alias)})` : open;
}

/** Whoever reads a meeting before it is announced. */
export function insideMeeting(actor: Actor | null, alias: string): RawBuilder<boolean> {
	if (!actor || actor.isAdmin) return sql.lit(actor !== null);
	const row = sql.raw(alias);
	return sql<boolean>`(EXISTS (
		SELECT 1 FROM dossier_member own WHERE own.person_id = ${actor.personId}
			AND (own.dossier_id = ${row}.dossier_id OR (${row}.dossier_id IS NULL AND own.level = 'publish')))
		OR EXISTS (SELECT 1 FROM seat own WHERE own.meeting_id = ${row}.id
			AND own.person_id = ${actor.personId} AND own.removed_at IS NULL))`;
}

/**
 * The names on a meeting's attendance list, of whoever may read the meeting: as `Visibility` says,
 * and the chair's in any case; without dossier every secretariat's. How many came is not kept from
 * anybody.
 */
export function readableAttendance(actor: Actor | null, alias: string): RawBuilder<boolean> {
	if (actor?.isAdmin) return sql<boolean>`true`;
	const row = sql.raw(alias);
	if (!actor) return sql<boolean>`(${row}.attendance_visibility = 'public')`;
	return sql<boolean>`(${row}.attendance_visibility = 'public' OR ${row}.chair_id = ${actor.personId}
		OR EXISTS (SELECT 1 FROM dossier_member own WHERE own.person_id = ${actor.personId}
			AND CASE WHEN ${row}.dossier_id IS NULL THEN own.level = 'publish'
				ELSE own.dossier_id = ${row}.dossier_id
					AND (${row}.attendance_visibility = 'members' OR own.level IN ('edit', 'publish')) END))`;
}
