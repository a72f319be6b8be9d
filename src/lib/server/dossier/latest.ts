import type { Actor } from '#lib/model/actor.ts';
import { readMove } from '#lib/model/meeting-step.ts';
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
	return (
		rows
			.filter(({ date, status }) => date !== null && !(status && TO_COME.includes(status)))
			// The old date of a moved meeting may be still to come.
			.filter(({ status }) => readMove(status) === null)
			.sort(compareEntries)
			.slice(0, limit)
	);
}
