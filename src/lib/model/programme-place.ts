import { fold } from './fold.ts';
import { cutTimes } from './programme-day.ts';

/** What stands behind a date: HH:MM, the place where these words are one, and the words beside the hours. */
export interface BehindDate {
	starts: string | null;
	ends: string | null;
	place: string | null;
	rest: string;
}

/** "4 March 2027 from 2 pm to 4.30 pm, council room, Rennes": what is said behind its date. */
export function readBehindDate(behind: string): BehindDate {
	const { starts, ends, rest: said } = cutTimes(behind);
	const rest = said
		.replace(/^[\s,:;()·•|–—.-]+|[\s,:;(·•|–—-]+$/gu, '')
		.replace(/\s+,(?:\s*,)*\s*/g, ', ');
	// The comma behind the hours was theirs.
	const apart = starts ? `, ${rest}` : said;
	const isPlace = namesPlace(rest) || isTownly(apart, rest);
	return { starts, ends, rest, place: isPlace ? rest : readTown(apart) };
}

const TOWN =
	/^(?:\s*,\s*|\s+)(?:(?:à|at|in|te|en|i)\s+)?(\p{Lu}[\p{L}\p{M}’'.-]*(?:,?\s+[\p{L}\p{M}’'.-]+){0,4})$/u;

/** A town as it stands behind a date: "…, Rennes". What a part is called has a colon or hours. */
export function readTown(behind: string): string | null {
	const town = TOWN.exec(behind)?.[1] ?? null;
	return town && /^\s*(?:,|\p{Ll})/u.test(behind) ? town : null;
}

/** "…, 10:00 h, sede de Elhuyar, Usurbil": behind a comma or a stroke, and with a comma itself. */
export const isTownly = (behind: string, title: string) =>
	/^\s*[,|·]/.test(behind) && /\p{L},\s+\p{Lu}/u.test(title) && !/[:：]/.test(title);

/** Words that a place has and the name of a part has not, or a postcode before its town. */
const PLACE =
	/(?<!\p{L})(?:salles?|amphi(?:theatre)?|hotel|palais|campus|mairie|lycee|college|rue|avenue|boulevard|rooms?|hall|building|street|road|library|zaal|gebouw|stadhuis|sala|palacio|edificio|calle|lokale|bygning|radhus|auditorium|universi\p{L}+)(?!\p{L})|\p{L}{3}(?:straat|weg|plein|gade|vej)(?!\p{L})|(?<!\d)\d{4,5}\s+\p{L}/u;
export const namesPlace = (words: string) => words.length <= 120 && PLACE.test(fold(words));

/** Adds to the place of a paper what it says of it without a label; false: it said so with one. */
export function addGuessedPlace(paper: { place: string }, words: string): boolean {
	if (fold(paper.place).includes(fold(words))) return false;
	paper.place = paper.place ? `${paper.place}, ${words}` : words;
	return true;
}
