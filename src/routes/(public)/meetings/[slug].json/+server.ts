import { json } from '@sveltejs/kit';
import { writeFigures } from '#lib/model/dossier-json.ts';
import { writeProgramme } from '#lib/model/programme-json.ts';
import { listMeetingFigures } from '#lib/server/dossier/event-facts.ts';
import { getProgramme } from '#lib/server/meeting/programme.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	readAt(event, 'meeting', async (slug) => {
		const { actor, locale } = event.locals;
		const meeting = await getProgramme(getDb(), actor, slug);
		const figures = await listMeetingFigures(getDb(), actor, meeting.id);
		return json({ ...writeProgramme(meeting, locale), figures: writeFigures(figures, locale) });
	});
