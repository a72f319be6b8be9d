import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { Db, Trx } from '../platform/db.ts';

/** An invited organisation with its three states, for the secretariat only. */
export interface Invitee {
	organisationId: string;
	slug: string;
	name: string | null;
	label: Localised | null;
	email: string | null;
	language: string | null;
	audiences: string[];
	isKey: boolean;
	invitedAt: string | null;
	lastMailAt: string | null;
	remindedAt: string | null;
	/** The last letter about a change, and of how many steps of the meeting they were told by mail. */
	changeAt: string | null;
	told: number | null;
	reminders: number;
	answer: 'accepted' | 'declined' | null;
	answeredAt: string | null;
	answeredBy: string | null;
	note: string | null;
	attendance: string | null;
}

export async function listInvitees(db: Db, meetingId: string): Promise<Invitee[]> {
	const { rows } = await sql<Invitee>`
		SELECT o.id AS "organisationId", o.slug, o.name, o.label, o.contact_email AS email,
			o.contact_language AS language, o.audiences, i.is_key AS "isKey", i.answer, i.answered_by AS "answeredBy",
			i.answer_note AS note, a.state AS attendance, i.answered_at AS "answeredAt",
			mail.invited AS "invitedAt", mail.last AS "lastMailAt", mail.reminders,
			mail.reminded AS "remindedAt", mail.change AS "changeAt", mail.told
		FROM invitee i JOIN organisation o ON o.id = i.organisation_id
		LEFT JOIN attendance a ON a.meeting_id = i.meeting_id AND a.organisation_id = i.organisation_id
		CROSS JOIN LATERAL (SELECT min(at) FILTER (WHERE kind = 'invitation') AS invited, max(at) AS last,
			count(*) FILTER (WHERE kind = 'reminder')::int AS reminders,
			max(at) FILTER (WHERE kind = 'reminder') AS reminded, max(at) FILTER (WHERE kind = 'change') AS change,
			max(steps) FILTER (WHERE kind <> 'reminder') AS told FROM invitee_mail
			WHERE meeting_id = i.meeting_id AND organisation_id = i.organisation_id) mail
		WHERE i.meeting_id = ${meetingId}
		ORDER BY i.is_key DESC, i.position, o.name`.execute(db);
	return rows;
}

export async function listUninvited(
	db: Db,
	meetingId: string
): Promise<Array<{ id: string; name: string | null; label: Localised | null }>> {
	const { rows } = await sql<{ id: string; name: string | null; label: Localised | null }>`
		SELECT o.id, o.name, o.label FROM organisation o WHERE NOT EXISTS (SELECT FROM invitee i
			WHERE i.meeting_id = ${meetingId} AND i.organisation_id = o.id)
		ORDER BY o.name NULLS LAST, o.slug`.execute(db);
	return rows;
}

export async function findList(db: Db, meetingId: string): Promise<{ isOpen: boolean }> {
	const row = await db
		.selectFrom('invitationList')
		.select('exhaustive')
		.where('meetingId', '=', meetingId)
		.executeTakeFirst();
	return { isOpen: row ? !row.exhaustive : false };
}

export async function saveList(db: Db, meetingId: string, isOpen: boolean): Promise<void> {
	await db
		.insertInto('invitationList')
		.values({ meetingId, exhaustive: !isOpen })
		.onConflict((conflict) => conflict.column('meetingId').doUpdateSet({ exhaustive: !isOpen }))
		.execute();
}

/** Puts organisations at the end of the list; those on it already stay as they are. */
export async function addInvitees(trx: Trx, meetingId: string, ids: string[]): Promise<number> {
	await trx
		.insertInto('invitationList')
		.values({ meetingId })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const { rows } = await sql`INSERT INTO invitee (meeting_id, organisation_id, position)
		SELECT ${meetingId}, o.id, (SELECT coalesce(max(position), -1) FROM invitee
			WHERE meeting_id = ${meetingId}) + row_number() OVER (ORDER BY o.name, o.id)
		FROM organisation o WHERE o.id = ANY(${ids}::uuid[])
		ON CONFLICT DO NOTHING RETURNING 1`.execute(trx);
	return rows.length;
}

/** Organisations of a kind: what was noted of them, else what their sector says of firms and schools. */
export async function listOfAudience(db: Db, audience: string): Promise<string[]> {
	const { rows } = await sql<{
		id: string;
	}>`SELECT id FROM organisation WHERE ${audience} = ANY(audiences)
		OR (audiences = '{}' AND ((sector = 'industry' AND ${audience} IN ('companies', 'industry'))
			OR (sector = 'government' AND ${audience} = 'authorities')
			OR (kind IN ('lycee', 'college') AND ${audience} = 'teachers')))`.execute(db);
	return rows.map(({ id }) => id);
}

/** True when the organisation was on the list, with nothing sent or answered yet, and is not now. */
export async function removeInvitee(db: Db, meetingId: string, id: string): Promise<boolean> {
	const { rows } =
		await sql`DELETE FROM invitee i WHERE meeting_id = ${meetingId} AND organisation_id = ${id}
		AND answer IS NULL AND NOT EXISTS (SELECT FROM invitee_mail m
			WHERE m.meeting_id = i.meeting_id AND m.organisation_id = i.organisation_id)
		RETURNING 1`.execute(db);
	return rows.length > 0;
}

export async function setKey(db: Db, meetingId: string, id: string, isKey: boolean) {
	const row = await db
		.updateTable('invitee')
		.set({ isKey })
		.where('meetingId', '=', meetingId)
		.where('organisationId', '=', id)
		.returning('organisationId')
		.executeTakeFirst();
	return row !== undefined;
}

export interface Answer {
	answer: 'accepted' | 'declined';
	name: string;
	note: string | null;
	/** The secretary who wrote it down; null: they answered themselves. */
	recordedBy: string | null;
}

export async function setAnswer(db: Db, meetingId: string, id: string, given: Answer) {
	const row = await db
		.updateTable('invitee')
		.set({
			answer: given.answer,
			answeredAt: sql<Date>`now()`,
			answeredBy: given.name || null,
			answerNote: given.note,
			answerRecordedBy: given.recordedBy
		})
		.where('meetingId', '=', meetingId)
		.where('organisationId', '=', id)
		.returning('organisationId')
		.executeTakeFirst();
	return row !== undefined;
}

export async function setContact(
	db: Db,
	id: string,
	contact: { email: string | null; language: string | null; audiences: string[] }
): Promise<void> {
	await db
		.updateTable('organisation')
		.set({
			contactEmail: contact.email,
			contactLanguage: contact.language,
			audiences: contact.audiences
		})
		.where('id', '=', id)
		.execute();
}
