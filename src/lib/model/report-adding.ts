/** What can be added to an item of a draft, beside paragraphs. */
export const ADDED_KINDS = ['decision', 'action', 'question', 'line', 'speaker'] as const;
export type AddedKind = (typeof ADDED_KINDS)[number];

/** Of which item blank fields are asked for, and for what. */
export interface Adding {
	kind: AddedKind;
	itemId: string;
}

/** How somebody who is added took part. */
export const SPOKEN = ['unannounced', 'announced-spoke', 'announced'] as const;

/** As an address says it, `action.ITEM`; null where that is nothing that can be added. */
export function readAdding(text: string | null): Adding | null {
	const [, kind, itemId] = /^(\w+)\.([\w-]+)$/.exec(text ?? '') ?? [];
	const known = ADDED_KINDS.find((one) => one === kind);
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
