import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import { requireLevel } from '../people/permissions.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { getFacts } from './facts.ts';
import {
	deleteLetter,
	findLetter,
	findNotice,
	saveLetter,
	saveNotice,
	type Letter,
	type LetterKind
} from './letter.rows.ts';
import { pickLocale, writeLetter } from './letter-text.ts';
import { getProgramme } from './programme.ts';

interface Wanted {
	kind: LetterKind;
	language: string;
	/** Scheme and host of this site, for the links in it. */
	origin: string;
}

export interface LetterDraft extends Letter {
	/** Somebody wrote it; else it is drafted from the facts as they are now. */
	isWritten: boolean;
	/** The facts changed since it was written. */
	isStale: boolean;
}

/**
 * A letter about a meeting: as somebody wrote it, else drafted from the facts.
 * @throws {AppError} `not_found` unless the actor edits the dossier
 */
export async function readLetter(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ kind, language, origin }: Wanted
): Promise<LetterDraft> {
	const facts = await getFacts(db, actor, slug);
	const locale = pickLocale(language);
	const written = await findLetter(db, facts.id, kind, locale);
	if (written) {
		const { subject, body, factsVersion } = written;
		return { subject, body, isWritten: true, isStale: factsVersion !== facts.version };
	}
	const base = facts.kind === 'external-event' ? 'events' : 'meetings';
	const path = locale === 'en' ? '' : `/${locale}`;
	const programme = await getProgramme(db, actor, slug);
	const draft = writeLetter(programme, kind, locale, `${origin}${path}/${base}/${slug}`);
	return { ...draft, isWritten: false, isStale: false };
}

/** Keeps what was written, or with null lets it be drafted anew. */
export async function keepLetter(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ kind, language }: Pick<Wanted, 'kind' | 'language'>,
	letter: Letter | null
): Promise<void> {
	const { id, version } = await getFacts(db, actor, slug);
	const key = { meetingId: id, kind, language: pickLocale(language) };
	if (!letter) return deleteLetter(db, key);
	const savedBy = actor?.personId ?? null;
	await saveLetter(db, key, { ...letter, factsVersion: version, savedBy });
}

/**
 * Puts the notice of a meeting on the dossier's timeline: one entry, however often it is published;
 * each language is added to it.
 * @throws {AppError} `not_found` unless the actor publishes in the dossier, `meeting_host_missing`,
 * `meeting_not_announced` while it is only planned
 */
export async function publishNotice(
	db: Db,
	actor: Actor | null,
	slug: string,
	language: string,
	{ subject, body }: Letter
): Promise<void> {
	const { id, dossierId, status } = await getFacts(db, actor, slug);
	await requireLevel(db, actor, dossierId, 'publish');
	if (status === 'planned')
		throw new AppError('meeting_not_announced', 409, 'Announce the meeting first.');
	const locale = pickLocale(language);
	await db.transaction().execute(async (trx) => {
		await trx.selectFrom('meeting').select('id').where('id', '=', id).forUpdate().execute();
		const { hostId, title, summary } = await findNotice(trx, id);
		if (!hostId) throw new AppError('meeting_host_missing', 409, 'The host is not stated.');
		const add = (before: unknown, text: string): Localised => {
			const known = before as Localised | null;
			return {
				original: known?.original ?? locale,
				texts: { ...known?.texts, [locale]: text }
			};
		};
		await saveNotice(trx, {
			meetingId: id,
			dossierId,
			sourceId: hostId,
			title: add(title, subject),
			summary: add(summary, body)
		});
	});
}
