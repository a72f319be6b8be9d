import { json } from '@sveltejs/kit';
import { writeParticipantReport, writeProgramme } from '#lib/model/programme-json.ts';
import { getProgramme, listParticipantReports } from '#lib/server/meeting/programme.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	readAt(event, 'meeting', async (slug) => {
		const { actor, locale } = event.locals;
		const meeting = await getProgramme(getDb(), actor, slug);
		const reports = await listParticipantReports(getDb(), actor, meeting);
		return json({
			...writeProgramme(meeting, locale),
			participantReports: reports.map((report) => writeParticipantReport(report, locale))
		});
	});
