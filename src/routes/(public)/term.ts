import { m } from '#lib/paraglide/messages.js';

/** The reader's word for a value of a fixed list (`term('dossier_status', 'active')`); a value without a word is read without its hyphens. */
export function term(list: string, value: string | null | undefined): string {
	if (!value) return m.dossier_not_stated();
	return findWord(list, value) ?? value.replaceAll('-', ' ');
}

/** The reader's word for a role; one that was typed stands as it was. */
export function nameRole(role: string | null): string {
	return role ? (findWord('programme_role', role) ?? role) : m.dossier_not_stated();
}

function findWord(list: string, value: string): string | undefined {
	const key = `${list}_${value.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
	return (m as unknown as Record<string, (() => string) | undefined>)[key]?.();
}
