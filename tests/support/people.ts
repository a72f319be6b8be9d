import { randomBytes } from 'node:crypto';
import type { Actor } from '#lib/model/actor.ts';
import type { Db } from '#lib/server/platform/db.ts';

/** A person in the database, as the actor of a test. */
export async function newActor(
	db: Db,
	values: { name?: string; isAdmin?: boolean } = {}
): Promise<Actor> {
	const name = values.name ?? 'Ana Example';
	const isAdmin = values.isAdmin ?? false;
	const { id } = await db
		.insertInto('person')
		.values({ name, isAdmin, fictitious: true })
		.returning('id')
		.executeTakeFirstOrThrow();
	return { personId: id, name, isAdmin, isGuest: false, organisationId: null };
}

/** A dossier with members at the levels given. */
export async function newDossier(
	db: Db,
	members: Array<[Actor, 'read' | 'take-part' | 'edit' | 'publish']> = [],
	visibility: 'public' | 'members' = 'public'
): Promise<string> {
	const { id } = await db
		.insertInto('dossier')
		.values({
			slug: `dossier-${randomBytes(4).toString('hex')}`,
			title: JSON.stringify({ original: 'en', texts: { en: 'A dossier' } }),
			visibility
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	for (const [actor, level] of members)
		await db
			.insertInto('dossierMember')
			.values({ dossierId: id, personId: actor.personId, level })
			.execute();
	return id;
}

/** A meeting of one day in a dossier, scheduled for today. */
export async function newMeeting(
	db: Db,
	dossierId: string | null
): Promise<{ id: string; slug: string }> {
	const slug = `meeting-${randomBytes(4).toString('hex')}`;
	const { id } = await db
		.insertInto('meeting')
		.values({
			slug,
			dossierId,
			kind: 'taskforce-meeting',
			title: JSON.stringify({ original: 'en', texts: { en: 'A meeting' } }),
			status: 'scheduled',
			mode: 'hybrid',
			roomName: randomBytes(16).toString('hex')
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('meetingDay')
		.values({
			meetingId: id,
			day: 1,
			date: new Date().toISOString().slice(0, 10),
			starts: '09:00',
			ends: '12:00'
		})
		.execute();
	return { id, slug };
}
