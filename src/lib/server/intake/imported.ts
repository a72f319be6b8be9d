import type { Actor } from '#lib/model/actor.ts';
import { readKept, type ProgrammeInput } from '#lib/model/intake-input.ts';
import type { Doubt } from '#lib/model/programme-draft.ts';
import { getFacts } from '../meeting/facts.ts';
import type { Db } from '../platform/db.ts';
import { findMade, type Made } from './meeting.rows.ts';

export interface Imported extends Made {
	/** Who can read of the meeting now. */
	readers: 'everyone' | 'members';
	/** It is not announced yet. */
	isPlanned: boolean;
	dossierSlug: string | null;
}

/**
 * Doubts that the preview showed and that came in with what they are about: not those of items left
 * out, nor of words that somebody wrote anew, nor of a date that the form would not do without.
 * `idOf` gives the id of the item that a row of the form became.
 */
export function countDoubts(
	{ kept, items }: ProgrammeInput,
	idOf: (item: ProgrammeInput['items'][number]) => string | undefined
): Made['doubts'] {
	const isOpen = ({ code, words, item }: Doubt) =>
		code !== 'no_date' &&
		(code !== 'name_in_title' || item === null || items[item]?.title === words);
	const doubts = readKept(kept).doubts.filter(isOpen);
	return {
		general: doubts.filter(({ item }) => item === null).length,
		items: items.flatMap((row, index) => {
			const id = idOf(row);
			const count = doubts.filter(({ item }) => item === index).length;
			return id && count ? [{ id, count }] : [];
		})
	};
}

/**
 * What the last import made of a meeting; null when none did.
 * @throws {AppError} `not_found` unless the actor edits the dossier
 */
export async function readImported(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<Imported | null> {
	const facts = await getFacts(db, actor, slug);
	const made = await findMade(db, facts.id);
	if (!made) return null;
	const isOpen = facts.isAnnounced && facts.visibility === 'public';
	return {
		...made,
		readers: isOpen ? 'everyone' : 'members',
		isPlanned: !facts.isAnnounced,
		dossierSlug: facts.dossier?.slug ?? null
	};
}
