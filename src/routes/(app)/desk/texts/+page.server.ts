import { redirect } from '@sveltejs/kit';
import { SharedTexts } from '#lib/model/dossier-form.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { getSharedTexts, saveSharedTexts } from '#lib/server/dossier/shared-texts.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
	shared: await orError(() => getSharedTexts(getDb(), locals.actor))
});

export const actions: Actions = {
	save: async ({ locals, request }) =>
		runForm(SharedTexts, await request.formData(), async (input) => {
			await saveSharedTexts(getDb(), locals.actor, input);
			redirect(303, localizeHref('/desk/texts?saved'));
		})
};
