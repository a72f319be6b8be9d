import { getLocale } from '#lib/paraglide/runtime.js';
import { getDb } from '#lib/server/platform/db.ts';
import { findDraftForAttendee } from '#lib/server/report/draft.ts';
import { presentReport } from '#lib/server/report/page.ts';
import { loadReport } from '../reading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const draft = await findDraftForAttendee(getDb(), locals.actor, params.slug);
	if (!draft) return { published: await loadReport(locals.actor, params.slug, url) };
	const { slug, content, canEdit } = draft;
	return { draft: { slug, canEdit, report: presentReport(content, getLocale()) } };
};
