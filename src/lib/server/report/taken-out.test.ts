import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { readKeptActions } from './action-keeping.ts';
import { readDraftToEdit, saveDraft } from './draft.ts';
import { fileReport } from './filing.ts';
import { publishReport } from './publication.ts';

let base: TestDatabase;
let held: HeldMeeting;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	held = await holdMeeting(base.db, `taken-out-${++count}`);
	await fileReport(base.db, held.meetingId);
});

const takeOut = () => ({ [`remove-${held.items.talk}-${held.actionId}`]: 'on' });
async function save(fields: Record<string, string>) {
	const { draftSeq } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	await saveDraft(base.db, held.secretariat, held.slug, { draftSeq, fields });
}
async function publish(state: 'provisional' | 'published', fields: Record<string, string> = {}) {
	const { draftSeq } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	const input = { draftSeq, fields, state, origin: 'https://emvod.example' };
	await publishReport(base.db, held.secretariat, held.slug, input);
}
const answers = () => ({
	[`owner-${held.actionId}`]: held.organisations.school,
	[`outcome-${held.items.empty}`]: 'no-conclusion'
});
const list = async (state: 'all' | 'unfinished') =>
	(await readKeptActions(base.db, held.secretariat, { state, meeting: held.slug })).actions;

test('an action of the notes that a draft has no more is dropped at once and keeps its words', async () => {
	await save(takeOut());
	expect(await list('unfinished')).toEqual([]);
	const dropped = {
		id: held.actionId,
		text: 'Write the programme',
		state: 'dropped',
		note: 'Taken out of the draft of the report'
	};
	expect(await list('all')).toMatchObject([dropped]);
	expect((await list('all'))[0]!.history[0]).toMatchObject({ by: 'Secretariat', state: 'dropped' });
	await publish('published', { [`outcome-${held.items.empty}`]: 'no-conclusion' });
	expect(await list('all')).toMatchObject([dropped]);
});

test('so is one that is taken out by publishing for the first time; one that was done stays done', async () => {
	await publish('published', { ...answers(), ...takeOut() });
	expect(await list('all')).toMatchObject([{ text: 'Write the programme', state: 'dropped' }]);
	held = await holdMeeting(base.db, `taken-out-${++count}`);
	await fileReport(base.db, held.meetingId);
	await save({ ...answers(), [`state-${held.actionId}`]: 'done' });
	await save(takeOut());
	expect(await list('all')).toMatchObject([{ text: 'Write the programme', state: 'done' }]);
});

test('what a provisional report said is asked for until the next version says it no more', async () => {
	await publish('provisional', answers());
	await save(takeOut());
	expect(await list('unfinished')).toMatchObject([{ text: 'Write the programme', state: 'open' }]);
	await publish('published');
	expect(await list('all')).toMatchObject([{ text: 'Write the programme', state: 'dropped' }]);
});
