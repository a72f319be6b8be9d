import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { requireActor } from '#lib/server/people/permissions.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { orError, readFields, runForm } from '#lib/server/platform/form.ts';
import { previewEdit, readDraftToEdit, saveDraft } from '#lib/server/report/draft.ts';
import { listParts } from '#lib/server/report/edit.ts';
import { correctReport, publishReport, withdrawReport } from '#lib/server/report/publication.ts';
import { compareContents } from '#lib/server/report/report.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { head, ...draft } = await orError(() =>
		readDraftToEdit(getDb(), locals.actor, params.slug)
	);
	const { slug, state, version, correction } = head;
	return {
		...draft,
		head: { slug, state, version, correction },
		parts: listParts(draft.content),
		canEdit: state === 'draft' || state === 'provisional' || correction !== null,
		saved: url.searchParams.has('saved')
	};
};

/** What the form said; after a conflict also the difference to what the other editor saved. */
async function refuse(event: RequestEvent, fields: Record<string, string>, fault: unknown) {
	if (!(fault instanceof AppError) || fault.status >= 500) throw fault;
	const { code, message, details } = fault;
	const { actor } = event.locals;
	const changes =
		code === 'report_changed'
			? await previewEdit(getDb(), actor, event.params.slug, fields).then(({ theirs, mine }) =>
					compareContents(theirs, mine)
				)
			: null;
	return fail(fault.status, { values: fields, code, message, details, changes });
}

async function save(event: RequestEvent, { draftSeq, ...fields }: Record<string, string>) {
	const { slug } = event.params;
	try {
		await saveDraft(getDb(), event.locals.actor, slug, { draftSeq: Number(draftSeq), fields });
	} catch (fault) {
		return refuse(event, fields, fault);
	}
	redirect(303, localizeHref(`/desk/reports/${slug}?saved`));
}

async function publish(event: RequestEvent, state: 'provisional' | 'published') {
	requireActor(event.locals.actor);
	const { slug } = event.params;
	const { draftSeq, ...fields } = readFields(await event.request.formData());
	const input = { draftSeq: Number(draftSeq), fields, state, origin: event.url.origin };
	try {
		await publishReport(getDb(), event.locals.actor, slug, input);
	} catch (fault) {
		return refuse(event, fields, fault);
	}
	redirect(303, localizeHref(`/reports/${slug}`));
}

const Correction = v.object({
	kind: v.picklist(['editorial', 'substantive']),
	reason: v.pipe(v.string(), v.maxLength(1000))
});
const Withdrawal = v.object({ reason: v.pipe(v.string(), v.maxLength(1000)) });

export const actions: Actions = {
	save: async (event) => save(event, readFields(await event.request.formData())),
	answer: async (event) => {
		const fields = readFields(await event.request.formData());
		const { gaps } = await orError(() =>
			readDraftToEdit(getDb(), event.locals.actor, event.params.slug)
		);
		for (const { code, itemId } of gaps)
			if (code === 'outcome') fields[`outcome-${itemId}`] = 'no-conclusion';
		return save(event, fields);
	},
	publish: (event) => publish(event, 'published'),
	provisional: (event) => publish(event, 'provisional'),
	correct: async ({ locals, params, request }) =>
		runForm(Correction, await request.formData(), async (input) => {
			await correctReport(getDb(), locals.actor, params.slug, input);
			redirect(303, localizeHref(`/desk/reports/${params.slug}`));
		}),
	withdraw: async ({ locals, params, request }) =>
		runForm(Withdrawal, await request.formData(), async ({ reason }) => {
			await withdrawReport(getDb(), locals.actor, params.slug, reason);
			redirect(303, localizeHref('/desk'));
		})
};
