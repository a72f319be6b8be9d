import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { Db, Trx } from '../platform/db.ts';
import { organisationName } from './organisation.rows.ts';

export interface InvitationRow {
	id: string;
	label: string;
	seatKind: string;
	organisationId: string | null;
	usesLeft: number;
	uses: number;
	expiresAt: Date;
	revokedAt: Date | null;
}

const columns = [
	'id',
	'label',
	'seatKind',
	'organisationId',
	'usesLeft',
	'uses',
	'expiresAt',
	'revokedAt'
] as const;

export function insertInvitation(
	db: Db,
	values: {
		meetingId: string;
		tokenHash: string;
		label: string;
		organisationId: string | null;
		seatKind: string;
		usesLeft: number;
		expiresAt: Date;
		createdBy: string;
	}
): Promise<InvitationRow> {
	return db.insertInto('invitation').values(values).returning(columns).executeTakeFirstOrThrow();
}

export function listInvitationRows(db: Db, meetingId: string): Promise<InvitationRow[]> {
	return db
		.selectFrom('invitation')
		.select(columns)
		.where('meetingId', '=', meetingId)
		.orderBy('createdAt', 'desc')
		.execute();
}

/** The invitation with its meeting, whatever its state, for saying why it is refused. */
export function findInvitationByHash(db: Db, tokenHash: string) {
	return db
		.selectFrom('invitation as i')
		.innerJoin('meeting as m', 'm.id', 'i.meetingId')
		.leftJoin('organisation as o', 'o.id', 'i.organisationId')
		.leftJoin('dossier as d', 'd.id', 'm.dossierId')
		.select([
			'i.id',
			'i.meetingId',
			'i.label',
			'i.organisationId',
			'i.seatKind',
			'i.usesLeft',
			'i.expiresAt',
			'i.revokedAt'
		])
		.select(['m.slug as meetingSlug', 'm.title as meetingTitle', 'm.status as meetingStatus'])
		.select(organisationName('o').as('organisation'))
		.select(sql<Localised | null>`d.funding -> 'disclaimer'`.as('disclaimer'))
		.where('i.tokenHash', '=', tokenHash)
		.executeTakeFirst();
}

/** Takes one use if one is left; two people at once never share the last one. */
export async function takeUse(trx: Trx, id: string): Promise<boolean> {
	const row = await trx
		.updateTable('invitation')
		.set({ usesLeft: sql`uses_left - 1`, uses: sql`uses + 1` })
		.where('id', '=', id)
		.where('usesLeft', '>', 0)
		.where('revokedAt', 'is', null)
		.where('expiresAt', '>', sql<Date>`now()`)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

export function insertSeat(
	trx: Trx,
	values: {
		meetingId: string;
		personId: string;
		organisationId: string | null;
		kind: string;
	}
): Promise<unknown> {
	return trx.insertInto('seat').values(values).execute();
}

export async function revokeInvitationRow(db: Db, meetingId: string, id: string): Promise<boolean> {
	const row = await db
		.updateTable('invitation')
		.set({ revokedAt: new Date() })
		.where('id', '=', id)
		.where('meetingId', '=', meetingId)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

export function findMeetingDossier(db: Db, meetingId: string) {
	return db
		.selectFrom('meeting')
		.select(['id', 'dossierId'])
		.where('id', '=', meetingId)
		.executeTakeFirst();
}

export function findMeetingBySlug(db: Db, slug: string) {
	return db
		.selectFrom('meeting')
		.select(['id', 'slug', 'title', 'dossierId'])
		.where('slug', '=', slug)
		.executeTakeFirst();
}

export async function listNamedOrganisations(db: Db): Promise<Array<{ id: string; name: string }>> {
	const rows = await db
		.selectFrom('organisation')
		.select(['id', 'name'])
		.where('name', 'is not', null)
		.orderBy('name')
		.execute();
	return rows.map(({ id, name }) => ({ id, name: name ?? '' }));
}
