import type { ReportComment } from './report-life.ts';

/** What the fields of the answers hold when they are shown: an open comment is about to be answered. */
export function listAnswers(comments: ReportComment[]): Record<string, string> {
	return Object.fromEntries(
		comments.flatMap(({ id, state, answer }) => [
			[`comment-answer-${id}`, answer],
			[`comment-state-${id}`, state === 'open' ? 'answered' : state]
		])
	);
}
