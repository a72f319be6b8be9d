import { CIVIL, CIVILITY, isPerson, namesRole, PARTICLE, readPerson } from './programme-person.ts';

/** Titles that stand before a name only, so that a person begins with them wherever they come. */
const TITLE =
	'(?:MM?|Mmes?|Mlles?|Mr|Mrs|Ms|Miss|[Dd]hr|[Mm]evr|[Mm]w|Hr|Herr|Frau|Fru|fru|Frk|Sr|Sra|Srta|Monsieur|Madame|Mademoiselle|Mister|[Mm]evrouw|[Mm]eneer|[Dd]e heer|[Ss]eñora?|[Ss]eñorita|(?:Dr|Prof|Ir|hr|sra?|[Dd]rs?)(?=\\.))\\.?\\s+';
const TITLED = `${TITLE}(?:${CIVILITY})?(?:${PARTICLE}\\s+)*\\p{Lu}`;
const NEXT = new RegExp(
	`\\s*;\\s*(?:(?:et|and|en|y|e|og|&)\\s+)?(?=\\S)|(?:\\s*,\\s+(?:(?:et|and|en|y|e|og|&)\\s+)?|\\s+(?:et|and|en|y|e|og|&)\\s+)(?=${TITLED})|(?<=\\))(?:\\s*,\\s+(?:(?:et|and|en|y|e|og|&)\\s+)?|\\s+(?:et|and|en|y|e|og|&)\\s+)(?=\\p{Lu})`,
	'gu'
);

/** Longer lines are no lists of people, and looking at each comma of them would take long. */
const LONGEST = 4000;

/** One of a list of people; `isGuessed`: nothing but the brackets before it says that it is a person. */
interface ListedPerson {
	words: string;
	isGuessed: boolean;
}

/**
 * A list of people, one by one: parted by semicolons, or by a comma or "and" where a new person begins,
 * with a title, or behind the brackets of the one before. What stands in brackets stays together.
 */
export function listPeople(text: string): ListedPerson[] {
	const people: ListedPerson[] = [];
	let [from, isGuessed] = [0, false];
	const push = (to?: number) => {
		const words = text.slice(from, to).trim();
		if (words) people.push({ words, isGuessed });
	};
	for (const { index, 0: sign } of text.length > LONGEST ? [] : text.matchAll(NEXT)) {
		const next = index + sign.length;
		const isClear = sign.includes(';') || TITLE_AHEAD.test(text.slice(next, next + 80));
		if (isInBrackets(text.slice(from, index)) || (!isClear && !isNamed(text.slice(next)))) continue;
		push(index);
		[from, isGuessed] = [next, !isClear];
	}
	push();
	return people;
}

/** The words of each of a list of people. */
export const splitPeople = (text: string): string[] => listPeople(text).map(({ words }) => words);

const TITLE_AHEAD = new RegExp(`^${TITLED}`, 'u');
/** A name, and no role in capitals: "Managing Director". */
const isNamed = (words: string) => isPerson(words) && !namesRole(readPerson(words)?.name ?? '');
const isInBrackets = (words: string) => words.lastIndexOf('(') > words.lastIndexOf(')');

/** Whether what was read as an organisation may name a person: with a title, or with what that person does behind it. */
export function mayHoldPerson(organisation: string): boolean {
	const pieces = organisation.split(/\s*[,;(]\s*|\s+(?:et|and|en|y|e|og|&)\s+/u);
	return pieces.some(
		(piece, at) =>
			CIVIL.test(piece) || (isPerson(piece) && namesRole(pieces[at + 1] ?? '') && !namesRole(piece))
	);
}
