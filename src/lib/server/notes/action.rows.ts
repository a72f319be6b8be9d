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

/** Stores what is given of an action; undefined when the id belongs to another meeting. */
export async function upsertAction(
	db: Db,
	itemId: string,
	meetingId: string,
	{ id, ...values }: Pick<NoteAction, 'id'> & Partial<NoteAction>
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

/** Keeps an action as it stands now in its history, with who made it so. */
export async function recordChanges(db: Db, actorId: string | null, ids: string[]): Promise<void> {
	if (ids.length === 0) return;
	await sql`INSERT INTO action_change
		(action_id, actor_id, state, due, owner_organisation_id, owner_person_id, note)
		SELECT id, ${actorId}, state, due, owner_organisation_id, owner_person_id, note
		FROM action WHERE id = ANY(${ids}::uuid[])`.execute(db);
}

/** Actions with the item in whose notes they stand, as those in its rooms are told of them. */
export async function listTold(db: Db, ids: string[]) {
	const { rows } = await sql<{
		meetingId: string;
		itemId: string;
		docId: string | null;
		action: NoteAction;
	}>`SELECT a.meeting_id AS "meetingId", a.agenda_item_id AS "itemId", doc.id AS "docId",
			jsonb_build_object('id', a.id, 'ownerOrganisationId', a.owner_organisation_id,
				'ownerPersonId', a.owner_person_id, 'due', a.due, 'state', a.state) AS action
		FROM action a LEFT JOIN doc ON doc.agenda_item_id = a.agenda_item_id
		WHERE a.id = ANY(${ids}::uuid[]) AND a.agenda_item_id IS NOT NULL`.execute(db.withoutPlugins());
	return rows;
}
