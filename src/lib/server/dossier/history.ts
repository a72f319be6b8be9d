import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
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

const MOST = 500;

/**
 * Everything that happened to a dossier, the newest first: what its editors changed, and the steps
 * of its meetings and reports, which are kept where they happened.
 */
export async function listHistory(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<HistoryStep[]> {
	const { id } = await requireEditor(db, actor, slug);
	const [own, met] = await Promise.all([listSteps(db, id, MOST), listMeetingSteps(db, id, MOST)]);
	return [...own, ...met].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, MOST);
}
