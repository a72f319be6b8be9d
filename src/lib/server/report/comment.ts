import { includes, type Actor } from '#lib/model/actor.ts';
import { closesAt, type Consultation, type ReportComment } from '#lib/model/report-life.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { getReport, getReportToPublish } from './access.ts';
import { countComments, countOwn, didAttend, insertComment, listComments } from './comment.rows.ts';
import type { ReportHead } from './report.rows.ts';
import { readVersion } from './version.rows.ts';

/** Of one person on one version. */
const MOST_COMMENTS = 50;

/**
 * Until when the provisional text is open to comments, and how many there are; null in every other
 * state. A new provisional version opens the period anew.
 */
export async function findConsultation(
	db: Db,
	head: Pick<ReportHead, 'id' | 'state' | 'version'>,
	now = new Date()
): Promise<Consultation | null> {
	if (head.state !== 'provisional') return null;
	const [version, counts] = await Promise.all([
		readVersion(db, head.id, head.version, ['public']),
		countComments(db, head.id, head.version)
	]);
	const until = closesAt(version!.at);
	return { until: until.toISOString(), isOver: now >= until, ...counts };
}

/**
 * What those who attended say about a report, for them and the secretariat; null for everybody
 * else, to whom there are none.
 */
export async function findComments(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<{
	consultation: Consultation | null;
	canComment: boolean;
	list: ReportComment[];
} | null> {
	const { head, level } = await getReport(db, actor, slug);
	if (!actor || head.version === 0 || head.state === 'withdrawn') return null;
	const attended = await didAttend(db, head.meetingId, actor);
	if (!attended && !includes(level, 'publish')) return null;
	const [consultation, list] = await Promise.all([
		findConsultation(db, head),
		listComments(db, head.id)
	]);
	const canComment = attended && consultation !== null && !consultation.isOver;
	return { consultation, canComment, list: list.map(withoutUngiven) };
}

/** Words that the secretariat keeps for an answer are not given yet. */
function withoutUngiven(comment: ReportComment): ReportComment {
	return comment.state === 'open' ? { ...comment, answer: '' } : comment;
}

/**
 * A comment of somebody who attended on the provisional text, within seven days of it.
 * @throws {AppError} `not_found` for whoever did not attend, `report_comment_empty` (422),
 * `report_comments_closed` (409), `report_comments_many` (429)
 */
export async function addComment(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: { itemId: string; text: string },
	now = new Date()
): Promise<void> {
	const { head } = await getReport(db, actor, slug);
	if (!actor || !(await didAttend(db, head.meetingId, actor))) throw notFound();
	const consultation = await findConsultation(db, head, now);
	if (!consultation || consultation.isOver)
		throw new AppError('report_comments_closed', 409, 'Comments on this report are closed.');
	const text = input.text.replaceAll('\r\n', '\n').trim();
	if (!text)
		throw new AppError('report_comment_empty', 422, 'Write something first.').about('text');
	if ((await countOwn(db, head.id, head.version, actor.personId)) >= MOST_COMMENTS)
		throw new AppError('report_comments_many', 429, 'These are many comments: write to the desk.');
	const version = await readVersion(db, head.id, head.version, ['public']);
	const isItem = version!.open.items.some(({ id }) => id === input.itemId);
	await insertComment(db, {
		reportId: head.id,
		version: head.version,
		personId: actor.personId,
		organisationId: actor.organisationId,
		itemId: isItem ? input.itemId : null,
		text
	});
}

/** The comments on a report beside its draft. @throws {AppError} `not_found` */
export async function readCommentsToAnswer(db: Db, actor: Actor | null, slug: string) {
	const head = await getReportToPublish(db, actor, slug);
	const [consultation, list] = await Promise.all([
		findConsultation(db, head),
		listComments(db, head.id)
	]);
	return { consultation, list };
}
