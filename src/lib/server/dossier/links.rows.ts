import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import { readableByDossier, readablePublication } from '#lib/server/people/reading.rows.ts';
import type { Trx } from '#lib/server/platform/db.ts';

/** What one dossier keeps and others may show: its table, the text that names it, and its links. */
const KINDS = {
	figure: { table: 'key_figure', name: 'label', link: 'figure_dossier', key: 'figure_id' },
	publication: {
		table: 'publication',
		name: 'title',
		link: 'publication_link',
		key: 'publication_id'
	}
} as const;
export type LinkKind = keyof typeof KINDS;

/** The name of what others keep, when the actor may read it. */
export async function findLinkable(
	trx: Trx,
	actor: Actor | null,
	dossierId: string,
	kind: LinkKind,
	id: string
): Promise<Localised | undefined> {
	const { table, name } = KINDS[kind];
	const readable = kind === 'publication' ? readablePublication : readableByDossier;
	const { rows } = await sql<{ name: Localised }>`
		SELECT kept.${sql.id(name)} AS name FROM ${sql.table(table)} kept
		WHERE kept.id = ${id} AND kept.dossier_id IS DISTINCT FROM ${dossierId}
			AND ${readable(actor, 'kept')}`.execute(trx);
	return rows[0]?.name;
}

export async function insertLink(
	trx: Trx,
	dossierId: string,
	kind: LinkKind,
	id: string
): Promise<void> {
	const { link, key } = KINDS[kind];
	await sql`INSERT INTO ${sql.table(link)} (${sql.id(key)}, dossier_id)
		VALUES (${id}, ${dossierId}) ON CONFLICT DO NOTHING`.execute(trx);
}

/** The name of what is no longer shown; undefined when it was not. */
export async function removeLink(
	trx: Trx,
	dossierId: string,
	kind: LinkKind,
	id: string
): Promise<Localised | undefined> {
	const { table, name, link, key } = KINDS[kind];
	const { rows } = await sql<{ name: Localised }>`
		DELETE FROM ${sql.table(link)} link USING ${sql.table(table)} kept
		WHERE kept.id = link.${sql.id(key)} AND kept.id = ${id} AND link.dossier_id = ${dossierId}
		RETURNING kept.${sql.id(name)} AS name`.execute(trx);
	return rows[0]?.name;
}
