import { json } from '@sveltejs/kit';
import { writeDossierCard } from '#lib/model/dossier-json.ts';
import { listDossiers } from '#lib/server/dossier/dossier.ts';
import { getDb } from '#lib/server/platform/db.ts';
import type { RequestHandler } from './$types';
import { readFilter } from '../dossiers/filter.ts';

export const GET: RequestHandler = async ({ locals, url }) => {
	const dossiers = await listDossiers(getDb(), locals.actor, readFilter(url));
	return json({
		dossiers: dossiers.map((one) => writeDossierCard(one, locals.locale, url.origin))
	});
};
