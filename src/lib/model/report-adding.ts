import type { ReportContent } from './report.ts';

/** What can be added to an item of a draft, beside paragraphs. */
export const ADDED_KINDS = ['decision', 'action', 'question', 'line', 'speaker'] as const;
export type AddedKind = (typeof ADDED_KINDS)[number];

/** Of which item blank fields are asked for, and for what; of a new item for itself, under the id it gets. */
export interface Adding {
	kind: AddedKind | 'item';
	itemId: string;
}

/** How somebody who is added took part. */
export const SPOKEN = ['unannounced', 'announced-spoke', 'announced'] as const;

/** As an address says it, `action.ITEM`; null where that is nothing that can be added. */
export function readAdding(text: string | null): Adding | null {
	const [, kind, itemId] = /^(\w+)\.([\w-]+)$/.exec(text ?? '') ?? [];
	const known = ([...ADDED_KINDS, 'item'] as const).find((one) => one === kind);
	return known && itemId ? { kind: known, itemId } : null;
}

/** The other direction of `readAdding`. */
export function writeAdding({ kind, itemId }: Adding): string {
	return `${kind}.${itemId}`;
}

/** The first field of what is added: it is led to, and says by being sent that there were fields. */
export function fieldOf({ kind, itemId }: Adding): string {
	return `new-${kind}-${itemId}`;
}

/** The ids of the items whose blank fields a form had, by the names of its fields. */
export function listNewItems(fields: Record<string, string>): string[] {
	return Object.keys(fields).flatMap((name) => NEW_ITEM.exec(name)?.[1] ?? []);
}
const NEW_ITEM = /^new-item-([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12})$/;

/** Where an item can be added: first in a part, or behind the item `afterId`. */
export interface Place {
	day: number;
	part: number;
	afterId: string | null;
}

/** Every place of a report, in its order; a day of which nothing is told yet has one. */
export function listPlaces({ days, items }: Pick<ReportContent, 'days' | 'items'>): Place[] {
	const told = [...days, ...items].map(({ day }) => day);
	const all = [...new Set(told.length ? told : [1])].sort((a, b) => a - b);
	return all.flatMap((day) => {
		const own = items.filter((item) => item.day === day);
		const parts = new Set(own.length ? own.map(({ part }) => part) : [1]);
		return [...parts].flatMap((part) => [
			{ day, part, afterId: null },
			...own.filter((item) => item.part === part).map(({ id }) => ({ day, part, afterId: id }))
		]);
	});
}

/** A place as a form names it. */
export function writePlace({ day, part, afterId }: Place): string {
	return afterId ?? `${day}.${part}`;
}
