import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import { readableMeeting } from '../people/reading.rows.ts';
import { saidOf } from '../people/refusal.rows.ts';
import { give } from '../people/refusal.ts';
import type { Db } from '../platform/db.ts';
import { selectReports } from './report.rows.ts';

/** The report that took another's place, if the actor may read it. */
export async function findSuccessor(db: Db, actor: Actor | null, id: string) {
	const row = await selectReports(db)
		.where('report.id', '=', id)
		.where(readableMeeting(actor))
		.select(['report.slug', sql<Localised>`meeting.title`.as('title')])
		.select(saidOf('meeting', 'meeting.id').as('saidOf'))
		.executeTakeFirst();
	return give(db, row);
}

/** Published reports of a dossier other than this one, newest first: any may take its place. */
export function listSuccessors(db: Db, head: { id: string; dossierId: string | null }) {
	if (!head.dossierId) return Promise.resolve([]);
	return selectReports(db)
		.where('meeting.dossierId', '=', head.dossierId)
		.where('report.state', '=', 'published')
		.where('report.id', '!=', head.id)
		.orderBy('report.createdAt', 'desc')
		.select(['report.slug', sql<Localised>`meeting.title`.as('title')])
		.execute();
}
