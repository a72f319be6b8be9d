import { includes, type Actor, type Level } from '#lib/model/actor.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { editsAnywhere, findMemberLevel, publishesAnywhere } from './person.rows.ts';

/** The level an actor has in a dossier; null: none, not even reading what is members' only. */
export async function levelIn(
	db: Db,
	actor: Actor | null,
	dossierId: string
): Promise<Level | null> {
	if (!actor) return null;
	if (actor.isAdmin) return 'publish';
	return findMemberLevel(db, actor.personId, dossierId);
}

/** @throws {AppError} `not_found` when the actor has less than `level` in the dossier */
export async function requireLevel(
	db: Db,
	actor: Actor | null,
	dossierId: string | null,
	level: Level
): Promise<void> {
	const own =
		dossierId === null ? (actor?.isAdmin ? 'publish' : null) : await levelIn(db, actor, dossierId);
	if (!includes(own, level)) throw notFound();
}

/** @throws {AppError} `sign_in` (401) for a visitor */
export function requireActor(actor: Actor | null): asserts actor is Actor {
	if (!actor) throw new AppError('sign_in', 401, 'Sign in first.');
}

/** Whether an actor looks after a dossier at all: publishes in one, or administrates. */
export async function isSecretary(db: Db, actor: Actor): Promise<boolean> {
	return actor.isAdmin || publishesAnywhere(db, actor.personId);
}

/** Whether an actor has something to mend: edits a dossier, chairs a meeting, or administrates. */
export async function isEditor(db: Db, actor: Actor): Promise<boolean> {
	return actor.isAdmin || (!actor.isGuest && (await editsAnywhere(db, actor.personId)));
}

/**
 * For the desk, which shows each person what they may mend.
 * @throws {AppError} `sign_in` (401) for a visitor, `not_found` for whoever edits nothing
 */
export async function requireAnyEditor(db: Db, actor: Actor | null): Promise<Actor> {
	requireActor(actor);
	if (!(await isEditor(db, actor))) throw notFound();
	return actor;
}

/**
 * For what belongs to no dossier and is kept by those who publish in any.
 * @throws {AppError} `sign_in` (401) for a visitor, `not_found` for whoever publishes nowhere
 */
export async function requireSecretary(db: Db, actor: Actor | null): Promise<Actor> {
	requireActor(actor);
	if (!(await isSecretary(db, actor))) throw notFound();
	return actor;
}
