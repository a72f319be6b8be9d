import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { StaleTranslation } from '#lib/model/gap.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Correction } from '#lib/model/report-life.ts';
import type { Db } from '../platform/db.ts';
import { edits, publishes } from '../people/keeping.rows.ts';
import { laterNotes } from './notes-taken.rows.ts';

/** How long a list is of which only the first entries are read; each of them says it. */
const total = sql<number>`count(*) OVER ()::int`.as('total');

/**
 * Reports that wait for their publication or an open correction, newest meeting first, with the items
 * whose notes went on since.
 */
export function listWaiting(db: Db, actor: Actor) {
	return db
		.selectFrom('report')
		.innerJoin('meeting', 'meeting.id', 'report.meetingId')
		.where(publishes(actor))
		.where((eb) =>
			eb.or([
				eb('report.state', 'in', ['draft', 'provisional']),
				eb('report.correction', 'is not', null)
			])
		)
		.orderBy(sql`awaits_reader`, (order) => order.desc().nullsLast())
		.orderBy('meeting.closedAt', (order) => order.desc().nullsLast())
		.select([
			'report.slug',
			'report.state',
			'report.version',
			sql<Correction | null>`report.correction`.as('correction'),
			sql<boolean>`report.correction ->> 'kind' = 'substantive' AND meeting.chair_id = ${actor.personId}`.as(
				'awaitsReader'
			),
			sql<boolean>`report.correction ->> 'kind' = 'substantive'
				AND meeting.chair_id <> ${actor.personId}`.as('awaitsChair'),
			sql<Date | null>`(SELECT v.at FROM report_version v WHERE report.state = 'provisional'
				AND v.report_id = report.id AND v.version = report.version)`.as('provisionalAt'),
			sql<number>`(SELECT count(*)::int FROM report_comment c
				WHERE c.report_id = report.id AND c.state = 'open')`.as('openComments'),
			laterNotes.as('laterNotes'),
			sql<Localised>`meeting.title`.as('title')
		])
		.execute();
}

/** Meetings that were held and have no report, neither here nor one published elsewhere, latest first. */
export function listUnwritten(db: Db, actor: Actor, most: number | null) {
	return db
		.selectFrom('meeting')
		.leftJoin('report', 'report.meetingId', 'meeting.id')
		.leftJoin('meetingDay', (join) =>
			join.onRef('meetingDay.meetingId', '=', 'meeting.id').on('meetingDay.day', '=', 1)
		)
		.where(publishes(actor))
		.where('meeting.status', '=', 'held')
		.where('meeting.kind', '<>', 'external-event')
		.where('report.id', 'is', null)
		.where(
			sql<boolean>`NOT EXISTS (SELECT FROM publication_meeting pm JOIN publication p
				ON p.id = pm.publication_id WHERE pm.meeting_id = meeting.id AND p.type = 'meeting-report')`
		)
		.orderBy('meetingDay.date', (order) => order.desc().nullsLast())
		.orderBy('meeting.slug')
		.select(['meeting.slug', 'meetingDay.date', sql<Localised>`meeting.title`.as('title'), total])
		.$if(most !== null, (query) => query.limit(most!))
		.execute();
}

/** Published reports, the latest version first. */
export function listPublished(db: Db, actor: Actor, most: number | null) {
	return db
		.selectFrom('report')
		.innerJoin('meeting', 'meeting.id', 'report.meetingId')
		.innerJoin('reportVersion', (join) =>
			join
				.onRef('reportVersion.reportId', '=', 'report.id')
				.onRef('reportVersion.version', '=', 'report.version')
		)
		.where(publishes(actor))
		.where('report.state', '=', 'published')
		.orderBy('reportVersion.at', 'desc')
		.select([
			'report.slug',
			'report.version',
			'reportVersion.at',
			sql<Localised>`meeting.title`.as('title'),
			total
		])
		.$if(most !== null, (query) => query.limit(most!))
		.execute();
}

/** Reports that were withdrawn and that nobody is about to publish again, the latest first. */
export function listTakenBack(db: Db, actor: Actor) {
	return db
		.selectFrom('report')
		.innerJoin('meeting', 'meeting.id', 'report.meetingId')
		.where(publishes(actor))
		.where('report.state', '=', 'withdrawn')
		.where('report.correction', 'is', null)
		.orderBy('report.withdrawnAt', 'desc')
		.select(['report.slug', 'report.withdrawnAt', sql<Localised>`meeting.title`.as('title')])
		.execute();
}

/** Meetings that are open, still to come, or whose last day is not over, soonest first; at the end those without a date. */
export function listComing(db: Db, actor: Actor, most: number | null) {
	return db
		.selectFrom('meeting')
		.leftJoin(
			(eb) =>
				eb
					.selectFrom('meetingDay')
					.select((day) => [
						'meetingId',
						day.fn.min('date').as('first'),
						day.fn.max('date').as('last')
					])
					.groupBy('meetingId')
					.as('days'),
			(join) => join.onRef('days.meetingId', '=', 'meeting.id')
		)
		.where(edits(actor))
		.where('meeting.status', 'in', ['planned', 'scheduled', 'open'])
		.where((eb) =>
			eb.or([
				eb('meeting.status', '=', 'open'),
				eb('days.last', 'is', null),
				eb('days.last', '>=', sql<string>`current_date`)
			])
		)
		.orderBy(sql`meeting.status = 'open'`, 'desc')
		.orderBy('days.first', (order) => order.asc().nullsLast())
		.orderBy('meeting.slug')
		.select([
			'meeting.slug',
			'meeting.kind',
			'meeting.status',
			'days.first as date',
			sql<Localised>`meeting.title`.as('title'),
			total
		])
		.$if(most !== null, (query) => query.limit(most!))
		.execute();
}

/** Translations that were given out and do not follow the current version of their report. */
export async function listStaleTranslations(db: Db, actor: Actor): Promise<StaleTranslation[]> {
	const { rows } = await sql<StaleTranslation>`
		SELECT m.title AS subject, 'report' AS of, t.language,
			'/desk/reports/' || r.slug || '/translation?language=' || t.language AS href
		FROM report r JOIN meeting m ON m.id = r.meeting_id
		CROSS JOIN LATERAL (SELECT language FROM report_translation WHERE report_id = r.id AND complete
			GROUP BY language HAVING max(version) < r.version) t
		WHERE r.state IN ('provisional', 'published') AND ${publishes(actor, 'm')}
		ORDER BY r.slug, t.language`.execute(db);
	return rows;
}
