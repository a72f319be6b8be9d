import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';

/* What an actor looks after, as conditions on a meeting; `report/access.ts` says the same of one report. */

/** Meetings whose reports the actor publishes: those of dossiers they publish for, those they chair. */
export function publishes(actor: Actor, alias = 'meeting'): RawBuilder<boolean> {
	return hasLevel(actor, alias, ['publish']);
}

/** Meetings whose actions the actor keeps: those of dossiers they edit, those they chair. */
export function edits(actor: Actor, alias = 'meeting'): RawBuilder<boolean> {
	return hasLevel(actor, alias, ['edit', 'publish']);
}

function hasLevel({ isAdmin, personId }: Actor, alias: string, levels: string[]) {
	if (isAdmin) return sql<boolean>`true`;
	const meeting = sql.raw(alias);
	return sql<boolean>`(${meeting}.chair_id = ${personId} OR EXISTS (SELECT FROM dossier_member own
		WHERE own.dossier_id = ${meeting}.dossier_id AND own.person_id = ${personId}
		AND own.level = ANY (${levels}::text[])))`;
}
