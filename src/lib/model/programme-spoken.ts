import { fold } from './fold.ts';
import type { Locale } from './localised.ts';

/** What a language is called in the five languages, folded. */
const NAMES: Record<Locale, string> = {
	en: 'english|anglais|engels|ingles|engelsk',
	fr: 'french|francais|frans|frances|fransk',
	nl: 'dutch|neerlandais|nederlands|neerlandes|nederlandsk|hollandsk',
	es: 'spanish|espagnol|spaans|espanol|spansk',
	da: 'danish|danois|deens|danes|dansk'
};
const SPOKEN = new RegExp(
	`^(?:\\p{L}+\\s+)?(?:in(?:\\s+het)?|en|i|pa)\\s+(${Object.values(NAMES).join('|')})(?!\\p{L})\\s*(.*)$`,
	'u'
);

/**
 * The language spoken, as brackets at the end of a line say it: "(in Dutch)", "(exposé en anglais)".
 * Brackets that say more stay words of the item (`more`).
 */
export function cutSpoken(words: string): { rest: string; language: Locale | null; more: string } {
	const match = /\s*\(([^()]{4,80})\)\s*$/u.exec(words.slice(-100));
	const said = match?.[1]?.trim() ?? '';
	const [, name, more] = SPOKEN.exec(fold(said)) ?? [];
	if (!match || !name) return { rest: words, language: null, more: '' };
	const locales = Object.keys(NAMES) as Locale[];
	return {
		rest: words.slice(0, words.length - match[0].length),
		language: locales.find((one) => NAMES[one].split('|').includes(name)) ?? null,
		more: more ? said : ''
	};
}
