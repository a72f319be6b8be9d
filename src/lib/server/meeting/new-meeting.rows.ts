import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { MeetingStep } from '#lib/model/meeting-step.ts';
import type { Db, Trx } from '../platform/db.ts';
import { edits } from './editor.rows.ts';
import { createRoomName } from './import.rows.ts';

export interface EditedMeeting {
	slug: string;
	kind: string;
	title: Localised;
	status: string;
	date: string | null;
	dossier: { slug: string; title: Localised } | null;
	invited: number;
	answered: number;
}

/** Those to come first, the nearest on top; then those past, the latest on top. */
export async function listEditedMeetings(
	db: Db,
	actor: Actor,
	{ limit, offset }: { limit: number; offset: number }
): Promise<EditedMeeting[]> {
	const { rows } = await sql<EditedMeeting>`
		SELECT m.slug, m.kind, m.title, m.status, day.first AS date,
			CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('slug', d.slug, 'title', d.title) END AS dossier,
			(SELECT count(*)::int FROM invitee i WHERE i.meeting_id = m.id) AS invited,
			(SELECT count(i.answer)::int FROM invitee i WHERE i.meeting_id = m.id) AS answered
		FROM meeting m LEFT JOIN dossier d ON d.id = m.dossier_id
		LEFT JOIN LATERAL (SELECT min(date) AS first FROM meeting_day WHERE meeting_id = m.id) day ON true
		WHERE ${edits(actor, 'm.dossier_id')}
		ORDER BY m.status IN ('held', 'cancelled'),
			CASE WHEN m.status NOT IN ('held', 'cancelled') THEN day.first END,
			day.first DESC NULLS LAST, m.id DESC
		LIMIT ${limit} OFFSET ${offset}`.execute(db);
	return rows;
}

export async function listEditedDossiers(
	db: Db,
	actor: Actor
): Promise<Array<{ id: string; title: Localised }>> {
	const { rows } = await sql<{ id: string; title: Localised }>`
		SELECT d.id, d.title FROM dossier d WHERE ${edits(actor, 'd.id')} ORDER BY d.slug`.execute(db);
	return rows;
}

export async function insertMeeting(
	trx: Trx,
	meeting: {
		slug: string;
		dossierId: string | null;
		kind: string;
		title: Localised;
		date: string | null;
		actorId: string;
	}
): Promise<void> {
	const { slug, dossierId, kind, title, date, actorId } = meeting;
	const step: MeetingStep = { at: new Date().toISOString(), status: 'planned', actorId };
	const { id } = await trx
		.insertInto('meeting')
		.values({
			slug,
			dossierId,
			kind,
			title: JSON.stringify(title),
			// How others hold theirs is theirs to say.
			mode: kind === 'external-event' ? null : 'hybrid',
			status: 'planned',
			statusHistory: JSON.stringify([step]),
			roomName: createRoomName()
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	if (date) await trx.insertInto('meetingDay').values({ meetingId: id, day: 1, date }).execute();
}
