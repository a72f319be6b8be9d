import { getLocale } from '#lib/paraglide/runtime.js';

/** The name of a language in the reader's own, e.g. `fr` → French. */
export function nameLanguage(tag: string): string {
	try {
		return new Intl.DisplayNames([getLocale()], { type: 'language' }).of(tag) ?? tag;
	} catch {
		return tag;
	}
}
