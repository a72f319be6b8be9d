import { nameLanguage } from '#lib/model/language.ts';
import { m } from '#lib/paraglide/messages.js';
import { explainAt, type Refusal } from '#lib/ui/explain.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

const TAGS = ['en', 'fr', 'nl', 'es', 'da', 'br', 'eu', 'de', 'it', 'pt', 'pl'];

/** The numbers that a list of fields has: `items` of `items.0.title`, `items.2.title` is 0 and 2. */
export function listNumbers(fields: Record<string, string>, list: string): number[] {
	const found = Object.keys(fields).flatMap((name) =>
		name.startsWith(`${list}.`) ? [Number.parseInt(name.slice(list.length + 1), 10)] : []
	);
	return [...new Set(found.filter((number) => !Number.isNaN(number)))].sort((a, b) => a - b);
}

/** What is wrong with a field, as its sentence; also where a whole entry of a list is wrong. */
export function createFaults(refused: Refusal | null) {
	return (name: string): string | undefined => explainAt(refused, name, m.intake_fault());
}

export function listLanguages(own: string | undefined, none?: string) {
	const tags = [...new Set([...TAGS, ...(own ? [own] : [])])];
	return [
		...(none === undefined ? [] : [{ value: '', label: none }]),
		...tags.map((tag) => ({ value: tag, label: nameLanguage(tag, getLocale()) }))
	];
}
