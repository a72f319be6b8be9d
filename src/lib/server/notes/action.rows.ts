import { sql } from 'kysely';
import type { NoteAction } from '#lib/model/note.ts';
import type { Db } from '../platform/db.ts';

const columns = ['id', 'ownerOrganisationId', 'ownerPersonId', 'due', 'state'] as const;

export async function listActions(db: Db, itemId: string): Promise<NoteAction[]> {
	const rows = await db
		.selectFrom('action')
		.select(columns)
		.where('agendaItemId', '=', itemId)
		.orderBy('createdAt')
		.execute();
	return rows as NoteAction[];
}

/** Stores an action; undefined when the id belongs to another meeting. */
export async function upsertAction(
	db: Db,
	itemId: string,
	meetingId: string,
	{ id, ...values }: NoteAction
): Promise<NoteAction | undefined> {
	const row = await db
		.insertInto('action')
		.values({ id, meetingId, agendaItemId: itemId, ...values })
		.onConflict((conflict) =>
			conflict
				.column('id')
				.doUpdateSet({ agendaItemId: itemId, ...values })
				.where('action.meetingId', '=', meetingId)
		)
		.returning(columns)
		.executeTakeFirst();
	return row as NoteAction | undefined;
}

/** Whether an organisation or person belongs to this meeting or its dossier, so may own an action. */
export async function isOwner(db: Db, meetingId: string, ownerId: string): Promise<boolean> {
	const { rows } = await sql<{ found: boolean }>`
		SELECT EXISTS (
			SELECT FROM seat s WHERE s.meeting_id = m.id
				AND (s.person_id = ${ownerId} OR s.organisation_id = ${ownerId})
			UNION ALL SELECT FROM invitee i WHERE i.meeting_id = m.id AND i.organisation_id = ${ownerId}
			UNION ALL SELECT FROM item_speaker x JOIN agenda_item a ON a.id = x.agenda_item_id
				WHERE a.meeting_id = m.id AND x.person_id = ${ownerId}
			UNION ALL SELECT FROM item_organisation x JOIN agenda_item a ON a.id = x.agenda_item_id
				WHERE a.meeting_id = m.id AND x.organisation_id = ${ownerId}
			UNION ALL SELECT FROM dossier_member d
				WHERE d.dossier_id = m.dossier_id AND d.person_id = ${ownerId}
			UNION ALL SELECT FROM dossier_organisation d
				WHERE d.dossier_id = m.dossier_id AND d.organisation_id = ${ownerId}
			UNION ALL SELECT FROM person p JOIN dossier_member d ON d.person_id = p.id
				WHERE d.dossier_id = m.dossier_id AND p.organisation_id = ${ownerId}
			UNION ALL SELECT WHERE ${ownerId} IN (m.host_id, m.funder_id, m.chair_id)
		) AS found
		FROM meeting m WHERE m.id = ${meetingId}`.execute(db);
	return rows[0]?.found ?? false;
}
