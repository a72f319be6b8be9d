import type { Actor } from '#lib/model/actor.ts';
import { identityOf, sourcesOf } from '#lib/model/media.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import type { MediaServer } from '../platform/livekit.ts';
import { enterMeeting } from './access.ts';
import { findRoom, findSeat } from './room.rows.ts';

/**
 * A way into the media room of a meeting for the actor's own seat, after making sure that the room
 * exists. `display` is a hidden view of the seat that sends nothing.
 * @throws {AppError} `not_found` for strangers and removed seats, `meeting_over` (409),
 * `media_off` (503) where no media server is configured, `media_away` (503) when it does not answer
 */
export async function issueToken(
	db: Db,
	actor: Actor,
	meetingId: string,
	view: 'seat' | 'display',
	media: MediaServer | null
): Promise<{ url: string; token: string }> {
	const { seat } = await enterMeeting(db, actor, meetingId);
	const room = await findRoom(db, meetingId);
	const row = await findSeat(db, meetingId, seat.id);
	if (!room || !row || row.removedAt) throw notFound();
	if (room.status === 'held' || room.status === 'cancelled')
		throw new AppError('meeting_over', 409, 'This meeting is over.');
	if (!media) throw new AppError('media_off', 503, 'No media server is set up.');
	await media.openRoom(room.roomName);
	const token = await media.sign({
		room: room.roomName,
		identity: identityOf(seat.id, view),
		name: seat.name,
		metadata: { organisation: seat.organisation, kind: seat.kind },
		sources: view === 'display' ? [] : sourcesOf(seat.kind),
		hidden: view === 'display'
	});
	return { url: media.url, token };
}
