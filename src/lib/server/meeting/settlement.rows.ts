import { sql } from 'kysely';
import type { Db, Trx } from '../platform/db.ts';

/** What a contradiction is about: an item, a speaker in it, a slot; without any, the attendance. */
export interface Subject {
	itemId?: string | null;
	personId?: string | null;
	slotId?: string | null;
}

/** An answer with its time and whoever gave it; null once that person was erased. */
export interface Settlement {
	answer: 'held' | 'not-held' | 'morning' | 'afternoon' | 'other' | null;
	words: string | null;
	/** What the sources said until then. */
	note: string | null;
	at: string;
	who: string | null;
}

export async function insertSettlement(
	trx: Trx,
	row: Subject &
		Pick<Settlement, 'answer' | 'words' | 'note'> & {
			meetingId: string;
			actorId: string;
			stood?: string;
		}
): Promise<void> {
	await trx.insertInto('settlement').values(row).execute();
}

/** How the attendance was settled, the last first. */
export async function listAttendanceSettlements(db: Db, meetingId: string): Promise<Settlement[]> {
	const { rows } = await sql<Settlement>`
		SELECT t.answer, t.words, t.note, t.at::text, coalesce(p.name, p.role_label) AS who
		FROM settlement t LEFT JOIN person p ON p.id = t.actor_id
		WHERE t.meeting_id = ${meetingId} AND t.item_id IS NULL AND t.slot_id IS NULL
		ORDER BY t.at DESC, t.id DESC`.execute(db);
	return rows;
}
