import { fold } from './fold.ts';
import { findDates, writeIsoDate } from './programme-date.ts';

/** What stands before the day until which something is to be done; folded. */
const UNTIL =
	/(?<![\p{L}\p{N}])(?:before|by|until|no later than|due(?: on)?|deadline\s*:?|avant|d['’]ici|jusqu['’]?(?:au|a)|au plus tard|echeance\s*:?|(?:quand|when|wanneer|cuando|hvornar|plazo|termijn|(?:tids)?frist|delai|date(?: limite| butoir)?|due date|datum(?: gereed)?|fecha(?: limite)?|dato)\s*:|voor|tegen|uiterlijk(?: op)?|tot|antes del?|hasta|a mas tardar|inden|senest|før|foer)\s+(?:(?:the|le|au|de|el|al|den|d\.)\s+)?$/u;

/** A column of the days names one here that is no day: "Quand : février 2026". */
const NAMED =
	/(?<!\p{L})(?:quand|when|wanneer|cuando|hvornar|plazo|termijn|(?:tids)?frist|delai|echeance|deadline|date(?: limite| butoir)?|due(?: date)?|datum(?: gereed)?|fecha(?: limite)?|dato)\s*:[^–]*\d/u;

/**
 * The day (YYYY-MM-DD) until which the words of an action ask for it: the only date in them, with its
 * year and behind a word that says so. `doubtful` is a date of which that cannot be told.
 */
export function readDue(text: string): { due: string | null; doubtful: boolean } {
	const [found, ...others] = findDates(text);
	if (!found) return { due: null, doubtful: NAMED.test(fold(text)) };
	const isUntil = UNTIL.test(fold(text).slice(0, found.from));
	const isClear = others.length === 0 && found.days.length === 1 && found.year !== null && isUntil;
	const due = isClear ? writeIsoDate(found.year!, found.month, found.days[0]!) : null;
	return { due, doubtful: due === null };
}

/** The day (YYYY-MM-DD) that a column of days names, when it says nothing else; null otherwise. */
export function readDueColumn(name: string, words: string): string | null {
	const { due } = readDue(`${name}: ${words}`);
	const [found] = due ? findDates(words) : [];
	if (!found) return null;
	const before = `${fold(name)}: ${fold(words).slice(0, found.from)}`.replace(UNTIL, '');
	const isAlone = before === '' || before.replace(/\s*:\s*$/, '') === fold(name);
	return isAlone && !/[\p{L}\p{N}]/u.test(words.slice(found.to)) ? due : null;
}
