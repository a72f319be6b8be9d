import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { NewMeeting } from '#lib/model/meeting-facts.ts';
import { readPage } from '#lib/model/page.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { remindAll } from '#lib/server/meeting/desk.ts';
import { createMeeting, readOwnMeetings } from '#lib/server/meeting/new-meeting.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import { leadToFirst } from '../../../first-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	orError(async () => {
		const page = readPage(url.searchParams.get('page'));
		const own = await readOwnMeetings(getDb(), locals.actor, page);
		leadToFirst(url, page, own.meetings.entries);
		const sent = url.searchParams.get('sent');
		return { ...own, sent: sent === null ? null : Number(sent) };
	});

export const actions: Actions = {
	create: async ({ locals, request }) =>
		runForm(NewMeeting, await request.formData(), async (input) => {
			const slug = await createMeeting(getDb(), locals.actor, input, locals.locale);
			redirect(303, localizeHref(`/desk/meetings/${slug}`));
		}),
	remind: async ({ locals, request, url }) =>
		runForm(v.object({}), await request.formData(), async () => {
			const sent = await remindAll(getDb(), locals.actor, url.origin);
			redirect(303, localizeHref(`/desk/meetings?sent=${sent}`));
		})
};
