import type { Trx } from '../platform/db.ts';
import { endPresence, insertAttendance, insertUnaffiliated, raiseList } from './attendance.rows.ts';

/**
 * At closing: ends all presence and writes who was there on the attendance list, which is from then
 * on the one place that says it. Needs no media server.
 */
export async function freezeAttendance(trx: Trx, meetingId: string, at: Date): Promise<void> {
	await endPresence(trx, meetingId, at);
	await insertAttendance(trx, meetingId);
	await insertUnaffiliated(trx, meetingId);
	await raiseList(trx, meetingId);
}
