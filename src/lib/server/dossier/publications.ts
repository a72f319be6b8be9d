import type { Actor } from '#lib/model/actor.ts';
import type { Publication } from '#lib/model/entry-form.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import type { Localised } from '#lib/model/localised.ts';
import { resolveOrganisation } from '#lib/server/people/naming.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { json } from '#lib/server/platform/import.ts';
import { findFresh, putEntry, recordStep, requireEditor } from './editing.ts';
import { listEditablePublications, listLinkable, listLinked } from './publications.rows.ts';

/** What the dossier entered itself, what it names of others, and what it could name. */
export async function listPublications(db: Db, actor: Actor | null, slug: string) {
	const { id } = await requireEditor(db, actor, slug);
	const [own, linked, linkable] = await Promise.all([
		listEditablePublications(db, id),
		listLinked(db, actor, id),
		listLinkable(db, actor, id)
	]);
	return { own, linked, linkable };
}

/**
 * Saves a tool, document, notice or announcement. The source is whoever supplied it.
 * @throws {AppError} `entry_changed`, `organisation_unknown`, `organisation_ambiguous`, `not_found`
 */
export async function savePublication(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: Publication
): Promise<string> {
	const dossier = await requireEditor(db, actor, slug);
	return db.transaction().execute(async (trx) => {
		const found = await findFresh(trx, 'publication', dossier.id, input);
		const before = (found?.row ?? {}) as { title?: Localised; summary?: Localised };
		const title = mergeTexts(before.title ?? null, input.title);
		const summary = mergeTexts(before.summary ?? null, input.summary);
		const { type, level, status, url } = input;
		const id = await putEntry(trx, 'publication', dossier.id, found ? input.id : undefined, {
			...{ type, level, status, url },
			...input.date,
			title: JSON.stringify(title),
			summary: json(summary),
			language: input.language || null,
			sourceId: await resolveOrganisation(trx, input.source, 'source')
		});
		await recordStep(trx, dossier, found ? 'publication-changed' : 'publication-added', title);
		return id;
	});
}
