import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Db } from '../platform/db.ts';
import type { Visit } from '../platform/outside.ts';
import { everyLink } from './link-place.rows.ts';

/** Links not visited within a week, and those that failed a day ago, the longest unseen first. */
export async function listDue(db: Db, now: Date, limit: number): Promise<string[]> {
	const { rows } = await sql<{ url: string }>`
		SELECT l.url FROM (SELECT DISTINCT url FROM ${everyLink()} every_link WHERE url ~ '^https?://') l
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
		SELECT FROM ${everyLink()} every_link WHERE every_link.url = c.url)`.execute(db);
}

export interface DeadLink {
	url: string;
	status: string;
	/** Null where it is not dead but has moved. */
	since: Date | null;
	movedTo: string | null;
	/** What it stands in; null: in the texts that every dossier shares. */
	subject: Localised | null;
	/** Of the translation in which it stands. */
	language: string | null;
	href: string;
}

/** Dead after two failures at least a day apart; moved where the server says so. */
const isDead = sql`((c.failures >= 2 AND c.checked_at >= c.failed_since + interval '23 hours') OR c.moved_to IS NOT NULL)`;

/** The links that are dead or have moved, each wherever it stands and the actor can mend it. */
export async function listDeadLinks(db: Db, actor: Actor): Promise<DeadLink[]> {
	const dead = await sql<{ url: string }>`SELECT c.url FROM link_check c WHERE ${isDead}`.execute(
		db
	);
	if (!dead.rows.length) return [];
	const urls = dead.rows.map(({ url }) => url);
	const { rows } = await sql<DeadLink>`
		SELECT c.url, c.status, c.failed_since AS since, c.moved_to AS "movedTo", l.subject, l.href,
			substring(l.href from '/translation[?]language=(.+)$') AS language
		FROM link_check c JOIN ${everyLink({ actor, urls })} l ON l.url = c.url WHERE ${isDead}
		ORDER BY c.failed_since NULLS LAST, c.url, l.href`.execute(db);
	return rows;
}
