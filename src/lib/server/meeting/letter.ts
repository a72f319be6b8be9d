import type { Actor } from '#lib/model/actor.ts';
import { pathIn, pickLocale } from '#lib/model/localised.ts';
import type { MeetingChange } from '#lib/model/meeting-change.ts';
import { findNoticeChange } from '#lib/model/notice.ts';
import { giveWords } from '../people/refusal.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { findChangeToTell } from './change.ts';
import { writeChange } from './change-text.ts';
import { getFacts } from './facts.ts';
import { lockFacts, type FactsRow } from './facts.rows.ts';
import {
	deleteLetter,
	findLetter,
	saveLetter,
	type Letter,
	type LetterKind
} from './letter.rows.ts';
import { writeLetter } from './letter-text.ts';
import { findNotice } from './notice.rows.ts';
import { getProgramme } from './programme.ts';
import { listSentLetters, type SentLetter } from './sent-letter.rows.ts';

interface Wanted {
	kind: LetterKind;
	language: string;
	/** Scheme and host of this site, for the links in it. */
	origin: string;
	/** What a letter of change tells; what is still to be told without it. */
	change?: MeetingChange;
}

export interface LetterDraft extends Letter {
	/** Somebody wrote it; else it is drafted from the facts as they are now. */
	isWritten: boolean;
	/** The facts changed since it was written. */
	isStale: boolean;
	/** What a form sends back, so that no save is overwritten unseen; empty while nobody wrote it. */
	version: string;
	savedAt: Date | null;
	savedBy: string | null;
}

/**
 * A letter about a meeting: as somebody wrote it, else drafted from the facts.
 * @throws {AppError} `not_found` unless the actor edits the dossier, `nothing_changed` when a letter
 * of change would have nothing to tell
 */
export async function readLetter(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ kind, language, origin, change }: Wanted
): Promise<LetterDraft> {
	const facts = await getFacts(db, actor, slug);
	const locale = pickLocale(language);
	const written = await findLetter(db, { meetingId: facts.id, kind, language: locale });
	if (written) {
		const { factsVersion, ...letter } = written;
		return { ...letter, isWritten: true, isStale: factsVersion !== facts.version };
	}
	const base = facts.kind === 'external-event' ? 'events' : 'meetings';
	const address = origin + pathIn(locale, `/${base}/${slug}`);
	const programme = await getProgramme(db, actor, slug);
	const draft =
		kind === 'change'
			? writeChange(programme, await give(db, facts, change), locale, address)
			: writeLetter(programme, kind, locale, address);
	return {
		...draft,
		isWritten: false,
		isStale: false,
		version: '',
		savedAt: null,
		savedBy: null
	};
}

/** What a letter tells, without names that were refused since. */
async function give(db: Db, facts: FactsRow, told?: MeetingChange): Promise<MeetingChange> {
	const change = told ?? (await requireChange(db, facts));
	if (!change.was) return change;
	return { ...change, was: await giveWords(db, `meeting/${facts.id}`, change.was) };
}

async function requireChange(db: Db, facts: FactsRow): Promise<MeetingChange> {
	const change = await findChangeToTell(db, facts);
	if (!change)
		throw new AppError('nothing_changed', 409, 'Nothing changed since it was announced.');
	return change;
}

/** The notice on the timeline as far as the desk needs it: its languages, and those that became untrue. */
export interface PublishedNotice {
	date: string;
	languages: string[];
	outdated: string[];
}

/**
 * What of a meeting went out already: letters with everybody they were sent to, and the notice.
 * @throws {AppError} `not_found` unless the actor edits the dossier
 */
export async function readSent(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<{ letters: SentLetter[]; notice: PublishedNotice | null }> {
	const { id, status } = await getFacts(db, actor, slug);
	const [letters, { date, dates, title, named, changed }] = await Promise.all([
		listSentLetters(db, id),
		findNotice(db, id)
	]);
	if (!date || !title) return { letters, notice: null };
	const languages = Object.keys(title.texts);
	const since = { isCancelled: status === 'cancelled', dates, named, changed };
	const outdated = languages.filter((language) => findNoticeChange(since, language)?.to);
	return { letters, notice: { date, languages, outdated } };
}

/**
 * Keeps what was written, or with null lets it be drafted anew.
 * @throws {AppError} `not_found`, `letter_changed` (409) when `version` is no longer the newest
 */
export async function keepLetter(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ kind, language, version }: Pick<Wanted, 'kind' | 'language'> & { version: string },
	letter: Letter | null
): Promise<void> {
	const { id } = await getFacts(db, actor, slug);
	await db.transaction().execute(async (trx) => {
		const { factsVersion } = await lockFacts(trx, id);
		const key = { meetingId: id, kind, language: pickLocale(language) };
		const savedBy = actor?.personId ?? null;
		await writeLetterRow(trx, key, version, letter && { ...letter, factsVersion, savedBy });
	});
}

/**
 * Saves or deletes a letter, under the lock of the meeting, unless somebody else did meanwhile.
 * @throws {AppError} `letter_changed` (409)
 */
export async function writeLetterRow(
	trx: Trx,
	key: Parameters<typeof saveLetter>[1],
	version: string,
	letter: Parameters<typeof saveLetter>[2] | null
): Promise<void> {
	const present = await findLetter(trx, key);
	if ((present?.version ?? '') !== version)
		throw new AppError('letter_changed', 409, 'Somebody else saved this letter meanwhile.');
	if (letter) await saveLetter(trx, key, letter);
	else await deleteLetter(trx, key);
}
