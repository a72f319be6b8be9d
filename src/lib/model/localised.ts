import * as v from 'valibot';

export const LOCALES = ['en', 'fr', 'nl', 'es', 'da'] as const;
export type Locale = (typeof LOCALES)[number];

/** The interface's language for a BCP 47 tag; English where it has none. */
export function pickLocale(language: string | null | undefined): Locale {
	const short = (language ?? '').split('-')[0] as Locale;
	return LOCALES.includes(short) ? short : 'en';
}

/** A path of this site in a language of the interface: English has no prefix. */
export function pathIn(locale: Locale, path: string): string {
	return `${locale === 'en' ? '' : `/${locale}`}${path}`;
}

/**
 * Text that people translate: the language it was written in, the text per BCP 47 tag, and for
 * texts other than the original whether a person or a machine made them, or whether the original
 * was changed since (`outdated`).
 */
export const Localised = v.object({
	original: v.string(),
	texts: v.record(v.string(), v.string()),
	states: v.optional(v.record(v.string(), v.picklist(['human', 'machine', 'outdated'])))
});
export type Localised = v.InferOutput<typeof Localised>;

export interface Shown {
	text: string;
	lang: string;
	isOriginal: boolean;
}

/** A text written in one language and not yet translated. */
export function original(lang: string, text: string): Localised {
	return { original: lang, texts: { [lang]: text } };
}

/** The text in `lang`, else in the original language; says which language it is (for `lang=`). */
export function show(value: Localised, lang: string): Shown;
export function show(value: Localised | null | undefined, lang: string): Shown | null;
export function show(value: Localised | null | undefined, lang: string): Shown | null {
	if (!value) return null;
	const chosen = value.texts[lang] === undefined ? value.original : lang;
	const text = value.texts[chosen] ?? Object.values(value.texts)[0] ?? '';
	return { text, lang: chosen, isOriginal: chosen === value.original };
}

/** Reads `{ fr: '…', en: '…' }`, whose first key is the original language. */
export function readLocalised(texts: Record<string, string> | null | undefined): Localised | null {
	const first = texts && Object.keys(texts)[0];
	return first ? { original: first, texts: { ...texts } } : null;
}
