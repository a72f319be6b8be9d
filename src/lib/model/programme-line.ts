import { beginsWithAmount } from './money-text.ts';
import { findDate } from './programme-date.ts';
import { isImpossibleTime, readLeadingTime } from './programme-time.ts';

/** A line without what only marks it as an entry of a list. */
export interface BareLine {
	text: string;
	/** It began with a bullet or a number. */
	isEntry: boolean;
	/** How far it was moved in, in characters; a tab counts four. */
	indent: number;
}

const BULLET =
	/^(?:[=-]>|[•◦▪▫‣●○■□➢➔→►✓✔☐☑*·–—\uf0b7-](?:\s+\[[ xX]\])?|\(?\d{1,2}[.)](?!\d)|\d{1,2}\.\d{1,2}\.?(?=\s)|\(?[a-h]\))\s+/u;

export function bare(line: string): BareLine {
	const indent = (/^[\s]*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length;
	const text = line.trim();
	// "9.30 am" is an hour, "1.10 Budget" the number of a chapter, "1.10 €" and "4. marts" neither.
	const isTime = readLeadingTime(text) !== null || isImpossibleTime(text);
	const isNumber = !isTime && !beginsWithAmount(text) && !beginsWithDay(text);
	const bullet = (isNumber && BULLET.exec(text)?.[0]) || '';
	return { text: text.slice(bullet.length).trim(), isEntry: bullet !== '', indent };
}

/** "4. marts 2027", as Danish writes it; "1. Mars mission" is an entry of a list. */
function beginsWithDay(text: string): boolean {
	const date = findDate(text);
	if (date?.from !== 0) return false;
	return date.year !== null || !/\p{L}{3}/u.test(text.slice(date.to));
}

const QUOTE = /[«“„"]\s*([^«»“”„"]+?)\s*[»”"]\s*[.;]?\s*$/u;

/** The title of a talk in quotation marks at the end of a line, and what stands before it. */
export function cutTalk(line: string): { before: string; talk: string } | null {
	const match = QUOTE.exec(line.slice(-600));
	if (!match?.[1] || match[1].trim().split(/\s+/).length < 3) return null;
	const from = line.length - line.slice(-600).length + match.index;
	return {
		before: line
			.slice(0, from)
			.replace(/[\s:,–—-]+$/u, '')
			.trim(),
		talk: match[1].trim()
	};
}

/** Addresses, telephone numbers: never an item of an agenda. */
export function isContact(line: string): boolean {
	return /^(?:https?:\/\/\S+|www\.\S+|\S+@\S+\.\S+|[^:：]{0,40}[:：]\s*\S+@\S+|(?:tel|tél|phone|e-?mail|mail)\.?\s*[:：].*)$/iu.test(
		line.trim()
	);
}
