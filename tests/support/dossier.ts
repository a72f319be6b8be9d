import type { Actor } from '#lib/model/actor.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { newActor } from './people.ts';

/** A public dossier with an editor, a reader and somebody of another taskforce. */
export async function newEditedDossier(db: Db) {
	const [editor, reader, stranger] = [
		await newActor(db, { name: 'Edi' }),
		await newActor(db, { name: 'Rea' }),
		await newActor(db, { name: 'Stra' })
	];
	const slug = `edited-${Math.random().toString(36).slice(2, 10)}`;
	const title = JSON.stringify({ original: 'en', texts: { en: 'An edited dossier' } });
	const { id } = await db
		.insertInto('dossier')
		.values({ slug, title, status: 'active', startDate: '2020-05-01' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const members: Array<[Actor, string]> = [
		[editor, 'edit'],
		[reader, 'read']
	];
	for (const [{ personId }, level] of members)
		await db.insertInto('dossierMember').values({ dossierId: id, personId, level }).execute();
	return { id, slug, editor, reader, stranger };
}

export async function newOrganisation(db: Db, name: string): Promise<string> {
	const slug = name.toLowerCase().replaceAll(/[^a-z]+/g, '-');
	const { id } = await db
		.insertInto('organisation')
		.values({ name, slug })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}
