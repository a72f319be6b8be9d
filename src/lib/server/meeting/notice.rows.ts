import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { NoticeFact } from '#lib/model/notice.ts';
import { noticeFacts, noticeFactsChanged } from '../dossier/notice.rows.ts';
import type { Db, Trx } from '../platform/db.ts';

/** The notice of a meeting on the timeline, and what it must agree with. */
export interface NoticeRow {
	hostId: string | null;
	/** The dates of the meeting now. */
	dates: string[];
	/** The day on which it was published first; null: there is no notice. */
	date: string | null;
	title: Localised | null;
	summary: Localised | null;
	/** The dates that its words name, by language. */
	named: Record<string, string[]>;
	/** What else they name otherwise than it is now, by language. */
	changed: Record<string, NoticeFact[]>;
}

export async function findNotice(db: Db, meetingId: string): Promise<NoticeRow> {
	const { rows } = await sql<NoticeRow>`
		SELECT m.host_id AS "hostId", p.date, p.title, p.summary, coalesce(p.notice_dates, '{}') AS named,
			${noticeFactsChanged} AS changed,
			coalesce((SELECT jsonb_agg(y.date ORDER BY y.day) FROM meeting_day y
				WHERE y.meeting_id = m.id), '[]') AS dates
		FROM meeting m LEFT JOIN publication p ON p.notice_of = m.id
		WHERE m.id = ${meetingId}`.execute(db);
	return rows[0]!;
}

/** One notice of a meeting on the timeline: written the first time, brought up to date afterwards. */
export async function saveNotice(
	trx: Trx,
	notice: {
		meetingId: string;
		dossierId: string | null;
		sourceId: string;
		title: Localised;
		summary: Localised;
		named: Record<string, string[]>;
		/** The language of the words that are new. */
		language: string;
	}
): Promise<void> {
	const { meetingId, dossierId, sourceId } = notice;
	const words = {
		title: JSON.stringify(notice.title),
		summary: JSON.stringify(notice.summary),
		noticeDates: JSON.stringify(notice.named)
	};
	const { id } = await trx
		.insertInto('publication')
		.values({
			dossierId,
			type: 'notice',
			sourceId,
			date: sql<string>`current_date`,
			noticeOf: meetingId,
			...words
		})
		.onConflict((conflict) => conflict.column('noticeOf').doUpdateSet(words))
		.returning('id')
		.executeTakeFirstOrThrow();
	await sql`UPDATE publication p SET notice_facts = coalesce(p.notice_facts, '{}')
			|| jsonb_build_object(${notice.language}::text, ${noticeFacts})
		FROM meeting m WHERE m.id = p.notice_of AND p.id = ${id}`.execute(trx);
	await trx
		.insertInto('publicationMeeting')
		.values({ publicationId: id, meetingId })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
