import type { Db } from '../platform/db.ts';
import type { MediaServer } from '../platform/livekit.ts';
import { reconcileRooms } from './reconcile.ts';

const REMEMBERED = 2000;
const seen = new Set<string>();

const REASONS_TO_LOOK = new Set(['participant_joined', 'track_published']);

/**
 * Takes one webhook of LiveKit. It is a hint that something happened, in any order and any number
 * of times: it only makes us look at that room now instead of within 30 s.
 * @param rawBody the body as it came, which the signature covers
 * @throws {AppError} `not_found` when the signature is not LiveKit's
 */
export async function takeHook(
	db: Db,
	media: MediaServer,
	rawBody: string,
	authorisation: string
): Promise<'new' | 'known'> {
	const hint = await media.readHook(rawBody, authorisation);
	if (seen.has(hint.id)) return 'known';
	if (hint.room && REASONS_TO_LOOK.has(hint.event)) await reconcileRooms(db, media, [hint.room]);
	// Remembered only now: LiveKit repeats a hint that we failed to follow.
	seen.add(hint.id);
	const oldest = seen.size > REMEMBERED ? seen.values().next().value : undefined;
	if (oldest !== undefined) seen.delete(oldest);
	return 'new';
}
