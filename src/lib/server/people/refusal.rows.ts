import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../platform/db.ts';

/** A name that texts about a meeting do not say, and what stands for it. */
export interface RefusedName {
	meetingId: string;
	name: string;
	role: string;
}

/** Names that people of these meetings refused, longer ones first. */
export async function listRefused(db: Db, meetingIds: string[]): Promise<RefusedName[]> {
	if (meetingIds.length === 0) return [];
	const { rows } = await sql<RefusedName>`
		SELECT meeting_id, name, role FROM refused_name WHERE meeting_id = ANY(${meetingIds}::uuid[])
		ORDER BY length(name) DESC, name, role`.execute(db);
	return rows;
}

/** What people of each meeting refused, longer names first: one row for each meeting. */
export const refusedByMeeting = sql<{
	meetingId: string;
	names: Array<Omit<RefusedName, 'meetingId'>>;
}>`(SELECT meeting_id, jsonb_agg(jsonb_build_object('name', name, 'role', role)
		ORDER BY length(name) DESC, name, role) AS names FROM refused_name GROUP BY meeting_id)`;

/** Joins `refused.names`: what people of the meeting in this column refused. */
export function joinRefused(meetingId: string): RawBuilder<unknown> {
	return sql`LEFT JOIN ${refusedByMeeting} refused ON refused.meeting_id = ${sql.raw(meetingId)}`;
}

/**
 * A text as SQL, in one language or in several, without the names that people of the meeting refused.
 * For few rows: a list of thousands takes `joinRefused`.
 */
export function withoutRefused<T>(said: RawBuilder<T>, meetingId: string): RawBuilder<T> {
	return sql<T>`CASE WHEN ${sql.raw(meetingId)} IS NULL THEN ${said}
		ELSE without_refused(${said}, ${sql.raw(meetingId)}) END`;
}
