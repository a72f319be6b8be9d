import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import { COMMENT_DAYS, type CommentState } from '#lib/model/report-life.ts';
import { readableInDossier } from '../people/reading.rows.ts';
import type { Db, Trx } from '../platform/db.ts';

interface Owed {
	kind: 'provisional' | 'answer' | 'correction';
	reportId: string;
	slug: string;
	title: Localised;
	timezone: string;
	personId: string;
	email: string;
	languages: string[];
	/** What of the report the mail is about: it is written once. */
	subject: string;
}
export interface OwedProvisional extends Owed {
	kind: 'provisional';
	at: Date;
}
export interface OwedAnswer extends Owed {
	kind: 'answer';
	text: string;
	state: CommentState;
	answer: string;
}
export interface OwedCorrection extends Owed {
	kind: 'correction';
	reason: Localised;
}

const head = sql`r.id AS report_id, r.slug, m.title, m.timezone, p.id AS person_id, a.email, p.languages`;
const isOwed = (kind: Owed['kind'], subject: string) => sql<boolean>`NOT EXISTS (
	SELECT FROM report_mail sent WHERE sent.kind = ${kind} AND sent.report_id = r.id
		AND sent.person_id = p.id AND sent.subject = ${sql.raw(subject)})`;

/** Those who attended a meeting whose report is open to comments, have an account and may read it. */
export async function listOwedProvisional(
	db: Db,
	now: Date,
	limit: number
): Promise<OwedProvisional[]> {
	const { rows } = await sql<OwedProvisional>`
		SELECT 'provisional' AS kind, ${head}, v.version::text AS subject, v.at
		FROM report r JOIN report_version v ON v.report_id = r.id AND v.version = r.version
		JOIN meeting m ON m.id = r.meeting_id
		JOIN person p ON EXISTS (SELECT FROM seat s JOIN presence ON presence.seat_id = s.id
				WHERE s.meeting_id = m.id AND s.person_id = p.id)
			OR EXISTS (SELECT FROM attendance came WHERE came.meeting_id = m.id AND came.state = 'present'
				AND came.organisation_id = p.organisation_id)
			OR EXISTS (SELECT FROM attendance_person own WHERE own.meeting_id = m.id AND own.state = 'present'
				AND own.person_id = p.id)
		JOIN account a ON a.person_id = p.id
		WHERE r.state = 'provisional' AND v.at > ${now}::timestamptz - make_interval(days => ${sql.lit(COMMENT_DAYS)})
			AND (${readableInDossier(null, 'm')}
				OR EXISTS (SELECT FROM seat s WHERE s.meeting_id = m.id AND s.person_id = p.id AND s.removed_at IS NULL)
				OR EXISTS (SELECT FROM dossier_member own WHERE own.dossier_id = m.dossier_id AND own.person_id = p.id))
			AND ${isOwed('provisional', 'v.version::text')}
		ORDER BY v.at, p.id LIMIT ${limit}`.execute(db);
	return rows;
}

/** Authors of comments that were answered within two weeks, by somebody else. */
export async function listOwedAnswers(db: Db, now: Date, limit: number): Promise<OwedAnswer[]> {
	const { rows } = await sql<OwedAnswer>`
		SELECT 'answer' AS kind, ${head}, c.id::text AS subject, c.text, c.state, c.answer
		FROM report_comment c JOIN report r ON r.id = c.report_id
		JOIN meeting m ON m.id = r.meeting_id
		JOIN person p ON p.id = c.person_id JOIN account a ON a.person_id = p.id
		WHERE c.state <> 'open' AND c.answered_at > ${now}::timestamptz - interval '14 days'
			AND c.answered_by IS DISTINCT FROM c.person_id AND r.state <> 'withdrawn'
			AND ${isOwed('answer', 'c.id::text')}
		ORDER BY c.answered_at, c.id LIMIT ${limit}`.execute(db);
	return rows;
}

/** Chairs whose word an open correction of substance waits for. */
export async function listOwedCorrections(db: Db, limit: number): Promise<OwedCorrection[]> {
	const { rows } = await sql<OwedCorrection>`
		SELECT 'correction' AS kind, ${head}, r.correction ->> 'at' AS subject, r.correction -> 'reason' AS reason
		FROM report r JOIN meeting m ON m.id = r.meeting_id
		JOIN person p ON p.id = m.chair_id JOIN account a ON a.person_id = p.id
		WHERE r.correction ->> 'kind' = 'substantive' AND r.correction ->> 'by' <> p.id::text
			AND ${isOwed('correction', "r.correction ->> 'at'")}
		ORDER BY r.id LIMIT ${limit}`.execute(db);
	return rows;
}

/** False when somebody else has marked it a moment before. */
export async function markMail(trx: Trx, owed: Owed): Promise<boolean> {
	const { kind, reportId, personId, subject } = owed;
	const row = await trx
		.insertInto('reportMail')
		.values({ kind, reportId, personId, subject })
		.onConflict((conflict) => conflict.doNothing())
		.returning('personId')
		.executeTakeFirst();
	return row !== undefined;
}
