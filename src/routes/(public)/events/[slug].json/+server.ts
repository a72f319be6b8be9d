import { json } from '@sveltejs/kit';
import { writeFigures, writeOrganisation } from '#lib/model/dossier-json.ts';
import { writeParticipantReport, writeProgramme } from '#lib/model/programme-json.ts';
import { getEventFacts } from '#lib/server/dossier/event-facts.ts';
import { getProgramme, listParticipantReports } from '#lib/server/meeting/programme.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	readAt(event, 'meeting', async (slug) => {
		const { actor, locale } = event.locals;
		const meeting = await getProgramme(getDb(), actor, slug);
		const [reports, { figures, presentedBy }] = await Promise.all([
			listParticipantReports(getDb(), actor, meeting),
			getEventFacts(getDb(), actor, meeting.id)
		]);
		return json({
			...writeProgramme(meeting, locale),
			presentedBy: presentedBy && writeOrganisation(presentedBy, locale),
			figures: writeFigures(figures, locale),
			participantReports: reports.map((report) => writeParticipantReport(report, locale))
		});
	});
