import type { Actor } from '#lib/model/actor.ts';
import { requireActor } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { findOwnReport, findUnwritten } from './begin.rows.ts';
import { fileReport } from './filing.ts';

/** For who publishes the report of a meeting: its address, and whether it can be begun. */
export async function readReportState(db: Db, actor: Actor | null, meetingSlug: string) {
	requireActor(actor);
	const [report, unwritten] = await Promise.all([
		findOwnReport(db, actor, meetingSlug),
		findUnwritten(db, actor, meetingSlug)
	]);
	return { slug: report?.slug ?? null, mayBegin: unwritten !== undefined };
}

/**
 * Files the draft for a meeting that was held elsewhere and noted as held here: nobody closed it in
 * the room, so nothing else does. Allowed to who publishes its report; asked twice it is one.
 * @returns the address of the report
 * @throws {AppError} `not_found`, also where the meeting was not held or its report was published
 * elsewhere
 */
export async function beginReport(
	db: Db,
	actor: Actor | null,
	meetingSlug: string
): Promise<string> {
	requireActor(actor);
	const known = await findOwnReport(db, actor, meetingSlug);
	if (known) return known.slug;
	const meeting = await findUnwritten(db, actor, meetingSlug);
	if (!meeting) throw notFound();
	return db.transaction().execute(async (trx) => (await fileReport(trx, meeting.id)).slug);
}
