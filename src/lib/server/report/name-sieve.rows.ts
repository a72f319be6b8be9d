import { sql, type RawBuilder } from 'kysely';
import { foldLetters } from '#lib/model/name-pattern.ts';

/** Marks over Latin letters, and signs that are not seen, as the model's folding drops them. */
const UNSEEN =
	'[\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\u00ad\\u200b-\\u200d\\u2060\\ufeff]';
/** Where these stand, a name may be parted by tags or written as entities. */
const MARKUP = '[<&]|\\*\\*';

/**
 * A wide sieve for `replaceName`, which decides: every word of a name somewhere in the text, without
 * accents, capitals and unseen signs, or any markup. Words of other scripts are left to it as well.
 */
export function mayHold(text: RawBuilder<unknown>, names: string[]) {
	const one = (name: string) => sql`${bare(text)} LIKE ALL (${listPatterns(name)}::text[])`;
	return sql`(${text} ~ ${MARKUP} OR ${sql.join(names.map(one), sql` OR `)})`;
}

/** Whether a text holds a word of the names, also within another word; initials are none. */
export function holdsWord(text: RawBuilder<unknown>, names: string[]) {
	const words = names.flatMap(listPatterns).filter((pattern) => pattern.length > '%ab%'.length);
	return sql`${bare(text)} LIKE ANY (${words}::text[])`;
}

const bare = (text: RawBuilder<unknown>) =>
	sql`plain(regexp_replace(normalize(${text}, NFD), ${UNSEEN}, '', 'g'))`;

const listPatterns = (name: string): string[] =>
	foldLetters(name)
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => /^[a-z0-9]+$/.test(word))
		.map((word) => `%${word}%`);
