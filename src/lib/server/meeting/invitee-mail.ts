import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '#lib/model/actor.ts';
import type { Locale } from '#lib/model/localised.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { enqueue } from '../platform/jobs.ts';
import type { Mail } from '../platform/mail.ts';
import { writeCalendar } from './calendar.ts';
import { getFacts } from './facts.ts';
import { lockFacts, type FactsRow } from './facts.rows.ts';
import { REMIND_AGAIN_DAYS } from './invitee.ts';
import { listInvitees, type Invitee } from './invitee.rows.ts';
import { readLetter } from './letter.ts';
import { insertMail } from './letter.rows.ts';
import { pickLocale } from './letter-text.ts';

const DAY = 86_400_000;

export interface MailWish {
	kind: 'invitation' | 'reminder';
	origin: string;
	/** Only this organisation; all that are due without it. */
	only?: string | undefined;
	/** Remind a second time, which nobody does by mistake. */
	again?: boolean;
}

/** As a token is stored: its SHA-256. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/**
 * Writes to the invited organisations, each in its language, with the calendar file and an answer
 * link of its own that works without an account. Invitations go to those not yet written to, the
 * one reminder to those who were and are silent; pressed twice, nobody gets two.
 * @returns how many mails are on their way, and how many organisations have no address
 * @throws {AppError} `not_found`, `step_wrong` for a meeting that is over or cancelled, and for one
 * organisation `remind_again` (reminded once already) or `remind_too_early` (within 7 days)
 */
export async function sendMails(
	db: Db,
	actor: Actor | null,
	slug: string,
	wish: MailWish
): Promise<{ sent: number; unreachable: number }> {
	const facts = await getFacts(db, actor, slug);
	if (facts.status === 'held' || facts.status === 'cancelled')
		throw new AppError('step_wrong', 409, 'The meeting is over or cancelled.');
	const write = writerOf(db, actor, facts, wish);
	return db.transaction().execute(async (trx) => {
		await lockFacts(trx, facts.id);
		const due = (await listInvitees(trx, facts.id)).filter((one) => isDue(one, wish));
		let sent = 0;
		for (const invitee of due) {
			const { email } = invitee;
			if (!email) continue;
			const token = randomBytes(24).toString('base64url');
			const locale = pickLocale(invitee.language ?? facts.languages[0]);
			await insertMail(trx, {
				meetingId: facts.id,
				organisationId: invitee.organisationId,
				kind: wish.kind,
				email,
				language: locale,
				tokenHash: hashToken(token),
				expiresAt: findExpiry(facts),
				actorId: actor?.personId ?? null
			});
			await enqueue(trx, 'mail-send', await write(invitee, locale, token));
			sent += 1;
		}
		return { sent, unreachable: due.length - sent };
	});
}

function isDue(invitee: Invitee, { kind, only, again }: MailWish): boolean {
	if (only && invitee.organisationId !== only) return false;
	if (kind === 'invitation') return invitee.invitedAt === null && invitee.answer === null;
	if (invitee.invitedAt === null || invitee.answer !== null) return false;
	if (invitee.reminders === 0) return true;
	if (!only) return false;
	if (!again) throw new AppError('remind_again', 409, 'They were reminded already.');
	const since = Date.now() - Date.parse(invitee.lastMailAt ?? '');
	if (since < REMIND_AGAIN_DAYS * DAY)
		throw new AppError('remind_too_early', 409, 'They were written to within the last 7 days.', {
			days: REMIND_AGAIN_DAYS
		});
	return true;
}

/** An answer counts until the meeting has ended; without a date for 90 days. */
function findExpiry({ days }: FactsRow): Date {
	const last = days.at(-1)?.date;
	return new Date(last ? Date.parse(`${last}T00:00:00Z`) + 2 * DAY : Date.now() + 90 * DAY);
}

/** Letters and calendars are made once per language. */
function writerOf(db: Db, actor: Actor | null, { slug }: FactsRow, { kind, origin }: MailWish) {
	const made = new Map<Locale, Promise<{ subject: string; body: string; calendar: string }>>();
	async function make(locale: Locale) {
		const [letter, calendar] = await Promise.all([
			readLetter(db, actor, slug, { kind: 'invitation', language: locale, origin }),
			writeCalendar(db, actor, { origin, language: locale, slug, title: `Emvod · ${slug}` }).catch(
				() => ''
			)
		]);
		return { ...letter, calendar };
	}
	return async (invitee: Invitee, locale: Locale, token: string): Promise<Mail> => {
		if (!made.has(locale)) made.set(locale, make(locale));
		const { subject, body, calendar } = await made.get(locale)!;
		const link = `${origin}${locale === 'en' ? '' : `/${locale}`}/answer/${token}`;
		const isReminder = kind === 'reminder';
		return {
			to: invitee.email ?? '',
			subject: isReminder ? m.meeting_letter_reminder({ subject }, { locale }) : subject,
			text: [
				...(isReminder ? [m.meeting_letter_remind({}, { locale })] : []),
				body,
				m.meeting_letter_answer({ link }, { locale })
			].join('\n\n'),
			...(calendar && {
				attachments: [
					{
						filename: `${slug}.ics`,
						content: calendar,
						contentType: 'text/calendar; charset=utf-8'
					}
				]
			})
		};
	};
}
