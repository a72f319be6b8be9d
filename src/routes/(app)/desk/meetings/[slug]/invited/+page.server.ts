import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { line, maybe } from '#lib/model/meeting-facts.ts';
import { AUDIENCES } from '#lib/model/meeting-kind.ts';
import { LOCALES } from '#lib/model/localised.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { sendChange } from '#lib/server/meeting/change-mail.ts';
import {
	changeContact,
	inviteAudience,
	inviteOrganisations,
	markKey,
	openList,
	readInvitees,
	recordAnswer,
	takeOffList
} from '#lib/server/meeting/invitee.ts';
import { sendMails } from '#lib/server/meeting/invitee-mail.ts';
import { takeStep } from '#lib/server/meeting/status.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { runForm } from '#lib/server/platform/form.ts';
import { readAt } from '../../../../../(public)/address.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) =>
	readAt(event, 'meeting', async (slug) => ({
		...(await readInvitees(getDb(), event.locals.actor, slug)),
		sent: readCount(event.url, 'sent'),
		unreachable: readCount(event.url, 'unreachable'),
		saved: ['saved', 'sent'].some((name) => event.url.searchParams.has(name))
	}));

function readCount(url: URL, name: string): number | null {
	const text = url.searchParams.get(name);
	return text === null || !/^\d{1,4}$/.test(text) ? null : Number(text);
}

const id = v.pipe(v.string(), v.uuid());
const one = { organisationId: id };
const on = v.pipe(
	v.optional(v.string(), ''),
	v.transform((value) => value === 'on')
);
const Chosen = v.pipe(
	v.record(v.string(), v.string()),
	v.transform((fields) =>
		Object.keys(fields)
			.filter((field) => field.startsWith('org-'))
			.map((field) => field.slice(4))
	),
	v.array(id)
);
const Contact = v.pipe(
	v.record(v.string(), v.string()),
	v.transform(
		({ organisationId, email = '', language = '', ...fields }): Record<string, unknown> => ({
			organisationId,
			email: email.trim(),
			language,
			audiences: AUDIENCES.filter((_, n) => fields[`kind-${n}`] === 'on')
		})
	),
	v.object({
		...one,
		email: maybe(v.pipe(v.string(), v.email(), v.maxLength(254))),
		language: maybe(v.picklist(LOCALES)),
		audiences: v.array(v.string())
	})
);
const Mails = v.object({
	kind: v.picklist(['invitation', 'reminder']),
	organisationId: v.optional(id),
	again: on
});

function act<S extends v.GenericSchema>(
	schema: S,
	run: (event: RequestEvent, input: v.InferOutput<S>) => Promise<string | void>
) {
	return async (event: RequestEvent) =>
		runForm(schema, await event.request.formData(), async (input) => {
			const query = (await run(event, input)) ?? '?saved';
			redirect(303, localizeHref(`/desk/meetings/${event.params.slug}/invited`) + query);
		});
}

export const actions: Actions = {
	announce: act(
		v.object({ version: v.pipe(v.string(), v.toNumber(), v.integer()) }),
		({ locals, params }, { version }) =>
			takeStep(getDb(), locals.actor, params.slug, { version, reason: null, step: 'announce' })
	),
	add: act(Chosen, async ({ locals, params }, ids) => {
		await inviteOrganisations(getDb(), locals.actor, params.slug, ids);
	}),
	audience: act(v.object({ audience: v.picklist(AUDIENCES) }), async (event, { audience }) => {
		await inviteAudience(getDb(), event.locals.actor, event.params.slug, audience);
	}),
	list: act(v.object({ isOpen: on }), ({ locals, params }, { isOpen }) =>
		openList(getDb(), locals.actor, params.slug, isOpen)
	),
	remove: act(v.object(one), ({ locals, params }, { organisationId }) =>
		takeOffList(getDb(), locals.actor, params.slug, organisationId)
	),
	key: act(v.object({ ...one, isKey: on }), ({ locals, params }, { organisationId, isKey }) =>
		markKey(getDb(), locals.actor, params.slug, organisationId, isKey)
	),
	answer: act(
		v.object({
			...one,
			answer: v.picklist(['accepted', 'declined']),
			name: line(120)
		}),
		({ locals, params }, { organisationId, ...given }) =>
			recordAnswer(getDb(), locals.actor, params.slug, organisationId, { ...given, note: null })
	),
	contact: act(Contact, ({ locals, params }, { organisationId, ...contact }) =>
		changeContact(getDb(), locals.actor, params.slug, organisationId, contact)
	),
	mail: act(Mails, async ({ locals, params, url }, { kind, organisationId, again }) => {
		const wish = { kind, only: organisationId, again, origin: url.origin };
		const { sent, unreachable } = await sendMails(getDb(), locals.actor, params.slug, wish);
		return `?sent=${sent}&unreachable=${unreachable}`;
	}),
	change: act(v.object({}), async ({ locals, params, url }) => {
		const { sent, unreachable } = await sendChange(getDb(), locals.actor, params.slug, url.origin);
		return `?sent=${sent}&unreachable=${unreachable}`;
	})
};
