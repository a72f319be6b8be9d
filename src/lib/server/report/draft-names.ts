import type { Actor } from '#lib/model/actor.ts';
import { findNames, listTexts, type NameWarning } from '#lib/model/report-names.ts';
import type { ReportContent } from '#lib/model/report.ts';
import { keepsPerson } from '../people/names.ts';
import { listCalled } from '../people/unbased.rows.ts';
import type { Db } from '../platform/db.ts';
import { listActionsOf } from './present-actions.ts';
import type { ReportHead } from './report.rows.ts';

/** `keeps`: the reader may record the basis that is missing; null: of nobody who is known. */
export type DraftName = NameWarning & { keeps: boolean | null };

/**
 * Names of people of the meeting that were typed into what everybody will read, the reason of a
 * correction too, while no basis is recorded for them, and names with a title or an initial that are
 * nobody's known. Whether a text may name somebody is for people to judge: it is only told.
 */
export async function warnOfNames(
	db: Db,
	actor: Actor | null,
	{ meetingId }: Pick<ReportHead, 'meetingId'>,
	content: ReportContent,
	reason: string | undefined
): Promise<DraftName[]> {
	const owners = listActionsOf(content).flatMap(({ owner }) =>
		owner?.kind === 'person' ? [owner.id] : []
	);
	const called = await listCalled(db, meetingId, owners);
	const found = findNames(
		listTexts(content, reason),
		called.filter(({ isBased }) => !isBased),
		called.filter(({ isBased }) => isBased).map(({ name }) => name)
	);
	const ids = [...new Set(found.flatMap(({ personId }) => personId ?? []))];
	const kept = new Map(
		await Promise.all(ids.map(async (id) => [id, await keepsPerson(db, actor, id)] as const))
	);
	return found.map((one) => ({
		...one,
		keeps: one.personId === null ? null : (kept.get(one.personId) ?? false)
	}));
}
