import { error } from '@sveltejs/kit';
import { TRACK_KINDS } from '#lib/model/film.ts';
import { SUBTITLE_FORMATS } from '#lib/model/subtitle-format.ts';
import { getTrack } from '#lib/server/library/track.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { respondWithText } from '#lib/server/platform/media-response.ts';
import { readAt } from '../../../../address.ts';
import type { RequestHandler } from './$types';

/** Always our own writing of the cues, never the file that was uploaded. */
export const GET: RequestHandler = (event) =>
	readAt(event, 'film', async (slug) => {
		const { params, locals, request, url } = event;
		const [, language, extension] = /^([A-Za-z0-9-]{2,35})\.([a-z]+)$/.exec(params.file) ?? [];
		const format = Object.hasOwn(SUBTITLE_FORMATS, extension ?? '') && SUBTITLE_FORMATS[extension!];
		if (!language || !format) error(404, { message: 'Not found', code: 'not_found' });
		const kind = TRACK_KINDS.find((other) => other === url.searchParams.get('kind')) ?? null;
		const track = await getTrack(getDb(), locals.actor, slug, language, kind);
		const { isPublic } = track;
		const text = format.write(track.cues);
		return respondWithText(request, text, {
			type: format.type,
			isPublic
		});
	});
