import { includes, type Actor, type Level } from '#lib/model/actor.ts';
import type { Visibility } from '#lib/model/report.ts';
import { levelIn } from '../people/permissions.ts';
import { hasSeat } from '../meeting/seat.rows.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { discloseWords } from './disclosure.ts';
import { findRenamed, findReport, type ReportHead } from './report.rows.ts';

/** Who reads what: a visitor the public text, members their passages, editors everything. */
export function listReaders(level: Level | null): Visibility[] {
	if (includes(level, 'edit')) return ['public', 'members', 'restricted'];
	return includes(level, 'read') ? ['public', 'members'] : ['public'];
}

/** A report the actor may know of, and their level in its dossier.
 * @throws {AppError} `not_found`; `moved` (301) with `slug` when the address is a former one
 */
export async function getReport(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<{ head: ReportHead; level: Level | null }> {
	const head = await findReport(db, slug);
	if (!head) {
		const renamed = await findRenamed(db, slug);
		if (!renamed) throw notFound();
		// Only whoever may read it is told where it is now.
		await getReport(db, actor, renamed);
		throw new AppError('moved', 301, 'This report has another address.', { slug: renamed });
	}
	const level = await getLevel(db, actor, head);
	const isPublic = head.meetingVisibility === 'public' && head.dossierVisibility !== 'members';
	if (!isPublic && !includes(level, 'read')) {
		if (!actor || !(await hasSeat(db, head.meetingId, actor.personId))) throw notFound();
	}
	return { head, level };
}

/** @throws {AppError} `report_withdrawn` (410) with id, date, reason and the language of the reason */
export async function requireNotWithdrawn(
	db: Db,
	head: ReportHead,
	level: Level | null
): Promise<void> {
	if (head.state !== 'withdrawn') return;
	const { withdrawnReason } = head;
	const { reason } = await discloseWords(db, head.meetingId, { reason: withdrawnReason! });
	throw withdrawnFault(head, level, { at: head.withdrawnAt!, reason });
}

/**
 * That a report, or a version of it, is given out no more; the reason as it may be given out. Whoever
 * can publish it again is told so. `current`: the report's address, where a newer version is given out.
 */
export function withdrawnFault(
	{ id, slug, language }: ReportHead,
	level: Level | null,
	{ at, reason, current }: { at: Date; reason: string; current?: string }
): AppError {
	return new AppError('report_withdrawn', 410, 'This report was withdrawn.', {
		id,
		slug,
		language,
		at: at.toISOString(),
		reason,
		...(current ? { current } : includes(level, 'publish') ? { desk: slug } : {})
	});
}

/** The same, for those who prepare and publish it: the secretariat and the chair of the meeting.
 * @throws {AppError} `not_found`
 */
export async function getReportToPublish(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<ReportHead> {
	const { head, level } = await getReport(db, actor, slug);
	if (!includes(level, 'publish')) throw notFound();
	return head;
}

/** The chair of the meeting, whose word decides about the substance of its report. */
function isChair(head: Pick<ReportHead, 'chairId'>, actor: Actor | null): boolean {
	return actor !== null && head.chairId === actor.personId;
}

/** Whether the actor's word suffices to correct the substance: the chair's, where there is one. */
export function mayCorrectSubstance(
	head: Pick<ReportHead, 'chairId'>,
	actor: Actor | null
): boolean {
	return head.chairId === null || isChair(head, actor) || actor?.isAdmin === true;
}

/** The actor's level in the dossier of a report; the chair of the meeting publishes its report. */
export async function getLevel(
	db: Db,
	actor: Actor | null,
	head: Pick<ReportHead, 'dossierId' | 'chairId'>
): Promise<Level | null> {
	if (isChair(head, actor)) return 'publish';
	if (head.dossierId) return levelIn(db, actor, head.dossierId);
	return actor?.isAdmin ? 'publish' : null;
}
