import { fold } from './fold.ts';
import type { DraftSpeaker } from './programme-draft.ts';

export const PARTICLE =
	"(?:de|van|der|den|von|le|la|du|di|da|dos|y|af|el|ten|ter|d'|van der|van den)";
/** "Mrs ", "Dhr. " and their like in five languages. */
export const CIVILITY =
	'(?:(?:MM?|Mmes?|Mlles?|Mr|Mrs|Ms|Miss|[Dd]rs?|[Pp]rof|Ir|Sr|Sra|Srta|[Dd]hr|[Mm]evr|[Mm]w|Hr|Herr|Frau|Fru|Frk|Monsieur|Madame|Mademoiselle|Mister|[Mm]evrouw|[Mm]eneer|[Dd]e heer|[Ss]eñora?|[Ss]eñorita|hr(?=\\.)|sra?(?=\\.)|fru|Doña|Don|Professor|Professeur|Docteur|Doctor|Cllr)\\.?\\s+){1,3}';
const WORD = "\\p{Lu}[\\p{L}\\p{M}'’.-]*";
const NAME = new RegExp(
	`^(${CIVILITY}(?:${PARTICLE}\\s+)*${WORD}(?:\\s+(?:${PARTICLE}\\s+)*${WORD}){0,3}|${WORD}(?:\\s+(?:${PARTICLE}\\s+)*${WORD}){1,3})(?=$|\\s*[,;(|:–—]|\\s+-\\s)`,
	'u'
);

const ROLE =
	/(?<!\p{L})(?:coordinat|koordinat|direct|direkt|manager|chair|president|presidente|ambassad|embajador|teacher|enseign|profess|responsable|charge(?:e)? d|chef|head of|elected|elu(?:e)?(?!\p{L})|member|membre|secreta|advis|conseill|expert|speaker|orat|voorzit|leraar|lerares|docent|formand|leder|larer|lærer|konsulent|tecnic|teknik|delegue|delegat|founder|fondat|minist|maire|burgemeester|alcald|borgmester|researcher|chercheu|onderzoeker|investigador|forsker|contribut|officer|lead|rector|recteur|inspect|mayor|wethouder|konsejer)/u;

/** Whether these words name what somebody does. */
export const namesRole = (words: string) => ROLE.test(fold(words));

/** "Atelier B", "Zaal D": what has a letter for a name. */
const SESSION = /^\p{L}+\s+\p{Lu}$/u;

/**
 * "Name, role, organisation", "Name (organisation)", "Name – role, organisation". Null when the words
 * do not begin like a person's name.
 */
export function readPerson(text: string): DraftSpeaker | null {
	const match = NAME.exec(text.trim());
	if (!match?.[1] || SESSION.test(match[1])) return null;
	const rest = text.trim().slice(match[1].length);
	return { name: match[1], ...readFunction(rest) };
}

const ROOM =
	'(?:(?:la|the|de|i)\\s+)?(?:(?:salle|amphi\\p{L}*|auditorium|room|zaal|sala|aula|lokaler?|lokaal|mødelokale)(?!\\p{L})[^,;|()]{0,50}|\\p{L}+\\s+room)';
const ROOM_BEHIND = new RegExp(
	`(?:[,;|]|\\s[–—-](?=\\s))\\s*(${ROOM})(?=\\s*(?:[,;|]|$))|\\s*\\((${ROOM})\\)`,
	'giu'
);

/** A room named behind a sign: "…, Rectorat de Rennes, Salle Armor". Null: none is. */
export function findRoom(line: string): string | null {
	const [, room, inBrackets] = [...line.slice(0, 1000).matchAll(ROOM_BEHIND)].at(-1) ?? [];
	return (room ?? inBrackets)?.trim() ?? null;
}

/** Role and organisation as they stand behind a name; a room behind them is neither. */
export function readFunction(behind: string): { role: string; organisation: string } {
	return tellFunction(behind.replace(ROOM_BEHIND, ''));
}

