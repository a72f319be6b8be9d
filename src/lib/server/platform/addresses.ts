import { sql } from 'kysely';
import { writeSlug } from '#lib/model/slug.ts';
import type { Trx } from './db.ts';

/** What has an address that may change; a former one leads to the present one for ever. */
export type Addressed = 'dossier' | 'meeting' | 'organisation';

/**
 * An address made of words that nothing of this kind has or had: `words`, `words-2`, … Whoever asks
 * for one at the same moment waits until this transaction ends.
 */
export async function findFreeSlug(trx: Trx, kind: Addressed, words: string): Promise<string> {
	const base = writeSlug(words) || kind;
	await lockAddresses(trx, kind);
	const { rows } = await sql<{ slug: string }>`
		SELECT slug FROM ${sql.table(kind)} WHERE starts_with(slug, ${base})
		UNION SELECT slug FROM former_slug WHERE kind = ${kind} AND starts_with(slug, ${base})`.execute(
		trx
	);
	const taken = new Set(rows.map((row) => row.slug));
	let slug = base;
	for (let n = 2; taken.has(slug); n++) slug = `${base}-${n}`;
	return slug;
}

/** Whether something of this kind other than `ownId` has or had the address. */
export async function isSlugTaken(
	trx: Trx,
	kind: Addressed,
	slug: string,
	ownId: string | null
): Promise<boolean> {
	await lockAddresses(trx, kind);
	const { rows } = await sql`
		SELECT FROM ${sql.table(kind)} WHERE slug = ${slug} AND id IS DISTINCT FROM ${ownId}::uuid
		UNION ALL SELECT FROM former_slug
			WHERE kind = ${kind} AND slug = ${slug} AND target_id IS DISTINCT FROM ${ownId}::uuid`.execute(trx);
	return rows.length > 0;
}

/** Gives a thing another address and keeps the old one as a way to it; false when it is taken. */
export async function moveSlug(
	trx: Trx,
	kind: Addressed,
	{ id, slug }: { id: string; slug: string },
	to: string
): Promise<boolean> {
	if (to === slug) return true;
	if (await isSlugTaken(trx, kind, to, id)) return false;
	await trx.deleteFrom('formerSlug').where('kind', '=', kind).where('slug', '=', to).execute();
	await trx.insertInto('formerSlug').values({ kind, slug, targetId: id }).execute();
	await sql`UPDATE ${sql.table(kind)} SET slug = ${to} WHERE id = ${id}`.execute(trx);
	return true;
}

async function lockAddresses(trx: Trx, kind: Addressed): Promise<void> {
	await sql`SELECT pg_advisory_xact_lock(hashtextextended('addresses ' || ${kind}, 0))`.execute(
		trx
	);
}
