import { getLocale } from '#lib/paraglide/runtime.js';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { readDraftAsVisitor } from '#lib/server/report/draft.ts';
import { presentReport } from '#lib/server/report/page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { head, content } = await orError(() =>
		readDraftAsVisitor(getDb(), locals.actor, params.slug)
	);
	return { slug: head.slug, report: presentReport(content, getLocale()) };
};
