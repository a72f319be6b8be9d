import { readReturnPath } from '#lib/model/return-path.ts';
import { redirect } from '@sveltejs/kit';
import { deLocalizeHref, localizeHref } from '#lib/paraglide/runtime.js';
import { setSessionCookie } from '#lib/server/people/session-cookie.ts';
import { Credentials, signIn } from '#lib/server/people/sign-in.ts';
import { getDb, getPool } from '#lib/server/platform/db.ts';
import { runForm } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Only a path of ours: a link to sign in must not lead elsewhere afterwards. */
export const load: PageServerLoad = ({ locals, url }) => {
	const to = readReturnPath(url.searchParams.get('to'));
	if (locals.actor) redirect(303, to);
	return { to };
};

export const actions: Actions = {
	default: async (event) => {
		const data = await event.request.formData();
		const to = readReturnPath(event.url.searchParams.get('to'));
		return runForm(
			Credentials,
			data,
			async (credentials) => {
				const id = await signIn(getDb(), getPool(), credentials, {
					address: event.getClientAddress(),
					device: event.request.headers.get('user-agent') ?? ''
				});
				setSessionCookie(event, id);
				redirect(303, localizeHref(deLocalizeHref(to)));
			},
			['password']
		);
	}
};
