import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import { cutPage, rangeOf, type Page } from '#lib/model/page.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { requireEditor } from './editing.ts';
import { listMeetingSteps, listSteps } from './history.rows.ts';

export interface HistoryStep {
	at: Date;
	/** Who did it; null where that is not kept or the person was erased. */
	who: string | null;
	what: string;
	subject: Localised | null;
	href: string | null;
}

/**
 * A page of everything that happened to a dossier, the newest first: what its editors changed, and the steps
 * of its meetings and reports, which are kept where they happened.
 */
export async function listHistory(
	db: Db,
	actor: Actor | null,
	slug: string,
	page = 1
): Promise<Page<HistoryStep>> {
	const { id } = await requireEditor(db, actor, slug);
	const { limit, offset } = rangeOf(page);
	// Which of the two sources fills a page is known only when both are read up to its end.
	const [own, met] = await Promise.all([
		listSteps(db, id, offset + limit),
		listMeetingSteps(db, id, offset + limit)
	]);
	const steps = [...own, ...met].sort((a, b) => b.at.getTime() - a.at.getTime());
	return cutPage(steps.slice(offset), page);
}
