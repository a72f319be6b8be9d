import { createHash } from 'node:crypto';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Db } from '../platform/db.ts';

export interface SessionRow {
	idHash: string;
	createdAt: Date;
	seenAt: Date;
	device: string | null;
}

/** SHA-256 of a session id: a copy of the table is no set of live logins. */
export function hashId(id: string): string {
	return createHash('sha256').update(id).digest('hex');
}

/** Lucia's storage on Kysely; sees raw ids, stores hashes, reads session and person in one query. */
export function createSessionAdapter(db: Db): Adapter {
	return {
		async getSessionAndUser(id) {
			const row = await db
				.selectFrom('session as s')
				.innerJoin('person as p', 'p.id', 's.personId')
				.select([
					's.personId',
					's.expiresAt',
					'p.name',
					'p.roleLabel',
					'p.isAdmin',
					'p.kind',
					'p.organisationId'
				])
				.where('s.idHash', '=', hashId(id))
				.executeTakeFirst();
			if (!row) return [null, null];
			const session: DatabaseSession = {
				id,
				userId: row.personId,
				expiresAt: row.expiresAt,
				attributes: {}
			};
			const user: DatabaseUser = {
				id: row.personId,
				attributes: {
					name: row.name ?? row.roleLabel ?? '',
					isAdmin: row.isAdmin,
					isGuest: row.kind === 'guest',
					organisationId: row.organisationId
				}
			};
			return [session, user];
		},
		async getUserSessions() {
			throw new Error('sessions are listed by their hashes: listSessions');
		},
		async setSession(session) {
			const device = (session.attributes as { device?: string }).device ?? null;
			await db
				.insertInto('session')
				.values({
					idHash: hashId(session.id),
					personId: session.userId,
					expiresAt: session.expiresAt,
					device
				})
				.execute();
		},
		async updateSessionExpiration(id, expiresAt) {
			await db
				.updateTable('session')
				.set({ expiresAt, seenAt: new Date() })
				.where('idHash', '=', hashId(id))
				.execute();
		},
		async deleteSession(id) {
			await db.deleteFrom('session').where('idHash', '=', hashId(id)).execute();
		},
		async deleteUserSessions(personId) {
			await db.deleteFrom('session').where('personId', '=', personId).execute();
		},
		async deleteExpiredSessions() {
			await db.deleteFrom('session').where('expiresAt', '<', new Date()).execute();
		}
	};
}

export function listSessionRows(db: Db, personId: string): Promise<SessionRow[]> {
	return db
		.selectFrom('session')
		.select(['idHash', 'createdAt', 'seenAt', 'device'])
		.where('personId', '=', personId)
		.where('expiresAt', '>', new Date())
		.orderBy('seenAt', 'desc')
		.execute();
}

/** Those of the sessions that are still open. */
export async function findOpenSessions(db: Db, idHashes: string[]): Promise<Set<string>> {
	if (!idHashes.length) return new Set();
	const rows = await db
		.selectFrom('session')
		.select('idHash')
		.where('idHash', 'in', idHashes)
		.where('expiresAt', '>', new Date())
		.execute();
	return new Set(rows.map(({ idHash }) => idHash));
}

export async function deleteSessionRow(db: Db, personId: string, idHash: string): Promise<boolean> {
	const { numDeletedRows } = await db
		.deleteFrom('session')
		.where('personId', '=', personId)
		.where('idHash', '=', idHash)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}
