import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { acceptInvitation, readInvitation } from '#lib/server/people/invitations.ts';
import { setSessionCookie } from '#lib/server/people/session-cookie.ts';
import { countFailure, refuseThrottled } from '#lib/server/people/throttle.ts';
import { getDb, getPool } from '#lib/server/platform/db.ts';
import { showError } from '#lib/server/platform/error-page.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, getClientAddress, setHeaders }) => {
	setHeaders({
		// With `no-referrer` a form sent without a script names no origin and is refused.
		'referrer-policy': 'same-origin',
		'cache-control': 'private, no-store'
	});
	return orError(async () => {
		await refuseThrottled(getPool(), 'invitation-address', getClientAddress());
		try {
			return await readInvitation(getDb(), params.token);
		} catch (fault) {
			if (fault instanceof AppError && fault.code === 'not_found') {
				await countFailure(getPool(), 'invitation-address', getClientAddress());
				showError(404, { message: fault.message, code: 'invitation_unknown' });
			}
			throw fault;
		}
	});
};

const Guest = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
	/** Whether the name may be printed in what is public of this meeting. */
	publish: v.optional(v.literal('yes'))
});

export const actions: Actions = {
	default: async (event) =>
		runForm(Guest, await event.request.formData(), async ({ name, publish }) => {
			const device = event.request.headers.get('user-agent') ?? '';
			const accepted = await acceptInvitation(
				getDb(),
				event.params.token,
				name,
				device,
				publish === 'yes'
			);
			setSessionCookie(event, accepted.session);
			redirect(303, localizeHref(`/meetings/${accepted.meetingSlug}`));
		})
};
