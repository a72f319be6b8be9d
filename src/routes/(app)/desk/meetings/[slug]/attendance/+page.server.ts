import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { AttendanceForm, NewAttendance, NewAttendant } from '#lib/model/attendance.ts';
import { line } from '#lib/model/meeting-facts.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import {
	addAttendance,
	addAttendant,
	listAttendantNamesakes,
	readAttendanceList,
	saveAttendance,
	settleAttendance,
	takeOverInvited
} from '#lib/server/meeting/attendance-list.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { runForm } from '#lib/server/platform/form.ts';
import { readAt } from '../../../../../(public)/address.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) =>
	readAt(event, 'meeting', async (slug) => ({
		...(await readAttendanceList(getDb(), event.locals.actor, slug)),
		saved: event.url.searchParams.has('saved')
	}));

function act<S extends v.GenericSchema>(
	schema: S,
	run: (event: RequestEvent, input: v.InferOutput<S>) => Promise<void>
) {
	return async (event: RequestEvent) =>
		runForm(schema, await event.request.formData(), async (input) => {
			await run(event, input);
			redirect(303, localizeHref(`/desk/meetings/${event.params.slug}/attendance?saved`));
		});
}

const addPerson = act(NewAttendant, ({ locals, params }, input) =>
	addAttendant(getDb(), locals.actor, params.slug, input)
);

export const actions: Actions = {
	save: act(AttendanceForm, ({ locals, params }, input) =>
		saveAttendance(getDb(), locals.actor, params.slug, input)
	),
	add: act(NewAttendance, ({ locals, params }, input) =>
		addAttendance(getDb(), locals.actor, params.slug, input)
	),
	person: async (event) => {
		const refused = await addPerson(event);
		if (refused?.data.code !== 'person_ambiguous') return refused;
		// Several bear the name: the form asks who of them is meant.
		const { person = '', of = '' } = refused.data.values;
		const { locals, params } = event;
		const typed = { person, of };
		const namesakes = await listAttendantNamesakes(getDb(), locals.actor, params.slug, typed);
		return fail(refused.status, { ...refused.data, namesakes });
	},
	invited: act(v.object({}), ({ locals, params }) =>
		takeOverInvited(getDb(), locals.actor, params.slug)
	),
	settle: act(v.object({ words: v.optional(line(500), '') }), ({ locals, params }, { words }) =>
		settleAttendance(getDb(), locals.actor, params.slug, words)
	)
};
