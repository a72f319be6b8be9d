import { fold } from './fold.ts';

/** Hours found at the beginning of a line, HH:MM, and what follows them. */
export interface LeadingTime {
	starts: string;
	ends: string | null;
	rest: string;
}

const TIME =
	'(\\d{1,2})\\s?(?:(h|u|:|\\.)\\s?(\\d{2})?|(?=\\s?(?:[ap]\\.?m|noon)))\\s?([ap]\\.?m\\b\\.?|noon)?';
const UNTIL = '\\s*(?:-|–|—|a|to|tot|til|until|/)\\s*(?:kl\\.?\\s*)?';
const LEAD = new RegExp(
	`^(?:(?:de|from|van|fra|kl\\.?|a|at|om|las|vers)\\s+)*${TIME}(?:${UNTIL}${TIME})?(?:\\s*(?:uur|hrs?|heures?|horas?|h))?(?![\\p{L}\\p{N}])\\s*[-–—:|.,;)]*\\s*`,
	'u'
);

function read(
	hour: string | undefined,
	sign: string | undefined,
	minute: string | undefined,
	half: string | undefined
): string | null {
	if (hour === undefined) return null;
	if ((sign === '.' || sign === ':') && minute === undefined) return null;
	if (sign === '.' && half === undefined && isChapter(hour, Number(minute))) return null;
	const isAfternoon = half?.startsWith('p') ?? false;
	let hours = Number(hour);
	if (half !== undefined && hours > 12) return null;
	if (isAfternoon && hours < 12) hours += 12;
	if (half?.startsWith('a') && hours === 12) hours = 0;
	const minutes = Number(minute ?? 0);
	if (hours > 23 || minutes > 59) return null;
	return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** "1.10 Budget" is a number of a chapter, "9.30 Budget" hardly: with a dot, only an early hour has one digit. */
const isChapter = (hour: string, minute: number) =>
	hour.length < 2 && (!/[6-9]/.test(hour) || (minute > 0 && minute < 15));

/** "9h30", "09:30–10:15", "kl. 9.30", "9 am – 10 am" at the beginning of a line; null: no hours there. */
export function readLeadingTime(line: string): LeadingTime | null {
	const text = fold(line);
	const match = LEAD.exec(text);
	if (!match) return null;
	const ends = read(match[5]?.padStart(2, '0'), match[6], match[7], match[8]);
	// "kl." or a second hour behind it leaves no doubt that this is one.
	const isClear = /^kl/.test(text) || ends !== null;
	const starts = read(
		isClear ? match[1]?.padStart(2, '0') : match[1],
		match[2],
		match[3],
		match[4] ?? (match[5] ? match[8] : undefined)
	);
	if (!starts) return null;
	return { starts, ends, rest: line.slice(match[0].length).trim() };
}

/** A dot parts hours where "kl." or "uur" says that they are some. */
const NO_HOUR =
	/^(?:(?:kl\.?\s*)?(\d{1,2})\s?(?:h|u|:)\s?(\d{2})|kl\.?\s*(\d{1,2})\.(\d{2})|(\d{1,2})\.(\d{2})(?=\s+uur))(?![\p{L}\p{N}])/u;

/** "25h99 Welcome": written as an hour, which no clock shows. */
export function isImpossibleTime(line: string): boolean {
	const [hour, minute] = (NO_HOUR.exec(fold(line)) ?? []).slice(1).filter((part) => part);
	return hour !== undefined && (Number(hour) > 24 || Number(minute) > 59);
}

const DURATION =
	/\s*[(\[–—-]?\s*(?<![\p{L}\p{N}:.,])(?:(\d{1,3})\s?(?:min(?:utes?|uten|utos?|utter)?\b\.?|mn\b|['’′])|(\d{1,2})\s?(?:h(?:eures?|ours?|oras?)?|uur|timer?)(?:\s?(\d{2}))?(?![\p{L}\p{N}]))\s*[)\]]?\s*$/u;

/** A duration at the end of a line, in minutes, and the line without it. */
export function cutDuration(line: string): { minutes: number | null; rest: string } {
	const match = DURATION.exec(fold(line.slice(-40)));
	if (!match) return { minutes: null, rest: line };
	const minutes = match[1] ? Number(match[1]) : Number(match[2]) * 60 + Number(match[3] ?? 0);
	const rest = line.slice(0, line.length - (line.slice(-40).length - match.index)).trim();
	if (minutes < 1 || minutes > 1440 || !rest) return { minutes: null, rest: line };
	return { minutes, rest };
}

/** Minutes from one HH:MM to another on the same day; null when the second is not later. */
export function minutesBetween(from: string, to: string): number | null {
	const count = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
	const minutes = count(to) - count(from);
	return minutes > 0 ? minutes : null;
}

const HALVES: Array<['morning' | 'afternoon', RegExp]> = [
	[
		'afternoon',
		/(?<!\p{L})(?:apres-midi|afternoon|namiddag|middag|eftermiddag|por la tarde|tarde)(?!\p{L})/u
	],
	[
		'morning',
		/(?<!\p{L})(?:matinee|matin|morning|ochtend|voormiddag|formiddag|por la manana|manana)(?!\p{L})/u
	]
];

/** The half of a day that a line names, and where. */
export function findHalf(
	line: string
): { half: 'morning' | 'afternoon'; from: number; to: number } | null {
	const text = fold(line);
	for (const [half, pattern] of HALVES) {
		const match = pattern.exec(text);
		if (match) return { half, from: match.index, to: match.index + match[0].length };
	}
	return null;
}
