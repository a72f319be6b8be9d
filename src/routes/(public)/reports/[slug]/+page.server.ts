import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { getDb } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { runForm } from '#lib/server/platform/form.ts';
import { addComment, findComments } from '#lib/server/report/comment.ts';
import { findDraftForAttendee } from '#lib/server/report/draft.ts';
import { presentReport } from '#lib/server/report/page.ts';
import { loadReport } from '../reading.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { actor } = locals;
	const draft = await findDraftForAttendee(getDb(), actor, params.slug);
	if (draft) {
		const { slug, content, canEdit } = draft;
		return { draft: { slug, canEdit, report: presentReport(content, getLocale()) } };
	}
	redirectToDifferences(params.slug, url);
	const published = await loadReport(actor, params.slug, url);
	const comments = actor && (await findComments(getDb(), actor, params.slug));
	return { published: { ...published, comments, commented: url.searchParams.has('commented') } };
};

/** The form that asks for the difference of any two versions leads to its lasting address. */
function redirectToDifferences(slug: string, url: URL): void {
	const [from, to] = ['from', 'to'].map((name) => Number(url.searchParams.get(name)));
	if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || !from || !to) return;
	if (from < 1 || to < 1) return;
	redirect(303, localizeHref(`/reports/${slug}/v${from}..v${to}`));
}

const Comment = v.object({
	itemId: v.pipe(v.string(), v.maxLength(100)),
	text: v.pipe(v.string(), v.maxLength(4000))
});

export const actions: Actions = {
	comment: async ({ locals, params, request }) =>
		runForm(Comment, await request.formData(), async (input) => {
			try {
				await addComment(getDb(), locals.actor, params.slug, input);
			} catch (fault) {
				if (fault instanceof AppError && fault.status === 404) error(404, fault.message);
				throw fault;
			}
			redirect(303, `${localizeHref(`/reports/${params.slug}`)}?commented`);
		})
};
