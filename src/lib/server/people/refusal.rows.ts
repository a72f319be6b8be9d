import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../platform/db.ts';
import { prepared } from '../platform/prepared.ts';

type Kind = 'meeting' | 'film' | 'result' | 'figure' | 'publication';

/**
 * Something whose words are tied to meetings, as kind and id: which meetings, the view `said_of`
 * says. One piece of text, because every row of a long page has one.
 */
export type Source = `${Kind}/${string}`;

/** Says in a query, beside words, what they are words of: `give` reads it. */
export function saidOf(kind: Kind, id: string): RawBuilder<Source> {
	return sql<Source>`${sql.lit(`${kind}/`)} || ${sql.raw(id)}`;
}

/** A name that the words of something do not say, and what stands for it. */
export interface RefusedName {
	of: Source;
	name: string;
	role: string;
}

/** Up to so many each one is looked up; of more, everybody who refused anywhere is read once. */
const FEW = 30;

/**
 * Names that people of the meetings of these sources refused, longer ones first; of many sources
 * perhaps also those of others.
 */
export async function listRefused(db: Db, sources: Source[]): Promise<RefusedName[]> {
	if (sources.length === 0) return [];
	if (sources.length > FEW) {
		// Most often fewer words are refused anywhere than there are sources to ask for.
		const every = await listEvery(db, sources.length);
		if (every.length < sources.length) return every;
	}
	const words =
		sources.length <= FEW
			? sql`CROSS JOIN LATERAL (SELECT name, role FROM refused_word
				WHERE kind = asked.kind AND source_id = asked.id OFFSET 0) w`
			: sql`JOIN (SELECT s.kind, s.source_id, r.name, r.role FROM said_of s
				JOIN refused_name r ON r.meeting_id = s.meeting_id) w ON w.kind = asked.kind AND w.source_id = asked.id`;
	const { rows } = await sql<RefusedName>`
		SELECT DISTINCT asked.of, w.name, w.role, length(w.name)
		FROM (SELECT source AS of, split_part(source, '/', 1) AS kind, split_part(source, '/', 2)::uuid AS id
			FROM unnest(${sources}::text[]) source) asked
		${words} ORDER BY length(w.name) DESC, w.name, w.role`.execute(db);
	return rows;
}

async function listEvery(db: Db, limit: number): Promise<RefusedName[]> {
	const query = sql<RefusedName>`
		SELECT DISTINCT s.kind || '/' || s.source_id AS of, r.name, r.role, length(r.name)
		FROM said_of s JOIN refused_name r ON r.meeting_id = s.meeting_id
		ORDER BY length(r.name) DESC, r.name, r.role LIMIT ${limit}`.compile(db);
	// Planning takes longer than asking.
	prepared('refused-names', query.sql);
	const { rows } = await db.executeQuery(query);
	return rows;
}
