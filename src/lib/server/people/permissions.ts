import { includes, type Actor, type Level } from '#lib/model/actor.ts';
import type { ClientEvent } from '#lib/realtime/events.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { findDossierVisibility, findMemberLevel } from './person.rows.ts';

/**
 * What it takes to come in at all. Which object one may see or change is decided by the domain
 * function behind, on its first line; `public` there still hides what is not public.
 */
export type Entry = 'public' | 'signed-in' | 'admin' | 'program';

/** One row for every socket event; a test compares it with realtime/events.ts. */
export const eventEntries: Record<ClientEvent, Entry> = {
	'clock:ping': 'signed-in',
	'meeting:join': 'signed-in',
	'meeting:leave': 'signed-in',
	'meeting:cmd': 'signed-in',
	'room:token': 'signed-in',
	'room:mute': 'signed-in',
	'room:remove': 'signed-in',
	'room:readmit': 'signed-in',
	'doc:join': 'signed-in',
	'doc:leave': 'signed-in',
	'doc:push': 'signed-in',
	'doc:caret': 'signed-in',
	'doc:html': 'signed-in',
	'action:set': 'signed-in'
};

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

/** Like `requireLevel(…, 'read')`, but a public dossier may be read by everyone. */
export async function requireReadable(
	db: Db,
	actor: Actor | null,
	dossierId: string
): Promise<void> {
	if ((await findDossierVisibility(db, dossierId)) === 'public') return;
	await requireLevel(db, actor, dossierId, 'read');
}

/** @throws {AppError} `sign_in` (401) for a visitor */
export function requireActor(actor: Actor | null): asserts actor is Actor {
	if (!actor) throw new AppError('sign_in', 401, 'Sign in first.');
}
