import type { Actor } from '#lib/model/actor.ts';
import type { Gaps, StaleTranslation } from '#lib/model/gap.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { listConflictRows, listIncompleteRows, listSubtitleGapRows } from './gaps.rows.ts';
import { listStaleTextRows } from './stale.rows.ts';

/**
 * What is missing or contradictory in the dossiers that the actor edits, and in what belongs to no
 * dossier. Whoever edits nothing gets empty lists.
 */
export async function listGaps(db: Db, actor: Actor): Promise<Gaps> {
	const [incomplete, conflicts, subtitles] = await Promise.all([
		listIncompleteRows(db, actor),
		listConflictRows(db, actor),
		listSubtitleGapRows(db, actor)
	]);
	return { incomplete, conflicts, subtitles };
}

/** Translations made in the forms of the desk that do not follow their original any more. */
export function listStaleTexts(db: Db, actor: Actor): Promise<StaleTranslation[]> {
	return listStaleTextRows(db, actor);
}
