import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { LOCALES } from '#lib/model/localised.ts';
import { line } from '#lib/model/meeting-facts.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { findChangeToTell } from '#lib/server/meeting/change.ts';
import { getFacts } from '#lib/server/meeting/facts.ts';
import { keepLetter, readLetter, readSent } from '#lib/server/meeting/letter.ts';
import { publishNotice } from '#lib/server/meeting/notice.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { runForm } from '#lib/server/platform/form.ts';
import { readAt } from '../../../../../(public)/address.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const kinds = ['invitation', 'change', 'notice'] as const;

export const load: PageServerLoad = (event) =>
	readAt(event, 'meeting', async (slug) => {
		const { searchParams, origin } = event.url;
		const language =
			LOCALES.find((one) => one === searchParams.get('language')) ?? event.locals.locale;
		const { actor } = event.locals;
		const facts = await getFacts(getDb(), actor, slug);
		const hasChanged = Boolean(await findChangeToTell(getDb(), facts));
		const open = kinds.filter((one) => one !== 'change' || hasChanged);
		const kind = open.find((one) => one === searchParams.get('kind')) ?? 'invitation';
		const wanted = { kind, language, origin };
		return {
			meeting: { slug, title: facts.title, kind: facts.kind },
			language,
			kinds: open,
			kind,
			letter: await readLetter(getDb(), actor, slug, wanted),
			sent: await readSent(getDb(), actor, slug),
			saved: searchParams.has('saved')
		};
	});

const Key = {
	kind: v.picklist(kinds),
	language: v.picklist(LOCALES),
	version: v.optional(v.string(), '')
};
const Written = v.object({
	...Key,
	subject: v.pipe(line(300), v.minLength(1)),
	body: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20_000))
});

function back({ params }: RequestEvent, { kind, language }: { kind: string; language: string }) {
	const query = `?kind=${kind}&language=${language}&saved`;
	redirect(303, localizeHref(`/desk/meetings/${params.slug}/letters`) + query);
}

export const actions: Actions = {
	save: async (event) =>
		runForm(Written, await event.request.formData(), async ({ subject, body, ...key }) => {
			const { actor } = event.locals;
			await keepLetter(getDb(), actor, event.params.slug, key, { subject, body });
			back(event, key);
		}),
	anew: async (event) =>
		runForm(v.object(Key), await event.request.formData(), async (key) => {
			await keepLetter(getDb(), event.locals.actor, event.params.slug, key, null);
			back(event, key);
		}),
	publish: async (event) =>
		runForm(Written, await event.request.formData(), async ({ subject, body, ...key }) => {
			const { actor } = event.locals;
			await publishNotice(getDb(), actor, event.params.slug, key, { subject, body });
			back(event, key);
		})
};
