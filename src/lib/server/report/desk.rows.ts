import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Db } from '../platform/db.ts';

/** Meetings whose dossier the actor publishes for. */
function isTheirs(actor: Actor) {
	if (actor.isAdmin) return sql<boolean>`true`;
	return sql<boolean>`EXISTS (SELECT FROM dossier_member
		WHERE dossier_member.dossier_id = meeting.dossier_id
		AND person_id = ${actor.personId} AND level = 'publish')`;
}

/** Reports that wait for their publication or an open correction, newest meeting first. */
export function listWaiting(db: Db, actor: Actor) {
	return db
		.selectFrom('report')
		.innerJoin('meeting', 'meeting.id', 'report.meetingId')
		.where(isTheirs(actor))
		.where((eb) =>
			eb.or([
				eb('report.state', 'in', ['draft', 'provisional']),
				eb('report.correction', 'is not', null)
			])
		)
		.orderBy('meeting.closedAt', (order) => order.desc().nullsLast())
		.select([
			'report.slug',
			'report.state',
			'report.version',
			sql<Date | null>`(SELECT v.at FROM report_version v WHERE report.state = 'provisional'
				AND v.report_id = report.id AND v.version = report.version)`.as('provisionalAt'),
			sql<number>`(SELECT count(*)::int FROM report_comment c
				WHERE c.report_id = report.id AND c.state = 'open')`.as('openComments'),
			sql<Localised>`meeting.title`.as('title')
		])
		.execute();
}

export function listPublished(db: Db, actor: Actor, limit: number) {
	return db
		.selectFrom('report')
		.innerJoin('meeting', 'meeting.id', 'report.meetingId')
		.innerJoin('reportVersion', (join) =>
			join
				.onRef('reportVersion.reportId', '=', 'report.id')
				.onRef('reportVersion.version', '=', 'report.version')
		)
		.where(isTheirs(actor))
		.where('report.state', '=', 'published')
		.orderBy('reportVersion.at', 'desc')
		.limit(limit)
		.select([
			'report.slug',
			'report.version',
			'reportVersion.at',
			sql<Localised>`meeting.title`.as('title')
		])
		.execute();
}

/** Meetings that are open or still to come, soonest first. */
export function listComing(db: Db, actor: Actor, limit: number) {
	return db
		.selectFrom('meeting')
		.leftJoin('meetingDay', (join) =>
			join.onRef('meetingDay.meetingId', '=', 'meeting.id').on('meetingDay.day', '=', 1)
		)
		.where(isTheirs(actor))
		.where('meeting.status', 'in', ['planned', 'scheduled', 'open'])
		.where((eb) =>
			eb.or([
				eb('meeting.status', '=', 'open'),
				eb('meetingDay.date', '>=', sql<string>`current_date`)
			])
		)
		.orderBy(sql`meeting.status = 'open'`, 'desc')
		.orderBy('meetingDay.date')
		.limit(limit)
		.select([
			'meeting.slug',
			'meeting.status',
			'meetingDay.date',
			sql<Localised>`meeting.title`.as('title')
		])
		.execute();
}

/** Actions that are late or past their date, with the report that tells of them. */
export function listOverdue(db: Db, actor: Actor, limit: number) {
	return db
		.selectFrom('action')
		.innerJoin('meeting', 'meeting.id', 'action.meetingId')
		.leftJoin('report', 'report.meetingId', 'meeting.id')
		.leftJoin('organisation', 'organisation.id', 'action.ownerOrganisationId')
		.where(isTheirs(actor))
		.where((eb) =>
			eb.or([
				eb('action.state', '=', 'late'),
				eb.and([eb('action.state', '=', 'open'), eb('action.due', '<', sql<string>`current_date`)])
			])
		)
		.orderBy('action.due')
		.limit(limit)
		.select([
			'action.id',
			'action.due',
			'report.slug as reportSlug',
			'meeting.slug as meetingSlug',
			'organisation.name as owner',
			sql<Localised>`meeting.title`.as('title'),
			sql<
				string | null
			>`jsonb_path_query_first(report.draft, '$.items[*].actions[*] ? (@.id == $id).text',
				jsonb_build_object('id', action.id)) #>> '{}'`.as('text')
		])
		.execute();
}
