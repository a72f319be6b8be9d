import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { FactType } from '#lib/model/log.ts';
import { organisationText } from '../people/organisation.rows.ts';
import { speakerOrganisation, speakerRole } from '../people/speaker.rows.ts';
import type { Db } from '../platform/db.ts';
import { nameable, type Naming } from './disclosure.rows.ts';

/** Meetings with host, dossier, funder and the secretariat that writes their report. */
export function listMeetingFacts(db: Db, meetingIds: string[]) {
	return db
		.selectFrom('meeting')
		.leftJoin('organisation as host', 'host.id', 'meeting.hostId')
		.leftJoin('dossier', 'dossier.id', 'meeting.dossierId')
		.leftJoin('organisation as funder', (join) =>
			join.on('funder.id', '=', sql`coalesce(meeting.funder_id, dossier.funder_id)`)
		)
		.where('meeting.id', '=', sql<string>`ANY (${meetingIds}::uuid[])`)
		.select([
			'meeting.id',
			'meeting.slug',
			'meeting.title',
			'meeting.ordinal',
			'meeting.status',
			'meeting.mode',
			'meeting.modeReason',
			'meeting.objective',
			'meeting.timezone',
			'meeting.place',
			'meeting.city',
			'meeting.workingLanguages',
			'meeting.visibility',
			'dossier.visibility as dossierVisibility',
			'meeting.dossierId',
			'meeting.followsId',
			'meeting.openedAt',
			'meeting.closedAt',
			'host.slug as hostSlug',
			organisationText('host').as('hostName'),
			'dossier.slug as dossierSlug',
			'dossier.title as dossierTitle',
			organisationText('funder').as('funderName'),
			sql<Localised | null>`dossier.funding -> 'disclaimer'`.as('disclaimer'),
			sql<{ slug: string; name: string } | null>`(
				SELECT jsonb_build_object('slug', o.slug,
					'name', ${organisationText('o')})
				FROM dossier_organisation l JOIN organisation o ON o.id = l.organisation_id
				WHERE l.dossier_id = dossier.id AND l.role = 'secretariat' ORDER BY o.id LIMIT 1)`.as('author')
		])
		.$narrowType<{
			title: Localised;
			modeReason: Localised | null;
			objective: Localised | null;
			place: Record<string, string | null> | null;
			dossierTitle: Localised | null;
		}>()
		.execute();
}
export type MeetingFacts = Awaited<ReturnType<typeof listMeetingFacts>>[number];

/** One of them; undefined when there is none. */
export async function findMeetingFacts(
	db: Db,
	meetingId: string
): Promise<MeetingFacts | undefined> {
	return (await listMeetingFacts(db, [meetingId]))[0];
}

/** The days of each of these meetings, in their order; a meeting without days has no entry. */
export async function listDays(db: Db, meetingIds: string[]) {
	const rows = await db
		.selectFrom('meetingDay')
		.where('meetingId', '=', sql<string>`ANY (${meetingIds}::uuid[])`)
		.orderBy('day')
		.select(['meetingId', 'day', 'date', 'starts', 'ends', 'half', 'audience'])
		.execute();
	const days = new Map<string, Array<Omit<(typeof rows)[number], 'meetingId'>>>();
	for (const { meetingId, ...day } of rows)
		days.set(meetingId, [...(days.get(meetingId) ?? []), day]);
	return days;
}
export type MeetingDay = NonNullable<
	ReturnType<Awaited<ReturnType<typeof listDays>>['get']>
>[number];

/** The names that parts of days bear in the agenda; a part without items has no place in a report. */
export function listPartNames(db: Db, meetingId: string) {
	return db
		.selectFrom('meetingPart as p')
		.where('p.meetingId', '=', meetingId)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('agendaItem as i')
					.select('i.id')
					.whereRef('i.meetingId', '=', 'p.meetingId')
					.whereRef('i.day', '=', 'p.day')
					.whereRef('i.part', '=', 'p.part')
					.where('i.removedAt', 'is', null)
			)
		)
		.orderBy('p.day')
		.orderBy('p.part')
		.select(['p.day', 'p.part', 'p.title'])
		.$narrowType<{ title: Localised }>()
		.execute();
}

