import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { MeetingPart } from '#lib/model/day.ts';
import type { TakenItem } from '#lib/model/decision-template.ts';
import type { Localised } from '#lib/model/localised.ts';
import { readableMeeting } from '../people/reading.rows.ts';
import type { Db } from '../platform/db.ts';
import { findPeople } from './reference.rows.ts';
import { findState } from './state.rows.ts';

/** A meeting whose agenda can be taken over. */
export interface EarlierMeeting {
	id: string;
	slug: string;
	title: Localised;
	date: string | null;
	items: number;
}

/** The dossier's other meetings that the actor may read and that have an agenda, newest first. */
export async function listEarlierMeetings(
	db: Db,
	actor: Actor,
	meetingId: string
): Promise<EarlierMeeting[]> {
	const { rows } = await sql<EarlierMeeting>`
		SELECT m.id, m.slug, m.title, min(y.date)::date AS date, count(DISTINCT i.id)::int AS items
		FROM meeting own JOIN meeting m ON m.dossier_id = own.dossier_id AND m.id <> own.id
		JOIN agenda_item i ON i.meeting_id = m.id AND i.removed_at IS NULL
		LEFT JOIN meeting_day y ON y.meeting_id = m.id
		WHERE own.id = ${meetingId} AND ${readableMeeting(actor, 'm')}
		GROUP BY m.id ORDER BY date DESC NULLS LAST, m.id DESC`.execute(db);
	return rows;
}

/** An item that an earlier meeting postponed and that no later one has taken up. */
export interface PostponedItem {
	id: string;
	title: Localised;
	minutes: number | null;
	meeting: { slug: string; title: Localised };
}

export async function listPostponed(
	db: Db,
	actor: Actor,
	meetingId: string
): Promise<PostponedItem[]> {
	const { rows } = await sql<PostponedItem>`
		SELECT i.id, i.title, i.minutes, jsonb_build_object('slug', m.slug, 'title', m.title) AS meeting
		FROM meeting own JOIN meeting m ON m.dossier_id = own.dossier_id AND m.id <> own.id
		JOIN agenda_item i ON i.meeting_id = m.id
		WHERE own.id = ${meetingId} AND i.removed_at IS NULL AND i.status = 'postponed'
			AND ${readableMeeting(actor, 'm')}
			AND NOT EXISTS (SELECT FROM agenda_item later
				WHERE later.taken_from = i.id AND later.removed_at IS NULL)
		ORDER BY m.id, i.day, i.rank`.execute(db);
	return rows;
}

/**
 * These items of earlier meetings of the dossier as they are taken over, in their own order, with the
 * names of the parts they stood in. What was postponed brings who was to speak and its film.
 */
export async function findTaken(
	db: Db,
	actor: Actor,
	meetingId: string,
	{ itemIds, as }: { itemIds: string[]; as: 'template' | 'postponed' }
): Promise<{ taken: TakenItem[]; takenParts: MeetingPart[] }> {
	const { rows } = await sql<{ meetingId: string }>`
		SELECT DISTINCT m.id AS "meetingId"
		FROM meeting own JOIN meeting m ON m.dossier_id = own.dossier_id AND m.id <> own.id
		JOIN agenda_item i ON i.meeting_id = m.id
		WHERE own.id = ${meetingId} AND i.id = ANY(${itemIds}::uuid[])
			AND ${readableMeeting(actor, 'm')} ORDER BY m.id`.execute(db);
	// Roles as they are today: the ones on the day belong to that meeting's record.
	const people = new Map((await findPeople(db, meetingId)).map((one) => [one.personId, one]));
	const taken: TakenItem[] = [];
	const takenParts: MeetingPart[] = [];
	for (const row of rows) {
		const state = await findState(db, row.meetingId);
		if (!state) continue;
		takenParts.push(...state.parts);
		for (const item of state.items) {
			if (!itemIds.includes(item.id)) continue;
			if (as === 'postponed' && item.status !== 'postponed') continue;
			const { day, part, title, language, minutes, format } = item;
			const own = { day, part, title, language, minutes, format };
			const speakers = item.speakers.flatMap(({ personId }) => people.get(personId) ?? []);
			const { organisations, filmId } = item;
			taken.push({
				id: randomUUID(),
				takenFrom: item.id,
				...own,
				...(as === 'postponed' && { speakers, organisations, filmId })
			});
		}
	}
	return { taken, takenParts };
}
