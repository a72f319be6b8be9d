import { writeCalendar } from '#lib/server/meeting/calendar.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../address.ts';
import { answerText } from '../../answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	readAt(event, 'meeting', async (slug) => {
		const { actor, locale } = event.locals;
		const request = { origin: event.url.origin, language: locale, slug, title: `Emvod · ${slug}` };
		return answerText(await writeCalendar(getDb(), actor, request), 'text/calendar');
	});
