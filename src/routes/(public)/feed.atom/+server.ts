import { m } from '#lib/paraglide/messages.js';
import { writeFeed } from '#lib/server/report/feed.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { answerText } from '../answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const title = `Emvod · ${m.home_latest()}`;
	const feed = await writeFeed(getDb(), { origin: url.origin, language: locals.locale, title });
	return answerText(feed, 'application/atom+xml');
};
