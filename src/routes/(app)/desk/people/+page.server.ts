import { listKnownPeople } from '#lib/server/people/names.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	orError(async () => {
		const query = (url.searchParams.get('q') ?? '').slice(0, 200);
		return {
			query,
			erased: url.searchParams.has('erased'),
			people: await listKnownPeople(getDb(), locals.actor, query)
		};
	});
