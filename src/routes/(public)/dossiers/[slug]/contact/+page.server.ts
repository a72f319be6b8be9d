import { redirect } from '@sveltejs/kit';
import { Contact } from '#lib/model/dossier-form.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
import { getContact, sendContact } from '#lib/server/dossier/contact.ts';
import { getDb, getPool } from '#lib/server/platform/db.ts';
import { runForm } from '#lib/server/platform/form.ts';
import { readAt } from '../../../address.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readAt(event, 'dossier', async (slug) => ({
		dossier: await getContact(getDb(), event.locals.actor, slug),
		isSent: event.url.searchParams.has('sent')
	}));

export const actions: Actions = {
	default: async ({ locals, params, request, url, getClientAddress }) =>
		runForm(Contact, await request.formData(), async (input) => {
			await sendContact(getDb(), getPool(), locals.actor, params.slug, input, {
				address: getClientAddress(),
				origin: url.origin
			});
			redirect(303, localizeHref(`/dossiers/${params.slug}/contact?sent`));
		})
};
