import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { localizeHref } from '#lib/paraglide/runtime.js';
import {
	BASES,
	PersonInput,
	readPerson,
	recordBasis,
	savePerson
} from '#lib/server/people/names.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError, readFields, runForm } from '#lib/server/platform/form.ts';
import { erasePersonAndLook, lookIntoAnnexes } from '#lib/server/intake/annexes.ts';
import { ErasureInput } from '#lib/server/report/erasure.ts';
import { leadToKept } from './kept.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
	orError(async () => {
		await leadToKept(locals.actor, params.id);
		return {
			person: await readPerson(getDb(), locals.actor, params.id),
			saved: url.searchParams.has('saved'),
			merged: url.searchParams.has('merged')
		};
	});

const Basis = v.object({
	meeting: v.pipe(v.string(), v.uuid()),
	basis: v.picklist(['', ...BASES])
});

export const actions: Actions = {
	save: async ({ locals, params, request }) =>
		runForm(PersonInput, await request.formData(), async (input) => {
			await savePerson(getDb(), locals.actor, params.id, input);
			redirect(303, localizeHref(`/desk/people/${params.id}?saved=1`));
		}),
	basis: async ({ locals, params, request }) =>
		runForm(Basis, await request.formData(), async ({ meeting, basis }) => {
			await recordBasis(getDb(), locals.actor, params.id, meeting, basis);
			redirect(303, localizeHref(`/desk/people/${params.id}?saved=1`));
		}),
	look: async ({ locals, params, request }) => {
		const data = await request.formData();
		return runForm(v.pick(ErasureInput, ['spellings']), data, async ({ spellings }) => ({
			looked: await lookIntoAnnexes(getDb(), locals.actor, params.id, spellings),
			values: readFields(data)
		}));
	},
	erase: async ({ locals, params, request, url }) =>
		runForm(ErasureInput, await request.formData(), async (input) => {
			const { actor } = locals;
			const id = await erasePersonAndLook(getDb(), actor, params.id, input, url.origin);
			redirect(303, localizeHref(`/desk/people?erased=${id}`));
		})
};
