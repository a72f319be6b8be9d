import type { Actor } from '#lib/model/actor.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { notFound } from '#lib/server/platform/errors.ts';
import { recordStep, requireEditor } from './editing.ts';
import { findLinkable, insertLink, removeLink, type LinkKind } from './links.rows.ts';

/**
 * Shows a figure or a publication of another dossier in this one: it is kept and corrected there.
 * Twice the same is once.
 * @throws {AppError} `sign_in`, `not_found`, also when the actor may not read it there
 */
export async function linkEntry(
	db: Db,
	actor: Actor | null,
	slug: string,
	kind: LinkKind,
	id: string
): Promise<void> {
	const dossier = await requireEditor(db, actor, slug);
	await db.transaction().execute(async (trx) => {
		const name = await findLinkable(trx, actor, dossier.id, kind, id);
		if (!name) throw notFound();
		await insertLink(trx, dossier.id, kind, id);
		await recordStep(trx, dossier, `${kind}-linked`, name);
	});
}

/** No longer shows what another dossier keeps. @throws {AppError} `sign_in`, `not_found` */
export async function unlinkEntry(
	db: Db,
	actor: Actor | null,
	slug: string,
	kind: LinkKind,
	id: string
): Promise<void> {
	const dossier = await requireEditor(db, actor, slug);
	await db.transaction().execute(async (trx) => {
		const name = await removeLink(trx, dossier.id, kind, id);
		if (!name) throw notFound();
		await recordStep(trx, dossier, `${kind}-unlinked`, name);
	});
}
