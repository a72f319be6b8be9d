import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import { readableMeeting } from '#lib/server/people/reading.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';

/** An event of others that the actor may read. */
export async function findEvent(
	db: Db,
	actor: Actor,
	slug: string
): Promise<{ id: string; title: Localised; dossierId: string | null } | undefined> {
	const row = await db
		.selectFrom('meeting as m')
		.select(['m.id', 'm.title', 'm.dossierId'])
		.where('m.slug', '=', slug)
		.where('m.kind', '=', 'external-event')
		.where(readableMeeting(actor, 'm'))
		.executeTakeFirst();
	return row as unknown as { id: string; title: Localised; dossierId: string | null } | undefined;
}
