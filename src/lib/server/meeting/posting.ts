import { createHash, randomBytes } from 'node:crypto';
import { pathIn, type Locale } from '#lib/model/localised.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Trx } from '../platform/db.ts';
import { enqueue } from '../platform/jobs.ts';
import type { Mail } from '../platform/mail.ts';
import type { FactsRow } from './facts.rows.ts';
import type { Letter } from './letter.rows.ts';
import { insertMail, type MailKind } from './sent-letter.rows.ts';

interface Posting {
	kind: MailKind;
	locale: Locale;
	/** The words as they were kept. */
	letterId: string;
	actorId: string | null;
	/** Scheme and host of the answer link; null: no answer is asked for. */
	answerAt: string | null;
	attachments: NonNullable<Mail['attachments']>;
}

/** As a token is stored: its SHA-256. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/**
 * Puts one letter to one organisation on its way, with an answer link of its own, and keeps that
 * it was sent; the caller holds the lock of the meeting and has read its facts behind it.
 */
export async function postLetter(
	trx: Trx,
	facts: Pick<FactsRow, 'id' | 'statusHistory'>,
	to: { organisationId: string; email: string },
	letter: Letter,
	{ kind, locale, letterId, actorId, answerAt, attachments }: Posting
): Promise<void> {
	const token = answerAt === null ? null : randomBytes(24).toString('base64url');
	await insertMail(trx, {
		meetingId: facts.id,
		organisationId: to.organisationId,
		kind,
		email: to.email,
		language: locale,
		tokenHash: token && hashToken(token),
		steps: facts.statusHistory.length,
		letterId,
		actorId
	});
	const link = token && answerAt + pathIn(locale, `/answer/${token}`);
	await enqueue(trx, 'mail-send', {
		to: to.email,
		subject: letter.subject,
		text: link
			? [letter.body, m.meeting_letter_answer({ link }, { locale })].join('\n\n')
			: letter.body,
		...(attachments.length && { attachments })
	} satisfies Mail);
}

/** A calendar as it hangs on a mail; with the method of a message, programs act upon it. */
export function attach(name: string, content: string, method?: string) {
	return {
		filename: `${name}.ics`,
		content,
		contentType: `text/calendar; charset=utf-8${method ? `; method=${method}` : ''}`
	};
}
