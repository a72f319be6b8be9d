import { fold, foldName } from './fold.ts';

/* Names as minutes write them: a title or an initial before the surname. */

const TITLE =
	'(?:M|MM|Mme|Mmes|Mlle|Mr|Mrs|Ms|Dr|Prof|Dhr|dhr|Mevr|mevr|Mw|mw|Sr|Sra|Srta|Hr|hr|Fr|fr)\\b\\.?';
const INITIALS = '\\p{Lu}\\.(?:[- ]?\\p{Lu}\\.)*';
const SURNAME =
	"(?:(?:[Dd]e|[Vv]an|von|[Dd]u|di|da|[Ll]e|[Ll]a|den|der|ten|ter|[Dd]el|los)\\s+){0,2}(?:[dDlL]['’])?\\p{Lu}\\p{Ll}[\\p{L}'’-]*|(?:\\p{Lu}{2,3}\\s+){0,2}\\p{Lu}{2,}(?:-\\p{Lu}+)*";
const SHORT = new RegExp(
	`(?<![\\p{L}\\p{N}.'’-])(?:(?<title>${TITLE})\\s+(?:(?<first>${INITIALS})\\s?)?(?<titled>(?:${SURNAME})(?:\\s\\p{Lu}\\p{Ll}[\\p{L}'’-]*)?|\\p{Lu}\\.?)|(?<initials>${INITIALS})\\s?(?<surname>${SURNAME}))(?![\\p{L}\\p{N}])`,
	'gu'
);
/** Behind "workshop B." a sentence begins with one of these, and no surname. */
const WORD =
	/^(?:the|this|that|it|in|on|at|we|le|la|les|un|une|des|il|elle|ils|on|ce|cette|en|au|aux|pour|de|het|een|die|dit|dat|er|wij|el|los|las|se|una|este|esta|det|den|en|et|der|vi|han|hun)$/;
/** Letters that number the points of a list, where they begin a line: "A. Budget". */
const LIST = /^[A-F]\.\s/;

/** A name that a text writes so: as it stands there, the surname alone, and the first initial ('' for none). */
interface ShortName {
	name: string;
	surname: string;
	initial: string;
}

/** Every name with a title or an initial before it ("M. Skouer", "Y. Skouer", "dhr. Voorbeeld"), each once. */
export function findShortNames(text: string): ShortName[] {
	const found = new Map<string, ShortName>();
	for (const match of text.matchAll(SHORT)) {
		const { title, titled, first = '', initials = first, surname = titled ?? '' } = match.groups!;
		const before = text.slice(0, match.index);
		const isListed = !title && LIST.test(match[0]) && /(?:^|\n)[\s–•-]*$/.test(before);
		if (isListed || (!title && WORD.test(fold(surname)))) continue;
		const name = match[0].trim();
		found.set(name, { name, surname, initial: initials.charAt(0) });
	}
	return [...found.values()];
}

/** The name that these words are, such as those of a column of owners; null when they say anything else. */
export function readShortName(words: string): ShortName | null {
	// Behind a sign no letter is the number of a point: "A. Kozh".
	return findShortNames(`: ${words}`).find(({ name }) => name === words.trim()) ?? null;
}

/** Whether a full name may be the one that is meant: the same, or its surname, and the initial where one is given. */
export function mayBe({ surname, initial }: ShortName, full: string): boolean {
	const [whole, last] = [foldName(full), foldName(surname)];
	return (whole === last || whole.endsWith(` ${last}`)) && whole.startsWith(foldName(initial));
}
