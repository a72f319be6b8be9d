import type { Actor } from '#lib/model/actor.ts';
import type { MeetingCard } from '#lib/model/dossier.ts';
import { give } from '#lib/server/people/refusal.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { listMeetingCards } from './meeting-card.rows.ts';

/** Meetings and events that are to come or going on at `now`, the next first, at most twelve. */
export async function listComing(db: Db, actor: Actor | null, now: Date): Promise<MeetingCard[]> {
	const filter = { from: now.toISOString().slice(0, 10), limit: 12 };
	return give(db, await listMeetingCards(db, actor, filter));
}
