import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import type { KeptFilter } from '#lib/model/kept-action.ts';
import { takeRecommendation } from '../dossier/participant.ts';
import type { AppError } from '../platform/errors.ts';
import { setAction } from '../notes/actions.ts';
import * as socket from '../platform/socket.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { addActor } from '../../../../tests/support/meeting.ts';
import { showReport } from '../../../../tests/support/pages.ts';
import {
	changeAction,
	finishOwnAction,
	listOwnActions,
	readKeptActions
} from './action-keeping.ts';
import { buildContent } from './build.ts';
import { readDraftToEdit, saveDraft } from './draft.ts';
import { fileReport } from './filing.ts';
import { writeJson } from './json.ts';
import { readReport } from './report.ts';

vi.mock('../platform/socket.ts', async (original) => ({
	...(await original<typeof socket>()),
	publish: vi.fn()
}));

let base: TestDatabase;
let held: HeldMeeting;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	held = await holdMeeting(base.db, `kept-${++count}`);
	await fileReport(base.db, held.meetingId);
	vi.mocked(socket.publish).mockClear();
});

const publish = (fields?: Record<string, string>, of = held) => publishHeld(base.db, of, fields);
const list = async (filter: Partial<KeptFilter> = {}, actor = held.secretariat) =>
	(await readKeptActions(base.db, actor, { state: 'unfinished', ...filter })).actions;
async function form(id = held.actionId) {
	const { version, owner, state, due, note } = (await list({ state: 'all' })).find(
		(one) => one.id === id
	)!;
	return { id, version, owner: owner ?? '', state, due: due ?? '', note };
}
type Values = Partial<Awaited<ReturnType<typeof form>>>;
const change = async (values: Values, actor: Actor | null = held.secretariat) =>
	changeAction(base.db, actor, { ...(await form()), ...values });
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(fault: AppError) => fault.code
	);
const row = () =>
	base.db
		.selectFrom('action')
		.where('id', '=', held.actionId)
		.selectAll()
		.executeTakeFirstOrThrow();

test('an action of a published report is kept on, stamped, while the report keeps what it said', async () => {
	const { db } = base;
	await publish();
	await change({
		state: 'done',
		due: '2027-02-01',
		owner: `firm-${held.slug}`,
		note: 'The programme is printed.'
	});
	expect(await row()).toMatchObject({
		state: 'done',
		due: '2027-02-01',
		ownerOrganisationId: held.organisations.firm,
		note: 'The programme is printed.'
	});
	const [kept] = await list({ state: 'done' });
	expect(kept).toMatchObject({ text: 'Write the programme', report: held.slug });
	expect(kept!.history.map(({ by, state }) => [by, state])).toEqual([
		['Secretariat', 'done'],
		['Secretariat', 'open']
	]);
	const view = await readReport(db, null, held.slug);
	expect(view.content.items[0]!.actions[0]).toMatchObject({
		state: 'open',
		due: null,
		owner: { name: 'School' }
	});
	const json = writeJson(view);
	expect(json.actions[0]).toMatchObject({
		state: 'open',
		now: { state: 'done', due: '2027-02-01', owner: { name: 'Firm' } }
	});
	const page = await showReport(db, held.slug);
	expect(page.text).toMatch(
		/School · no date · open As of .+: Firm · Monday,? 1 February 2027 · done/
	);
	// The answer is for the desk and the owner.
	expect(JSON.stringify([page.html, json])).not.toContain('is printed');
	expect(vi.mocked(socket.publish).mock.calls.at(-1)).toMatchObject([
		[`meeting:${held.meetingId}`, expect.stringMatching(/^doc:/)],
		'action:changed',
		{ itemId: held.items.talk, action: { id: held.actionId, state: 'done' } }
	]);
});

