import type { Format } from './agenda.ts';
import { fold } from './fold.ts';
import type { Locale } from './localised.ts';

/** Words that give a line its meaning, folded, in English, French, Dutch, Spanish and Danish. */
const end = '(?![\\p{L}\\p{N}])';
const words = (list: string) => new RegExp(`^(?:${list})${end}`, 'u');

const INVITED = words(
	'(?:liste des |list of |lijst van |lista de |liste over )?(?:partenaires? |organisations? |partners? |entidades |socios )?(?:invites?|invitees?|invited|uitgenodigde?n?|invitad[oa]s|inviterede?|indbudte)(?: (?:partners?|partenaires?|organisations?|organisaties|organisationer|entidades|partnere|partijen))?'
);
const BUDGET = words(
	'budgets?(?: previsionnel)?|financement|financing|finances?|begroting|financiering|presupuesto|financiacion|finansiering|kosten|costs'
);
/** Nothing but the heading of a budget, also with the word that calls it provisional. */
const BUDGET_ALONE =
	/^(?:(?:budgets?|presupuesto)(?: (?:previsionnel|estimatif|indicatif|provisoire|global|estimado|previsto|provisional))?|(?:estimated|draft|provisional|forel[oø]bigt) budget|financement|plan de financement|financing|finances?|(?:voorlopige )?begroting|financiering|financiacion|finansiering|kosten|costs)$/u;
const AGENDA = words(
	'(?:avant-)?programme|agenda|ordre du jour|deroulement|programma|orden del dia|programa|dagsorden|program'
);
const PROVISIONAL =
	/(?<!\p{L})(?:avant-programme|provisoire|provisional|draft|voorlopige?|concept|provisional|foreløbig|forelobig|udkast|borrador)(?!\p{L})/u;
const OPEN_LIST =
	/non exhaustive|not exhaustive|non-exhaustive|niet (?:volledig|limitatief|uitputtend)|no exhaustiva|ikke udtommende|entre autres|among others/u;
const SPEAKERS =
	/^(?:intervenant(?:e|s|es)?|orateurs?|oratrices?|speakers?|presented by|presenter|presente par|avec la participation de|sprekers?|ponentes?|orador(?:a|es|as)?|oplægsholdere?|oplaegsholdere?|taler(?:e)?|par|with|avec|door|met|por|con|ved|med)\s*[:：]\s*/u;
const PART =
	/^(partie|part|deel|parte|del|session|sessie|sesion|block|bloc|blok)\s+(?:(?:n[°o.]\s*)?(\d{1,2}|[ivx]{1,4})|([a-d]))(?![\p{L}\p{N}])\s*[-–—:.|)]*\s*/u;
const DAY_NUMBER =
	/^(?:(?:jour|journee|day|dag|dia)\s*(?:n[°o.]\s*)?(\d{1,2})|(premier|first|eerste|primer|forste|første)\s+(?:jour|day|dag|dia)|(deuxieme|second|tweede|segundo|anden)\s+(?:jour|day|dag|dia))(?![\p{L}\p{N}])/u;

export const isInvitedHeading = (line: string) => INVITED.test(fold(line));
export const isBudgetHeading = (line: string) => BUDGET.test(fold(line));
export const isBudgetAlone = (line: string) => BUDGET_ALONE.test(fold(line));
export const isAgendaHeading = (line: string) => AGENDA.test(fold(line));
export const namesProvisional = (line: string) => PROVISIONAL.test(fold(line));
export const namesOpenList = (line: string) => OPEN_LIST.test(fold(line));

const CONTACT =
	/^(?:contacts?|renseignements?|inscriptions?|registration|enquiries|contactpersoon|inlichtingen|aanmelding|contacto|inscripcion|kontakt|tilmelding|rsvp)\s*[:：]/u;
/** Whom to ask: never an item, nor anybody invited. */
export const namesContact = (line: string) => CONTACT.test(fold(line));

const GREETING =
	/^(?:bonjour|madame|monsieur|mesdames|chere?s?|dear|hello|hi|beste|geachte|hallo|estimad[oa]s?|hola|buenos dias|kaere|kære|hej)(?!\p{L})[^:：\d]{0,60}[,!.]?$/u;
const CLOSING =
	/^(?:bien )?(?:cordialement|a vous|sinceres salutations|salutations|(?:kind |best |warm )?regards|yours sincerely|sincerely|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|un saludo|saludos(?: cordiales)?|atentamente|(?:med )?venlig hilsen|mvh|(?:mange )?hilsner)\s*[,.!]?$/u;
/** How a mail begins and ends: below its end stands who wrote it. */
export const isGreeting = (line: string) => GREETING.test(fold(line));
export const isClosing = (line: string) => CLOSING.test(fold(line));

/** What follows "Budget:"; null when the line does not begin so. */
export function cutBudget(line: string): string | null {
	const match = /^([^:：]{3,40}?)\s*[:：]\s*(\S.*)$/u.exec(line);
	return match?.[1] && match[2] && isBudgetHeading(match[1]) ? match[2] : null;
}

/** What follows "Speakers:"; null when the line does not begin so. */
export function cutSpeakers(line: string): string | null {
	const match = SPEAKERS.exec(fold(line));
	return match ? line.slice(match[0].length) : null;
}

/** The name of a part that begins here: "Part 2: Practice". */
export function readPart(line: string): { title: string } | null {
	const match = PART.exec(fold(line));
	return match ? { title: line.slice(match[0].length).trim() || line.trim() } : null;
}

