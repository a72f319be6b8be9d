import type { PageServerLoad } from './$types';
import { getLocale } from '#lib/paraglide/runtime.js';
import { getDb } from '#lib/server/platform/db.ts';
import { presentReport } from '#lib/server/report/page.ts';
import { compareVersions } from '#lib/server/report/report.ts';
import { answerReport } from '../../answers.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { actor } = locals;
	const [from, to] = params.range.split('..').map((version) => Number(version.slice(1))) as [
		number,
		number
	];
	const { view, sections } = await answerReport({ ...params, url, actor }, () =>
		compareVersions(getDb(), actor, params.slug, from, to)
	);
	const { title, language } = presentReport(view.content, getLocale());
	const disclaimer = view.content.disclaimer ?? null;
	const reasons = view.versions.filter(
		({ n }) => n > Math.min(from, to) && n <= Math.max(from, to)
	);
	return { from, to, sections, title, language, reasons, disclaimer, slug: view.slug };
};
