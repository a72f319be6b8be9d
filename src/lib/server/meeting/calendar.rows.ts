import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { MeetingStep } from '#lib/model/meeting-step.ts';
import { readableMeeting } from '#lib/server/people/reading.rows.ts';
import { saidOf, type Source } from '#lib/server/people/refusal.rows.ts';
import { give } from '#lib/server/people/refusal.ts';
import type { Db } from '#lib/server/platform/db.ts';

export interface CalendarMeeting {
	id: string;
	slug: string;
	kind: string;
	title: Localised;
	objective: Localised | null;
	/** The sentence of the dossier's funder. */
	disclaimer: Localised | null;
	status: string;
	mode: string | null;
	timezone: string;
	place: string | null;
	sequence: number;
	updatedAt: Date;
	steps: MeetingStep[];
	days: Array<{
		day: number;
		date: string;
		starts: string | null;
		ends: string | null;
		half: string | null;
	}>;
}

/** Meetings for a calendar: one, those of a dossier, or all, as far as the actor may read them. */
export async function listCalendarRows(
	db: Db,
	actor: Actor | null,
	wanted: { slug?: string; dossier?: string }
): Promise<CalendarMeeting[]> {
	const only = wanted.slug
		? sql<boolean>`m.slug = ${wanted.slug}`
		: wanted.dossier
			? sql<boolean>`d.slug = ${wanted.dossier}`
			: sql<boolean>`true`;
	const { rows } = await sql<CalendarMeeting & { saidOf: Source }>`
		SELECT ${saidOf('meeting', 'm.id')} AS "saidOf", m.id, m.slug, m.kind, m.title, m.objective, d.funding -> 'disclaimer' AS disclaimer, m.status, m.mode, m.timezone, m.seq + m.facts_version - 1 AS sequence,
			concat_ws(', ', m.place ->> 'name', m.place ->> 'address', nullif(concat_ws(' ', m.place ->> 'postcode', m.city), '')) AS place,
			greatest((SELECT max(e.at) FROM meeting_event e WHERE e.meeting_id = m.id), m.facts_at) AS "updatedAt",
			m.status_history AS steps, coalesce((SELECT jsonb_agg(jsonb_build_object('day', y.day, 'date', y.date, 'starts', to_char(y.starts, 'HH24:MI'),
				'ends', to_char(y.ends, 'HH24:MI'), 'half', y.half) ORDER BY y.day)
				FROM meeting_day y WHERE y.meeting_id = m.id), '[]') AS days
		FROM meeting m LEFT JOIN dossier d ON d.id = m.dossier_id
		WHERE ${only} AND ${readableMeeting(actor, 'm')}
			AND (EXISTS (SELECT 1 FROM meeting_day y WHERE y.meeting_id = m.id)
				OR m.status_history @> '[{"status": "moved"}]')
		ORDER BY m.id`.execute(db);
	return give(db, rows);
}
