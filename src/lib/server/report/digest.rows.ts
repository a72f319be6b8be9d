import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import { readableInDossier } from '../people/reading.rows.ts';
import type { Db, Trx } from '../platform/db.ts';

export interface DigestRow {
	meetingId: string;
	personId: string;
	email: string;
	languages: string[];
	title: Localised;
	reportSlug: string;
	actions: Array<{ text: string | null; due: string | null }>;
	/** Those shown that the person may see, as the report names them. */
	films: Array<{ slug: string; title: string }>;
}

/**
 * Who is owed a digest: people with an account who were in a meeting whose report was published
 * within two weeks, want it, may read the report, and have had none of that meeting.
 */
export async function listOwedDigests(db: Db, now: Date, limit: number): Promise<DigestRow[]> {
	const { rows } = await sql<DigestRow>`
		SELECT m.id AS "meetingId", p.id AS "personId", a.email, p.languages, m.title, r.slug AS "reportSlug",
			coalesce((SELECT jsonb_agg(jsonb_build_object('due', act.due, 'text', jsonb_path_query_first(v.content,
				'$.**.actions[*] ? (@.id == $id).text', jsonb_build_object('id', act.id)) #>> '{}') ORDER BY act.due, act.id)
				FROM action act WHERE act.meeting_id = m.id AND (act.owner_person_id = p.id
					OR act.owner_organisation_id = coalesce(s.organisation_id, p.organisation_id)) AND act.state IN ('open', 'late')), '[]') AS actions,
			coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('slug', shown -> 'slug', 'title', shown -> 'title' -> 'text'))
				FROM jsonb_path_query(v.content, '$.**.films[*] ? (exists(@.slug))') shown
				JOIN film ON film.slug = shown ->> 'slug' AND (${readableInDossier(null, 'film')} OR EXISTS (
					SELECT FROM dossier_member own WHERE own.dossier_id = film.dossier_id AND own.person_id = p.id))), '[]') AS films
		FROM report r
		JOIN report_version v ON v.report_id = r.id AND v.version = r.version
		JOIN meeting m ON m.id = r.meeting_id
		LEFT JOIN dossier d ON d.id = m.dossier_id
		JOIN seat s ON s.meeting_id = m.id AND s.removed_at IS NULL
		JOIN person p ON p.id = s.person_id
		JOIN account a ON a.person_id = p.id AND a.wants_digest
		WHERE r.state = 'published' AND v.at > ${now}::timestamptz - interval '14 days'
			AND EXISTS (SELECT FROM presence WHERE presence.seat_id = s.id)
			AND NOT EXISTS (SELECT FROM digest WHERE digest.meeting_id = m.id AND digest.person_id = p.id)
		ORDER BY v.at, p.id LIMIT ${limit}`.execute(db);
	return rows;
}

/** False when somebody else has marked it a moment before. */
export async function markDigest(trx: Trx, meetingId: string, personId: string): Promise<boolean> {
	const row = await trx
		.insertInto('digest')
		.values({ meetingId, personId })
		.onConflict((conflict) => conflict.doNothing())
		.returning('personId')
		.executeTakeFirst();
	return row !== undefined;
}
