import { Lucia, TimeSpan } from 'lucia';
import type { Actor } from '#lib/model/actor.ts';
import { announce } from '../platform/bus.ts';
import type { Db } from '../platform/db.ts';
import {
	createSessionAdapter,
	deleteSessionRow,
	findOpenSessions,
	hashId,
	listSessionRows,
	type SessionRow
} from './session.rows.ts';

/** The only importer of `lucia` (docs/decisions/002): everything else sees the functions below. */

declare module 'lucia' {
	interface Register {
		Lucia: Lucia;
		DatabaseUserAttributes: Omit<Actor, 'personId'>;
		DatabaseSessionAttributes: { device?: string };
	}
}

export const COOKIE = 'session';
const lucias = new WeakMap<Db, Lucia>();

function luciaOf(db: Db): Lucia {
	let lucia = lucias.get(db);
	if (!lucia) {
		lucia = new Lucia(createSessionAdapter(db), {
			sessionExpiresIn: new TimeSpan(10, 'd'),
			sessionCookie: { name: COOKIE },
			getUserAttributes: ({ name, isAdmin, isGuest, organisationId }) => ({
				name,
				isAdmin,
				isGuest,
				organisationId
			})
		});
		lucias.set(db, lucia);
	}
	return lucia;
}

export interface OpenSession {
	actor: Actor;
	idHash: string;
	/** True when the cookie should be set again because the session was prolonged. */
	renewed: boolean;
}

/** Opens a session and returns the secret that goes into the cookie; it is stored only as a hash. */
export async function openSession(db: Db, personId: string, device: string): Promise<string> {
	const session = await luciaOf(db).createSession(personId, {
		device: device.slice(0, 200)
	});
	return session.id;
}

/** The person behind a cookie value; undefined when there is none, or it has expired. */
export async function readSession(db: Db, id: string): Promise<OpenSession | undefined> {
	const { session, user } = await luciaOf(db).validateSession(id);
	if (!session) return undefined;
	const { name, isAdmin, isGuest, organisationId } = user as unknown as Actor;
	return {
		actor: { personId: user.id, name, isAdmin, isGuest, organisationId },
		idHash: hashId(id),
		renewed: session.fresh
	};
}

/** Ends the session of a cookie value. */
export async function endSession(db: Db, actor: Actor, id: string): Promise<void> {
	await luciaOf(db).invalidateSession(id);
	announce('session.ended', { personId: actor.personId, idHash: hashId(id) });
}

/** Ends one of the actor's own sessions by the hash under which it is listed. */
export async function endListedSession(db: Db, actor: Actor, idHash: string): Promise<void> {
	if (await deleteSessionRow(db, actor.personId, idHash))
		announce('session.ended', { personId: actor.personId, idHash });
}

/** Ends every session of a person, e.g. after a password or role change. */
export async function endAllSessions(db: Db, personId: string): Promise<void> {
	await luciaOf(db).invalidateUserSessions(personId);
	announce('session.ended', { personId });
}

/** The actor's own open sessions, the most recent first; `isThis` marks the one of this cookie. */
export async function listSessions(
	db: Db,
	actor: Actor,
	currentId: string | null
): Promise<Array<SessionRow & { isThis: boolean }>> {
	const current = currentId === null ? null : hashId(currentId);
	const rows = await listSessionRows(db, actor.personId);
	return rows.map((row) => ({ ...row, isThis: row.idHash === current }));
}

/** Which of these sessions (by hash) have ended or expired. */
export async function listEndedSessions(db: Db, idHashes: string[]): Promise<Set<string>> {
	const open = await findOpenSessions(db, idHashes);
	return new Set(idHashes.filter((hash) => !open.has(hash)));
}

export async function cleanSessions(db: Db): Promise<void> {
	await luciaOf(db).deleteExpiredSessions();
}
