import { writeCalendar } from '#lib/server/meeting/calendar.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { answerText } from '../answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const request = { origin: url.origin, language: locals.locale, title: 'Emvod' };
	return answerText(await writeCalendar(getDb(), locals.actor, request), 'text/calendar');
};