test('every way to change an action is told to the meeting and stands in its history', async () => {
	const { db } = base;
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	const told = () =>
		vi
			.mocked(socket.publish)
			.mock.calls.filter(([, event]) => event === 'action:changed')
			.map(([, , payload]) => payload);
	const fields = { [`due-${held.actionId}`]: '2026-12-01', summary: 'Words only.' };
	await saveDraft(db, held.secretariat, held.slug, { draftSeq, fields });
	expect(told()).toMatchObject([{ action: { due: '2026-12-01' } }]);
	await saveDraft(db, held.secretariat, held.slug, {
		draftSeq: draftSeq + 1,
		fields: { summary: 'Other words only.' }
	});
	expect(told()).toHaveLength(1);
	const own = { itemId: held.items.talk, actionId: held.actionId };
	const values = { ownerOrganisationId: held.organisations.host, ownerPersonId: null };
	await setAction(
		db,
		{ ...held.secretariat, isAdmin: true },
		{
			...own,
			...values,
			due: '2026-12-02',
			state: 'open'
		}
	);
	expect(told()[1]).toMatchObject({ action: { due: '2026-12-02', ...values } });
	expect((await list())[0]!.history.map(({ due }) => due)).toEqual(['2026-12-02', '2026-12-01']);
	// The draft, never published, shows what was set beside it.
	const draft = await readDraftToEdit(db, held.secretariat, held.slug);
	expect(draft.content.items[0]!.actions[0]).toMatchObject({
		due: '2026-12-02',
		owner: { name: 'Host' }
	});
});

test('the next meeting carries the action as it stands, and one that is over no more', async () => {
	const { db } = base;
	await publish();
	const later = await holdMeeting(db, `${held.slug}-later`, { dossierId: held.dossierId });
	await db
		.updateTable('meetingDay')
		.set({ date: '2026-09-03' })
		.where('meetingId', '=', later.meetingId)
		.execute();
	await change({ due: '2027-02-01' });
	const carried = async () => (await buildContent(db, later.meetingId)).carried;
	expect(await carried()).toMatchObject([{ id: held.actionId, due: '2027-02-01', state: 'open' }]);
	await fileReport(db, later.meetingId);
	const opened = await readDraftToEdit(db, later.secretariat, later.slug);
	await change({ state: 'dropped', note: 'Nobody needs it.' });
	expect(await carried()).toEqual([]);
	// A draft already there shows how it stands; a form opened before does not write it back.
	const stale = { [`state-${held.actionId}`]: 'open', [`due-${held.actionId}`]: '2027-02-01' };
	expect(
		await codeOf(
			saveDraft(db, later.secretariat, later.slug, { draftSeq: opened.draftSeq, fields: stale })
		)
	).toBe('report_changed');
	const draft = await readDraftToEdit(db, later.secretariat, later.slug);
	expect(draft.content.carried).toMatchObject([{ id: held.actionId, state: 'dropped' }]);
	await publish({}, later);
	expect((await readReport(db, null, later.slug)).content.carried).toMatchObject([
		{ state: 'dropped' }
	]);
});

test('who edits the dossier or chairs the meeting keeps its actions, and nobody else', async () => {
	const { db } = base;
	const { dossierId } = held;
	const editor = await addActor(db, 'Editor', { dossierId, level: 'edit' });
	const chair = await addActor(db, 'Chair');
	await db
		.updateTable('meeting')
		.set({ chairId: chair.personId })
		.where('id', '=', held.meetingId)
		.execute();
	const guest = { ...held.secretariat, isGuest: true };
	const foreign = await holdMeeting(db, `${held.slug}-foreign`);
	for (const actor of [held.member, held.outsider, guest, foreign.secretariat])
		expect(await codeOf(change({ due: '2027-01-01' }, actor))).toBe('not_found');
	expect(await codeOf(change({ due: '2027-01-01' }, null))).toBe('sign_in');
	expect((await row()).due).toBeNull();
	for (const actor of [editor, chair, held.colleague]) {
		expect((await list({ state: 'all' }, actor)).map(({ id }) => id)).toEqual([held.actionId]);
		expect(await codeOf(change({ owner: `school-${held.slug}`, note: actor.name }, actor))).toBe(
			'done'
		);
		expect((await row()).note).toBe(actor.name);
	}
	expect((await list({ state: 'all' }, foreign.secretariat)).map(({ id }) => id)).not.toContain(
		held.actionId
	);
});

