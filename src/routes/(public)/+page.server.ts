import { listLatest } from '#lib/server/dossier/latest.ts';
import { listComing } from '#lib/server/dossier/coming.ts';
import { getDb } from '#lib/server/platform/db.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [coming, latest] = await Promise.all([
		listComing(getDb(), locals.actor, new Date(), url.searchParams.get('all') ?? undefined),
		listLatest(getDb(), locals.actor, { limit: 8 })
	]);
	return { coming, latest };
};
