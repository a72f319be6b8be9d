import { includes, type Actor } from '#lib/model/actor.ts';
import type { ReportState } from '#lib/model/report-life.ts';
import { getFacts } from '../meeting/facts.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { getLevel } from './access.ts';
import { listDiffering, type Fact } from './fact-rows.ts';
import { compareFacts } from './facts.ts';
import { fileReport } from './filing.ts';
import { findReport, findReportOfMeeting, readDraft } from './report.rows.ts';

/** The report of a meeting for whoever publishes it, and whether it can be begun. */
export interface ReportToKeep {
	report: { slug: string; state: ReportState } | null;
	canBegin: boolean;
	/** Facts that the report which is given out tells otherwise than the meeting does now. */
	differing: Fact[];
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
	if (!found) return null;
	const { report, canBegin } = found;
	return { report, canBegin, differing: report ? await findDiffering(db, report.slug) : [] };
}

async function findDiffering(db: Db, slug: string): Promise<Fact[]> {
	const head = await findReport(db, slug);
	if (!head) return [];
	const { open } = await readDraft(db, head.id, []);
	return listDiffering(await compareFacts(db, head, open));
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
