import { error } from '@sveltejs/kit';
import type { Cue } from '#lib/model/cue.ts';
import { TRACK_KINDS } from '#lib/model/film.ts';
import { writeSrt, writeText, writeVtt } from '#lib/model/subtitle-writer.ts';
import { getTrack } from '#lib/server/library/track.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { respondWithText } from '#lib/server/platform/media-response.ts';
import type { RequestHandler } from './$types';

const FORMATS: Record<string, { write: (cues: Cue[]) => string; type: string }> = {
	vtt: { write: writeVtt, type: 'text/vtt; charset=utf-8' },
	srt: { write: writeSrt, type: 'application/x-subrip; charset=utf-8' },
	txt: { write: writeText, type: 'text/plain; charset=utf-8' }
};

/** Always our own writing of the cues, never the file that was uploaded. */
export const GET: RequestHandler = ({ params, locals, request, url }) =>
	orError(async () => {
		const [, language, extension] = /^([A-Za-z0-9-]{2,35})\.(vtt|srt|txt)$/.exec(params.file) ?? [];
		const format = FORMATS[extension ?? ''];
		if (!language || !format) error(404, { message: 'Not found', code: 'not_found' });
		const kind = TRACK_KINDS.find((other) => other === url.searchParams.get('kind')) ?? null;
		const track = await getTrack(getDb(), locals.actor, params.slug, language, kind);
		const { isPublic } = track;
		const text = format.write(track.cues);
		return respondWithText(request, text, `"${track.id}-${extension}"`, {
			type: format.type,
			isPublic
		});
	});
