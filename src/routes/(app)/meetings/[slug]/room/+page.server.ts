import { openRoom } from '#lib/server/agenda/room.ts';
import { requireActor } from '#lib/server/people/permissions.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	orError(() => {
		requireActor(locals.actor);
		return openRoom(getDb(), locals.actor, params.slug);
	});
