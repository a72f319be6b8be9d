import * as Y from 'yjs';

/**
 * Tells of every update made here. Yjs writes out an update for as long as somebody listens, also of
 * what came from elsewhere, which may be the notes of a whole day: so nobody listens meanwhile. What
 * the editor does in answer to it is a transaction of its own, which is told as always.
 */
export class LocalUpdates {
	readonly #doc: Y.Doc;
	readonly #told: (update: Uint8Array, origin: unknown) => void;

	constructor(doc: Y.Doc, found: (update: Uint8Array) => void) {
		this.#doc = doc;
		this.#told = (update, origin) => {
			if (origin !== this) found(update);
		};
		doc.on('update', this.#told);
		doc.on('beforeTransaction', ({ origin }: Y.Transaction) => {
			if (origin !== this) doc.on('update', this.#told);
		});
	}

	/** Applies what was not made here. */
	apply(update: Uint8Array): void {
		this.#doc.off('update', this.#told);
		try {
			Y.applyUpdate(this.#doc, update, this);
		} finally {
			this.#doc.on('update', this.#told);
		}
	}
}
