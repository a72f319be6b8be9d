import { writeFeed } from '#lib/server/report/feed.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../../address.ts';
import { answerText } from '../../../answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	readAt(event, 'dossier', async (slug) => {
		const request = { origin: event.url.origin, language: event.locals.locale, slug, title: slug };
		return answerText(await writeFeed(getDb(), request), 'application/atom+xml');
	});
