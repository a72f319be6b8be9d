import type { Actor } from '#lib/model/actor.ts';
import type { Publication } from '#lib/model/entry-form.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import type { Localised } from '#lib/model/localised.ts';
import { listNames } from '#lib/server/people/naming.rows.ts';
import { resolveOrganisation } from '#lib/server/people/naming.ts';
import { requireSecretary } from '#lib/server/people/permissions.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { notFound } from '#lib/server/platform/errors.ts';
import { json } from '#lib/server/platform/import.ts';
import { dropEntry, findFresh, putEntry, requireEditor, type EntryForm } from './editing.ts';
import { tellDossier } from './participant-home.ts';
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

/** What belongs to no dossier, with the organisations its forms name. @throws {AppError} `sign_in`, `not_found` */
export async function listApart(db: Db, actor: Actor | null) {
	await requireSecretary(db, actor);
	const [own, organisations] = await Promise.all([
		listEditablePublications(db, null),
		listNames(db)
	]);
	return { own, organisations };
}

/**
 * Saves a tool, document, notice or announcement. The source is whoever supplied it. Without a
 * dossier, one that belongs to none: it is only mended there, a new one is entered in a dossier.
 * @throws {AppError} `entry_changed`, `organisation_unknown`, `organisation_ambiguous`, `not_found`
 */
export async function savePublication(
	db: Db,
	actor: Actor | null,
	slug: string | null,
	input: Publication
): Promise<string> {
	const home = await openHome(db, actor, slug);
	return db.transaction().execute(async (trx) => {
		const found = await findFresh(trx, 'publication', home.dossierId, input);
		if (!found && !home.dossierId) throw notFound();
		const before = (found?.row ?? {}) as { title?: Localised; summary?: Localised };
		const title = mergeTexts(before.title ?? null, input.title);
		const summary = mergeTexts(before.summary ?? null, input.summary);
		const { type, level, status, url } = input;
		const id = await putEntry(trx, 'publication', home.dossierId, found ? input.id : undefined, {
			...{ type, level, status, url },
			...input.date,
			title: JSON.stringify(title),
			summary: json(summary),
			language: input.language || null,
			sourceId: await resolveOrganisation(trx, input.source, 'source')
		});
		await tellDossier(trx, home, found ? 'publication-changed' : 'publication-added', title);
		return id;
	});
}

/**
 * Removes what nobody changed since it was shown, as `savePublication` finds it.
 * @throws {AppError} `entry_changed`, `sign_in`, `not_found`
 */
export async function removePublication(
	db: Db,
	actor: Actor | null,
	slug: string | null,
	form: EntryForm
): Promise<void> {
	const home = await openHome(db, actor, slug);
	await db.transaction().execute(async (trx) => {
		const title = await dropEntry(trx, 'publication', home.dossierId, form);
		await tellDossier(trx, home, 'publication-removed', title);
	});
}

/** A dossier for its editors; what belongs to none for all who publish for one. */
async function openHome(db: Db, actor: Actor | null, slug: string | null) {
	if (slug === null) return { actor: await requireSecretary(db, actor), dossierId: null };
	const dossier = await requireEditor(db, actor, slug);
	return { actor: dossier.actor, dossierId: dossier.id };
}
