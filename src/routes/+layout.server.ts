import { getDb } from '#lib/server/platform/db.ts';
import { opensDesk } from '#lib/server/report/desk.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { actor } }) => ({
	actor: actor && { personId: actor.personId, name: actor.name, isGuest: actor.isGuest },
	opensDesk: await opensDesk(getDb(), actor)
});
