import type { Actor } from '#lib/model/actor.ts';
import type { MeetingCard } from '#lib/model/dossier.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { listMeetingCards } from './meeting-card.rows.ts';

/** Meetings and events that are to come or going on at `now`, the next first, at most twelve. */
export function listComing(db: Db, actor: Actor | null, now: Date): Promise<MeetingCard[]> {
	return listMeetingCards(db, actor, { from: now.toISOString().slice(0, 10), limit: 12 });
}
