import type { Actor } from '#lib/model/actor.ts';
import { compareEntries, type TimelineEntry } from '#lib/model/timeline.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { listTimelineRows } from './timeline.rows.ts';

const TO_COME = ['planned', 'scheduled'];

/** What has happened last in all dossiers that the actor may read; what is to come is left out. */
export async function listLatest(
	db: Db,
	actor: Actor | null,
	{ limit }: { limit: number }
): Promise<TimelineEntry[]> {
	const rows = await listTimelineRows(db, actor);
	return rows
		.filter((entry) => entry.date !== null && !(entry.status && TO_COME.includes(entry.status)))
		.sort(compareEntries)
		.slice(0, limit);
}
