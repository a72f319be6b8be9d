import { redirect } from '@sveltejs/kit';
import { listMeetingFigures } from '#lib/server/dossier/event-facts.ts';
import { getProgramme } from '#lib/server/meeting/programme.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt, replaceSegment } from '../../address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readAt(event, 'meeting', async (slug) => {
		const { actor } = event.locals;
		const meeting = await getProgramme(getDb(), actor, slug);
		if (meeting.kind === 'external-event' && slug === event.params.slug)
			redirect(308, replaceSegment(event.url, 'meetings', 'events'));
		return { meeting, figures: await listMeetingFigures(getDb(), actor, meeting.id) };
	});
