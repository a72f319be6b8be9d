import type { Localised } from '#lib/model/localised.ts';
import type { SpeakerDay } from '#lib/model/speaker-day.ts';
import type { Db, Trx } from '../platform/db.ts';

/** A speaker of an item, with what they were on the day. */
export interface DaySpeaker extends SpeakerDay {
	key: string;
	itemId: string;
	personId: string;
	title: Localised;
	name: string | null;
}

export async function listDaySpeakers(db: Db, meetingId: string): Promise<DaySpeaker[]> {
	const rows = await db
		.selectFrom('itemSpeaker as s')
		.innerJoin('agendaItem as i', 'i.id', 's.agendaItemId')
		.innerJoin('person as p', 'p.id', 's.personId')
		.where('i.meetingId', '=', meetingId)
		.where('i.removedAt', 'is', null)
		.orderBy('i.day')
		.orderBy('i.rank')
		.orderBy('s.position')
		.select(['i.id as itemId', 'p.id as personId', 'i.title', 'p.name'])
		.select(['s.roleLabel as role', 's.organisationId'])
		.$narrowType<{ title: Localised }>()
		.execute();
	return rows.map((row) => ({ key: `${row.itemId}.${row.personId}`, ...row }));
}

export async function setSpeakerDay(
	trx: Trx,
	{ itemId, personId }: Pick<DaySpeaker, 'itemId' | 'personId'>,
	{ role, organisationId }: SpeakerDay
): Promise<void> {
	await trx
		.updateTable('itemSpeaker')
		.set({ roleLabel: role, organisationId })
		.where('agendaItemId', '=', itemId)
		.where('personId', '=', personId)
		.execute();
}