test('a stale form, a drop without reason and an unknown owner are refused and change nothing', async () => {
	await publish();
	const opened = await form();
	await change({ due: '2027-01-01' });
	const before = await row();
	const refused: Array<[Values, string]> = [
		[{ ...opened, state: 'done' }, 'entry_changed'],
		[{ state: 'dropped', note: '' }, 'action_reason'],
		[{ owner: '' }, 'action_owner'],
		[{ owner: 'Nobody at all' }, 'action_owner_unknown']
	];
	for (const [values, code] of refused) expect(await codeOf(change(values))).toBe(code);
	expect(await row()).toEqual(before);
	expect(await codeOf(change({}))).toBe('done');
	expect((await list())[0]!.history).toHaveLength(2);
});

test('a person of the meeting can own an action; on public pages they are their role', async () => {
	const { db } = base;
	await publish();
	await change({ owner: 'secret person' });
	const person = await db
		.selectFrom('person')
		.where('name', '=', 'Secret Person')
		.where('id', '=', (await row()).ownerPersonId)
		.select('id')
		.execute();
	expect(person).toHaveLength(1);
	expect((await list())[0]!.owner).toBe('Secret Person');
	const page = await showReport(db, held.slug);
	expect(page.text).toMatch(/As of .+: ambassador ·/);
	expect(
		page.html + JSON.stringify(writeJson(await readReport(db, null, held.slug)))
	).not.toContain('Secret Person');
	expect(await codeOf(change({ owner: 'Outsider' }))).toBe('action_owner_unknown');
});

test('a person who stands on the attendance list only can own an action', async () => {
	const { db } = base;
	const { personId } = await addActor(db, 'Visiting Teacher');
	const owner = 'visiting teacher';
	expect(await codeOf(change({ owner }))).toBe('action_owner_unknown');
	await db
		.insertInto('attendancePerson')
		.values({ meetingId: held.meetingId, personId, state: 'present' })
		.execute();
	const { people } = await readKeptActions(db, held.secretariat, { state: 'unfinished' });
	expect(people).toContain('Visiting Teacher');
	await change({ owner });
	expect(await row()).toMatchObject({ ownerPersonId: personId, ownerOrganisationId: null });
});

test('of several owners who bear one name each is told from the others, and can be chosen', async () => {
	const { db } = base;
	const ids: string[] = [];
	for (const roleLabel of ['teacher', 'pupil']) {
		const { personId } = await addActor(db, 'Homer Nym');
		await db.updateTable('person').set({ roleLabel }).where('id', '=', personId).execute();
		await db
			.insertInto('attendancePerson')
			.values({ meetingId: held.meetingId, personId, state: 'present' })
			.execute();
		ids.push(personId);
	}
	const told = ['Homer Nym, pupil', 'Homer Nym, teacher'];
	const { people } = await readKeptActions(db, held.secretariat, { state: 'unfinished' });
	expect(people.filter((one) => one.startsWith('Homer')).sort()).toEqual(told);
	expect(await codeOf(change({ owner: 'homer nym' }))).toBe('action_owner_ambiguous');
	await change({ owner: 'homer nym, pupil' });
	expect(await row()).toMatchObject({ ownerPersonId: ids[1] });
});

test('filters narrow the list, and an address can hold one action in it', async () => {
	const { db } = base;
	await publish();
	const other = await holdMeeting(db, `${held.slug}-other`, { dossierId: held.dossierId });
	await fileReport(db, other.meetingId);
	await change({ due: '2020-01-01' });
	const ids = async (filter: Partial<KeptFilter>) => (await list(filter)).map(({ id }) => id);
	expect((await ids({})).sort()).toEqual([held.actionId, other.actionId].sort());
	expect(await ids({ state: 'overdue' })).toEqual([held.actionId]);
	expect(await ids({ meeting: other.slug })).toEqual([other.actionId]);
	expect(await ids({ owner: held.organisations.school })).toEqual([held.actionId]);
	expect(await ids({ dossier: 'nothing' })).toEqual([]);
	expect(await ids({ dossier: `dossier-${held.slug}` })).toHaveLength(2);
	expect(await ids({ state: 'done', also: held.actionId })).toEqual([held.actionId]);
	const { facets } = await readKeptActions(db, held.secretariat, { state: 'unfinished' });
	expect(facets.filter(({ kind }) => kind === 'meeting').map(({ key }) => key)).toContain(
		other.slug
	);
});

