import type { Actor } from '#lib/model/actor.ts';
import { listFilms } from '../library/film.ts';
import { enterMeeting } from '../meeting/access.ts';
import { listOwners } from '../meeting/owner.rows.ts';
import { findRoomHead } from '../meeting/room.rows.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { readState } from './state.ts';

/**
 * Everything the room shows before its first live message: the meeting, its agenda, the films that
 * can be played, and whom an action can be given to. Takes the actor's seat.
 * @throws {AppError} `not_found` where the actor may not come in
 */
export async function openRoom(db: Db, actor: Actor, slug: string) {
	const head = await findRoomHead(db, slug);
	if (!head) throw notFound();
	const { seat, canChair } = await enterMeeting(db, actor, head.id);
	const [state, films, owners] = await Promise.all([
		readState(db, actor, head.id),
		listFilms(db, actor),
		listOwners(db, actor, head.id)
	]);
	const me = { personId: seat.personId, seatId: seat.id, kind: seat.kind, canChair };
	return { head, state, films, owners, me, name: seat.name };
}
