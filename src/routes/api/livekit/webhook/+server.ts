import { error, text, type RequestHandler } from '@sveltejs/kit';
import { takeHook } from '#lib/server/meeting/webhook.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { getMedia } from '#lib/server/platform/livekit.ts';

export const POST: RequestHandler = async ({ request }) => {
	const media = getMedia();
	if (!media) error(404);
	try {
		const body = await request.text();
		return text(await takeHook(getDb(), media, body, request.headers.get('authorization') ?? ''));
	} catch (fault) {
		if (fault instanceof AppError) error(fault.status, fault.message);
		throw fault;
	}
};
