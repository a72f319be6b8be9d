import { nameLanguage as nameIn } from '#lib/model/language.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** The name of a language in the reader's own, e.g. `fr` → French. */
export function nameLanguage(tag: string): string {
	return nameIn(tag, getLocale());
}
