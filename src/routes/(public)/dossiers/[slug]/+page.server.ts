import { getDossier } from '#lib/server/dossier/dossier.ts';
import { getTimeline } from '#lib/server/dossier/timeline.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readAt(event, 'dossier', async (slug) => {
		const { actor } = event.locals;
		const query = event.url.searchParams;
		const filter = { type: query.get('type'), language: query.get('lang') };
		const dossier = await getDossier(getDb(), actor, slug);
		return { dossier, filter, timeline: await getTimeline(getDb(), actor, dossier, filter) };
	});
