import { getLocale } from '#lib/paraglide/runtime.js';
import type { Actor } from '#lib/model/actor.ts';
import { describeForSearch } from '#lib/server/report/json-ld.ts';
import { presentReport } from '#lib/server/report/page.ts';
import { readReport, splitView } from '#lib/server/report/report.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { answerReport } from './answers.ts';

/** What the page of the current version and that of version `n` show. */
export async function loadReport(actor: Actor | null, slug: string, url: URL, n?: number) {
	const language = url.searchParams.get('language');
	const view = await answerReport({ slug, url, actor }, () =>
		readReport(getDb(), actor, slug, n, language)
	);
	const { head, content, present } = splitView(view);
	return {
		head,
		report: presentReport(content, getLocale(), present),
		address: `${url.origin}/reports/${slug}`,
		linked: describeForSearch(view, url.origin)
	};
}
