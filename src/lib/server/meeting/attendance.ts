import type { Trx } from '../platform/db.ts';
import { endPresence, insertAttendance } from './attendance.rows.ts';

/** At closing: ends all presence and writes which organisations were there. Needs no media server. */
export async function freezeAttendance(trx: Trx, meetingId: string, at: Date): Promise<void> {
	await endPresence(trx, meetingId, at);
	await insertAttendance(trx, meetingId);
}
