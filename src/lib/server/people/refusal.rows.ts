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

/** Names that people of the meetings of these sources refused, longer ones first. */
export async function listRefused(db: Db, sources: Source[]): Promise<RefusedName[]> {
	if (sources.length === 0) return [];
	const { rows } = await sql<RefusedName>`
		SELECT DISTINCT w.kind, w.source_id AS id, w.name, w.role, length(w.name) FROM refused_word w
		JOIN unnest(${sources.map(({ kind }) => kind)}::text[], ${sources.map(({ id }) => id)}::uuid[]) asked(kind, id)
			ON asked.kind = w.kind AND asked.id = w.source_id
		ORDER BY length(w.name) DESC, w.name, w.role`.execute(db);
	return rows;
}
