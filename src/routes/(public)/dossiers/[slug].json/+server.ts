import { json } from '@sveltejs/kit';
import { writeDossier } from '#lib/model/dossier-json.ts';
import { getDossierWithTimeline } from '#lib/server/dossier/dossier.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	readAt(event, 'dossier', async (slug) => {
		const { actor, locale } = event.locals;
		const { dossier, timeline } = await getDossierWithTimeline(getDb(), actor, slug);
		return json(writeDossier(dossier, timeline, locale));
	});
