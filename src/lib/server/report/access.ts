import { includes, type Actor, type Level } from '#lib/model/actor.ts';
import type { Visibility } from '#lib/model/report.ts';
import { levelIn } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { findRenamed, findReport, type ReportHead } from './report.rows.ts';
import { AppError } from '../platform/errors.ts';

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
		throw renamed
			? new AppError('moved', 301, 'This report has another address.', { slug: renamed })
			: notFound();
	}
	const level = await getLevel(db, actor, head.dossierId);
	const isPublic = head.meetingVisibility === 'public' && head.dossierVisibility !== 'members';
	if (!isPublic && !includes(level, 'read')) throw notFound();
	return { head, level };
}

/** The same, for those who prepare and publish it.
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

/** The actor's level in the dossier of a report. */
export async function getLevel(
	db: Db,
	actor: Actor | null,
	dossierId: string | null
): Promise<Level | null> {
	if (dossierId) return levelIn(db, actor, dossierId);
	return actor?.isAdmin ? 'publish' : null;
}
