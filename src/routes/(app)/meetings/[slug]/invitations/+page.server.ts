import * as v from 'valibot';
import { show } from '#lib/model/localised.ts';
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import {
	createInvitation,
	getInvitable,
	InvitationInput,
	listInvitations,
	revokeInvitation
} from '#lib/server/people/invitations.ts';
import { requireActor } from '#lib/server/people/permissions.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError, runForm } from '#lib/server/platform/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	orError(async () => {
		requireActor(locals.actor);
		const meeting = await getInvitable(getDb(), locals.actor, params.slug);
		return { meeting, invitations: await listInvitations(getDb(), locals.actor, meeting.id) };
	});

export const actions: Actions = {
	invite: async ({ locals, params, request, url }) => {
		const { actor, locale } = locals;
		requireActor(actor);
		return runForm(InvitationInput, await request.formData(), async (input) => {
			const meeting = await getInvitable(getDb(), actor, params.slug);
			const linkOf = (token: string) => url.origin + localizeHref(`/invitation/${token}`);
			const { token } = await createInvitation(getDb(), actor, meeting.id, input, (token) => ({
				subject: m.people_mail_subject({ meeting: show(meeting.title, locale).text }),
				text: m.people_mail_text({
					meeting: show(meeting.title, locale).text,
					label: input.label,
					link: linkOf(token),
					days: input.days
				})
			}));
			return { link: linkOf(token), label: input.label, mailedTo: input.email };
		});
	},
	revoke: async ({ locals, params, request }) => {
		const { actor } = locals;
		requireActor(actor);
		const schema = v.object({ id: v.pipe(v.string(), v.uuid()) });
		return runForm(schema, await request.formData(), async ({ id }) => {
			const meeting = await getInvitable(getDb(), actor, params.slug);
			await revokeInvitation(getDb(), actor, meeting.id, id);
			return { revoked: true };
		});
	}
};