/** "Day 2" and what follows it. */
export function readDayNumber(line: string): { day: number; to: number } | null {
	const match = DAY_NUMBER.exec(fold(line));
	if (!match) return null;
	const day = match[1] ? Number(match[1]) : match[2] ? 1 : 2;
	return day >= 1 && day <= 30 ? { day, to: match[0].length } : null;
}

const FACTS: Array<['place' | 'objective' | 'theme' | 'host' | 'date' | 'title', RegExp]> = [
	['place', /^(?:lieu|place|venue|location|plaats|locatie|lugar|sted)\s*[:：]\s*/u],
	[
		'objective',
		/^(?:objectifs?|objectives?|aims?|doel(?:stelling)?|objetivos?|formål|formal)\s*[:：]\s*/u
	],
	['theme', /^(?:theme|thema|tema|sujet|subject|onderwerp|emne)\s*[:：]\s*/u],
	[
		'host',
		/^(?:hote|host(?:ed by)?|organis(?:e|ee|es|ees|ed|eret) (?:par|by|af)|organized by|accueilli(?:e|s|es)? par|organisat(?:eur|rice)s?|organis(?:er|ator)|georganiseerd door|gastheer|organizad[oa] por|anfitrion|arrangeret af|vært|vaert)\s*[:：]\s*/u
	],
	['date', /^(?:dates?|datum|fechas?|dato)\s*[:：]\s*/u],
	['title', /^(?:titre|title|titel|titulo|reunion|meeting)\s*[:：]\s*/u]
];

/** A fact with its label: "Lieu : Fréhel". */
export function readFact(line: string): { fact: (typeof FACTS)[number][0]; value: string } | null {
	const text = fold(line);
	for (const [fact, label] of FACTS) {
		const match = label.exec(text);
		if (match) return { fact, value: line.slice(match[0].length).trim() };
	}
	return null;
}

const within = (list: string) => new RegExp(`(?<![\\p{L}])(?:${list})(?![\\p{L}])`, 'u');
const FORMATS: Array<[Format, RegExp]> = [
	[
		'break',
		within(
			'pause(?: cafe| dejeuner)?|dejeuner|diner|coffee(?: break)?|lunch|break|pauze|koffie(?:pauze)?|middagpauze|pausa|almuerzo|comida|frokost(?:pause)?|kaffe(?:pause)?'
		)
	],
	[
		'round-table',
		within(
			'tables? rondes?|tour de table|round[- ]tables?|rondetafel(?:gesprek)?|mesas? redondas?|rundbords?(?:samtale)?'
		)
	],
	['workshop', within('ateliers?|workshops?|talleres|taller|werkgroep(?:en)?|arbejdsgrupper?')],
	['interview', within('interviews?|entretiens?|entrevistas?')],
	[
		'video-series',
		within('serie de (?:films|videos)|series of (?:films|videos)|filmreeks|videoserie')
	],
	[
		'video',
		within(
			'(?<!(?:lien|par|by|via|en|with) )(?:films?|videos?|peliculas?)(?! ?(?:link|conf|forbind|verbind))'
		)
	],
	[
		'discussion',
		within(
			'discussions?|echanges?(?! de pratiques)|debats?|debates?|discussies?|gesprek|discusion(?:es)?|drøftelser?|diskussion|dialog(?:ue)?'
		)
	],
	[
		'presentation',
		within(
			'presentations?|exposes?|presentaties?|presentacion(?:es)?|ponencias?|oplæg|oplaeg|conferences?|interventions?|keynote|lezing|foredrag'
		)
	]
];

/** The format that the words of an item name; null when they name none. */
export function readFormat(title: string): Format | null {
	const text = fold(title);
	return FORMATS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

const REMOTE = within(
	'visioconferences?|visio|videoconferences?|video ?link|lien video|videoverbinding|en linea|online|en ligne|a distance|webinar|webinaire|videoforbindelse|videoconferencia'
);
export const namesRemote = (line: string) => REMOTE.test(fold(line));

const COMMON: Record<Locale, string> = {
	en: 'the and of for with in on to from by at is are what how',
	fr: 'le la les des du et de en au aux pour avec par sur une un est dans',
	nl: 'het een van voor met en op aan bij door naar de is zijn wat hoe',
	es: 'el la los las y de del en para con por una un es que sobre como',
	da: 'og af til med for på i en et den det de om er hvad hvordan fra'
};

const QUOTED = /[«“„"][^«»“”„"\n]{3,300}[»”"]/gu;

/**
 * The language most of the words are of; `fallback` when nothing can be told. What is quoted, such
 * as the title of a guest's talk, may be in another one.
 */
export function guessLanguage(text: string, fallback: string): string {
	const own = text.replaceAll(QUOTED, ' ');
	const found =
		(/\p{L}/u.test(own) ? own : text)
			.toLowerCase()
			.match(/\p{L}+/gu)
			?.slice(0, 4000) ?? [];
	const score = (locale: string) => {
		const common = new Set((COMMON[locale as Locale] ?? '').split(' '));
		return found.filter((word) => common.has(word)).length;
	};
	// Of two that have as many, such as "de" in French and Spanish, the expected one.
	let best = { locale: fallback, score: score(fallback) };
	for (const locale of Object.keys(COMMON))
		if (score(locale) > best.score) best = { locale, score: score(locale) };
	return best.locale;
}
