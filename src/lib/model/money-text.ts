import { CURRENCIES, type Currency } from './money.ts';

/** An amount of money that a line names. */
export interface FoundAmount {
	/** A decimal with two places or none; null: there is one that could not be read for certain. */
	amount: string | null;
	currency: Currency | null;
	/** It may be meant otherwise: a sign that groups in one language and parts in another. */
	isDoubtful: boolean;
	/** The line without it. */
	rest: string;
}

const SIGNS: Record<string, Currency> = {
	'€': 'EUR',
	euro: 'EUR',
	euros: 'EUR',
	'£': 'GBP',
	zł: 'PLN',
	kč: 'CZK',
	$: 'USD'
};
const CURRENCY = `(?:${CURRENCIES.join('|')}|euros?|kroner|kr\\.?|zł|Kč|[€£$])`;
const GAP = "[ \\u00a0\\u2009\\u202f'’]";
const NUMBER = `\\d+(?:[.,]\\d+|${GAP}\\d{3}(?!\\d))*`;
// "500,-" and "500,–": nothing behind the comma.
const FLAT = '(?:,[-–—]{1,2})?';
const AMOUNT = new RegExp(
	`(?<![\\p{L}\\d])(${CURRENCY})\\s?(${NUMBER})${FLAT}(?![\\p{L}\\d%])|` +
		`(?<![\\p{L}\\d.,])(${NUMBER})${FLAT}\\s?(${CURRENCY})(?![\\p{L}\\d])`,
	'giu'
);
/** What stands before the second number of a range. */
const RANGE = /\d\s*(?:[-–—/]|à|et|to|and|tot|en|til|og|a|y|o|ou|or|of)\s*$/iu;
/** Digits beside a currency's sign, read or not: "700 k€". */
const MONEY = new RegExp(
	`\\d\\s?(?:[kM]|mio\\.?|mill?\\.?)?\\s?${CURRENCY}(?![\\p{L}\\d])|(?<![\\p{L}\\d])${CURRENCY}\\s?\\d`,
	'iu'
);

/** The sign that a language puts between thousands besides a space; both are read, one is certain. */
const GROUPS: Record<string, string> = { en: ',', nl: '.', es: '.', da: '.' };

/**
 * The amount of money in a line, by the conventions of its language; null when it names none. Of
 * several, of a range or of rounded ones ("700 k€") none is read.
 */
export function cutAmount(line: string, language: string): FoundAmount | null {
	const unread = { amount: null, currency: null, isDoubtful: true, rest: line };
	const [match, ...more] = line.matchAll(AMOUNT);
	if (!match) return MONEY.test(line) ? unread : null;
	const before = line.slice(0, match.index);
	const after = line.slice(match.index + match[0].length);
	const number = readNumber(match[2] ?? match[3] ?? '', language);
	if (!number || more.length > 0 || RANGE.test(before) || MONEY.test(after)) return unread;
	const sign = (match[1] ?? match[4] ?? '').toLowerCase();
	const currency = readCurrency(sign, language);
	return {
		amount: number.amount,
		currency,
		// A minus touches its number; a dash between words does not.
		isDoubtful: number.isDoubtful || !currency || sign === '$' || /(?:^|\s)[-−]$/.test(before),
		rest: tidy(before, after)
	};
}

/** Whether a line begins with an amount: neither the number of a chapter nor an hour. */
export function beginsWithAmount(line: string): boolean {
	const [match] = line.trim().matchAll(AMOUNT);
	return match?.index === 0;
}

function readCurrency(sign: string, language: string): Currency | null {
	if (sign.startsWith('kr')) return language === 'da' ? 'DKK' : null;
	const code = sign.toUpperCase() as Currency;
	return CURRENCIES.includes(code) ? code : (SIGNS[sign] ?? null);
}

function readNumber(
	text: string,
	language: string
): { amount: string; isDoubtful: boolean } | null {
	const isSpaced = new RegExp(GAP).test(text);
	if (isSpaced && !new RegExp(`^\\d{1,3}(?:${GAP}\\d{3})+(?:[.,]\\d{1,2})?$`).test(text))
		return null;
	const plain = text.replaceAll(new RegExp(GAP, 'g'), '');
	const signs: string[] = plain.match(/[.,]/g) ?? [];
	const last = signs.at(-1);
	if (!last) return write(plain, '', false);
	const [whole = '', places = ''] = [
		plain.slice(0, plain.lastIndexOf(last)),
		plain.slice(plain.lastIndexOf(last) + 1)
	];
	const isMixed = new Set(signs).size > 1;
	if (isMixed) {
		// The last sign parts, and the other one groups before it.
		if (signs.indexOf(last) < signs.length - 1 || places.length > 2) return null;
		return isGrouped(whole) ? write(whole, places, false) : null;
	}
	if (signs.length > 1) return isGrouped(plain) ? write(plain, '', false) : null;
	if (places.length < 3) return write(whole, places, false);
	if (!isGrouped(plain) || isSpaced) return null;
	return write(plain, '', GROUPS[language] !== last);
}

/** Thousands in threes: "1.200.000". */
function isGrouped(digits: string): boolean {
	return /^[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*$/.test(digits);
}

function write(whole: string, places: string, isDoubtful: boolean) {
	const digits = whole.replaceAll(/[.,]/g, '').replace(/^0+(?=\d)/, '');
	if (digits.length > 15) return null;
	return { amount: places ? `${digits}.${places.padEnd(2, '0')}` : digits, isDoubtful };
}

/** The words around an amount, without what only led to it. */
function tidy(before: string, after: string): string {
	return `${before} ${after}`
		.replaceAll(/[([]\s*[)\]]/g, ' ')
		.replaceAll(/\s*([:：,;|=]|\s[–—-])\s*(?=(?:[:：,;|=]|[–—-]\s)|$)/gu, ' ')
		.replace(/^\s*(?:[:：,;|=–—-]\s*)+/u, '')
		.replace(/[\s:：,;|=–—-]+$/u, '')
		.replaceAll(/\s+(,)?/g, (_, comma) => comma ?? ' ')
		.trim();
}
