import { includes, type Actor, type Level } from '#lib/model/actor.ts';
import type { Seat, SeatKind } from '#lib/model/meeting.ts';
import { levelIn } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { findMeetingBase, findSeat, insertSeat, isSpeaker, type SeatRow } from './seat.rows.ts';

export interface MeetingAccess {
	/** The actor's seat; null before they took one. */
	seat: Seat | null;
	/** True for the chair's seat and for those who edit the dossier. */
	canChair: boolean;
	level: Level | null;
}

/**
 * What an actor is in a meeting, without taking a seat. Null for whoever has neither a seat nor
 * takes part in the dossier, for a removed seat, and for a meeting that does not exist.
 */
export async function findMeetingAccess(
	db: Db,
	actor: Actor | null,
	meetingId: string
): Promise<MeetingAccess | null> {
	if (!actor) return null;
	const meeting = await findMeetingBase(db, meetingId);
	if (!meeting) return null;
	const row = await findSeat(db, meetingId, actor.personId);
	const level = await findLevel(db, actor, meeting.dossierId);
	if (row?.isRemoved || (!row && !includes(level, 'take-part'))) return null;
	return { seat: row ? readSeat(row) : null, canChair: mayChair(row, level), level };
}

/**
 * Lets an actor in: their seat, or a new one for members who take part. Guests have a seat from
 * their invitation.
 * @throws {AppError} `not_found` for everybody else
 */
export async function enterMeeting(
	db: Db,
	actor: Actor | null,
	meetingId: string
): Promise<MeetingAccess & { seat: Seat }> {
	const access = await findMeetingAccess(db, actor, meetingId);
	if (!access || !actor) throw notFound();
	if (access.seat) return { ...access, seat: access.seat };
	const kind = await chooseKind(db, actor, meetingId);
	const { personId, organisationId } = actor;
	await insertSeat(db, { meetingId, personId, organisationId, kind });
	const row = await findSeat(db, meetingId, personId);
	if (!row || row.isRemoved) throw notFound();
	return { level: access.level, seat: readSeat(row), canChair: mayChair(row, access.level) };
}

/** @throws {AppError} `not_found` unless the actor may lead the meeting (chair, dossier's editors) */
export async function requireChair(
	db: Db,
	actor: Actor | null,
	meetingId: string
): Promise<MeetingAccess> {
	const access = await findMeetingAccess(db, actor, meetingId);
	if (!access?.canChair) throw notFound();
	return access;
}

async function findLevel(db: Db, actor: Actor, dossierId: string | null): Promise<Level | null> {
	if (dossierId === null) return actor.isAdmin ? 'publish' : null;
	return levelIn(db, actor, dossierId);
}

async function chooseKind(db: Db, actor: Actor, meetingId: string): Promise<SeatKind> {
	const meeting = await findMeetingBase(db, meetingId);
	if (meeting?.chairId === actor.personId) return 'chair';
	return (await isSpeaker(db, meetingId, actor.personId)) ? 'speaker' : 'participant';
}

function mayChair(seat: SeatRow | undefined, level: Level | null): boolean {
	return seat?.kind === 'chair' || includes(level, 'edit');
}

function readSeat({ isRemoved: _, ...seat }: SeatRow): Seat {
	return seat;
}
