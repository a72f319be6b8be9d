import { sql, type Insertable } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import type { DB } from '#lib/server/platform/schema.ts';
import { json } from '#lib/server/platform/import.ts';

/** Tables whose rows are entries of one dossier. */
export type EntryTable =
	'objective' | 'result' | 'publication' | 'keyFigure' | 'budgetLine' | 'equipmentCheck';
export type EntryValues<T extends EntryTable> = Partial<
	Omit<Insertable<DB[T]>, 'id' | 'dossierId'>
>;

export interface Head {
	id: string;
	slug: string;
	title: Localised;
	visibility: 'public' | 'members';
}

export async function findHead(db: Db, slug: string): Promise<Head | undefined> {
	const row = await db
		.selectFrom('dossier')
		.select(['id', 'slug', 'title', 'visibility'])
		.where('slug', '=', slug)
		.executeTakeFirst();
	return row as unknown as Head | undefined;
}

/*
 * The version of a row is the transaction that wrote it last (xmin): it changes with every update
 * and needs no column.
 */
export const version = (alias: string) => sql<string>`${sql.raw(alias)}.xmin::text`;

/** Locks an entry of this dossier (null: one that belongs to none); undefined when it is no such entry. */
export async function lockEntry<T extends EntryTable>(
	trx: Trx,
	table: T,
	dossierId: string | null,
	id: string
): Promise<{ version: string; row: Record<string, unknown> } | undefined> {
	const found = await trx
		.selectFrom(table as 'result')
		.selectAll()
		.select(version(snake(table)).as('version'))
		.where('id', '=', id)
		.where('dossierId', 'is not distinct from', dossierId as string)
		.forUpdate()
		.executeTakeFirst();
	if (!found) return undefined;
	const { version: present, ...row } = found;
	return { version: present, row };
}

export async function writeEntry<T extends EntryTable>(
	trx: Trx,
	table: T,
	dossierId: string | null,
	id: string | undefined,
	values: EntryValues<T>
): Promise<string> {
	if (id) {
		await trx
			.updateTable(table as 'result')
			.set(values as never)
			.where('id', '=', id)
			.execute();
		return id;
	}
	const row = await trx
		.insertInto(table as 'result')
		.values({ ...values, dossierId } as never)
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}

export async function deleteEntry(trx: Trx, table: EntryTable, id: string): Promise<void> {
	await trx
		.deleteFrom(table as 'result')
		.where('id', '=', id)
		.execute();
}

export async function insertStep(
	trx: Trx,
	step: { dossierId: string; actorId: string; what: string; subject: Localised | null }
): Promise<void> {
	await trx
		.insertInto('dossierEvent')
		.values({ ...step, subject: json(step.subject) })
		.execute();
}

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
