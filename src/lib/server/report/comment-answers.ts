import type { Actor } from '#lib/model/actor.ts';
import { COMMENT_STATES } from '#lib/model/report-life.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { enqueue } from '../platform/jobs.ts';
import { getReportToPublish } from './access.ts';
import { listComments, setAnswer } from './comment.rows.ts';
import { choose } from './draft-choices.ts';
import { keepChanged } from './draft-fields.ts';

type Fields = Record<string, string>;

const LONGEST = 4000;

/**
 * Stores the answers that a form changed, whichever of its buttons sent it. What was typed for an open
 * comment is given, and mailed to its author once, by the comment's own button, by a choice of its
 * state, or where the form gives all; else the words are kept: they may be half a sentence.
 * @throws {AppError} `report_comment_answer`, `report_answer_long` (422), `not_found`
 */
export async function storeAnswers(
	trx: Trx,
	actor: Actor | null,
	reportId: string,
	{ opened, ...fields }: Fields,
	givesAll = false
): Promise<void> {
	if (!Object.keys(fields).some((name) => name.startsWith('comment'))) return;
	const changed = keepChanged(fields, opened);
	const comments = await listComments(trx, reportId);
	if (fields.comment !== undefined && !comments.some(({ id }) => id === fields.comment))
		throw notFound();
	for (const { id, state: old, answer: before } of comments) {
		const field = `comment-answer-${id}`;
		const answer = (fields[field] ?? before).replaceAll('\r\n', '\n').trim();
		const isGiven =
			fields.comment === id ||
			`comment-state-${id}` in changed ||
			(givesAll && old === 'open' && answer !== '' && field in fields);
		if (!isGiven && !(field in changed)) continue;
		const chosen = choose(fields[`comment-state-${id}`], COMMENT_STATES, old);
		const state = isGiven || old !== 'open' ? chosen : old;
		if (state === 'answered' && !answer)
			throw new AppError('report_comment_answer', 422, 'An answer needs words.').about(field);
		if (answer.length > LONGEST)
			throw new AppError('report_answer_long', 422, `An answer has ${LONGEST} characters.`, {
				max: LONGEST
			}).about(field);
		await setAnswer(trx, reportId, id, { state, answer, answeredBy: actor?.personId ?? null });
		if (state !== 'open') await enqueue(trx, 'report-mails-send', {});
	}
}

/**
 * The secretariat's answers to comments on a report whose draft is not open.
 * @throws {AppError} `report_comment_answer`, `report_answer_long` (422), `not_found`
 */
export async function answerComments(
	db: Db,
	actor: Actor | null,
	slug: string,
	fields: Fields
): Promise<void> {
	const head = await getReportToPublish(db, actor, slug);
	await db.transaction().execute((trx) => storeAnswers(trx, actor, head.id, fields));
}
