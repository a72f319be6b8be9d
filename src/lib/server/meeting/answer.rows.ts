import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import { saidOf } from '../people/refusal.rows.ts';
import { give } from '../people/refusal.ts';
import type { Db } from '../platform/db.ts';

/** What the holder of an answer link sees. */
export interface OpenAnswer {
	meeting: { slug: string; kind: string; title: Localised; timezone: string };
	isPublic: boolean;
	days: Array<{ date: string; starts: string | null; ends: string | null; half: string | null }>;
	organisation: { name: string | null; label: Localised | null };
	answer: 'accepted' | 'declined' | null;
	/** The funder's sentence, where the dossier is funded. */
	disclaimer: Localised | null;
}

/**
 * The invitee behind an answer link, whatever became of the meeting. A link lives until the last of
 * the days that the meeting has now is over by its clock; without a date for 90 days after the mail
 * or the last change of the meeting.
 */
export async function findAnswer(db: Db, tokenHash: string) {
	const { rows } = await sql<
		OpenAnswer & { meetingId: string; organisationId: string; status: string; hasExpired: boolean }
	>`
		SELECT i.meeting_id AS "meetingId", i.organisation_id AS "organisationId", i.answer, m.status,
			now() >= coalesce(((SELECT max(date) FROM meeting_day WHERE meeting_id = m.id) + 1)::timestamp
				AT TIME ZONE m.timezone, greatest(l.at, m.facts_at) + interval '90 days') AS "hasExpired",
			d.funding -> 'disclaimer' AS disclaimer, jsonb_build_object('name', o.name, 'label', o.label) AS organisation,
			jsonb_build_object('slug', m.slug, 'kind', m.kind, 'title', m.title, 'timezone', m.timezone,
				'saidOf', ${saidOf('meeting', 'm.id')}) AS meeting,
			(m.announced AND m.visibility = 'public' AND coalesce(d.visibility, 'public') = 'public') AS "isPublic",
			coalesce((SELECT jsonb_agg(jsonb_build_object('date', y.date, 'starts', to_char(y.starts, 'HH24:MI'),
				'ends', to_char(y.ends, 'HH24:MI'), 'half', y.half) ORDER BY y.day)
				FROM meeting_day y WHERE y.meeting_id = m.id), '[]') AS days
		FROM invitee_mail l
		JOIN invitee i ON i.meeting_id = l.meeting_id AND i.organisation_id = l.organisation_id
		JOIN organisation o ON o.id = i.organisation_id
		JOIN meeting m ON m.id = i.meeting_id LEFT JOIN dossier d ON d.id = m.dossier_id
		WHERE l.token_hash = ${tokenHash}`.execute(db);
	return give(db, rows[0]);
}
