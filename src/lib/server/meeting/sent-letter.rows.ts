import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { Db, Trx } from '../platform/db.ts';
import type { Letter } from './letter.rows.ts';

export type MailKind = 'invitation' | 'reminder' | 'change';

/** Words that went out, and everybody they went to; null: from before words were kept. */
export interface SentLetter {
	language: string;
	subject: string | null;
	body: string | null;
	mails: Array<{
		organisation: { name: string | null; label: Localised | null };
		email: string | null;
		kind: MailKind;
		at: string;
		by: string | null;
	}>;
}

/** What was sent about a meeting, the last sent first. */
export async function listSentLetters(db: Db, meetingId: string): Promise<SentLetter[]> {
	const { rows } = await sql<SentLetter>`
		SELECT mail.language, letter.subject, letter.body, jsonb_agg(jsonb_build_object(
			'organisation', jsonb_build_object('name', o.name, 'label', o.label), 'email', mail.email,
			'kind', mail.kind, 'at', mail.at, 'by', coalesce(p.name, p.role_label)) ORDER BY mail.at, o.name) AS mails
		FROM invitee_mail mail JOIN organisation o ON o.id = mail.organisation_id
		LEFT JOIN sent_letter letter ON letter.id = mail.letter_id
		LEFT JOIN person p ON p.id = mail.actor_id
		WHERE mail.meeting_id = ${meetingId}
		GROUP BY mail.language, letter.id ORDER BY max(mail.at) DESC, letter.id`.execute(db);
	return rows;
}

/**
 * Keeps the words of a letter that goes out, the same words once; the caller holds the lock of the
 * meeting. Returns their id.
 */
export async function keepSentLetter(
	trx: Trx,
	letter: Letter & { meetingId: string; language: string }
): Promise<string> {
	const { meetingId, language, subject, body } = letter;
	const known = await trx
		.selectFrom('sentLetter')
		.select('id')
		.where('meetingId', '=', meetingId)
		.where('language', '=', language)
		.where('subject', '=', subject)
		.where('body', '=', body)
		.executeTakeFirst();
	if (known) return known.id;
	const { id } = await trx
		.insertInto('sentLetter')
		.values({ meetingId, language, subject, body })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function insertMail(
	trx: Trx,
	mail: {
		meetingId: string;
		organisationId: string;
		kind: MailKind;
		email: string;
		language: string;
		/** Null: no answer is asked for. */
		tokenHash: string | null;
		/** How many steps of the meeting it knows of. */
		steps: number;
		letterId: string;
		actorId: string | null;
	}
): Promise<void> {
	await trx.insertInto('inviteeMail').values(mail).execute();
}
