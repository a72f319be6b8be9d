import { json } from '@sveltejs/kit';
import { writeProgramme } from '#lib/model/programme-json.ts';
import { getProgramme } from '#lib/server/meeting/programme.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	readAt(event, 'meeting', async (slug) => {
		const { actor, locale } = event.locals;
		return json(writeProgramme(await getProgramme(getDb(), actor, slug), locale));
	});
