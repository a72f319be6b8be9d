import { listDossierChoices, listDossiers } from '#lib/server/dossier/dossier.ts';
import { getDb } from '#lib/server/platform/db.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const read = (name: string) => url.searchParams.get(name) || null;
	const filter = {
		country: read('country'),
		region: read('region'),
		theme: read('theme'),
		status: read('status')
	};
	const [dossiers, choices] = await Promise.all([
		listDossiers(getDb(), locals.actor, filter),
		listDossierChoices(getDb(), locals.actor)
	]);
	return { dossiers, choices, filter };
};
