import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import { requireActor, requireLevel } from '#lib/server/people/permissions.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import { AppError, notFound } from '#lib/server/platform/errors.ts';
import {
	deleteEntry,
	findHead,
	insertStep,
	lockEntry,
	writeEntry,
	type EntryTable,
	type EntryValues,
	type Head
} from './editing.rows.ts';

/** Which entry a form is about: none while it is new, and the version that the form showed. */
export interface EntryForm {
	id: string;
	version: string;
}

/**
 * The dossier at an address, for whoever may change it.
 * @throws {AppError} `sign_in`, `not_found` also when the actor has less than `level`
 */
export async function requireEditor(
	db: Db,
	actor: Actor | null,
	slug: string,
	level: 'edit' | 'publish' = 'edit'
): Promise<Head & { actor: Actor }> {
	requireActor(actor);
	const head = await findHead(db, slug);
	if (!head) throw notFound();
	await requireLevel(db, actor, head.id, level);
	return { ...head, actor };
}

/**
 * The entry as it is now, locked, when the form showed this very version; null for a new one. Without
 * a dossier, an entry that belongs to none.
 * @throws {AppError} `entry_changed` (409), `not_found`
 */
export async function findFresh<T extends EntryTable>(
	trx: Trx,
	table: T,
	dossierId: string | null,
	{ id, version }: EntryForm
) {
	if (!id) return null;
	const found = await lockEntry(trx, table, dossierId, id);
	if (!found) throw notFound();
	refuseStale(found.version, version);
	return found;
}

/** @throws {AppError} `entry_changed` (409) when somebody else saved after the form was shown */
export function refuseStale(present: string, shown: string): void {
	if (present !== shown)
		throw new AppError('entry_changed', 409, 'Somebody else saved this after you opened it.');
}

/** Inserts an entry or changes the one that was found; gives its id. */
export function putEntry<T extends EntryTable>(
	trx: Trx,
	table: T,
	dossierId: string | null,
	id: string | undefined,
	values: EntryValues<T>
): Promise<string> {
	return writeEntry(trx, table, dossierId, id, values);
}

/** What happened to a dossier, with time and actor; `subject` is the text it happened to. */
export function recordStep(
	trx: Trx,
	{ id, actor }: { id: string; actor: Actor },
	what: Step,
	subject: Localised | null = null
): Promise<void> {
	return insertStep(trx, { dossierId: id, actorId: actor.personId, what, subject });
}

/** The kinds of step that the history of a dossier tells. */
export type Step =
	| 'created'
	| 'published'
	| 'hidden'
	| 'address-changed'
	| `status-${'requested' | 'active' | 'paused' | 'closed-with-result' | 'closed-without-result'}`
	| `${'facts' | 'organisations'}-changed`
	| `${Kind}-${'added' | 'changed' | 'removed'}`
	| 'attendance-changed'
	| 'recommendation-taken'
	| 'publication-linked'
	| 'publication-unlinked'
	| 'figure-linked'
	| 'figure-unlinked';
export type Kind =
	| 'aim'
	| 'result'
	| 'publication'
	| 'event'
	| 'figure'
	| 'budget'
	| 'school'
	| 'participant-report';

/**
 * Removes an entry that nobody changed since it was shown.
 * @throws {AppError} `entry_changed`, `not_found`
 */
export async function removeEntry(
	db: Db,
	actor: Actor | null,
	slug: string,
	table: EntryTable,
	kind: Kind,
	form: EntryForm
): Promise<void> {
	const dossier = await requireEditor(db, actor, slug);
	await db.transaction().execute(async (trx) => {
		const subject = await dropEntry(trx, table, dossier.id, form);
		await recordStep(trx, dossier, `${kind}-removed`, subject);
	});
}

/** Deletes an entry that nobody changed since it was shown; gives the text that names it. */
export async function dropEntry(
	trx: Trx,
	table: EntryTable,
	dossierId: string | null,
	form: EntryForm
): Promise<Localised | null> {
	const found = await findFresh(trx, table, dossierId, form);
	if (!found) throw notFound();
	await deleteEntry(trx, table, form.id);
	return (found.row.text ?? found.row.title ?? found.row.label ?? null) as Localised | null;
}

/** What every page of a dossier's desk is headed by. @throws {AppError} `sign_in`, `not_found` */
export async function openDossier(db: Db, actor: Actor | null, slug: string): Promise<Head> {
	const { id, title, visibility } = await requireEditor(db, actor, slug);
	return { id, slug, title, visibility };
}
