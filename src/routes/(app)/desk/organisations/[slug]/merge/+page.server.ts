import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { ChosenFacts } from '#lib/model/organisation-merge.ts';
import { nameOrganisation } from '#lib/model/organisation.ts';
import { readPage } from '#lib/model/page.ts';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import {
	listOrganisationsToEdit,
	readOrganisationToEdit
} from '#lib/server/people/organisations.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { runForm } from '#lib/server/platform/form.ts';
import {
	compareOrganisations,
	mergeOrganisations
} from '#lib/server/report/organisation-merging.ts';
import { leadToFirst } from '../../../../../first-page.ts';
import { readAt } from '../../../../../(public)/address.ts';
import type { Actions, PageServerLoad } from './$types';

const Slug = v.pipe(v.string(), v.minLength(1), v.maxLength(80));

export const load: PageServerLoad = (event) =>
	readAt(event, 'organisation', async (slug) => {
		const { locals, url } = event;
		const { name, label } = await readOrganisationToEdit(getDb(), locals.actor, slug);
		const named = nameOrganisation({ name, label }, getLocale());
		const query = (url.searchParams.get('q') ?? named.text).slice(0, 200);
		const other = url.searchParams.get('with');
		const organisation = { slug, named };
		if (v.is(Slug, other)) {
			const pair = await compareOrganisations(getDb(), locals.actor, [slug, other]);
			if (!pair) redirect(303, localizeHref(`/desk/organisations/${slug}`));
			return { organisation, query, found: null, pair };
		}
		const page = readPage(url.searchParams.get('page'));
		const found = await listOrganisationsToEdit(getDb(), locals.actor, query, page);
		leadToFirst(url, page, found.entries);
		const entries = found.entries.filter((one) => one.slug !== slug);
		return { organisation, query, found: { ...found, entries }, pair: null };
	});

const edition = v.pipe(v.string(), v.toNumber(), v.integer());
const Merge = v.object({
	with: Slug,
	edited: edition,
	withEdited: edition,
	...ChosenFacts.entries
});

export const actions: Actions = {
	default: async ({ locals, params, request }) =>
		runForm(
			Merge,
			await request.formData(),
			async ({ with: other, edited, withEdited, ...chosen }) => {
				const now = await mergeOrganisations(getDb(), locals.actor, {
					kept: params.slug,
					other,
					edited: [edited, withEdited],
					chosen
				});
				redirect(303, localizeHref(`/desk/organisations/${now}?saved=merged`));
			}
		)
};
