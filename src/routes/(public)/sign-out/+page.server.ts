import { redirect } from '@sveltejs/kit';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { clearSessionCookie } from '#lib/server/people/session-cookie.ts';
import { endSession } from '#lib/server/people/sessions.ts';
import { getDb } from '#lib/server/platform/db.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	if (!locals.actor) redirect(303, localizeHref('/'));
};

export const actions: Actions = {
	default: async (event) => {
		const { actor, sessionId } = event.locals;
		if (actor && sessionId) await endSession(getDb(), actor, sessionId);
		clearSessionCookie(event);
		redirect(303, localizeHref('/'));
	}
};
