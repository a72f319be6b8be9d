import type { Actor } from '#lib/model/actor.ts';
import type { MeetingState } from '#lib/model/meeting.ts';
import type { LoggedEvent } from '#lib/realtime/events.ts';
import { findMeetingAccess } from '../meeting/access.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { findEventsAfter } from './event.rows.ts';
import { findState } from './state.rows.ts';

/** Further behind than this, the whole state is shorter than what happened. */
const MOST_EVENTS = 500;

/** The live state of a meeting. @throws {AppError} `not_found` for whoever may not enter */
export async function readState(
	db: Db,
	actor: Actor | null,
	meetingId: string
): Promise<MeetingState> {
	if (!(await findMeetingAccess(db, actor, meetingId))) throw notFound();
	const state = await findState(db, meetingId);
	if (!state) throw notFound();
	return state;
}

/**
 * What somebody missed who has seen the log up to `lastSeq`: the events since, or the whole state
 * when they come new, are far behind, or are ahead of a log that was restored from a backup.
 * @throws {AppError} `not_found` for whoever may not enter
 */
export async function readMissed(
	db: Db,
	actor: Actor | null,
	meetingId: string,
	lastSeq: number | undefined
): Promise<{ state: MeetingState } | { events: LoggedEvent[] }> {
	const state = await readState(db, actor, meetingId);
	const behind = state.seq - (lastSeq ?? -Infinity);
	if (lastSeq === undefined || behind < 0 || behind > MOST_EVENTS) return { state };
	if (behind === 0) return { events: [] };
	return { events: await findEventsAfter(db, meetingId, lastSeq, MOST_EVENTS) };
}
