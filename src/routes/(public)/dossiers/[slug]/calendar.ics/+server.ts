import { show } from '#lib/model/localised.ts';
import { getDossier } from '#lib/server/dossier/dossier.ts';
import { writeCalendar } from '#lib/server/meeting/calendar.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../../address.ts';
import { answerText } from '../../../answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	readAt(event, 'dossier', async (slug) => {
		const { actor, locale } = event.locals;
		const { title } = await getDossier(getDb(), actor, slug);
		const calendar = await writeCalendar(getDb(), actor, {
			origin: event.url.origin,
			language: locale,
			dossier: slug,
			title: show(title, locale).text
		});
		return answerText(calendar, 'text/calendar');
	});
