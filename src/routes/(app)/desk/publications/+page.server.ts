import { redirect } from '@sveltejs/kit';
import { EntryOnly, Publication } from '#lib/model/entry-form.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { listApart, removePublication, savePublication } from '#lib/server/dossier/publications.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { actor }, url }) =>
	orError(async () => ({
		...(await listApart(getDb(), actor)),
		open: url.searchParams.get('edit')
	}));

const leadBack = () => redirect(303, localizeHref('/desk/publications?saved'));

export const actions: Actions = {
	save: async ({ locals, request }) =>
		runForm(Publication, await request.formData(), async (input) => {
			await savePublication(getDb(), locals.actor, null, input);
			leadBack();
		}),
	remove: async ({ locals, request }) =>
		runForm(EntryOnly, await request.formData(), async (input) => {
			await removePublication(getDb(), locals.actor, null, input);
			leadBack();
		})
};
