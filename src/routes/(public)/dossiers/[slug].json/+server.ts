import { json } from '@sveltejs/kit';
import { writeDossier } from '#lib/model/dossier-json.ts';
import { getDossier } from '#lib/server/dossier/dossier.ts';
import { getTimeline } from '#lib/server/dossier/timeline.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	readAt(event, 'dossier', async (slug) => {
		const { actor, locale } = event.locals;
		const dossier = await getDossier(getDb(), actor, slug);
		return json(writeDossier(dossier, await getTimeline(getDb(), actor, dossier), locale));
	});
