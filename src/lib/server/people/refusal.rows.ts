import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../platform/db.ts';

/** Something whose words are tied to meetings: which, the view `said_of` says. */
export interface Source {
	kind: 'meeting' | 'film' | 'result' | 'figure' | 'publication';
	id: string;
}

/** Says in a query, beside words, what they are words of: `give` reads it. */
export function saidOf(kind: Source['kind'], id: string): RawBuilder<Source> {
	return sql<Source>`jsonb_build_object('kind', ${sql.lit(kind)}, 'id', ${sql.raw(id)})`;
}

/** A name that the words of something do not say, and what stands for it. */
export interface RefusedName extends Source {
	name: string;
	role: string;
}

/** Up to so many each one is looked up; of more, everybody who refused anywhere is read once. */
const FEW = 30;

/** Names that people of the meetings of these sources refused, longer ones first. */
export async function listRefused(db: Db, sources: Source[]): Promise<RefusedName[]> {
	if (sources.length === 0) return [];
	const words =
		sources.length <= FEW
			? sql`CROSS JOIN LATERAL (SELECT name, role FROM refused_word
				WHERE kind = asked.kind AND source_id = asked.id OFFSET 0) w`
			: sql`JOIN (SELECT s.kind, s.source_id, r.name, r.role FROM said_of s
				JOIN refused_name r ON r.meeting_id = s.meeting_id) w ON w.kind = asked.kind AND w.source_id = asked.id`;
	const { rows } = await sql<RefusedName>`
		SELECT DISTINCT asked.kind, asked.id, w.name, w.role, length(w.name)
		FROM unnest(${sources.map(({ kind }) => kind)}::text[], ${sources.map(({ id }) => id)}::uuid[]) asked(kind, id)
		${words} ORDER BY length(w.name) DESC, w.name, w.role`.execute(db);
	return rows;
}
