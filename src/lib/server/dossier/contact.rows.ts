import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import { readableDossier } from '#lib/server/people/reading.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';

/** A readable dossier that has a role address. */
export async function findContactRow(db: Db, actor: Actor | null, slug: string) {
	const row = await db
		.selectFrom('dossier')
		.select(['id', 'slug', 'title', 'contactEmail as email'])
		.where('slug', '=', slug)
		.where('contactEmail', 'is not', null)
		.where(readableDossier(actor))
		.executeTakeFirst();
	return row as unknown as
		{ id: string; slug: string; title: Localised; email: string } | undefined;
}
