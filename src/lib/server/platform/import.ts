import type { Insertable } from 'kysely';
import type { Trx } from './db.ts';
import type { DB } from './schema.ts';

/** Tables whose rows remember under which key of a record file they came in. */
type Imported = {
	[T in keyof DB]: DB[T] extends { importKey: unknown; id: unknown } ? T : never;
}[keyof DB];

/** Which row each key of the record file became. */
export class ImportKeys {
	readonly #ids = new Map<string, string>();

	set(key: string, id: string): void {
		this.#ids.set(key, id);
	}

	/** @throws {Error} when the file names a record that it does not hold */
	get(key: string): string {
		const id = this.#ids.get(key);
		if (!id) throw new Error(`The record file names "${key}", which it does not hold.`);
		return id;
	}

	find(key: string | null | undefined): string | null {
		return key ? this.get(key) : null;
	}
}

/**
 * Inserts a row unless its key came in before: what people changed since is not overwritten.
 * True when the row is new, so that the rows that hang on it are added once.
 */
export async function importRow<T extends Imported>(
	trx: Trx,
	keys: ImportKeys,
	table: T,
	row: Insertable<DB[T]> & { importKey: string }
): Promise<boolean> {
	const inserted = (await trx
		.insertInto(table)
		.values(row as never)
		.onConflict((conflict) => conflict.column('importKey' as never).doNothing())
		.returning('id' as never)
		.executeTakeFirst()) as { id: string } | undefined;
	if (inserted) {
		keys.set(row.importKey, inserted.id);
		return true;
	}
	const found = (await trx
		.selectFrom(table as 'organisation')
		.select('id')
		.where('importKey', '=', row.importKey)
		.executeTakeFirstOrThrow()) as { id: string };
	keys.set(row.importKey, found.id);
	return false;
}

/** JSON for a jsonb column; null stays SQL null. */
export function json(value: unknown): string | null {
	return value === null || value === undefined ? null : JSON.stringify(value);
}

/** Old addresses that lead to the row from now on. */
export async function importFormerSlugs(
	trx: Trx,
	kind: string,
	slugs: string[],
	targetId: string
): Promise<void> {
	if (!slugs.length) return;
	await trx
		.insertInto('formerSlug')
		.values(slugs.map((slug) => ({ kind, slug, targetId })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
