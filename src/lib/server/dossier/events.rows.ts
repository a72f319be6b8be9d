import { sql, type Insertable, type Updateable } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import type { DB } from '#lib/server/platform/schema.ts';
import { version } from './editing.rows.ts';

export interface EditableEvent {
	id: string;
	version: string;
	slug: string;
	title: Localised;
	objective: Localised | null;
	first: string | null;
	last: string | null;
	host: OrganisationName | null;
	presentedBy: OrganisationName | null;
	mode: string | null;
	city: string | null;
	registration: { url: string | null } | null;
	status: string;
}

/** Events of others in a dossier, the newest first. */
export async function listEditableEvents(db: Db, dossierId: string): Promise<EditableEvent[]> {
	const rows = await db
		.selectFrom('meeting as m')
		.leftJoin('organisation as host', 'host.id', 'm.hostId')
		.leftJoin('organisation as presenter', 'presenter.id', 'm.presentedById')
		.select(['m.id', 'm.slug', 'm.title', 'm.objective', 'm.mode', 'm.city', 'm.registration'])
		.select(['m.status', version('m').as('version')])
		.select(organisationName('host').as('host'))
		.select(organisationName('presenter').as('presentedBy'))
		.select([
			sql<string>`(SELECT min(date) FROM meeting_day WHERE meeting_id = m.id)`.as('first'),
			sql<string>`(SELECT max(date) FROM meeting_day WHERE meeting_id = m.id)`.as('last')
		])
		.where('m.dossierId', '=', dossierId)
		.where('m.kind', '=', 'external-event')
		.orderBy('first', (order) => order.desc().nullsLast())
		.orderBy('m.id')
		.execute();
	return rows as unknown as EditableEvent[];
}

export async function lockEvent(trx: Trx, dossierId: string, id: string) {
	const row = await trx
		.selectFrom('meeting')
		.select(['id', 'title', 'objective', 'registration', version('meeting').as('version')])
		.where('id', '=', id)
		.where('dossierId', '=', dossierId)
		.where('kind', '=', 'external-event')
		.forUpdate()
		.executeTakeFirst();
	return row as unknown as
		| {
				id: string;
				version: string;
				title: Localised;
				objective: Localised | null;
				registration: object | null;
		  }
		| undefined;
}

export async function insertEvent(trx: Trx, values: Insertable<DB['meeting']>): Promise<string> {
	const row = await trx
		.insertInto('meeting')
		.values(values)
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}

export async function updateEvent(
	trx: Trx,
	id: string,
	values: Updateable<DB['meeting']>
): Promise<void> {
	await trx.updateTable('meeting').set(values).where('id', '=', id).execute();
}

/** Gives an event its days; what is known of a day that stays is kept. */
export async function replaceDays(trx: Trx, meetingId: string, dates: string[]): Promise<void> {
	await sql`SET CONSTRAINTS ALL DEFERRED`.execute(trx);
	await trx
		.deleteFrom('meetingDay')
		.where('meetingId', '=', meetingId)
		.where('date', 'not in', dates)
		.execute();
	for (const [index, date] of dates.entries()) {
		const day = index + 1;
		const { numUpdatedRows } = await trx
			.updateTable('meetingDay')
			.set({ day })
			.where('meetingId', '=', meetingId)
			.where('date', '=', date)
			.executeTakeFirst();
		if (!numUpdatedRows)
			await trx.insertInto('meetingDay').values({ meetingId, day, date }).execute();
	}
}
