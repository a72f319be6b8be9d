import { openRoom } from '#lib/server/agenda/room.ts';
import { requireActor } from '#lib/server/people/permissions.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	orError(async () => {
		requireActor(locals.actor);
		const { head, state, films, me } = await openRoom(getDb(), locals.actor, params.slug);
		// The big screen is looked at, not handled: nobody commands from it.
		return { head, state, films, me: { ...me, canChair: false } };
	});
