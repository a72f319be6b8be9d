import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { Db } from '#lib/server/platform/db.ts';

/**
 * The funder's sentence that every public page and export of a dossier prints; null when it is not
 * funded. Says nothing about rights: it is printed on what the reader may read.
 */
export async function findDisclaimer(db: Db, dossierId: string): Promise<Localised | null> {
	const row = await db
		.selectFrom('dossier')
		.select(sql<Localised | null>`funding -> 'disclaimer'`.as('disclaimer'))
		.where('id', '=', dossierId)
		.executeTakeFirst();
	return row?.disclaimer ?? null;
}
