import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import { readableInDossier } from '../people/reading.rows.ts';

/**
 * Who may see the row `film` of the query around it: the rule of every row in a dossier, and those
 * with a seat in a meeting that shows it.
 */
export function filmVisibleTo(actor: Actor | null): RawBuilder<boolean> {
	if (actor?.isAdmin) return sql<boolean>`true`;
	const open = readableInDossier(actor, 'film');
	if (!actor) return open;
	return sql<boolean>`(${open} OR EXISTS (
		SELECT FROM seat s WHERE s.person_id = ${actor.personId} AND s.removed_at IS NULL AND (
			EXISTS (SELECT FROM film_meeting fm WHERE fm.film_id = film.id AND fm.meeting_id = s.meeting_id)
			OR EXISTS (SELECT FROM agenda_item ai WHERE ai.film_id = film.id
				AND ai.meeting_id = s.meeting_id AND ai.removed_at IS NULL))))`;
}
