import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Db } from '../platform/db.ts';
import type { Visit } from '../platform/outside.ts';
import { edits } from './editor.rows.ts';

/*
 * Every outside link of the record with where it stands and which form mends it. Texts may hold
 * several; a link ends before a space, a bracket or a quotation mark.
 */
const links = sql`(
	SELECT m.registration ->> 'url' AS url, m.title AS subject, '/desk/meetings/' || m.slug || '#registration' AS href,
		m.dossier_id AS dossier FROM meeting m
	UNION ALL SELECT m.place ->> 'url', m.title, '/desk/meetings/' || m.slug || '#city', m.dossier_id FROM meeting m
	UNION ALL SELECT m.place ->> 'map', m.title, '/desk/meetings/' || m.slug || '#city', m.dossier_id FROM meeting m
	UNION ALL SELECT p.url, p.title, coalesce('/desk/dossiers/' || d.slug || '/publications?edit=' || p.id || '#url', '/desk'), p.dossier_id
		FROM publication p LEFT JOIN dossier d ON d.id = p.dossier_id
	UNION ALL SELECT o.url, coalesce(o.label, jsonb_build_object('original', 'mul', 'texts',
		jsonb_build_object('mul', o.name))), '/desk/organisations/' || o.slug || '#url', NULL FROM organisation o
	UNION ALL SELECT found.url[1], d.title, '/desk/dossiers/' || d.slug, d.id FROM dossier d
		CROSS JOIN LATERAL jsonb_each_text(d.background -> 'texts') words(tag, said)
		CROSS JOIN LATERAL regexp_matches(words.said, 'https?://[^[:space:]<>()"]+[^[:space:]<>()".,;:!?]', 'g') found(url)
)`;

/** Links not visited within a week, and those that failed a day ago, the longest unseen first. */
export async function listDue(db: Db, now: Date, limit: number): Promise<string[]> {
	const { rows } = await sql<{ url: string }>`
		SELECT l.url FROM (SELECT DISTINCT url FROM ${links} every_link WHERE url ~ '^https?://') l
		LEFT JOIN link_check c ON c.url = l.url
		WHERE c.url IS NULL OR c.checked_at <= ${now}::timestamptz
			- CASE WHEN c.failures > 0 THEN interval '23 hours' ELSE interval '7 days' END
		ORDER BY c.checked_at NULLS FIRST, l.url LIMIT ${limit}`.execute(db);
	return rows.map(({ url }) => url);
}

export async function saveVisit(db: Db, url: string, visit: Visit, now: Date): Promise<void> {
	const { isAlive, status, movedTo } = visit;
	await sql`INSERT INTO link_check (url, checked_at, status, failures, failed_since, moved_to)
		VALUES (${url}, ${now}, ${status}, ${isAlive ? 0 : 1}, ${isAlive ? null : now}, ${movedTo})
		ON CONFLICT (url) DO UPDATE SET checked_at = excluded.checked_at, status = excluded.status,
			moved_to = excluded.moved_to,
			failures = CASE WHEN excluded.failures = 0 THEN 0 ELSE link_check.failures + 1 END,
			failed_since = CASE WHEN excluded.failures = 0 THEN NULL
				ELSE coalesce(link_check.failed_since, excluded.failed_since) END`.execute(db);
}

/** Forgets what was known of links that stand nowhere any more. */
export async function forgetUnused(db: Db): Promise<void> {
	await sql`DELETE FROM link_check c WHERE NOT EXISTS (
		SELECT FROM ${links} every_link WHERE every_link.url = c.url)`.execute(db);
}

export interface DeadLink {
	url: string;
	status: string;
	/** Null where it is not dead but has moved. */
	since: Date | null;
	movedTo: string | null;
	subject: Localised;
	href: string;
}

/** Dead after two failures at least a day apart; moved where the server says so. */
export async function listDeadLinks(db: Db, actor: Actor): Promise<DeadLink[]> {
	const { rows } = await sql<DeadLink>`
		SELECT c.url, c.status, c.failed_since AS since, c.moved_to AS "movedTo", l.subject, l.href
		FROM link_check c JOIN ${links} l ON l.url = c.url
		WHERE ((c.failures >= 2 AND c.checked_at >= c.failed_since + interval '23 hours') OR c.moved_to IS NOT NULL)
			AND ${edits(actor, 'l.dossier')}
		ORDER BY c.failed_since NULLS LAST, c.url LIMIT 100`.execute(db);
	return rows;
}
