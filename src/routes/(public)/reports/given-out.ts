import { json, type RequestEvent } from '@sveltejs/kit';
import { show } from '#lib/model/localised.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readFile } from '#lib/server/report/files.ts';
import { writeJson } from '#lib/server/report/json.ts';
import { readReport } from '#lib/server/report/report.ts';
import { readTombstone, type Tombstone } from '#lib/server/report/tombstone.ts';
import { answerReport } from './answers.ts';

const TYPES = {
	pdf: 'application/pdf',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	md: 'text/markdown; charset=utf-8'
} as const;

/** A report for programs: JSON as this reader may see it, files of the public text. */
export async function answerFile(event: RequestEvent, slug: string, format: string, n?: number) {
	const db = getDb();
	const { actor } = event.locals;
	const { url } = event;
	const { origin } = url;
	const language = url.searchParams.get('language');
	if (format === 'json') {
		try {
			const view = await readReport(db, actor, slug, n, language);
			return json(writeJson(view), {
				headers: { 'cache-control': actor ? 'private, no-store' : 'no-cache' }
			});
		} catch (fault) {
			if (fault instanceof AppError && fault.code === 'report_withdrawn')
				return answerWithdrawn(fault, await readTombstone(db, actor, slug), origin);
			return answerReport({ slug, url, actor }, () => Promise.reject(fault));
		}
	}
	const kind = format as keyof typeof TYPES;
	const file = await answerReport({ slug, url, actor }, () =>
		readFile(db, actor, { slug, format: kind, origin, n, language })
	);
	const name = `${slug}-v${file.version}${file.language ? `-${file.language}` : ''}.${kind}`;
	return new Response(new Uint8Array(file.bytes), {
		headers: {
			'content-type': TYPES[kind],
			'content-disposition': `${kind === 'docx' ? 'attachment' : 'inline'}; filename="${name}"`,
			'content-length': String(file.bytes.length),
			...(file.language ? { 'content-language': file.language } : {})
		}
	});
}

/** The tombstone for programs: the same id, gone, when and why, and what it was of. */
function answerWithdrawn(
	{ details }: AppError,
	{ title, date, meeting, dossier }: Tombstone,
	origin: string
): Response {
	const { id, slug, language, at, reason, current } = details;
	const said = show(title, String(language));
	return json(
		{
			id,
			slug,
			language,
			state: 'withdrawn',
			withdrawnAt: at,
			reason,
			title: said.text,
			titleLanguage: said.lang,
			date,
			meeting: meeting && `${origin}/meetings/${meeting}`,
			dossier: dossier && `${origin}/dossiers/${dossier.slug}`,
			...(current ? { current: `${origin}/reports/${current}` } : {})
		},
		{ status: 410 }
	);
}
