import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { endListedSession, listSessions } from '#lib/server/people/sessions.ts';
import { readDigestWish, readOwnEmail, setDigest } from '#lib/server/people/sign-in.ts';
import { requireActor } from '#lib/server/people/permissions.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { runForm } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	requireActor(locals.actor);
	const [email, wantsDigest, sessions] = await Promise.all([
		readOwnEmail(getDb(), locals.actor),
		readDigestWish(getDb(), locals.actor),
		listSessions(getDb(), locals.actor, locals.sessionId)
	]);
	return { email, wantsDigest, sessions };
};

export const actions: Actions = {
	digest: async ({ locals, request }) => {
		requireActor(locals.actor);
		const actor = locals.actor;
		const schema = v.object({ wants: v.optional(v.literal('on')) });
		return runForm(schema, await request.formData(), async ({ wants }) => {
			await setDigest(getDb(), actor, wants === 'on');
			redirect(303, localizeHref('/account'));
		});
	},
	end: async ({ locals, request }) => {
		requireActor(locals.actor);
		const actor = locals.actor;
		const schema = v.object({
			session: v.pipe(v.string(), v.hash(['sha256']))
		});
		return runForm(schema, await request.formData(), async ({ session }) => {
			await endListedSession(getDb(), actor, session);
			redirect(303, localizeHref('/account'));
		});
	}
};
