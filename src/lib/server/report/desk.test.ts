import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import type { Actor } from '#lib/model/actor.ts';
import { linkAction } from '#lib/model/kept-action.ts';
import { holdMeeting } from '../../../../tests/support/held-meeting.ts';
import { readKeptActions } from './action-keeping.ts';
import { opensDesk, readDesk } from './desk.ts';
import { readDraftToEdit } from './draft.ts';
import { fileReport } from './filing.ts';
import { correctReport, dropCorrection, publishReport } from './publication.ts';

let test_: TestDatabase;
beforeAll(async () => {
	test_ = await testDatabase();
});
afterAll(() => test_.close());

test('the desk is offered to whoever can open it, and to nobody else', async () => {
	const { db } = test_;
	const [editor, publisher] = [await newActor(db), await newActor(db)];
	const [reader, chair] = [await newActor(db), await newActor(db)];
	const admin = await newActor(db, { isAdmin: true });
	const dossierId = await newDossier(db, [
		[editor, 'edit'],
		[publisher, 'publish'],
		[reader, 'take-part']
	]);
	const { id } = await newMeeting(db, dossierId);
	await db.updateTable('meeting').set({ chairId: chair.personId }).where('id', '=', id).execute();
	const guest = { ...publisher, isGuest: true };
	for (const [actor, opens] of [
		[null, false],
		[editor, true],
		[reader, false],
		[chair, true],
		[guest, false],
		[publisher, true],
		[admin, true]
	] as const)
		expect(await opensDesk(db, actor)).toBe(opens);
	await expect(readDesk(db, reader)).rejects.toMatchObject({ code: 'not_found' });
	expect(await readDesk(db, publisher)).toMatchObject({ waiting: [], isKeeper: true });
	expect(await readDesk(db, editor)).toMatchObject({ waiting: [], isKeeper: false });
});

test('each line of the desk is there for whom it leads somewhere, and for nobody else', async () => {
	const { db } = test_;
	const held = await holdMeeting(db, 'on-the-desk');
	const foreign = await holdMeeting(db, 'on-another-desk');
	const editor = await newActor(db, { name: 'Editor' });
	const chair = await newActor(db, { name: 'Chair' });
	await db
		.insertInto('dossierMember')
		.values({ dossierId: held.dossierId, personId: editor.personId, level: 'edit' })
		.execute();
	await db
		.updateTable('meeting')
		.set({ chairId: chair.personId })
		.where('id', '=', held.meetingId)
		.execute();
	for (const one of [held, foreign]) {
		await fileReport(db, one.meetingId);
		await db
			.updateTable('action')
			.set({ due: '2020-01-01', ownerOrganisationId: one.organisations.school })
			.where('id', '=', one.actionId)
			.execute();
	}
	await db
		.insertInto('organisation')
		.values({
			slug: 'nameless',
			label: JSON.stringify({ original: 'en', texts: { en: 'A school' } })
		})
		.execute();
	const see = async (actor: Actor) => {
		const { waiting, overdue, gaps } = await readDesk(db, actor);
		return {
			waiting: waiting.map(({ slug }) => slug),
			overdue: overdue.map(({ id, text }) => [id, text]),
			organisations: gaps.incomplete.filter(({ href }) => href.startsWith('/desk/organisations'))
				.length
		};
	};
	const line = [[held.actionId, 'Write the programme']];
	expect(await see(held.secretariat)).toEqual({
		waiting: [held.slug],
		overdue: line,
		organisations: 1
	});
	expect(await see(editor)).toEqual({ waiting: [], overdue: line, organisations: 0 });
	expect(await see(chair)).toEqual({ waiting: [held.slug], overdue: line, organisations: 0 });
	expect((await see(foreign.secretariat)).overdue[0]![0]).toBe(foreign.actionId);
	for (const actor of [held.member, held.outsider])
		await expect(readDesk(db, actor)).rejects.toMatchObject({ code: 'not_found' });
	await expect(readDesk(db, null)).rejects.toMatchObject({ code: 'sign_in' });
	// What a line leads to opens.
	for (const actor of [held.secretariat, chair])
		expect((await readDraftToEdit(db, actor, held.slug)).head.slug).toBe(held.slug);
	for (const actor of [held.secretariat, chair, editor]) {
		const link = new URL(linkAction(held.actionId, held.slug), 'https://emvod.example');
		const { actions } = await readKeptActions(db, actor, {
			state: 'all',
			meeting: link.searchParams.get('meeting')!
		});
		expect(link.hash).toBe(`#action-${held.actionId}`);
		expect(actions.map(({ id }) => id)).toContain(held.actionId);
	}
});

test('a correction of substance waits on the desk of the chair, and says so to the secretariat', async () => {
	const { db } = test_;
	const held = await holdMeeting(db, 'waits-for-chair');
	const chair = await newActor(db, { name: 'Chair' });
	await db
		.updateTable('meeting')
		.set({ chairId: chair.personId })
		.where('id', '=', held.meetingId)
		.execute();
	await fileReport(db, held.meetingId);
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	const fields = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`outcome-${held.items.empty}`]: 'no-conclusion'
	};
	const input = { draftSeq, fields, state: 'published' as const, origin: 'https://emvod.example' };
	await publishReport(db, held.secretariat, held.slug, input);
	const see = async (actor: Actor) => (await readDesk(db, actor)).waiting;
	expect(await see(chair)).toEqual([]);
	await correctReport(db, held.secretariat, held.slug, { kind: 'editorial', reason: 'Comma' });
	expect(await see(chair)).toMatchObject([{ awaitsReader: false }]);
	await dropCorrection(db, held.secretariat, held.slug);
	await correctReport(db, held.secretariat, held.slug, { kind: 'substantive', reason: 'Figures' });
	expect(await see(chair)).toMatchObject([{ slug: held.slug, awaitsReader: true }]);
	expect(await see(held.secretariat)).toMatchObject([{ awaitsReader: false, awaitsChair: true }]);
});
