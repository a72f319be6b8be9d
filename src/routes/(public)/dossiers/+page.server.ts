import { listDossierChoices, listDossiers } from '#lib/server/dossier/dossier.ts';
import { readSharedTexts } from '#lib/server/dossier/shared-texts.ts';
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
	const [dossiers, choices, shared] = await Promise.all([
		listDossiers(getDb(), locals.actor, filter),
		listDossierChoices(getDb(), locals.actor),
		readSharedTexts(getDb())
	]);
	return { dossiers, choices, filter, shared };
};
