import { randomUUID } from 'node:crypto';
import type { Actor, Level } from '#lib/model/actor.ts';
import { original } from '#lib/model/localised.ts';
import type { SeatKind } from '#lib/model/meeting.ts';
import { spreadRanks } from '#lib/model/rank.ts';
import type { Db } from '#lib/server/platform/db.ts';

const localised = (text: string) => JSON.stringify(original('en', text));

export async function addOrganisation(db: Db, name: string): Promise<string> {
	const { id } = await db
		.insertInto('organisation')
		.values({ name, slug: `${name.toLowerCase().replaceAll(' ', '-')}-${randomUUID()}` })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** A person, as a member of the dossier when a level is given. */
export async function addActor(
	db: Db,
	name: string,
	membership?: { dossierId: string; level: Level },
	organisationId: string | null = null
): Promise<Actor> {
	const { id } = await db
		.insertInto('person')
		.values({ name, organisationId })
		.returning('id')
		.executeTakeFirstOrThrow();
	if (membership)
		await db
			.insertInto('dossierMember')
			.values({ personId: id, ...membership })
			.execute();
	return { personId: id, name, isAdmin: false, isGuest: false, organisationId };
}

export async function addDossier(db: Db): Promise<string> {
	const { id } = await db
		.insertInto('dossier')
		.values({ slug: `dossier-${randomUUID()}`, title: localised('A taskforce') })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** A meeting of one day in Paris with items of 10 minutes each. */
export async function addMeeting(
	db: Db,
	dossierId: string,
	titles: string[]
): Promise<{ meetingId: string; slug: string; itemIds: string[] }> {
	const slug = `meeting-${randomUUID()}`;
	const { id: meetingId } = await db
		.insertInto('meeting')
		.values({
			slug,
			dossierId,
			kind: 'taskforce',
			title: localised('A meeting'),
			status: 'scheduled',
			mode: 'hybrid',
			roomName: randomUUID()
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('meetingDay')
		.values({ meetingId, day: 1, date: '2026-06-12', starts: '09:00', ends: '12:00' })
		.execute();
	const ranks = spreadRanks(titles.length);
	const itemIds: string[] = [];
	for (const [index, title] of titles.entries()) {
		const { id } = await db
			.insertInto('agendaItem')
			.values({ meetingId, rank: ranks[index] ?? '', title: localised(title), minutes: 10 })
			.returning('id')
			.executeTakeFirstOrThrow();
		itemIds.push(id);
	}
	return { meetingId, slug, itemIds };
}

export async function addSeat(
	db: Db,
	meetingId: string,
	actor: Actor,
	kind: SeatKind,
	heads = 1
): Promise<string> {
	const { personId, organisationId } = actor;
	const { id } = await db
		.insertInto('seat')
		.values({ meetingId, personId, organisationId, kind, heads })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function addFilm(db: Db, dossierId: string, seconds = 120): Promise<string> {
	const { id } = await db
		.insertInto('film')
		.values({
			slug: `film-${randomUUID()}`,
			dossierId,
			title: localised('A film'),
			seconds,
			bytes: 1,
			file: 'film.mp4',
			mimeType: 'video/mp4'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}
