import { redirect } from '@sveltejs/kit';
import { Contact } from '#lib/model/dossier-form.ts';
import { show } from '#lib/model/localised.ts';
import { m } from '#lib/paraglide/messages.js';
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
				write: ({ slug, title }) => ({
					subject: m.contact_mail_subject({ dossier: show(title, locals.locale).text }),
					text: m.contact_mail_text({
						name: input.name,
						email: input.email,
						message: input.message,
						link: url.origin + localizeHref(`/dossiers/${slug}`)
					})
				})
			});
			redirect(303, localizeHref(`/dossiers/${params.slug}/contact?sent`));
		})
};
