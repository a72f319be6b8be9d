import type { Actor } from '#lib/model/actor.ts';
import { pickLocale, type Locale } from '#lib/model/localised.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db, Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { writeCalendar } from './calendar.ts';
import { getFacts } from './facts.ts';
import { lockFacts, type FactsRow } from './facts.rows.ts';
import { REMIND_AGAIN_DAYS } from './invitee.ts';
import { listInvitees, type Invitee } from './invitee.rows.ts';
import { readLetter } from './letter.ts';
import type { Letter } from './letter.rows.ts';
import { namesFormerDates } from './letter-text.ts';
import { attach, postLetter } from './posting.ts';
import { keepSentLetter } from './sent-letter.rows.ts';

const DAY = 86_400_000;

export interface MailWish {
	kind: 'invitation' | 'reminder';
	origin: string;
	/** Only this organisation; all that are due without it. */
	only?: string | undefined;
	/** Remind a second time, which nobody does by mistake. */
	again?: boolean;
}

/**
 * Writes to the invited organisations, each in its language, with the calendar file and an answer
 * link of its own that works without an account. Invitations go to those not yet written to, the
 * one reminder to those who were and are silent; pressed twice, nobody gets two.
 * @returns how many mails are on their way, and how many organisations have no address
 * @throws {AppError} `not_found`, `meeting_not_announced` while it is only planned, `step_wrong` for a
 * meeting that is over or cancelled, `letter_old_dates` when a letter names only dates of before the
 * meeting was moved, and for one organisation `remind_again` (reminded once already) or
 * `remind_too_early` (within 7 days)
 */
export async function sendMails(
	db: Db,
	actor: Actor | null,
	slug: string,
	wish: MailWish
): Promise<{ sent: number; unreachable: number }> {
	const { id } = await getFacts(db, actor, slug);
	return db.transaction().execute(async (trx) => {
		const locked = await lockFacts(trx, id);
		requireToCome(locked.status);
		// What the letters say and what their readers are noted to know is read behind the same lock.
		const facts = await getFacts(trx, actor, locked.slug);
		const write = writerOf(db, actor, facts, wish);
		const due = (await listInvitees(trx, facts.id)).filter((one) => isDue(one, wish));
		let sent = 0;
		for (const invitee of due) {
			const { email } = invitee;
			if (!email) continue;
			const locale = pickLocale(invitee.language ?? facts.languages[0]);
			const { letterId, calendar, ...letter } = await write(trx, locale);
			await postLetter(trx, facts, { ...invitee, email }, letter, {
				kind: wish.kind,
				locale,
				letterId,
				actorId: actor?.personId ?? null,
				answerAt: wish.origin,
				attachments: calendar ? [attach(facts.slug, calendar)] : []
			});
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

/** Whoever is invited finds the meeting's page: it must be announced. */
function requireToCome(status: string): void {
	if (status === 'planned')
		throw new AppError('meeting_not_announced', 409, 'Announce the meeting first.');
	if (status === 'held' || status === 'cancelled')
		throw new AppError('step_wrong', 409, 'The meeting is over or cancelled.');
}

/** Letters and calendars are made, and their words kept, once per language. */
function writerOf(db: Db, actor: Actor | null, facts: FactsRow, wish: MailWish) {
	const { id, slug } = facts;
	const { kind, origin } = wish;
	const made = new Map<Locale, Promise<Letter & { calendar: string; letterId: string }>>();
	const former = facts.statusHistory.flatMap(({ from }) => from ?? []);
	const dates = facts.days.map(({ date }) => date);
	async function make(trx: Trx, locale: Locale) {
		const [{ subject, body }, calendar] = await Promise.all([
			readLetter(db, actor, slug, { kind: 'invitation', language: locale, origin }),
			writeCalendar(db, actor, { origin, language: locale, slug, title: `Emvod · ${slug}` }).catch(
				() => ''
			)
		]);
		if (namesFormerDates({ subject, body }, former, dates))
			throw new AppError('letter_old_dates', 409, 'The letter names the former dates only.');
		const letter =
			kind === 'reminder'
				? {
						subject: m.meeting_letter_reminder({ subject }, { locale }),
						body: `${m.meeting_letter_remind({}, { locale })}\n\n${body}`
					}
				: { subject, body };
		const letterId = await keepSentLetter(trx, { meetingId: id, language: locale, ...letter });
		return { ...letter, calendar, letterId };
	}
	return (trx: Trx, locale: Locale) => {
		if (!made.has(locale)) made.set(locale, make(trx, locale));
		return made.get(locale)!;
	};
}
