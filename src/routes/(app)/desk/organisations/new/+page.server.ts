import { redirect } from '@sveltejs/kit';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { listOrganisationNames } from '#lib/server/people/naming.ts';
import { createOrganisation, OrganisationInput } from '#lib/server/people/organisations.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	orError(async () => ({
		organisations: await listOrganisationNames(getDb(), locals.actor)
	}));

export const actions: Actions = {
	save: async ({ locals, request }) =>
		runForm(OrganisationInput, await request.formData(), async (input) => {
			const slug = await createOrganisation(getDb(), locals.actor, input);
			redirect(303, localizeHref(`/desk/organisations/${slug}?saved=1`));
		})
};
