import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Db } from '../platform/db.ts';
import { publishes } from './rights.rows.ts';

/*
 * Meetings that took place and have no report, neither here nor one that was published elsewhere.
 * What others held is theirs to report.
 */
function selectUnwritten(db: Db, actor: Actor) {
	return db
		.selectFrom('meeting')
		.where(publishes(actor))
		.where('meeting.status', '=', 'held')
		.where('meeting.kind', '<>', 'external-event')
		.where(
			sql<boolean>`NOT EXISTS (SELECT FROM report WHERE report.meeting_id = meeting.id)
				AND NOT EXISTS (SELECT FROM publication_meeting pm JOIN publication p ON p.id = pm.publication_id
					WHERE pm.meeting_id = meeting.id AND p.type = 'meeting-report')`
		);
}

/** Those that wait for the actor to begin their report, the newest first. */
export function listUnwritten(db: Db, actor: Actor, limit: number) {
	const first = sql<
		string | null
	>`(SELECT min(date)::text FROM meeting_day d WHERE d.meeting_id = meeting.id)`;
	return selectUnwritten(db, actor)
		.select(['meeting.slug', first.as('date'), sql<Localised>`meeting.title`.as('title')])
		.orderBy(first, (order) => order.desc().nullsLast())
		.orderBy('meeting.slug')
		.limit(limit)
		.execute();
}

export function findUnwritten(db: Db, actor: Actor, slug: string) {
	return selectUnwritten(db, actor)
		.where('meeting.slug', '=', slug)
		.select('meeting.id')
		.executeTakeFirst();
}

/** The report of a meeting, for who publishes it. */
export function findOwnReport(db: Db, actor: Actor, meetingSlug: string) {
	return db
		.selectFrom('report')
		.innerJoin('meeting', 'meeting.id', 'report.meetingId')
		.where(publishes(actor))
		.where('meeting.slug', '=', meetingSlug)
		.select('report.slug')
		.executeTakeFirst();
}
