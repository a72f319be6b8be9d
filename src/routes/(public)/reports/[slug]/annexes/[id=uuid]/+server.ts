import { isPicture } from '#lib/model/report-annex.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { respondWithMedia } from '#lib/server/platform/media-response.ts';
import { readAnnex } from '#lib/server/report/annex.ts';
import { answerReport } from '../../../answers.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, request, url }) => {
	const { media, type, file, isPublic } = await answerReport(
		{ slug: params.slug, url, actor: locals.actor },
		() => readAnnex(getDb(), locals.actor, params.slug, params.id)
	);
	const response = respondWithMedia(request, media, { type, isPublic });
	// A document is kept, not shown: it comes from outside and would run under our address.
	if (!isPicture({ type }))
		response.headers.set('content-disposition', `attachment; filename="${file}"`);
	return response;
};