function tellFunction(rest: string): { role: string; organisation: string } {
	const { inside, behind } = BRACKETS.exec(rest)?.groups ?? {};
	if (inside && behind) return tellBrackets(inside.trim(), behind.trim());
	const pieces = rest
		.replace(/^\s*[,;:|–—-]+\s*/, '')
		.split(/\s*[;|]\s*|,\s+|\s+[–—-]\s+|\s*\((?=[^()]*\)\s*$)/)
		.map((piece) =>
			piece
				.replace(/^\((.*)\)$/, '$1')
				.replace(/\)$/, '')
				.trim()
		)
		.filter(Boolean);
	const [first = '', ...others] = pieces;
	const last = others.at(-1) ?? '';
	// "UPSTI, president": what somebody does stands behind where they come from.
	if (isTask(last) && !isTask(first))
		return { role: last, organisation: [first, ...others.slice(0, -1)].join(', ') };
	if (others.length > 0) return { role: first, organisation: others.join(', ') };
	if (!first) return { role: '', organisation: '' };
	return (namesRole(first) && !isBody(first)) || /^\p{Ll}/u.test(first)
		? { role: first, organisation: '' }
		: { role: '', organisation: first };
}

const isTask = (words: string) => /^\p{Ll}/u.test(words) && namesRole(words);

/** "Ministry of Education", "Rectorat de Rennes": the word of a role within what an organisation is called by. */
function isBody(words: string): boolean {
	const body = BODY.exec(words);
	return body !== null && !namesRole(words.slice(body[0].length));
}
const BODY =
	/^(?:minist(?:[eè]re|ry|erie|erio|eriet?)|rectorat|rectorado|direct(?:ion|orate|ie)|inspection|inspectie|secr[eé]tariat|secretariaat|delegation|délégation)(?!\p{L})/iu;

/** "(EU STEM Coalition), ambassadeur": brackets right behind the name, and more behind them. */
const BRACKETS =
	/^\s*\((?<inside>(?:[^()]|\([^()]*\))+)\)(?:\s*[,;:|–—-]+\s*|\s+)(?<behind>\S.*)$/u;

/** What stands in brackets behind a name is where somebody comes from, unless it is what they do. */
function tellBrackets(inside: string, behind: string): { role: string; organisation: string } {
	const isRole = !inside.includes(',') && (namesRole(inside) || /^\p{Ll}/u.test(inside));
	return isRole ? { role: inside, organisation: behind } : { role: behind, organisation: inside };
}

/** Words of four letters and more, so that "Dr. Jane" and "St. Mary" end nothing. */
const SENTENCE = /(?<=\p{Ll}{4}|\p{L}\)|\p{Lu}{2})\.\s+(?=\p{Lu}[\p{L}’']*\s)/u;

/** Who speaks, and the sentences behind them that say something else. */
export function cutProse(text: string): { people: string; prose: string } {
	const [people = '', ...prose] = text.split(SENTENCE);
	return { people, prose: prose.join('. ') };
}

/** A first name, or initials. */
export const GIVEN = "\\p{Lu}(?:[\\p{Ll}\\p{M}'’]+(?:-\\p{Lu}?\\p{Ll}+)*|\\.(?:-?\\p{Lu}\\.)*)";
/** Words that organisations are called by, and nobody is. */
export const ORGANISATION =
	/(?<!\p{L})(?:coalition|agen\p{L}+|institut\p{L}*|acad\p{L}+|universi\p{L}+|conseil|council|région|region|rectorat|minist[eè]re|ministry|network|réseau|net|group[e]?|school|école|campus|foundation|fondation|stichting|association|commission|union|partners?)(?!\p{L})/iu;
const BEGINS = new RegExp(`^(?:${CIVILITY})?${GIVEN}\\s`, 'u');
/** Words that begin with a title. */
export const CIVIL = new RegExp(`^(?:${CIVILITY})`, 'u');

/** Whether these words begin with the name of a person, and not of an organisation. */
export function isPerson(words: string): boolean {
	const name = readPerson(words)?.name ?? '';
	return CIVIL.test(words) || (BEGINS.test(`${name} `) && !ORGANISATION.test(name));
}
