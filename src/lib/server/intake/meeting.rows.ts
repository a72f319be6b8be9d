import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { MeetingStep } from '#lib/model/meeting-step.ts';
import { createRoomName } from '../meeting/import.rows.ts';
import type { Db, Trx } from '../platform/db.ts';
import { keyOf } from './intake.rows.ts';

export interface NewMeeting {
	intakeId: string;
	actorId: string;
	slug: string;
	dossierId: string;
	kind: string;
	title: Localised;
	timezone: string;
	status: 'planned' | 'held';
	attendance: Localised | null;
	language: string;
}
/** What a programme may add to a meeting: only what the meeting does not say itself. */
export interface MeetingDetails {
	theme: Localised | null;
	objective: Localised | null;
	mode: string | null;
	hostId: string | null;
	place: { name: string } | null;
	programmeStatus: 'provisional' | 'final' | null;
}

/**
 * What an import made. Of doubts only the place is kept: the words of a source may name people, and
 * nothing would take them out of here.
 */
export interface Made {
	days: number;
	items: number;
	invited: number;
	budget: number;
	/** Doubtful places: of the whole, and per agenda item. */
	doubts: { general: number; items: Array<{ id: string; count: number }> };
}

/** Undefined when the form was sent before, or the address is taken. */
export async function insertMeeting(trx: Trx, meeting: NewMeeting): Promise<string | undefined> {
	const { intakeId, actorId, title, attendance, language, ...row } = meeting;
	const step: MeetingStep = { at: new Date().toISOString(), status: row.status, actorId };
	const inserted = await trx
		.insertInto('meeting')
		.values({
			...row,
			importKey: keyOf(intakeId),
			title: JSON.stringify(title),
			// A source's words may name people: the secretariat opens them, nobody else.
			attendanceVisibility: attendance ? 'members' : 'public',
			attendanceStatement: attendance && JSON.stringify(attendance),
			workingLanguages: [language],
			roomName: createRoomName(),
			statusHistory: JSON.stringify([step]),
			provenance: writeProvenance(intakeId, actorId)
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	return inserted?.id;
}

export async function insertDays(
	trx: Trx,
	meetingId: string,
	days: Array<{ date: string; starts?: string | null; ends?: string | null; half?: string | null }>
): Promise<void> {
	await trx
		.insertInto('meetingDay')
		.values(days.map((day, index) => ({ meetingId, day: index + 1, ...day })))
		.execute();
}

/** Fills what is empty; what the meeting says already stays. */
export async function completeMeeting(
	trx: Trx,
	meetingId: string,
	{ theme, objective, place, mode, hostId, programmeStatus }: MeetingDetails
): Promise<void> {
	const json = (value: object | null) => value && JSON.stringify(value);
	await sql`UPDATE meeting SET
		theme = coalesce(theme, ${json(theme)}::jsonb),
		objective = coalesce(objective, ${json(objective)}::jsonb),
		place = coalesce(place, ${json(place)}::jsonb),
		mode = coalesce(mode, ${mode}),
		host_id = coalesce(host_id, ${hostId}::uuid),
		programme_status = coalesce(programme_status, ${programmeStatus})
		WHERE id = ${meetingId}`.execute(trx);
}

/** Gives days to a meeting that has none. */
export async function completeDays(
	trx: Trx,
	meetingId: string,
	days: Parameters<typeof insertDays>[2]
): Promise<void> {
	const known = await trx
		.selectFrom('meetingDay')
		.select('day')
		.where('meetingId', '=', meetingId)
		.executeTakeFirst();
	if (!known && days.length) await insertDays(trx, meetingId, days);
}

/**
 * What a source says of who came. Where the meeting says nothing, its words stand for the list and
 * members read them until somebody opens them; a list that is there keeps its readers, and the words
 * wait beside it on the desk, as something to settle.
 */
export async function completeStatement(
	trx: Trx,
	meetingId: string,
	statement: Localised
): Promise<void> {
	const words = statement.texts[statement.original] ?? '';
	await sql`WITH before AS (SELECT id, attendance_statement IS NULL
			AND NOT EXISTS (SELECT FROM attendance a WHERE a.meeting_id = m.id)
			AND NOT EXISTS (SELECT FROM attendance_person a WHERE a.meeting_id = m.id) AS "isEmpty"
			FROM meeting m WHERE id = ${meetingId})
		UPDATE meeting m SET attendance_version = attendance_version + 1,
			attendance_statement = CASE WHEN "isEmpty" THEN ${JSON.stringify(statement)}::jsonb ELSE attendance_statement END,
			attendance_visibility = CASE WHEN "isEmpty" AND attendance_visibility = 'public'
				THEN 'members' ELSE attendance_visibility END,
			attendance_note = CASE WHEN "isEmpty" THEN attendance_note
				ELSE concat_ws(E'\\n', attendance_note, ${words}::text) END
		FROM before WHERE m.id = before.id`.execute(trx);
}

/** Marks a meeting that was there before, so that the same form sent again is known. */
export async function markMeeting(
	trx: Trx,
	meetingId: string,
	intakeId: string,
	actorId: string
): Promise<void> {
	await sql`UPDATE meeting SET provenance = provenance || ${writeProvenance(intakeId, actorId)}::jsonb
		WHERE id = ${meetingId}`.execute(trx);
}

/** Keeps what the import made, beside where it came from. */
export async function saveMade(trx: Trx, meetingId: string, made: Made): Promise<void> {
	await sql`UPDATE meeting SET provenance = provenance || jsonb_build_object('made', ${JSON.stringify(made)}::jsonb)
		WHERE id = ${meetingId}`.execute(trx);
}

export async function findMade(db: Db, meetingId: string): Promise<Made | null> {
	const row = await db
		.selectFrom('meeting')
		.select(sql<Made | null>`provenance -> 'made'`.as('made'))
		.where('id', '=', meetingId)
		.executeTakeFirst();
	return row?.made ?? null;
}

export async function setDone(trx: Trx, itemIds: string[]): Promise<void> {
	if (itemIds.length === 0) return;
	await trx.updateTable('agendaItem').set({ status: 'done' }).where('id', 'in', itemIds).execute();
}

function writeProvenance(intakeId: string, actorId: string): string {
	return JSON.stringify({ intake: intakeId, by: actorId, at: new Date().toISOString() });
}
