import { json, type RequestEvent } from '@sveltejs/kit';
import { AppError } from '#lib/server/platform/errors.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readFile } from '#lib/server/report/files.ts';
import { writeJson } from '#lib/server/report/json.ts';
import { readReport } from '#lib/server/report/report.ts';
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
				return answerWithdrawn(fault);
			return answerReport(slug, url, () => Promise.reject(fault));
		}
	}
	const kind = format as keyof typeof TYPES;
	const file = await answerReport(slug, url, () =>
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

/** The tombstone for programs: the same id, gone, when and why. */
function answerWithdrawn({ details }: AppError): Response {
	const { id, slug, language, at, reason } = details;
	return json({ id, slug, language, state: 'withdrawn', withdrawnAt: at, reason }, { status: 410 });
}
