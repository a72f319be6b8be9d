import { sql } from 'kysely';
import type { AgendaItem } from '#lib/model/agenda.ts';
import { organisationText } from '../people/organisation.rows.ts';
import type { Db } from '../platform/db.ts';

/** The film, if it may be shown in this meeting: public, of its dossier, or attached to it. */
export async function findFilm(
	db: Db,
	meetingId: string,
	filmId: string
): Promise<{ id: string; seconds: number | null } | null> {
	const row = await selectFilms(db, meetingId).where('f.id', '=', filmId).executeTakeFirst();
	return row ? { id: row.id, seconds: row.seconds } : null;
}

/** All films that may be shown in this meeting. */
export function findFilms(db: Db, meetingId: string) {
	return selectFilms(db, meetingId).orderBy('f.slug').execute();
}

function selectFilms(db: Db, meetingId: string) {
	return db
		.selectFrom('film as f')
		.innerJoin('meeting as m', (join) => join.onTrue())
		.select(['f.id', 'f.title', 'f.seconds'])
		.where('m.id', '=', meetingId)
		.where((at) =>
			at.or([
				at('f.visibility', '=', 'public'),
				at('f.dossierId', '=', at.ref('m.dossierId')),
				at.exists(
					at
						.selectFrom('filmMeeting as a')
						.select('a.filmId')
						.whereRef('a.filmId', '=', 'f.id')
						.whereRef('a.meetingId', '=', 'm.id')
				)
			])
		);
}

/** People who may be named as speakers: the dossier's members, who is seated, who speaks already. */
export function findPeople(db: Db, meetingId: string) {
	return db
		.selectFrom('person as p')
		.select([
			'p.id as personId',
			sql<string>`coalesce(p.name, p.role_label, '')`.as('name'),
			'p.roleLabel as role'
		])
		.where(
			sql<boolean>`p.id IN (
				SELECT d.person_id FROM dossier_member d JOIN meeting m ON m.dossier_id = d.dossier_id
					WHERE m.id = ${meetingId}
				UNION SELECT person_id FROM seat WHERE meeting_id = ${meetingId} AND removed_at IS NULL
				UNION SELECT s.person_id FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id
					JOIN meeting m ON m.id = i.meeting_id
					JOIN meeting own ON own.id = ${meetingId}
					WHERE m.id = own.id OR m.dossier_id = own.dossier_id)`
		)
		.orderBy('name')
		.execute();
}

/** Organisations that may be named in an item: the dossier's, and those invited. */
export function findOrganisations(db: Db, meetingId: string): Promise<AgendaItem['organisations']> {
	return db
		.selectFrom('organisation as o')
		.select(['o.id', organisationText('o').$castTo<string>().as('name')])
		.where(
			sql<boolean>`o.id IN (
				SELECT d.organisation_id FROM dossier_organisation d
					JOIN meeting m ON m.dossier_id = d.dossier_id WHERE m.id = ${meetingId}
				UNION SELECT organisation_id FROM invitee WHERE meeting_id = ${meetingId}
				UNION SELECT i.organisation_id FROM agenda_item i WHERE i.meeting_id = ${meetingId}
				UNION SELECT l.organisation_id FROM item_organisation l
					JOIN agenda_item i ON i.id = l.agenda_item_id WHERE i.meeting_id = ${meetingId})`
		)
		.orderBy('name')
		.execute();
}
