import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { original } from '#lib/model/localised.ts';
import { line } from '#lib/model/meeting-facts.ts';
import { MeetingForm } from '#lib/model/meeting-form.ts';
import { isDate } from '#lib/model/meeting-kind.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { readFactsForm, saveFacts } from '#lib/server/meeting/facts.ts';
import { changeAddress, moveMeeting, takeStep } from '#lib/server/meeting/status.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import { beginReport, readReportState } from '#lib/server/report/begin.ts';
import { readAt } from '../../../../(public)/address.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) =>
	readAt(event, 'meeting', async (slug) => ({
		...(await readFactsForm(getDb(), event.locals.actor, slug)),
		report: await readReportState(getDb(), event.locals.actor, slug),
		saved: event.url.searchParams.has('saved')
	}));

const version = v.pipe(v.string(), v.toNumber(), v.integer());
const Step = v.object({
	version,
	reason: line(500),
	step: v.picklist(['announce', 'cancel', 'revive', 'hold'])
});
const Move = v.object({
	version,
	reason: line(500),
	date: v.union([v.literal(''), v.pipe(v.string(), v.check(isDate))])
});
const Address = v.object({
	version,
	address: v.pipe(v.string(), v.trim(), v.maxLength(80), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/))
});

function back(slug: string): never {
	redirect(303, localizeHref(`/desk/meetings/${slug}?saved`));
}

/** A reason is written in the language of the interface. */
function phrase({ locals }: RequestEvent, reason: string) {
	return reason ? original(locals.locale, reason) : null;
}

export const actions: Actions = {
	save: async ({ locals, params, request }) =>
		runForm(MeetingForm, await request.formData(), async (input) => {
			await saveFacts(getDb(), locals.actor, params.slug, input);
			back(params.slug);
		}),
	step: async (event) =>
		runForm(Step, await event.request.formData(), async ({ reason, ...input }) => {
			const wish = { ...input, reason: phrase(event, reason) };
			await takeStep(getDb(), event.locals.actor, event.params.slug, wish);
			back(event.params.slug);
		}),
	move: async (event) =>
		runForm(Move, await event.request.formData(), async ({ reason, date, ...input }) => {
			const wish = { ...input, reason: phrase(event, reason), date: date || null };
			await moveMeeting(getDb(), event.locals.actor, event.params.slug, wish);
			back(event.params.slug);
		}),
	report: async ({ locals, params }) => {
		const slug = await orError(() => beginReport(getDb(), locals.actor, params.slug));
		redirect(303, localizeHref(`/desk/reports/${slug}`));
	},
	address: async ({ locals, params, request }) =>
		runForm(Address, await request.formData(), async (input) => {
			await changeAddress(getDb(), locals.actor, params.slug, input);
			back(input.address);
		})
};
