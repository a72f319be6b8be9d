import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { fieldOf, readAdding } from '#lib/model/report-adding.ts';
import { LARGEST_ANNEX } from '#lib/model/report-annex.ts';
import { mayEdit } from '#lib/model/report-life.ts';
import { getLocale, localizeHref } from '#lib/paraglide/runtime.js';
import { requireActor } from '#lib/server/people/permissions.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { orError, readFields, runForm, tell } from '#lib/server/platform/form.ts';
import { addAnnex } from '#lib/server/report/annex.ts';
import { answerComments } from '#lib/server/report/comment-answers.ts';
import { readCommentsToAnswer } from '#lib/server/report/comment.ts';
import { listAttendance } from '#lib/server/report/document-attendance.ts';
import { listFacts } from '#lib/server/report/fact-rows.ts';
import { previewEdit, readDraftToEdit, saveDraft } from '#lib/server/report/draft.ts';
import type { DraftInput } from '#lib/server/report/draft-edit.ts';
import { listParts } from '#lib/server/report/edit.ts';
import { takeNotes } from '#lib/server/report/later-notes.ts';
import {
	correctReport,
	dropCorrection,
	publishReport,
	supersedeReport,
	withdrawReport
} from '#lib/server/report/publication.ts';
import { compareContents } from '#lib/server/report/report.ts';
import { makeSubstantive } from '#lib/server/report/substance.ts';
import { suggestTexts, takeSuggestion } from '#lib/server/report/suggestion.ts';
import { reinstateReport } from '#lib/server/report/withdrawal.ts';
import { Words } from '#lib/server/report/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { head, ...draft } = await orError(() =>
		readDraftToEdit(getDb(), locals.actor, params.slug)
	);
	const { slug, state, version, correction, attendanceVisibility } = head;
	const words = new Words(getLocale(), draft.content.timezone);
	const comments = await readCommentsToAnswer(getDb(), locals.actor, slug);
	return {
		...draft,
		head: { slug, state, version, correction, attendanceVisibility },
		comments,
		suggestions: suggestTexts(draft.content),
		attendance: listAttendance(draft.content, words),
		facts: { rows: listFacts(draft.facts, words), mayEdit: draft.facts.mayEdit },
		parts: listParts(draft.content),
		canEdit: mayEdit(state, correction !== null),
		// Sent twice, it is one item.
		newItemId: randomUUID(),
		adding: readAdding(url.searchParams.get('add')),
		saved: url.searchParams.has('saved'),
		isTakenBack: state === 'withdrawn' && url.searchParams.get('saved') === 'withdrawn'
	};
};

/** Faults after which the draft is no longer the one that the form was opened with. */
const OVERTAKEN = ['report_changed', 'report_state'];

/** What the form said, and what is missing in it; where the draft went on, the difference to it. */
async function refuse(event: RequestEvent, fields: Record<string, string>, fault: unknown) {
	if (!(fault instanceof AppError) || fault.status >= 500) throw fault;
	const { values, theirs, mine, ...told } = await orError(() =>
		previewEdit(getDb(), event.locals.actor, event.params.slug, fields)
	);
	const changed = OVERTAKEN.includes(fault.code) ? compareContents(theirs, mine) : null;
	return fail(fault.status, { values, ...tell(fault), changed, ...told });
}

