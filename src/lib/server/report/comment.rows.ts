import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { CommentState, ReportComment } from '#lib/model/report-life.ts';
import { organisationName } from '../people/organisation.rows.ts';
import type { Db } from '../platform/db.ts';

/** Whether a person was present, by the room or the list, or the organisation they belong to was. */
export async function didAttend(db: Db, meetingId: string, actor: Actor): Promise<boolean> {
	const { rows } = await sql<{ came: boolean }>`SELECT EXISTS (
			SELECT FROM seat JOIN presence ON presence.seat_id = seat.id
			WHERE seat.meeting_id = ${meetingId} AND seat.person_id = ${actor.personId}
		) OR EXISTS (
			SELECT FROM attendance JOIN person ON person.organisation_id = attendance.organisation_id
			WHERE attendance.meeting_id = ${meetingId} AND attendance.state = 'present'
				AND person.id = ${actor.personId}
		) OR EXISTS (
			SELECT FROM attendance_person own
			WHERE own.meeting_id = ${meetingId} AND own.state = 'present' AND own.person_id = ${actor.personId}
		) AS came`.execute(db);
	return rows[0]!.came;
}

/** Adds a comment; the same words sent twice are one. */
export async function insertComment(
	db: Db,
	comment: {
		reportId: string;
		version: number;
		personId: string;
		organisationId: string | null;
		itemId: string | null;
		text: string;
	}
): Promise<void> {
	await db
		.insertInto('reportComment')
		.values(comment)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** All comments on a report, oldest first. */
export async function listComments(db: Db, reportId: string): Promise<ReportComment[]> {
	const rows = await db
		.selectFrom('reportComment')
		.leftJoin('person', 'person.id', 'reportComment.personId')
		.leftJoin('organisation', 'organisation.id', 'reportComment.organisationId')
		.where('reportComment.reportId', '=', reportId)
		.orderBy('reportComment.at')
		.orderBy('reportComment.id')
		.select([
			'reportComment.id',
			'reportComment.version',
			sql<string | null>`coalesce(person.name, person.role_label)`.as('author'),
			organisationName('organisation').as('organisation'),
			'reportComment.itemId',
			'reportComment.text',
			'reportComment.state',
			'reportComment.answer',
			'reportComment.at'
		])
		.$narrowType<{ state: CommentState }>()
		.execute();
	return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export async function countComments(
	db: Db,
	reportId: string,
	version: number
): Promise<{ open: number; total: number }> {
	return db
		.selectFrom('reportComment')
		.where('reportId', '=', reportId)
		.where('version', '=', version)
		.select((eb) => [
			eb.fn.countAll<number>().as('total'),
			eb.fn.countAll<number>().filterWhere('state', '=', 'open').as('open')
		])
		.executeTakeFirstOrThrow();
}

export async function countOwn(
	db: Db,
	reportId: string,
	version: number,
	personId: string
): Promise<number> {
	const { count } = await db
		.selectFrom('reportComment')
		.where('reportId', '=', reportId)
		.where('version', '=', version)
		.where('personId', '=', personId)
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return count;
}

/** False when the report has no such comment. */
export async function setAnswer(
	db: Db,
	reportId: string,
	id: string,
	value: { state: CommentState; answer: string; answeredBy: string | null }
): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('reportComment')
		.set({ ...value, answeredAt: sql<Date>`now()` })
		.where('reportId', '=', reportId)
		.where('id', '=', id)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}
