import type { Actor } from '#lib/model/actor.ts';
import type { KeyFigure } from '#lib/model/dossier.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import { give } from '#lib/server/people/refusal.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { findPresenter } from './event-facts.rows.ts';
import { listFigures } from './figure.rows.ts';

/** The figures that a dossier shows with a meeting; none to whoever may not read it. */
export async function listMeetingFigures(
	db: Db,
	actor: Actor | null,
	meetingId: string
): Promise<KeyFigure[]> {
	return give(db, await listFigures(db, actor, { meetingId }));
}

/**
 * What a dossier says about an event of others: who presented the taskforce there, and the figures
 * shown with it; nothing to whoever may not read the event.
 */
export async function getEventFacts(
	db: Db,
	actor: Actor | null,
	meetingId: string
): Promise<{ presentedBy: OrganisationName | null; figures: KeyFigure[] }> {
	const [presentedBy, figures] = await Promise.all([
		findPresenter(db, actor, meetingId),
		listMeetingFigures(db, actor, meetingId)
	]);
	return { presentedBy, figures };
}
