import type { Actor } from '#lib/model/actor.ts';
import { pickLocale, type Localised } from '#lib/model/localised.ts';
import { requireLevel } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { getFacts } from './facts.ts';
import { lockFacts } from './facts.rows.ts';
import { writeLetterRow } from './letter.ts';
import type { Letter } from './letter.rows.ts';
import { namesFormerDates } from './letter-text.ts';
import { findNotice, saveNotice } from './notice.rows.ts';

/**
 * Puts the notice of a meeting on the dossier's timeline: one entry, however often it is published;
 * each language is added to it, with the dates, hours and place that its words name. The letter is kept too.
 * @throws {AppError} `not_found` unless the actor publishes in the dossier, `meeting_host_missing`,
 * `meeting_not_announced` while it is only planned, `letter_changed`, `notice_old_dates` when the
 * words name only dates of before the meeting was moved
 */
export async function publishNotice(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ language, version }: { language: string; version: string },
	letter: Letter
): Promise<void> {
	const facts = await getFacts(db, actor, slug);
	await requireLevel(db, actor, facts.dossierId, 'publish');
	const { id, dossierId } = facts;
	const locale = pickLocale(language);
	await db.transaction().execute(async (trx) => {
		const { status, factsVersion } = await lockFacts(trx, id);
		if (status === 'planned')
			throw new AppError('meeting_not_announced', 409, 'Announce the meeting first.');
		const { hostId, dates, title, summary, named } = await findNotice(trx, id);
		if (!hostId) throw new AppError('meeting_host_missing', 409, 'The host is not stated.');
		const former = facts.statusHistory.flatMap(({ from }) => from ?? []);
		if (namesFormerDates(letter, former, dates))
			throw new AppError('notice_old_dates', 409, 'The text names the former dates only.').about(
				'body'
			);
		const key = { meetingId: id, kind: 'notice', language: locale } as const;
		const savedBy = actor?.personId ?? null;
		await writeLetterRow(trx, key, version, { ...letter, factsVersion, savedBy });
		const add = (known: Localised | null, text: string): Localised => ({
			original: known?.original ?? locale,
			texts: { ...known?.texts, [locale]: text }
		});
		await saveNotice(trx, {
			meetingId: id,
			dossierId,
			sourceId: hostId,
			title: add(title, letter.subject),
			summary: add(summary, letter.body),
			named: { ...named, [locale]: dates },
			language: locale
		});
	});
}
