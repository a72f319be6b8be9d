import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { listOrganisationNames } from '#lib/server/people/naming.ts';
import {
	addRelation,
	OrganisationInput,
	readOrganisationToEdit,
	RelationInput,
	removeRelation,
	saveOrganisation
} from '#lib/server/people/organisations.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { runForm } from '#lib/server/platform/form.ts';
import { readAt } from '../../../../(public)/address.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readAt(event, 'organisation', async (slug) => ({
		organisation: await readOrganisationToEdit(getDb(), event.locals.actor, slug),
		organisations: await listOrganisationNames(getDb(), event.locals.actor),
		saved: event.url.searchParams.get('saved')
	}));

const slug = v.pipe(v.string(), v.maxLength(80));
const Removed = v.object({ from: slug, to: slug, kind: v.pipe(v.string(), v.maxLength(40)) });

export const actions: Actions = {
	save: async ({ locals, params, request }) =>
		runForm(OrganisationInput, await request.formData(), async (input) => {
			const saved = await saveOrganisation(getDb(), locals.actor, params.slug, input);
			redirect(303, localizeHref(`/desk/organisations/${saved}?saved=1`));
		}),
	relate: async ({ locals, params, request }) =>
		runForm(RelationInput, await request.formData(), async (input) => {
			await addRelation(getDb(), locals.actor, params.slug, input);
			redirect(303, localizeHref(`/desk/organisations/${params.slug}?saved=relation`));
		}),
	unrelate: async ({ locals, params, request }) =>
		runForm(Removed, await request.formData(), async (input) => {
			await removeRelation(getDb(), locals.actor, params.slug, input);
			redirect(303, localizeHref(`/desk/organisations/${params.slug}?saved=relation`));
		})
};
