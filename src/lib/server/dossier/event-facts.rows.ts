import type { Actor } from '#lib/model/actor.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import { readableMeeting } from '#lib/server/people/reading.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';

export async function findPresenter(
	db: Db,
	actor: Actor | null,
	meetingId: string
): Promise<OrganisationName | null> {
	const row = await db
		.selectFrom('meeting')
		.innerJoin('organisation as o', 'o.id', 'meeting.presentedById')
		.select(organisationName('o').as('organisation'))
		.where('meeting.id', '=', meetingId)
		.where(readableMeeting(actor))
		.executeTakeFirst();
	return row?.organisation ?? null;
}
