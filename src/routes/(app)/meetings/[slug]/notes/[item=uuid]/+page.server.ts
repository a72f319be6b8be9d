import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { localizeHref } from '#lib/paraglide/runtime.js';
import {
	compareMoments,
	nameVersion,
	readHistory,
	readMoment,
	restoreMoment
} from '#lib/server/notes/history.ts';
import { getDocuments } from '#lib/server/notes/service.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { notFound } from '#lib/server/platform/errors.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad } from './$types';

const Moment = v.optional(v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(0)));
const Query = v.object({ at: Moment, from: Moment, to: Moment });

export const load: PageServerLoad = ({ locals, params, url }) =>
	orError(async () => {
		const history = await readHistory(getDb(), locals.actor, params.item);
		if (history.item.slug !== params.slug) throw notFound();
		const asked = v.safeParse(Query, Object.fromEntries(url.searchParams));
		const { at, from, to } = asked.success ? asked.output : {};
		const seq = Math.min(at ?? history.lastSeq, history.lastSeq);
		const end = to ?? history.lastSeq;
		const [moment, changes] = await Promise.all([
			from === undefined ? readMoment(getDb(), locals.actor, params.item, seq) : null,
			from === undefined ? null : compareMoments(getDb(), locals.actor, params.item, from, end)
		]);
		const compared = changes && { from: from!, to: end, changes };
		return { ...history, seq, moment, compared, done: url.searchParams.get('done') };
	});

const Name = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))
});
const Seq = v.object({ seq: v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(1)) });

export const actions: Actions = {
	keep: async ({ locals, params, request }) =>
		runForm(Name, await request.formData(), async ({ name }) => {
			await nameVersion(getDocuments(), locals.actor, params.item, name);
			redirect(303, localizeHref(`/meetings/${params.slug}/notes/${params.item}?done=kept`));
		}),
	restore: async ({ locals, params, request }) =>
		runForm(Seq, await request.formData(), async ({ seq }) => {
			await restoreMoment(getDocuments(), locals.actor, params.item, seq);
			redirect(303, localizeHref(`/meetings/${params.slug}/notes/${params.item}?done=restored`));
		})
};