/** `place`: what the page shows then, and the field to go on at; `store`: what else is done in it. */
async function save(
	event: RequestEvent,
	{ draftSeq, ...fields }: Record<string, string>,
	place = '',
	store: (input: DraftInput) => Promise<unknown> = (input) =>
		saveDraft(getDb(), event.locals.actor, event.params.slug, input)
) {
	const { slug } = event.params;
	try {
		await store({ draftSeq: Number(draftSeq), fields });
	} catch (fault) {
		return refuse(event, fields, fault);
	}
	redirect(303, `${localizeHref(`/desk/reports/${slug}`)}?saved${place}`);
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
const Answers = v.record(v.string(), v.string());
const Successor = v.object({ successor: v.pipe(v.string(), v.maxLength(200)) });
const Reinstatement = v.object({
	reason: v.pipe(v.string(), v.maxLength(1000)),
	readable: v.optional(v.literal('on'))
});
const Withdrawal = v.object({ reason: v.pipe(v.string(), v.maxLength(1000)) });

export const actions: Actions = {
	save: async (event) => save(event, readFields(await event.request.formData())),
	add: async (event) => {
		const { add = '', ...fields } = readFields(await event.request.formData());
		const adding = readAdding(add);
		return save(event, fields, adding ? `&add=${add}#${fieldOf(adding)}` : '');
	},
	answer: async (event) => {
		const fields = readFields(await event.request.formData());
		// Of what the form says, not of what is stored: an answer that was just given stays.
		const { gaps } = await orError(() =>
			previewEdit(getDb(), event.locals.actor, event.params.slug, fields)
		);
		for (const { code, itemId } of gaps)
			if (code === 'outcome') fields[`outcome-${itemId}`] = 'no-conclusion';
		return save(event, fields);
	},
	suggest: async (event) => {
		const fields = readFields(await event.request.formData());
		const { content } = await orError(() =>
			readDraftToEdit(getDb(), event.locals.actor, event.params.slug)
		);
		return save(
			event,
			takeSuggestion(content, fields),
			`#${encodeURIComponent(fields.take ?? '')}`
		);
	},
	notes: async (event) => {
		const { item: itemId = '', ...fields } = readFields(await event.request.formData());
		return save(event, fields, `#title-${encodeURIComponent(itemId)}`, (input) =>
			takeNotes(getDb(), event.locals.actor, event.params.slug, { ...input, itemId })
		);
	},
	annex: async (event) => {
		const { actor } = event.locals;
		requireActor(actor);
		const data = await event.request.formData();
		const { draftSeq, ...fields } = readFields(data);
		const upload = data.get('annex-file');
		const seq = Number(draftSeq);
		try {
			if (!(upload instanceof File) || !upload.name)
				throw new AppError('annex_none', 422, 'Choose a file first.').about('annex-file');
			// The size first: what is too large is not even read into memory a second time.
			if (upload.size > LARGEST_ANNEX)
				throw new AppError('annex_size', 413, 'An annex has at most 4 MB.').about('annex-file');
			const file = new Uint8Array(await upload.arrayBuffer());
			const title = fields['annex-new-title'] ?? '';
			const input = { draftSeq: seq, fields, file, name: upload.name, title };
			await addAnnex(getDb(), actor, event.params.slug, input);
		} catch (fault) {
			return refuse(event, fields, fault);
		}
		redirect(303, `${localizeHref(`/desk/reports/${event.params.slug}`)}?saved#annexes`);
	},
	widen: async (event) =>
		save(event, readFields(await event.request.formData()), '', (input) =>
			makeSubstantive(getDb(), event.locals.actor, event.params.slug, input)
		),
	publish: (event) => publish(event, 'published'),
	provisional: (event) => publish(event, 'provisional'),
	correct: async ({ locals, params, request }) =>
		runForm(Correction, await request.formData(), async (input) => {
			await correctReport(getDb(), locals.actor, params.slug, input);
			redirect(303, localizeHref(`/desk/reports/${params.slug}`));
		}),
	drop: async ({ locals, params }) => {
		await orError(() => dropCorrection(getDb(), locals.actor, params.slug));
		redirect(303, localizeHref(`/desk/reports/${params.slug}`));
	},
	supersede: async ({ locals, params, request }) =>
		runForm(Successor, await request.formData(), async ({ successor }) => {
			await supersedeReport(getDb(), locals.actor, params.slug, successor);
			redirect(303, localizeHref(`/reports/${params.slug}`));
		}),
	answerComment: async (event) => {
		const { locals, params, request } = event;
		const data = await request.formData();
		// Beside an open draft the form is the draft's: what was typed there is saved too.
		if (data.has('draftSeq')) return save(event, readFields(data), '#comments');
		return runForm(Answers, data, async (fields) => {
			await answerComments(getDb(), locals.actor, params.slug, fields);
			redirect(303, `${localizeHref(`/desk/reports/${params.slug}`)}?saved#comments`);
		});
	},
	reinstate: async ({ locals, params, request }) =>
		runForm(Reinstatement, await request.formData(), async ({ reason, readable }) => {
			const input = { reason, isReadable: readable === 'on' };
			await reinstateReport(getDb(), locals.actor, params.slug, input);
			redirect(303, localizeHref(`/desk/reports/${params.slug}`));
		}),
	withdraw: async ({ locals, params, request }) =>
		runForm(Withdrawal, await request.formData(), async ({ reason }) => {
			await withdrawReport(getDb(), locals.actor, params.slug, reason);
			redirect(303, `${localizeHref(`/desk/reports/${params.slug}`)}?saved=withdrawn`);
		})
};
