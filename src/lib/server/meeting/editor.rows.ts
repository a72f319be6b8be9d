import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';

/** Condition: the actor edits the dossier in `column`; what has none is every secretariat's. */
export function edits(actor: Actor, column: string) {
	if (actor.isAdmin) return sql<boolean>`true`;
	return sql<boolean>`EXISTS (SELECT FROM dossier_member own WHERE own.person_id = ${actor.personId}
		AND ((own.dossier_id = ${sql.raw(column)} AND own.level IN ('edit', 'publish'))
			OR (${sql.raw(column)} IS NULL AND own.level = 'publish')))`;
}
