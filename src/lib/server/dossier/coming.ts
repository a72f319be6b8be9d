import type { Actor } from '#lib/model/actor.ts';
import { cutLists } from '#lib/model/cut-list.ts';
import type { MeetingCard } from '#lib/model/dossier.ts';
import { give } from '#lib/server/people/refusal.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { listMeetingCards } from './meeting-card.rows.ts';

/** How many of each list stand on the home page while the whole list was not asked for. */
const MOST = { meetings: 12, events: 12 };

export interface Coming {
	meetings: MeetingCard[];
	events: MeetingCard[];
	/** How many are left out of each list. */
	more: Record<'meetings' | 'events', number>;
}

/**
 * Meetings, and events of others, that are to come or going on at `now`, the next first; the list
 * named `whole` is not cut.
 */
export async function listComing(
	db: Db,
	actor: Actor | null,
	now: Date,
	whole?: string
): Promise<Coming> {
	const all = await listMeetingCards(db, actor, { from: now.toISOString().slice(0, 10) });
	const [events, meetings] = [true, false].map((isEvent) =>
		all.filter(({ kind }) => (kind === 'external-event') === isEvent)
	) as [typeof all, typeof all];
	const { lists, more } = cutLists({ meetings, events }, MOST, whole);
	return { ...(await give(db, lists)), more };
}
