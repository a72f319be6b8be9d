import type { Actor } from '#lib/model/actor.ts';
import { compareEntries, type TimelineEntry } from '#lib/model/timeline.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { listLatestRows } from './timeline.rows.ts';

/** What has happened last in all dossiers that the actor may read; what is to come is left out. */
export async function listLatest(
	db: Db,
	actor: Actor | null,
	{ limit }: { limit: number }
): Promise<TimelineEntry[]> {
	return (await listLatestRows(db, actor, limit)).sort(compareEntries).slice(0, limit);
}
