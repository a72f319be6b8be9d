import { redirect } from '@sveltejs/kit';
import { Facts } from '#lib/model/dossier-form.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { getFacts, saveFacts } from '#lib/server/dossier/facts.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	facts: await orError(() => getFacts(getDb(), locals.actor, params.slug))
});

export const actions: Actions = {
	save: async ({ locals, params, request }) =>
		runForm(Facts, await request.formData(), async (input) => {
			const slug = await saveFacts(getDb(), locals.actor, params.slug, input);
			redirect(303, localizeHref(`/desk/dossiers/${slug}?saved`));
		})
};
