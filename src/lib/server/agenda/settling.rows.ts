import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import type { Settlement } from '../meeting/settlement.rows.ts';
import { organisationName } from '../people/organisation.rows.ts';
import { speakerOrganisation, speakerRole } from '../people/speaker.rows.ts';
import type { Db, Trx } from '../platform/db.ts';

/** Something announced that the report does not tell, or a slot that sources put elsewhere. */
export interface Contradiction {
	/** Names it in a form. */
	key: string;
	kind: 'item' | 'speaker' | 'slot';
	itemId: string | null;
	personId: string | null;
	slotId: string | null;
	/** Of the item or the slot. */
	title: Localised;
	speaker: {
		name: string | null;
		role: string | null;
		organisation: OrganisationName | null;
	} | null;
	/** When a slot was planned. */
	half: string | null;
	note: string | null;
	/** The last answer; null while it is open. */
	settled: Settlement | null;
	/** What the record said before the first answer. */
	stood: Stood;
}

/** Of an item whether the report tells of it and its status, of a speaker whether they spoke. */
export interface Stood {
	reported?: boolean | null;
	status?: string;
	spoke?: boolean | null;
}

/**
 * What contradicts itself in a meeting, and what did before somebody answered, in the order of the
 * programme.
 */
export async function listContradictions(db: Db, meetingId: string): Promise<Contradiction[]> {
	const { rows } = await sql<Contradiction & { day: number; rank: string }>`
		WITH last AS (
			SELECT DISTINCT ON (t.item_id, t.person_id, t.slot_id) t.item_id, t.person_id, t.slot_id, t.stood,
				jsonb_build_object('answer', t.answer, 'words', t.words, 'note', t.note, 'at', t.at,
					'who', coalesce(p.name, p.role_label)) AS settled
			FROM settlement t LEFT JOIN person p ON p.id = t.actor_id
			WHERE t.meeting_id = ${meetingId} AND coalesce(t.item_id, t.slot_id) IS NOT NULL
			ORDER BY t.item_id, t.person_id, t.slot_id, t.at DESC, t.id DESC
		)
		SELECT i.id::text AS key, 'item' AS kind, i.id AS "itemId", NULL::uuid AS "personId", NULL::uuid AS "slotId",
			i.title, NULL::jsonb AS speaker, NULL AS half, i.note, last.settled,
			coalesce(last.stood, jsonb_build_object('reported', i.reported, 'status', i.status)) AS stood, i.day, i.rank, 0 AS place
		FROM agenda_item i LEFT JOIN last ON last.item_id = i.id AND last.person_id IS NULL
		WHERE i.meeting_id = ${meetingId} AND i.removed_at IS NULL
			AND (i.reported = false OR last.settled IS NOT NULL)
		UNION ALL
		SELECT i.id || '.' || p.id, 'speaker', i.id, p.id, NULL, i.title, jsonb_build_object('name', p.name,
				'role', ${speakerRole('s', 'p')}, 'organisation', ${organisationName('o')}),
			NULL, NULL, last.settled, coalesce(last.stood, jsonb_build_object('spoke', s.spoke)),
			i.day, i.rank, s.position + 1
		FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id JOIN person p ON p.id = s.person_id
		LEFT JOIN organisation o ON o.id = ${speakerOrganisation('s', 'p')}
		LEFT JOIN last ON last.item_id = i.id AND last.person_id = p.id
		WHERE i.meeting_id = ${meetingId} AND i.removed_at IS NULL
			AND ((s.planned AND s.spoke = false) OR last.settled IS NOT NULL)
		UNION ALL
		SELECT l.id::text, 'slot', NULL, NULL, l.id, l.label, NULL, l.half,
			coalesce(l.held_note, last.settled ->> 'note'), last.settled, '{}', l.day, '', 0
		FROM parallel_slot l LEFT JOIN last ON last.slot_id = l.id
		WHERE l.meeting_id = ${meetingId} AND (l.held_note IS NOT NULL OR last.settled IS NOT NULL)
		ORDER BY day, rank, place, key`.execute(db);
	return rows.map(
		({ key, kind, itemId, personId, slotId, title, speaker, half, note, settled, stood }) => ({
			key,
			kind,
			itemId,
			personId,
			slotId,
			title,
			speaker,
			half,
			note,
			settled,
			stood
		})
	);
}

/** Says whether the report tells of an item, and what became of it. */
export async function setReported(
	trx: Trx,
	itemId: string,
	row: { reported: boolean | null; status: string }
): Promise<void> {
	await trx.updateTable('agendaItem').set(row).where('id', '=', itemId).execute();
}

export async function setSpoke(
	trx: Trx,
	itemId: string,
	personId: string,
	spoke: boolean | null
): Promise<void> {
	await trx
		.updateTable('itemSpeaker')
		.set({ spoke })
		.where('agendaItemId', '=', itemId)
		.where('personId', '=', personId)
		.execute();
}

/** Sets the note of a slot aside; what was planned stays beside what became of it. */
export async function setHeld(
	trx: Trx,
	slotId: string,
	held: 'morning' | 'afternoon' | 'not-held' | null
): Promise<void> {
	await trx
		.updateTable('parallelSlot')
		.set({ held, heldNote: null })
		.where('id', '=', slotId)
		.execute();
}
