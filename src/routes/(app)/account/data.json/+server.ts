import { json } from '@sveltejs/kit';
import { requireActor } from '#lib/server/people/permissions.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { exportPerson } from '#lib/server/report/person-export.ts';
import type { RequestHandler } from './$types';

/** Everything that is stored about whoever asks. */
export const GET: RequestHandler = ({ locals }) =>
	orError(async () => {
		requireActor(locals.actor);
		return json(await exportPerson(getDb(), locals.actor, locals.actor.personId), {
			headers: { 'cache-control': 'private, no-store' }
		});
	});
