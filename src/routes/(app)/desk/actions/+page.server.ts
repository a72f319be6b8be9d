import { redirect } from '@sveltejs/kit';
import { ActionForm } from '#lib/model/kept-action.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { getDb } from '#lib/server/platform/db.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import { changeAction, readKeptActions } from '#lib/server/report/action-keeping.ts';
import { leadToFirst } from '../../../first-page.ts';
import { readFilter, writeFilter } from './filter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const filter = readFilter(url.searchParams);
	return orError(async () => {
		const kept = await readKeptActions(getDb(), locals.actor, filter);
		leadToFirst(url, kept.page, kept.actions);
		return { ...kept, filter, saved: url.searchParams.has('saved') };
	});
};

export const actions: Actions = {
	change: async ({ locals, request, url }) =>
		runForm(ActionForm, await request.formData(), async (input) => {
			await changeAction(getDb(), locals.actor, input);
			const query = writeFilter({ ...readFilter(url.searchParams), also: input.id });
			redirect(303, localizeHref(`/desk/actions?${query}&saved`));
		})
};
