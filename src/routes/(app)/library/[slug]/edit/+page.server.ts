import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { LIMITS } from '#lib/model/cue.ts';
import { TRACK_KINDS } from '#lib/model/film.ts';
import { findAccentedLines } from '#lib/model/subtitles.ts';
import { getEditableFilm } from '#lib/server/library/film.ts';
import { replaceTrack } from '#lib/server/library/track.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 100;

export const load: PageServerLoad = ({ params, locals }) =>
	orError(async () => {
		const film = await getEditableFilm(getDb(), locals.actor, params.slug);
		return { film };
	});

const Upload = v.object({
	language: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(35)),
	kind: v.picklist(TRACK_KINDS)
});

export const actions: Actions = {
	default: async ({ params, locals, request }) => {
		const film = await orError(() => getEditableFilm(getDb(), locals.actor, params.slug));
		const data = await request.formData();
		const file = data.get('file');
		if (!(file instanceof File)) error(400, { message: 'A file is missing.' });
		return runForm(Upload, data, async (input) => {
			// One byte more than allowed is enough to be refused.
			const bytes = new Uint8Array(await file.slice(0, LIMITS.bytes + 1).arrayBuffer());
			const stored = await replaceTrack(getDb(), locals.actor, film.id, { ...input, bytes });
			const { cues, format, encoding, notes, warnings } = stored;
			return {
				stored: {
					language: input.language,
					count: cues.length,
					format: format.toUpperCase(),
					encoding,
					preview: findAccentedLines(cues),
					notes: notes.slice(0, SHOWN),
					warnings: warnings.slice(0, SHOWN)
				}
			};
		});
	}
};
