import { displayNames } from './formatter.ts';

/** Name of a language (BCP 47 tag) in the language of the reader; the tag itself where none is known. */
export function nameLanguage(tag: string, locale: string): string {
	try {
		return displayNames(locale, 'language').of(tag) ?? tag;
	} catch {
		return tag;
	}
}

/** As a heading begins: `français` becomes `Français`. */
export function capitalise(text: string, locale: string): string {
	return text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
}
