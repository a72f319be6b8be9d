import { listDossierChoices, listDossiers } from '#lib/server/dossier/dossier.ts';
import { readSharedTexts } from '#lib/server/dossier/shared-texts.ts';
import { getDb } from '#lib/server/platform/db.ts';
import type { PageServerLoad } from './$types';
import { readFilter } from './filter.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const filter = readFilter(url);
	const [dossiers, choices, shared] = await Promise.all([
		listDossiers(getDb(), locals.actor, filter),
		listDossierChoices(getDb(), locals.actor),
		readSharedTexts(getDb())
	]);
	return { dossiers, choices, filter, shared };
};
