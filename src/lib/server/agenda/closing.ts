import type { Actor } from '#lib/model/actor.ts';
import type { Db } from '../platform/db.ts';
import { runCommand } from './commands.ts';

/**
 * Closes a meeting and has its report filed: event, states, attendance and the job in one
 * transaction, so that there is one report or none. Closing it again is a yes without effect.
 * @throws {AppError} `not_found` for strangers, `not_allowed` for whoever does not lead it
 */
export function closeMeeting(
	db: Db,
	actor: Actor | null,
	meetingId: string,
	commandId: string
): Promise<{ seq: number }> {
	return runCommand(db, actor, { meetingId, commandId, type: 'meeting.close', args: {} });
}
