import { m } from '#lib/paraglide/messages.js';

/** The reader's word for a value of a fixed list (`term('dossier_status', 'active')`); a value without a word is shown as it is. */
export function term(list: string, value: string | null | undefined): string {
	if (!value) return m.dossier_not_stated();
	const key = `${list}_${value.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
	const word = (m as unknown as Record<string, (() => string) | undefined>)[key];
	return word?.() ?? value.replaceAll('-', ' ');
}
