import type { Actor } from '#lib/model/actor.ts';
import { changeContact, inviteOrganisations } from '#lib/server/meeting/invitee.ts';
import type { Db } from '#lib/server/platform/db.ts';
import type { Mail } from '#lib/server/platform/mail.ts';
import { addOrganisation } from './meeting.ts';
import { newMeeting } from './people.ts';

export const ORIGIN = 'https://emvod.example';

/** A meeting on Friday 27 August 2027 with organisations on its list, each with an address. */
export async function addInvited(db: Db, editor: Actor, dossierId: string, names: string[]) {
	const { id, slug } = await newMeeting(db, dossierId);
	await db
		.updateTable('meetingDay')
		.set({ date: '2027-08-27' })
		.where('meetingId', '=', id)
		.execute();
	const ids = [];
	for (const name of names) ids.push(await addOrganisation(db, name));
	if (ids.length) await inviteOrganisations(db, editor, slug, ids);
	for (const one of ids)
		await changeContact(db, editor, slug, one, {
			email: `office-${one}@emvod.example`,
			language: null,
			audiences: []
		});
	return { id, slug, ids };
}

/** The answer link's secret in a mail; empty without one. */
export function tokenOf(mail: Mail | undefined): string {
	return /\/answer\/([\w-]{32})/.exec(mail?.text ?? '')?.[1] ?? '';
}
