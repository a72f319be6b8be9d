import { ExternalEvent } from '#lib/model/entry-form.ts';
import { listEvents, saveEvent } from '#lib/server/dossier/events.ts';
import { listOrganisationChoices } from '#lib/server/dossier/naming.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { saving } from '../../saving.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { actor }, params: { slug }, url }) =>
	orError(async () => ({
		events: await listEvents(getDb(), actor, slug),
		organisations: await listOrganisationChoices(getDb(), actor, slug),
		open: url.searchParams.get('edit')
	}));

export const actions: Actions = { save: saving(ExternalEvent, '/events', saveEvent) };
