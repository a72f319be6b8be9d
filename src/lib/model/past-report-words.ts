import { fold } from './fold.ts';

/** Where a line of a report belongs. */
export type Section = 'head' | 'summary' | 'objective' | 'steps' | 'attendance' | 'part';
const end = '\\s*(?:[:：].*)?$';
/** The headings of what every report has, also with words behind a colon. */
export const SECTIONS: Array<[Section, RegExp]> = [
	[
		'summary',
		new RegExp(
			`^(?:short summary|summary|resume|synthese|samenvatting|resumen|sammenfatning|kort referat)${end}`,
			'u'
		)
	],
	[
		'objective',
		new RegExp(
			`^(?:objectifs?(?: de la (?:reunion|rencontre))?|objectives?(?: of the meeting)?|aims?|doel(?:stelling)?(?: van de (?:bijeenkomst|vergadering))?|objetivos?(?: de la reunion)?|formål|formal)${end}`,
			'u'
		)
	],
	[
		'steps',
		new RegExp(
			`^(?:prochaines etapes|suites(?: a donner)?|releve (?:de decisions et )?d['’]actions|(?:plan|liste) d(?:es|['’]) ?actions|next steps|follow[- ]?up|actions?(?: (?:list|points|items|plan))?|vervolgstappen|actielijst|actiepunt|actie|vervolg|actiepunten|proximos pasos|accion(?:es)?|handlinger|opgaver|naeste skridt|næste skridt|videre forløb)${end}`,
			'u'
		)
	],
	[
		'attendance',
		new RegExp(
			`^(?:(?:etaient |sont )?(?:presents?|excuses?|absents?)|participants?|presences|attendance|attendees|absents?|excuses?|apologies(?: for absence)?|regrets|in attendance|aanwezig(?:en)?|afwezig(?:en)?|verontschuldigd|excusad[oa]s|ausentes|afbud|fravaerende|fraværende|deelnemers|asistentes|asistencia|participantes|deltagere|til stede)${end}`,
			'u'
		)
	]
];
/** What a report calls itself, in a line above its title. */
export const KIND =
	/^(?:compte[- ]rendu(?: de (?:la )?(?:reunion|rencontre))?|proces[- ]verbal|minutes(?: of (?:the )?meeting)?|(?:meeting )?report|(?:kort )?verslag|notulen|acta(?: de (?:la )?reunion)?|informe|(?:møde)?referat)\s*[:：]?$/u;
/** A line that says it is about a meeting. */
export const MEETS =
	/(?<!\p{L})(?:reunion|rencontre|seance|comite|meeting|committee|bijeenkomst|vergadering|comision|møde|mødet|workshop|seminar|atelier)(?!\p{L})|\p{L}(?:møde|mødet|vergadering|bijeenkomst)(?!\p{L})/u;
/** Who is counted in a sentence about those present. */
export const COUNTED =
	/(?<!\p{L})(?:organi[sz]ations?|organismes?|participants?|organisaties|deelnemers|organizaciones|participantes|organisationer|deltagere)(?!\p{L})/u;
export const NUMBER =
	/\d|(?<!\p{L})(?:dix|quinze|vingt|trente|ten|fifteen|twenty|thirty|tien|vijftien|twintig|diez|quince|veinte|ti|femten|tyve)(?:aine)?(?!\p{L})/u;

/** "ACTION: the chair writes to the schools", "Acción 2: …": one of them, and no heading of a list. */
export const isOneAction = (folded: string) =>
	/^(?:action|actie|actiepunt|accion|handling)\s*(?:n[o.]{0,2}\s*)?\d{0,3}\s*[:：]\s*\S/u.test(
		folded
	);

/** Those who were not there, or not as members: a list of those present says so of them. */
export const isKeptLabel = (folded: string) =>
	/^(?:(?:etaient |sont )?(?:absent|excus)|apologies|regrets|in attendance|afwezig|verontschuldigd|ausentes|afbud|frav)/u.test(
		folded
	);

/** The heading of the agenda, as it stands in a report above the list of the items. */
export const isAgendaAlone = (folded: string) =>
	/^(?:ordre du jour|agenda|orden del dia|dagsorden)\s*[:：]?$/u.test(folded);

/** Behind the next steps, when they meet again is none of them. */
export const NEXT_MEETING =
	/^((?:la )?prochaines? (?:reunion|rencontre)s?|(?:date of )?next meeting|volgende (?:vergadering|bijeenkomst)|proxima reunion|næste møde|naeste moede)\s*[:：–-]?\s*/u;

/** Whether a line begins with what every report has, such as those present, and says it. */
export const namesSection = (line: string) =>
	/[:：]\s*\S/.test(line) && SECTIONS.some(([, words]) => words.test(fold(line)));

/** Points of every meeting that say nothing of what it was for; folded. */
const EVERY_TIME =
	/^(?:(?:questions |points )?divers(?:es)?|varia|any other business|aob|rondvraag|wat verder ter tafel komt|ruegos y preguntas|varios|eventuelt|(?:mot d['’])?(?:accueil|ouverture)(?: de la (?:reunion|seance))?|(?:welcome|opening)(?: of the meeting)?|welkom|bienvenida|apertura|velkomst|tour de table|(?:cloture|closing|afsluiting|sluiting|cierre|afslutning)(?: de la (?:reunion|seance))?)$/u;

/** Whether a title is a heading that every report has: its agenda, those present, the next steps, when they meet again. */
export function isStandardHeading(title: string): boolean {
	const words = fold(title)
		.replace(/^\d{1,2}[.)]\s*/, '')
		.replace(/\s*[:：.]$/, '')
		.trim();
	return (
		isAgendaAlone(words) ||
		KIND.test(words) ||
		NEXT_MEETING.test(words) ||
		EVERY_TIME.test(words) ||
		SECTIONS.some(([, pattern]) => pattern.test(words))
	);
}
