import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { listHistory } from './history.ts';

let base: TestDatabase;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());

test('invitations, links for guests and what became of a meeting are steps of the history too', async () => {
	const { db } = base;
	const [admin, editor] = [
		await newActor(db, { name: 'Ada' }),
		await newActor(db, { name: 'Edi' })
	];
	const id = await newDossier(db, [[editor, 'edit']]);
	const { slug } = await db
		.selectFrom('dossier')
		.where('id', '=', id)
		.select('slug')
		.executeTakeFirstOrThrow();
	const meeting = await newMeeting(db, id);
	const by = { meetingId: meeting.id, actorId: editor.personId };
	await db
		.insertInto('invitation')
		.values({
			meetingId: meeting.id,
			createdBy: admin.personId,
			tokenHash: meeting.id,
			label: 'A school',
			seatKind: 'participant',
			expiresAt: new Date()
		})
		.execute();
	const invited = await db
		.insertInto('organisation')
		.values({ slug: 'invited', name: 'Invited' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const invitee = { meetingId: meeting.id, organisationId: invited.id };
	await db.insertInto('invitee').values(invitee).execute();
	const mail = { ...invitee, actorId: editor.personId };
	for (const kind of ['invitation', 'invitation', 'reminder'])
		await db
			.insertInto('inviteeMail')
			.values({ ...mail, kind, at: new Date('2027-01-05T10:00:20Z') })
			.execute();
	const step = (day: number, status: string) => ({
		...{ at: `2027-01-0${day}T10:00:00Z`, status },
		...(status !== 'held' && { actorId: admin.personId })
	});
	const taken = ['planned', 'scheduled', 'moved', 'cancelled', 'scheduled', 'changed', 'held'];
	const statusHistory = JSON.stringify(taken.map((status, n) => step(n + 1, status)));
	await db.updateTable('meeting').set({ statusHistory }).where('id', '=', meeting.id).execute();
	for (const [seq, type] of ['meeting.opened', 'item.advanced', 'meeting.closed'].entries())
		await db
			.insertInto('meetingEvent')
			.values({ ...by, seq: seq + 1, commandId: randomUUID(), type, payload: '{}' })
			.execute();
	const told = (await listHistory(db, editor, slug)).entries.map(
		({ what, who }) => `${what} ${who}`
	);
	expect(told.sort()).toEqual([
		'guest-link Ada',
		'invited Edi',
		'meeting-announced Ada',
		'meeting-cancelled Ada',
		'meeting-changed Ada',
		'meeting-held null',
		'meeting-moved Ada',
		'meeting-planned Ada',
		'meeting-revived Ada',
		'meeting.closed Edi',
		'meeting.opened Edi'
	]);
	for (const [what] of told.map((one) => one.split(' ')))
		expect(m).toHaveProperty(`curate_step_${what!.replaceAll(/[^a-z]/g, '_')}`);
});