test('what the list can be narrowed by follows the state that is shown', async () => {
	const { db } = base;
	await publish();
	const other = await holdMeeting(db, `${held.slug}-other`, { dossierId: held.dossierId });
	await fileReport(db, other.meetingId);
	await change({ state: 'done', owner: `firm-${held.slug}` });
	const facets = async (state: KeptFilter['state']) =>
		(await readKeptActions(db, held.secretariat, { state })).facets
			.filter(({ kind }) => kind !== 'dossier')
			.map(({ key, count }) => [key, count]);
	const firm = held.organisations.firm;
	expect(await facets('done')).toEqual([
		[held.slug, 1],
		[firm, 1]
	]);
	const unfinished = (await facets('unfinished')).map(([key]) => key);
	expect(unfinished).toContain(other.slug);
	expect(unfinished).not.toContain(held.slug);
	expect(unfinished).not.toContain(firm);
	expect(await facets('all')).toEqual(
		expect.arrayContaining([
			[firm, 1],
			[other.slug, 1]
		])
	);
	expect(await facets('dropped')).toEqual([]);
});

test('an owner says that their action is done, once; nobody says it for them', async () => {
	const { db } = base;
	await publish();
	const pupil = await addActor(
		db,
		'Pupil',
		{ dossierId: held.dossierId, level: 'read' },
		held.organisations.school
	);
	/** Of the same organisation, but with nothing to do with this meeting. */
	const stranger = await addActor(db, 'Stranger', undefined, held.organisations.school);
	const say = (actor: Actor | null) =>
		codeOf(finishOwnAction(db, actor, { id: held.actionId, note: 'Here it is.' }));
	for (const actor of [held.member, held.outsider, stranger, { ...pupil, isGuest: true }])
		expect(await say(actor)).toBe('not_found');
	expect(await say(null)).toBe('sign_in');
	expect(await listOwnActions(db, held.member)).toMatchObject({ entries: [] });
	expect((await listOwnActions(db, pupil)).entries).toMatchObject([
		{ id: held.actionId, text: 'Write the programme', state: 'open' }
	]);
	expect([await say(pupil), await say(pupil)]).toEqual(['done', 'done']);
	expect(await row()).toMatchObject({ state: 'done', note: 'Here it is.' });
	expect((await list({ state: 'done' }))[0]!.history.map(({ by }) => by)).toEqual([
		'Pupil',
		'Secretariat'
	]);
	expect(await listOwnActions(db, pupil)).toMatchObject({ entries: [] });
	expect((await listOwnActions(db, pupil, held.actionId)).entries).toHaveLength(1);
	await change({ state: 'dropped', note: 'No longer wanted' });
	expect(await say(pupil)).toBe('action_over');
});

test('an owner who may not read a restricted passage sees that there is an action, not its words', async () => {
	const { db } = base;
	const place = `visibility-${held.items.talk}-${held.actionId}`;
	await publish({ [place]: 'restricted' });
	const pupil = await addActor(
		db,
		'Pupil',
		{ dossierId: held.dossierId, level: 'read' },
		held.organisations.school
	);
	expect((await listOwnActions(db, pupil)).entries).toMatchObject([
		{ id: held.actionId, text: null }
	]);
	expect((await list())[0]!.text).toBe('Write the programme');
	const { versions } = await readReport(db, null, held.slug);
	expect(versions).toHaveLength(1);
});

test('an action that nobody took over in the room, and one from a recommendation, are kept too', async () => {
	const { db } = base;
	const bare = await holdMeeting(db, `${held.slug}-bare`, { dossierId: held.dossierId });
	await db.deleteFrom('action').where('id', '=', bare.actionId).execute();
	await fileReport(db, bare.meetingId);
	expect((await list({ meeting: bare.slug })).map(({ id, text }) => [id, text])).toEqual([
		[bare.actionId, 'Write the programme']
	]);
	const { id } = await db
		.insertInto('participantReport')
		.values({
			meetingId: held.meetingId,
			authorRole: 'teacher',
			language: 'en',
			recommendations: JSON.stringify(['Invite pupils'])
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const dossier = `dossier-${held.slug}`;
	const actionId = await takeRecommendation(
		db,
		held.secretariat,
		{ dossier },
		{
			id,
			dossier,
			text: 'Invite pupils',
			owner: 'host-' + held.slug,
			due: null
		}
	);
	expect((await list()).find((one) => one.id === actionId)).toMatchObject({
		text: 'Invite pupils',
		owner: 'Host'
	});
});
