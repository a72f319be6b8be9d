import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import {
	acceptInvitation,
	createInvitation,
	listInvitations,
	readInvitation,
	revokeInvitation
} from './invitations.ts';
import { readSession } from './sessions.ts';

let own: TestDatabase;
let chair: Actor;
let meeting: { id: string; slug: string };
beforeAll(async () => {
	own = await testDatabase();
	chair = await newActor(own.db, { name: 'Chair' });
	meeting = await newMeeting(own.db, await newDossier(own.db, [[chair, 'edit']]));
});
afterAll(() => own.close());

const input = {
	label: 'Lycée Exemple',
	organisationId: '',
	seatKind: 'participant',
	uses: 1,
	days: 7,
	email: ''
} as const;
const write = () => ({ subject: '', text: '' });
const invite = (values: Partial<{ uses: number; days: number }> = {}) =>
	createInvitation(own.db, chair, meeting.id, { ...input, ...values }, write);

test('a guest comes in by the link, gets a seat and a session', async () => {
	const { token } = await invite();
	expect(await readInvitation(own.db, token)).toMatchObject({
		meetingSlug: meeting.slug,
		label: 'Lycée Exemple'
	});
	const { session } = await acceptInvitation(own.db, token, 'Gwenn', 'phone');
	const found = await readSession(own.db, session);
	expect(found?.actor).toMatchObject({ name: 'Gwenn', isGuest: true, isAdmin: false });
	const seat = await own.db
		.selectFrom('seat')
		.select(['kind', 'meetingId'])
		.where('personId', '=', found!.actor.personId)
		.executeTakeFirst();
	expect(seat).toEqual({ kind: 'participant', meetingId: meeting.id });
});

test('the table holds no token', async () => {
	const { token } = await invite();
	const rows = await own.db.selectFrom('invitation').selectAll().execute();
	expect(JSON.stringify(rows)).not.toContain(token);
});

test('a used, an expired, a withdrawn and an invented link are each refused in words', async () => {
	const once = (await invite()).token;
	await acceptInvitation(own.db, once, 'First', '');
	await expect(acceptInvitation(own.db, once, 'Second', '')).rejects.toMatchObject({
		code: 'invitation_used'
	});

	const old = await invite();
	await own.db
		.updateTable('invitation')
		.set({ expiresAt: new Date(Date.now() - 1000) })
		.where('id', '=', old.invitation.id)
		.execute();
	await expect(readInvitation(own.db, old.token)).rejects.toMatchObject({
		code: 'invitation_expired'
	});

	const withdrawn = await invite();
	await revokeInvitation(own.db, chair, meeting.id, withdrawn.invitation.id);
	await expect(acceptInvitation(own.db, withdrawn.token, 'Late', '')).rejects.toMatchObject({
		code: 'invitation_revoked'
	});
	await expect(readInvitation(own.db, 'invented')).rejects.toMatchObject({ code: 'not_found' });
});

test('two people at once never share the last use', async () => {
	const { token } = await invite();
	const outcomes = await Promise.allSettled(
		['A', 'B', 'C', 'D'].map((name) => acceptInvitation(own.db, token, name, ''))
	);
	expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('an organisation’s link lets in as many as it says', async () => {
	const { token } = await invite({ uses: 3 });
	for (const name of ['A', 'B', 'C']) await acceptInvitation(own.db, token, name, '');
	await expect(acceptInvitation(own.db, token, 'D', '')).rejects.toMatchObject({
		code: 'invitation_used'
	});
});

test('only those who may edit the dossier invite, list or withdraw', async () => {
	const member = await newActor(own.db);
	await own.db
		.insertInto('dossierMember')
		.values({
			personId: member.personId,
			level: 'take-part',
			dossierId: (
				await own.db
					.selectFrom('meeting')
					.select('dossierId')
					.where('id', '=', meeting.id)
					.executeTakeFirstOrThrow()
			).dossierId!
		})
		.execute();
	for (const actor of [member, await newActor(own.db)]) {
		await expect(createInvitation(own.db, actor, meeting.id, input, write)).rejects.toMatchObject({
			code: 'not_found'
		});
		await expect(listInvitations(own.db, actor, meeting.id)).rejects.toMatchObject({
			code: 'not_found'
		});
	}
});
