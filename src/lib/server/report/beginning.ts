import { includes, type Actor } from '#lib/model/actor.ts';
import type { ReportState } from '#lib/model/report-life.ts';
import { getFacts } from '../meeting/facts.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { getLevel } from './access.ts';
import { fileReport } from './filing.ts';
import { findReportOfMeeting } from './report.rows.ts';

/** The report of a meeting for whoever publishes it, and whether it can be begun. */
export interface ReportToKeep {
	report: { slug: string; state: ReportState } | null;
	canBegin: boolean;
}

/**
 * Where the report of a meeting is written. Null for whoever edits the meeting and publishes nothing.
 * @throws {AppError} `not_found`
 */
export async function findReportToKeep(
	db: Db,
	actor: Actor | null,
	meetingSlug: string
): Promise<ReportToKeep | null> {
	const found = await findKept(db, actor, meetingSlug);
	return found && { report: found.report, canBegin: found.canBegin };
}

async function findKept(db: Db, actor: Actor | null, meetingSlug: string) {
	const { id, dossierId, chairId, status, kind } = await getFacts(db, actor, meetingSlug);
	if (!includes(await getLevel(db, actor, { dossierId, chairId }), 'publish')) return null;
	const report = await findReportOfMeeting(db, id);
	return {
		id,
		report: report ? { slug: report.slug, state: report.state as ReportState } : null,
		canBegin: !report && status === 'held' && kind !== 'external-event'
	};
}

/**
 * Files the draft of a meeting that was held elsewhere: nobody closed it here, so nothing filed it.
 * Asked twice it is one.
 * @throws {AppError} `not_found`, `report_not_held` (409)
 */
export async function beginReport(
	db: Db,
	actor: Actor | null,
	meetingSlug: string
): Promise<{ slug: string }> {
	const kept = await findKept(db, actor, meetingSlug);
	if (!kept) throw notFound();
	if (kept.report) return kept.report;
	if (!kept.canBegin)
		throw new AppError('report_not_held', 409, 'A report is written of a meeting that was held.');
	return db.transaction().execute((trx) => fileReport(trx, kept.id));
}
