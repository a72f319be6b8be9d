import type { Actor } from '#lib/model/actor.ts';
import { pickLocale, type Locale } from '#lib/model/localised.ts';
import type { MeetingChange } from '#lib/model/meeting-change.ts';
import { nameOrganisation } from '#lib/model/organisation.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { senderAt } from '../platform/mail.ts';
import { listCalendarRows } from './calendar.rows.ts';
import { writeCalendarMessages } from './calendar-message.ts';
import { findUntold } from './change.ts';
import { asksAnswer } from './change-text.ts';
import { getFacts } from './facts.ts';
import { lockFacts, type FactsRow } from './facts.rows.ts';
import { listInvitees } from './invitee.rows.ts';
import { readLetter } from './letter.ts';
import { namesFormerDates } from './letter-text.ts';
import { attach, postLetter } from './posting.ts';
import { keepSentLetter } from './sent-letter.rows.ts';

/**
 * Tells everybody who was invited or accepted, and did not decline, that the meeting was moved,
 * cancelled or takes place after all: each in its language, from the dates it knows, with messages
 * for its calendar, once per change. Where a date is known the answer is asked for anew.
 * @returns how many mails are on their way, and how many organisations have no address
 * @throws {AppError} `not_found` unless the actor edits the dossier, `letter_old_dates` when a letter
 * that somebody wrote names only former dates
 */
export async function sendChange(
	db: Db,
	actor: Actor | null,
	slug: string,
	origin: string
): Promise<{ sent: number; unreachable: number }> {
	const { id } = await getFacts(db, actor, slug);
	return db.transaction().execute(async (trx) => {
		const locked = await lockFacts(trx, id);
		const facts = await getFacts(trx, actor, locked.slug);
		const dates = facts.days.map(({ date }) => date);
		const [meeting] = await listCalendarRows(trx, actor, { slug: facts.slug });
		const write = writerOf(db, actor, facts, origin);
		const due = (await listInvitees(trx, id)).flatMap((invitee) => {
			const change = findUntold(facts, invitee);
			return change ? [{ invitee, change }] : [];
		});
		let sent = 0;
		for (const { invitee, change } of due) {
			const { email } = invitee;
			if (!email) continue;
			const locale = pickLocale(invitee.language ?? facts.languages[0]);
			const { letterId, ...letter } = await write(trx, locale, change);
			const messages = meeting
				? writeCalendarMessages(
						meeting,
						change.known,
						{ origin, language: locale },
						{
							organizer: senderAt(origin),
							attendee: { email, name: nameOrganisation(invitee, locale).text }
						}
					)
				: [];
			await postLetter(trx, facts, { ...invitee, email }, letter, {
				kind: 'change',
				locale,
				letterId,
				actorId: actor?.personId ?? null,
				answerAt: asksAnswer(change, dates) ? origin : null,
				attachments: messages.map(({ day, content, method }) =>
					attach(messages.length > 1 ? `${facts.slug}-${day}` : facts.slug, content, method)
				)
			});
			sent += 1;
		}
		return { sent, unreachable: due.length - sent };
	});
}

/** Letters are made, and their words kept, once per language and dates that their readers know. */
function writerOf(db: Db, actor: Actor | null, facts: FactsRow, origin: string) {
	const { id, slug, days } = facts;
	const former = facts.statusHistory.flatMap(({ from }) => from ?? []);
	const dates = days.map(({ date }) => date);
	const made = new Map<string, Promise<{ subject: string; body: string; letterId: string }>>();
	async function make(trx: Trx, locale: Locale, change: MeetingChange) {
		const wanted = { kind: 'change', language: locale, origin, change } as const;
		const { subject, body } = await readLetter(db, actor, slug, wanted);
		if (change.kind !== 'cancelled' && namesFormerDates({ subject, body }, former, dates))
			throw new AppError('letter_old_dates', 409, 'The letter names the former dates only.');
		const letterId = await keepSentLetter(trx, { meetingId: id, language: locale, subject, body });
		return { subject, body, letterId };
	}
	return (trx: Trx, locale: Locale, change: MeetingChange) => {
		const key = JSON.stringify([locale, change]);
		if (!made.has(key)) made.set(key, make(trx, locale, change));
		return made.get(key)!;
	};
}
