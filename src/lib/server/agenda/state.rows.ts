import { sql } from 'kysely';
import type { AgendaItem, Format, ItemAccess, ItemStatus } from '#lib/model/agenda.ts';
import { sortItems } from '#lib/model/agenda.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { MeetingState, MeetingStatus } from '#lib/model/meeting.ts';
import type { Playback } from '#lib/model/playback.ts';
import { organisationText } from '../people/organisation.rows.ts';
import { speakerRole } from '../people/speaker.rows.ts';
import type { Db, Trx } from '../platform/db.ts';
import { findDays, findParts } from './day.rows.ts';
import { findSuggestions } from './suggestion.rows.ts';

/** Locks the meeting until the transaction ends; false when there is none. */
export async function lockMeeting(trx: Trx, meetingId: string): Promise<boolean> {
	const row = await trx
		.selectFrom('meeting')
		.select('id')
		.where('id', '=', meetingId)
		.forUpdate()
		.executeTakeFirst();
	return row !== undefined;
}

/**
 * The live state of a meeting in seven queries, however many items it has, all of one instant: a
 * command that commits between two of them would otherwise be in the state and not in its `seq`.
 */
export async function findState(db: Db, meetingId: string): Promise<MeetingState | undefined> {
	if (!db.isTransaction)
		return db
			.transaction()
			.setIsolationLevel('repeatable read')
			.setAccessMode('read only')
			.execute((trx) => findState(trx, meetingId));
	const meeting = await db
		.selectFrom('meeting')
		.select([
			'id',
			'seq',
			'status',
			'timezone',
			'currentItemId',
			'playback',
			'openedAt',
			'closedAt'
		])
		.where('id', '=', meetingId)
		.executeTakeFirst();
	if (!meeting) return undefined;
	const rows = await findItems(db, meetingId);
	const items = rows.filter((row) => !row.isRemoved).map((row) => row.item);
	const removed = rows.filter((row) => row.isRemoved).map((row) => row.item);
	return {
		meetingId,
		seq: meeting.seq,
		status: meeting.status as MeetingStatus,
		timezone: meeting.timezone,
		days: await findDays(db, meetingId),
		parts: await findParts(db, meetingId),
		items: sortItems(items),
		removed: sortItems(removed),
		suggestions: await findSuggestions(db, meetingId),
		currentItemId: meeting.currentItemId,
		playback: meeting.playback as Playback | null,
		openedAt: iso(meeting.openedAt),
		closedAt: iso(meeting.closedAt)
	};
}

async function findItems(db: Db, meetingId: string) {
	const rows = await db
		.selectFrom('agendaItem as i')
		.leftJoin('person as p', 'p.id', 'i.suggestedBy')
		.select([
			'i.id',
			'i.day',
			'i.part',
			'i.rank',
			'i.title',
			'i.format',
			'i.language',
			'i.minutes',
			'i.filmId',
			'i.status',
			'i.access',
			'i.openedAt',
			'i.closedAt',
			'i.removedAt',
			'i.spentMs',
			'i.runsSince',
			'i.grantedMs',
			'i.suggestedBy',
			'i.takenFrom',
			sql<string>`coalesce(p.name, p.role_label, '')`.as('suggester')
		])
		.where('i.meetingId', '=', meetingId)
		.execute();
	const speakers = await db
		.selectFrom('itemSpeaker as s')
		.innerJoin('agendaItem as i', 'i.id', 's.agendaItemId')
		.innerJoin('person as p', 'p.id', 's.personId')
		.select([
			's.agendaItemId',
			's.personId',
			sql<string>`coalesce(p.name, p.role_label, '')`.as('name'),
			speakerRole('s', 'p').as('role')
		])
		.where('i.meetingId', '=', meetingId)
		.orderBy('s.position')
		.orderBy('s.personId')
		.execute();
	const organisations = await findItemOrganisations(db, meetingId);
	const speakersOf = Map.groupBy(speakers, (row) => row.agendaItemId);
	const organisationsOf = Map.groupBy(organisations, (row) => row.agendaItemId);
	return rows.map(
		({ removedAt, spentMs, runsSince, grantedMs, suggestedBy, suggester, ...row }) => ({
			isRemoved: removedAt !== null,
			item: {
				...row,
				title: row.title as unknown as Localised,
				format: row.format as Format,
				status: row.status as ItemStatus,
				access: row.access as ItemAccess,
				speakers: (speakersOf.get(row.id) ?? []).map(({ personId, name, role }) => ({
					personId,
					name,
					role
				})),
				organisations: (organisationsOf.get(row.id) ?? []).map(({ id, name }) => ({ id, name })),
				openedAt: iso(row.openedAt),
				closedAt: iso(row.closedAt),
				suggestedBy: suggestedBy === null ? null : { personId: suggestedBy, name: suggester },
				timer: { spent: spentMs, since: iso(runsSince), granted: grantedMs }
			} satisfies AgendaItem
		})
	);
}

/** The organisation that answers for an item comes first, then those it lists. */
function findItemOrganisations(db: Db, meetingId: string) {
	const name = organisationText('o').$castTo<string>();
	return db
		.selectFrom('agendaItem as i')
		.innerJoin('organisation as o', 'o.id', 'i.organisationId')
		.select(['i.id as agendaItemId', 'o.id', name.as('name'), sql<number>`-1`.as('position')])
		.where('i.meetingId', '=', meetingId)
		.unionAll(
			db
				.selectFrom('itemOrganisation as l')
				.innerJoin('agendaItem as i', 'i.id', 'l.agendaItemId')
				.innerJoin('organisation as o', 'o.id', 'l.organisationId')
				.select(['i.id as agendaItemId', 'o.id', name.as('name'), 'l.position'])
				.where('i.meetingId', '=', meetingId)
				.whereRef('o.id', 'is distinct from', 'i.organisationId')
		)
		.orderBy('position')
		.orderBy('id')
		.execute();
}

function iso(at: Date | null): string | null {
	return at?.toISOString() ?? null;
}