/** Items in the order of the programme, those taken off it left out. */
export function listItemFacts(db: Db, meetingId: string, naming: Naming) {
	return db
		.selectFrom('agendaItem')
		.leftJoin('film', (join) =>
			join.onRef('film.id', '=', 'agendaItem.filmId').on(nameable(naming, 'film'))
		)
		.where('agendaItem.meetingId', '=', meetingId)
		.where('agendaItem.removedAt', 'is', null)
		.orderBy('agendaItem.day')
		.orderBy('agendaItem.rank')
		.select([
			'agendaItem.id',
			'agendaItem.day',
			'agendaItem.part',
			'agendaItem.title',
			'agendaItem.talk',
			'agendaItem.format',
			'agendaItem.language',
			'agendaItem.subtitleLanguages',
			'agendaItem.minutes',
			'agendaItem.status',
			'agendaItem.reported',
			'agendaItem.openedAt',
			'agendaItem.closedAt',
			'agendaItem.spentMs',
			'agendaItem.filmId',
			'film.slug as filmSlug',
			'film.title as filmTitle'
		])
		.$narrowType<{ title: Localised; talk: Localised | null; filmTitle: Localised | null }>()
		.execute();
}
export type ItemFacts = Awaited<ReturnType<typeof listItemFacts>>[number];

/** Speakers with the role they had on the day; the name only where its publication has a basis. */
export function listSpeakers(db: Db, meetingId: string) {
	return db
		.selectFrom('itemSpeaker')
		.innerJoin('agendaItem', 'agendaItem.id', 'itemSpeaker.agendaItemId')
		.innerJoin('person', 'person.id', 'itemSpeaker.personId')
		.leftJoin('organisation', (join) =>
			join.on('organisation.id', '=', speakerOrganisation('item_speaker', 'person'))
		)
		.where('agendaItem.meetingId', '=', meetingId)
		.orderBy('itemSpeaker.position')
		.select([
			'itemSpeaker.agendaItemId as itemId',
			'itemSpeaker.planned',
			'itemSpeaker.spoke',
			'person.id as personId',
			sql<string | null>`printed_name(person, agenda_item.meeting_id)`.as('name'),
			speakerRole('item_speaker', 'person').as('role'),
			organisationText('organisation').as('organisation')
		])
		.execute();
}

export function listItemOrganisations(db: Db, meetingId: string) {
	return db
		.selectFrom('itemOrganisation')
		.innerJoin('agendaItem', 'agendaItem.id', 'itemOrganisation.agendaItemId')
		.innerJoin('organisation', 'organisation.id', 'itemOrganisation.organisationId')
		.where('agendaItem.meetingId', '=', meetingId)
		.orderBy('itemOrganisation.position')
		.select([
			'itemOrganisation.agendaItemId as itemId',
			sql<string>`${organisationText('organisation')}`.as('name')
		])
		.execute();
}

/** These events of the meeting's log, oldest first, and its first one: whether it has a log at all. */
export function listPlayback(db: Db, meetingId: string, types: FactType[]) {
	return db
		.selectFrom('meetingEvent')
		.where('meetingId', '=', meetingId)
		.where((eb) => eb.or([eb('type', 'in', types), eb('seq', '=', 1)]))
		.orderBy('seq')
		.select(['type', 'at', sql<Record<string, unknown>>`payload`.as('payload')])
		.execute();
}

/** Those of these films that the report may name. */
export function listFilms(db: Db, ids: string[], naming: Naming) {
	if (ids.length === 0) return Promise.resolve([]);
	return db
		.selectFrom('film')
		.where('id', 'in', ids)
		.where(nameable(naming, 'film'))
		.select(['id', 'slug', 'title'])
		.$narrowType<{ title: Localised }>()
		.execute();
}
