import { sql, type RawBuilder } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { Db, Trx } from '../platform/db.ts';

/* `report.notes_taken`: by item, the last update of its notes that the draft was made of. */

const taken = (report: string, doc: string) =>
	sql<number>`coalesce((${sql.ref(`${report}.notes_taken`)} ->> ${sql.ref(`${doc}.agenda_item_id`)}::text)::bigint, 0)`;

/** Condition: the notes `doc` went on after the draft of `report` was made of them. */
const wentOn = (report: string, doc: string): RawBuilder<boolean> => sql<boolean>`(
	${sql.ref(`${report}.state`)} IN ('draft', 'provisional') AND ${sql.ref(`${report}.notes_taken`)} IS NOT NULL
	AND ${sql.ref(`${doc}.meeting_id`)} = ${sql.ref(`${report}.meeting_id`)}
	AND ${taken(report, doc)} < ${sql.ref(`${doc}.last_seq`)})`;

/** The last update of the notes of each item that has any. */
export async function listNotesNow(db: Db, meetingId: string): Promise<Record<string, number>> {
	const rows = await db
		.selectFrom('doc')
		.where('meetingId', '=', meetingId)
		.select(['agendaItemId', 'lastSeq'])
		.execute();
	return Object.fromEntries(rows.map(({ agendaItemId, lastSeq }) => [agendaItemId, lastSeq]));
}

export interface LaterNotesRow {
	itemId: string;
	/** Numbers of the last update that the draft has, and of the last one there is. */
	from: number;
	to: number;
	/** When they were written in last, and who has written in them since, where the log says so. */
	at: Date | null;
	people: string[];
}

/** The items of a draft whose notes went on after it was made. */
export async function listLaterNotes(db: Db, reportId: string): Promise<LaterNotesRow[]> {
	const { rows } = await sql<LaterNotesRow>`
		SELECT d.agenda_item_id AS item_id, ${taken('r', 'd')} AS from, d.last_seq AS to,
			max(u.at) AS at, coalesce(array_agg(DISTINCT coalesce(p.name, p.role_label))
				FILTER (WHERE coalesce(p.name, p.role_label) IS NOT NULL), '{}') AS people
		FROM report r JOIN doc d ON ${wentOn('r', 'd')}
		LEFT JOIN doc_update u ON u.doc_id = d.id AND u.seq > ${taken('r', 'd')}
		LEFT JOIN person p ON p.id = u.actor_id
		WHERE r.id = ${reportId} GROUP BY r.id, d.id`.execute(db);
	return rows;
}

/** The titles of those items in the order of the programme, as a column of a query of reports. */
export const laterNotes = sql<
	Localised[]
>`coalesce((SELECT jsonb_agg(i.title ORDER BY i.day, i.rank)
	FROM doc d JOIN agenda_item i ON i.id = d.agenda_item_id AND i.removed_at IS NULL
	WHERE ${wentOn('report', 'd')}), '[]')`;

/** The draft now has the notes of this item up to `seq`. */
export async function setNotesTaken(
	trx: Trx,
	reportId: string,
	itemId: string,
	seq: number
): Promise<void> {
	await sql`UPDATE report SET notes_taken = notes_taken || jsonb_build_object(${itemId}::text, ${seq}::bigint)
		WHERE id = ${reportId}`.execute(trx);
}

/** Drafts that have all of the notes of an item; for `keepTaken` once those were replaced. */
export async function listTaken(trx: Trx): Promise<Array<{ id: string; itemId: string }>> {
	const { rows } = await sql<{ id: string; itemId: string }>`
		SELECT r.id, d.agenda_item_id AS item_id FROM report r JOIN doc d ON d.meeting_id = r.meeting_id
		WHERE r.notes_taken IS NOT NULL AND ${taken('r', 'd')} = d.last_seq`.execute(trx);
	return rows;
}

/** Their notes were replaced by a text that the drafts are given too: nothing in them is new. */
export async function keepTaken(
	trx: Trx,
	drafts: Array<{ id: string; itemId: string }>
): Promise<void> {
	await sql`UPDATE report r SET notes_taken = r.notes_taken || own.now FROM (
			SELECT kept.id, jsonb_object_agg(d.agenda_item_id, d.last_seq) AS now
			FROM unnest(${drafts.map(({ id }) => id)}::uuid[],
				${drafts.map(({ itemId }) => itemId)}::uuid[]) AS kept(id, item_id)
			JOIN doc d ON d.agenda_item_id = kept.item_id GROUP BY kept.id
		) own WHERE own.id = r.id AND NOT r.notes_taken @> own.now`.execute(trx);
}
