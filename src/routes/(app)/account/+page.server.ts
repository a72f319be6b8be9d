import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { DoneForm } from '#lib/model/kept-action.ts';
import { readPage } from '#lib/model/page.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { endListedSession, listSessions } from '#lib/server/people/sessions.ts';
import { readDigestWish, readOwnEmail, setDigest } from '#lib/server/people/sign-in.ts';
import { requireActor } from '#lib/server/people/permissions.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { runForm } from '#lib/server/platform/form.ts';
import { finishOwnAction, listOwnActions } from '#lib/server/report/action-keeping.ts';
import { leadToFirst } from '../../first-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	requireActor(locals.actor);
	const also = url.searchParams.get('also') ?? '';
	const [email, wantsDigest, sessions, own] = await Promise.all([
		readOwnEmail(getDb(), locals.actor),
		readDigestWish(getDb(), locals.actor),
		listSessions(getDb(), locals.actor, locals.sessionId),
		listOwnActions(getDb(), locals.actor, also, readPage(url.searchParams.get('page')))
	]);
	leadToFirst(url, own.page, own.entries);
	return { email, wantsDigest, sessions, own, also, saved: url.searchParams.get('saved') };
};

export const actions: Actions = {
	done: async ({ locals, request, url }) =>
		runForm(DoneForm, await request.formData(), async (input) => {
			await finishOwnAction(getDb(), locals.actor, input);
			const page = readPage(url.searchParams.get('page'));
			const query = `also=${input.id}&saved=action${page > 1 ? `&page=${page}` : ''}`;
			redirect(303, localizeHref(`/account?${query}`));
		}),
	digest: async ({ locals, request }) => {
		requireActor(locals.actor);
		const actor = locals.actor;
		const schema = v.object({ wants: v.optional(v.literal('on')) });
		return runForm(schema, await request.formData(), async ({ wants }) => {
			await setDigest(getDb(), actor, wants === 'on');
			redirect(303, localizeHref('/account?saved=digest'));
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
			redirect(303, localizeHref('/account?saved=session'));
		});
	}
};
