import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { line } from '#lib/model/meeting-facts.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { giveAnswer, readAnswer } from '#lib/server/meeting/answer.ts';
import { countFailure, refuseThrottled } from '#lib/server/people/throttle.ts';
import { getDb, getPool } from '#lib/server/platform/db.ts';
import { showError } from '#lib/server/platform/error-page.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, getClientAddress, setHeaders, url }) => {
	setHeaders({
		// The address is secret to other sites; with `no-referrer` the form would name no origin.
		'referrer-policy': 'same-origin',
		'cache-control': 'private, no-store'
	});
	return orError(async () => {
		await refuseThrottled(getPool(), 'invitation-address', getClientAddress());
		try {
			return {
				...(await readAnswer(getDb(), params.token)),
				thanks: url.searchParams.has('thanks')
			};
		} catch (fault) {
			if (fault instanceof AppError && fault.code === 'not_found') {
				await countFailure(getPool(), 'invitation-address', getClientAddress());
				showError(404, { message: fault.message, code: 'answer_unknown' });
			}
			throw fault;
		}
	});
};

const Given = v.object({
	answer: v.picklist(['accepted', 'declined']),
	name: line(120),
	note: v.pipe(v.string(), v.trim(), v.maxLength(1000))
});

export const actions: Actions = {
	default: async ({ params, request }) =>
		runForm(Given, await request.formData(), async (given) => {
			await giveAnswer(getDb(), params.token, given);
			redirect(303, `${localizeHref(`/answer/${params.token}`)}?thanks`);
		})
};
