import type { Actor } from '#lib/model/actor.ts';
import { arrangeTimeline, type Timeline, type TimelineFilter } from '#lib/model/timeline.ts';
import { requireReadable } from '#lib/server/people/permissions.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { listTimelineRows } from './timeline.rows.ts';

/**
 * Everything a dossier has to tell, newest first (rule: model/timeline.ts).
 * @throws {AppError} `not_found`
 */
export async function getTimeline(
	db: Db,
	actor: Actor | null,
	dossier: { id: string; startDate: string | null },
	filter: TimelineFilter = {}
): Promise<Timeline> {
	await requireReadable(db, actor, dossier.id);
	return arrangeTimeline(await listTimelineRows(db, actor, dossier.id), dossier.startDate, filter);
}
