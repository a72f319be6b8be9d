import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import { publishes } from '../people/keeping.rows.ts';
import { organisationText } from '../people/organisation.rows.ts';
import type { Db } from '../platform/db.ts';
import type { Facts, Told } from './facts.ts';

/** A report that is given out, with what it says of its meeting; `told`: its draft. */
export interface ToldReport {
	slug: string;
	title: Localised;
	meetingId: string;
	/** Its text is open: provisional, or being corrected. */
	isOpen: boolean;
	said: Facts;
	told: Told;
}

/**
 * Reports whose meeting, or the name of whose host, may have changed since they were given out,
 * newest first: which do say otherwise, `compareFacts` decides. What was saved in the hour before is
 * compared too, because a form that was open then may have been saved after the report was. An
 * editorial correction took nothing in; a number moves with the dates of other meetings.
 */
export async function listTold(db: Db, actor: Actor): Promise<ToldReport[]> {
	const { rows } = await sql<ToldReport>`
		SELECT r.slug, m.title, m.id AS "meetingId",
			r.state = 'provisional' OR r.correction IS NOT NULL AS "isOpen",
			v.content - ARRAY['items', 'carried', 'attendance', 'annexes', 'parts'] AS said,
			jsonb_build_object('language', r.draft -> 'language', 'items', coalesce((SELECT
				jsonb_agg(jsonb_build_object('day', i -> 'day', 'actual', i -> 'actual'))
				FROM jsonb_array_elements(r.draft -> 'items') i), '[]')) AS told
		FROM report r JOIN meeting m ON m.id = r.meeting_id
		JOIN report_version v ON v.report_id = r.id AND v.version = r.version
		LEFT JOIN organisation host ON host.id = m.host_id
		WHERE r.state IN ('provisional', 'published') AND ${publishes(actor, 'm')}
			AND (m.facts_at > (SELECT max(taken.at) FROM report_version taken
					WHERE taken.report_id = r.id AND taken.kind <> 'editorial') - interval '1 hour'
				OR (v.content ->> 'ordinal')::integer IS DISTINCT FROM m.ordinal
				OR v.content #>> '{host,name}' IS DISTINCT FROM ${organisationText('host')})
		ORDER BY v.at DESC, r.slug`.execute(db);
	return rows;
}
