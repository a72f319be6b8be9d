import { getDb } from '#lib/server/platform/db.ts';
import { printProgramme } from '#lib/server/report/programme.ts';
import { readAt } from '../../../address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	readAt(event, 'meeting', async (slug) => {
		const { actor, locale } = event.locals;
		const request = { slug, origin: event.url.origin, language: locale };
		const { bytes, name } = await printProgramme(getDb(), actor, request);
		return new Response(new Uint8Array(bytes), {
			headers: {
				'content-type': 'application/pdf',
				'content-disposition': `inline; filename="${name}"`,
				'content-length': String(bytes.length)
			}
		});
	});
