import { redirect } from '@sveltejs/kit';
import { NewDossier } from '#lib/model/dossier-form.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { createDossier, listOwnDossiers } from '#lib/server/dossier/facts.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	orError(async () => ({
		...(await listOwnDossiers(getDb(), locals.actor)),
		editsTexts: locals.actor?.isAdmin ?? false
	}));

export const actions: Actions = {
	create: async ({ locals, request }) =>
		runForm(NewDossier, await request.formData(), async (input) => {
			const slug = await createDossier(getDb(), locals.actor, input);
			redirect(303, localizeHref(`/desk/dossiers/${slug}/organisations?saved`));
		})
};
