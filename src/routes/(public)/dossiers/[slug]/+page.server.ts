import { getDossierWithTimeline } from '#lib/server/dossier/dossier.ts';
import { readSharedTexts } from '#lib/server/dossier/shared-texts.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readAt(event, 'dossier', async (slug) => {
		const { actor } = event.locals;
		const query = event.url.searchParams;
		const filter = { type: query.get('type'), language: query.get('lang') };
		const [{ dossier, timeline }, shared] = await Promise.all([
			getDossierWithTimeline(getDb(), actor, slug, filter),
			readSharedTexts(getDb())
		]);
		return { dossier, filter, timeline, shared };
	});
