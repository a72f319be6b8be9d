import { redirect } from '@sveltejs/kit';
import { AnswerForm } from '#lib/model/contradiction.ts';
import { SpeakerDayForm } from '#lib/model/speaker-day.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { readContradictions, settle } from '#lib/server/agenda/settling.ts';
import { readSpeakerDay, saveSpeakerDay } from '#lib/server/agenda/speaker-day.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { runForm } from '#lib/server/platform/form.ts';
import { readAt } from '../../../../../(public)/address.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readAt(event, 'meeting', async (slug) => ({
		...(await readContradictions(getDb(), event.locals.actor, slug)),
		...(await readSpeakerDay(getDb(), event.locals.actor, slug)),
		saved: event.url.searchParams.has('saved')
	}));

export const actions: Actions = {
	speakers: async ({ locals, params, request }) =>
		runForm(SpeakerDayForm, await request.formData(), async (given) => {
			await saveSpeakerDay(getDb(), locals.actor, params.slug, given);
			redirect(303, localizeHref(`/desk/meetings/${params.slug}/held?saved`));
		}),
	settle: async ({ locals, params, request }) =>
		runForm(AnswerForm, await request.formData(), async (answers) => {
			await settle(getDb(), locals.actor, params.slug, answers);
			redirect(303, localizeHref(`/desk/meetings/${params.slug}/held?saved`));
		})
};
