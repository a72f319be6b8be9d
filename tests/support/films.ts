import type { Actor } from '#lib/model/actor.ts';
import { original } from '#lib/model/localised.ts';
import type { Db } from '#lib/server/platform/db.ts';

/** A dossier with one member of the given level. */
export async function addDossier(
	db: Db,
	slug: string,
	visibility: 'public' | 'members' = 'public'
): Promise<string> {
	const { id } = await db
		.insertInto('dossier')
		.values({ slug, visibility, title: JSON.stringify(original('en', slug)) })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function addMember(
	db: Db,
	name: string,
	dossierId: string | null,
	level: string
): Promise<Actor> {
	const { id } = await db
		.insertInto('person')
		.values({ name })
		.returning('id')
		.executeTakeFirstOrThrow();
	if (dossierId)
		await db.insertInto('dossierMember').values({ dossierId, personId: id, level }).execute();
	return { personId: id, name, isAdmin: false, isGuest: false, organisationId: null };
}

export async function addFilm(
	db: Db,
	slug: string,
	more: {
		dossierId?: string;
		visibility?: 'public' | 'members';
		file?: string;
		poster?: string;
		speakerId?: string;
		audioLanguages?: string[];
		neededLanguages?: string[];
		date?: string;
	} = {}
): Promise<string> {
	const { id } = await db
		.insertInto('film')
		.values({
			slug,
			title: JSON.stringify(original('en', slug)),
			seconds: 50,
			bytes: 10,
			mimeType: 'video/mp4',
			file: 'missing.mp4',
			audioLanguages: ['nl'],
			...more
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}
