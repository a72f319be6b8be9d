import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { readPage } from '#lib/model/page.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { listKnownPeople, readPerson } from '#lib/server/people/names.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import { comparePeople, mergePeople } from '#lib/server/report/merging.ts';
import { leadToFirst } from '../../../../../first-page.ts';
import { leadToKept } from '../kept.ts';
import type { Actions, PageServerLoad } from './$types';

const Id = v.pipe(v.string(), v.uuid());

export const load: PageServerLoad = ({ locals, params, url }) =>
	orError(async () => {
		await leadToKept(locals.actor, params.id, '/merge');
		const { id, name, roleLabel } = await readPerson(getDb(), locals.actor, params.id);
		const query = (url.searchParams.get('q') ?? name ?? '').slice(0, 200);
		const other = url.searchParams.get('with');
		if (v.is(Id, other))
			return {
				person: { id, name, roleLabel },
				query,
				people: null,
				pair: await comparePeople(getDb(), locals.actor, [id, other]),
				mayCloseAccount: locals.actor!.isAdmin
			};
		const page = readPage(url.searchParams.get('page'));
		const people = await listKnownPeople(getDb(), locals.actor, query, page);
		leadToFirst(url, page, people.entries);
		return {
			person: { id, name, roleLabel },
			query,
			people: { ...people, entries: people.entries.filter((one) => one.id !== id) },
			pair: null,
			mayCloseAccount: false
		};
	});

const Merge = v.object({ keep: Id, with: Id });

export const actions: Actions = {
	default: async ({ locals, params, request }) =>
		runForm(Merge, await request.formData(), async ({ keep, with: other }) => {
			const ids = [params.id, other];
			const kept = ids.includes(keep) ? keep : params.id;
			const left = ids.find((id) => id !== kept) ?? kept;
			const now = await mergePeople(getDb(), locals.actor, { kept, other: left });
			redirect(303, localizeHref(`/desk/people/${now}?merged=1`));
		})
};
