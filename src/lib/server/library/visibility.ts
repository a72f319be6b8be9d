import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';

/**
 * Who may see the row `film` of the query around it: everyone where film and dossier are public,
 * else members of its dossier and those with a seat in a meeting that shows it.
 */
export function filmVisibleTo(actor: Actor | null): RawBuilder<boolean> {
	if (actor?.isAdmin) return sql<boolean>`true`;
	const person = sql`${actor?.personId ?? null}::uuid`;
	return sql<boolean>`(
		(film.visibility = 'public' and not exists (
			select from dossier d where d.id = film.dossier_id and d.visibility <> 'public'))
		or exists (
			select from dossier_member dm where dm.dossier_id = film.dossier_id and dm.person_id = ${person})
		or exists (
			select from seat s where s.person_id = ${person} and s.removed_at is null and (
				exists (select from film_meeting fm where fm.film_id = film.id and fm.meeting_id = s.meeting_id)
				or exists (select from agenda_item ai where ai.film_id = film.id
					and ai.meeting_id = s.meeting_id and ai.removed_at is null)))
	)`;
}

/** Who may see the row `meeting` of the query around it, as a name to link to. */
export function meetingVisibleTo(actor: Actor | null): RawBuilder<boolean> {
	if (actor?.isAdmin) return sql<boolean>`true`;
	const person = sql`${actor?.personId ?? null}::uuid`;
	return sql<boolean>`(
		(meeting.visibility = 'public' and not exists (
			select from dossier d where d.id = meeting.dossier_id and d.visibility <> 'public'))
		or exists (
			select from dossier_member dm where dm.dossier_id = meeting.dossier_id and dm.person_id = ${person})
		or exists (
			select from seat s where s.person_id = ${person} and s.meeting_id = meeting.id and s.removed_at is null)
	)`;
}
