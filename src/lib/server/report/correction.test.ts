import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { REASON_FIELD } from '#lib/model/report-life.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { showReportDesk } from '../../../../tests/support/report-desk.ts';
import { changeAction, readKeptActions } from './action-keeping.ts';
import { previewEdit, readDraftToEdit, saveDraft } from './draft.ts';
import { fileReport } from './filing.ts';
import {
	correctReport,
	dropCorrection,
	publishReport,
	supersedeReport,
	withdrawReport
} from './publication.ts';
import { reinstateReport } from './withdrawal.ts';
import { readReport } from './report.ts';

/* What a correction says of actions counts once it is published; every other end leaves them alone. */

let base: TestDatabase;
let before: HeldMeeting;
let held: HeldMeeting;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	const { db } = base;
	before = await holdMeeting(db, `corrected-${++count}-before`);
	await db
		.updateTable('meetingDay')
		.set({ date: '2026-08-20' })
		.where('meetingId', '=', before.meetingId)
		.execute();
	await fileReport(db, before.meetingId);
	held = await holdMeeting(db, `corrected-${count}`, { dossierId: before.dossierId });
	await fileReport(db, held.meetingId);
	await publish({ [`owner-${before.actionId}`]: held.organisations.school });
	await correctReport(db, held.secretariat, held.slug, { kind: 'substantive', reason: 'x' });
});

const publish = (fields?: Record<string, string>, of = held) => publishHeld(base.db, of, fields);
async function save(fields: Record<string, string>) {
	const { draftSeq } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	await saveDraft(base.db, held.secretariat, held.slug, { draftSeq, fields });
}
const ids = () => [before.actionId, held.actionId];
const read = () =>
	base.db
		.selectFrom('action')
		.where('id', 'in', ids())
		.orderBy('id')
		.select(['id', 'ownerOrganisationId', 'due', 'state'])
		.execute();
async function changeAll() {
	for (const id of ids())
		await save({
			[`owner-${id}`]: held.organisations.firm,
			[`due-${id}`]: '2027-01-31',
			[`state-${id}`]: 'done'
		});
	await save({ summary: 'Abandoned words.' });
}
async function keep(id: string, values: { state?: 'done' | 'open'; due?: string; note?: string }) {
	const { db } = base;
	const { actions } = await readKeptActions(db, held.secretariat, { state: 'all' });
	const { version, owner, state, due, note } = actions.find((one) => one.id === id)!;
	const now = { id, version, owner: owner ?? '', state, due: due ?? '', note };
	await changeAction(db, held.secretariat, { ...now, ...values });
}

const EXITS: Array<[string, () => Promise<void>]> = [
	['given up', () => dropCorrection(base.db, held.secretariat, held.slug)],
	['withdrawn', () => withdrawReport(base.db, held.secretariat, held.slug, 'Wrong')],
	[
		'superseded',
		async () => {
			await publish({}, before);
			await supersedeReport(base.db, held.secretariat, held.slug, before.slug);
		}
	]
];
test.each(EXITS)(
	'a correction that ends with the report %s leaves draft and actions as they were',
	async (_name, leave) => {
		const { db } = base;
		const published = await read();
		await changeAll();
		expect(await read()).toEqual(published);
		await leave();
		const [own] = (await read()).filter(({ id }) => id === held.actionId);
		expect(own).toEqual(published.find(({ id }) => id === held.actionId));
		const { content, head } = await readDraftToEdit(db, held.secretariat, held.slug);
		expect(head.correction).toBeNull();
		expect(content.summary).not.toContain('Abandoned');
		expect(content.items[0]!.actions[0]).toMatchObject({ state: 'open', due: null });
	}
);

test('a correction that is published changes what it corrected of the actions, and nothing else', async () => {
	const { db } = base;
	await keep(held.actionId, { state: 'done', note: 'Sent round.' });
	await keep(before.actionId, { due: '2027-03-01' });
	await publish({ [`due-${held.actionId}`]: '2026-10-01' });
	const rows = new Map((await read()).map((row) => [row.id, row]));
	expect(rows.get(held.actionId)).toMatchObject({ state: 'done', due: '2026-10-01' });
	expect(rows.get(before.actionId)).toMatchObject({ due: '2027-03-01' });
	const view = await readReport(db, null, held.slug);
	expect(view.content.items[0]!.actions[0]).toMatchObject({ state: 'open', due: '2026-10-01' });
	expect(view.present[held.actionId]).toMatchObject({ state: 'done', due: '2026-10-01' });
});

test('a reinstatement that is given up leaves the report withdrawn and its actions alone', async () => {
	const { db } = base;
	const published = await read();
	await withdrawReport(db, held.secretariat, held.slug, 'Wrong');
	await reinstateReport(db, held.secretariat, held.slug, { reason: 'Right', isReadable: false });
	await changeAll();
	await dropCorrection(db, held.secretariat, held.slug);
	expect(await read()).toEqual(published);
	await expect(readReport(db, null, held.slug)).rejects.toMatchObject({ code: 'report_withdrawn' });
});

test('an action that a correction takes out is dropped with its reason and keeps its words', async () => {
	const { db } = base;
	await keep(held.actionId, { due: '2020-01-01' });
	const name = `remove-${held.items.talk}-${held.actionId}`;
	const form = await showReportDesk(db, held.secretariat, held.slug);
	expect(form.html).toContain(`name="${name}"`);
	await save({ [name]: 'on' });
	const find = async (state: 'all' | 'overdue') =>
		(await readKeptActions(db, held.secretariat, { state })).actions.find(
			({ id }) => id === held.actionId
		);
	// Until the correction is published the action is what it was.
	expect(await find('overdue')).toMatchObject({ text: 'Write the programme', state: 'open' });
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	const input = { draftSeq, fields: {}, state: 'published' as const, origin: 'https://e.example' };
	await publishReport(db, held.secretariat, held.slug, input);
	expect(await find('overdue')).toBeUndefined();
	const dropped = await find('all');
	expect(dropped!.history[0]).toMatchObject({ state: 'dropped', note: 'x', by: 'Secretariat' });
	expect(dropped).toMatchObject({
		text: 'Write the programme',
		state: 'dropped',
		note: 'x',
		isOverdue: false
	});
});

test('an action that was done stays done when it is taken out', async () => {
	await keep(held.actionId, { state: 'done', note: 'Sent round.' });
	await publish({ [`text-${held.items.talk}-${held.actionId}`]: '' });
	const [row] = (await read()).filter(({ id }) => id === held.actionId);
	expect(row).toMatchObject({ state: 'done' });
});

test('the reason of an open correction is saved with its draft, and published as it then reads', async () => {
	const { db } = base;
	const { draftSeq, opened } = await readDraftToEdit(db, held.secretariat, held.slug);
	await save({ [REASON_FIELD]: ' The figures ' });
	const after = await readDraftToEdit(db, held.secretariat, held.slug);
	expect(after.head.correction!.reason).toEqual({ original: 'en', texts: { en: 'The figures' } });
	// Who opened the form before wrote another reason: neither goes unseen.
	const late = { draftSeq, fields: { [REASON_FIELD]: 'The names' } };
	await expect(saveDraft(db, held.secretariat, held.slug, late)).rejects.toMatchObject({
		code: 'report_changed'
	});
	const untouched = { opened, [REASON_FIELD]: 'x', summary: 'Typed' };
	const { values } = await previewEdit(db, held.secretariat, held.slug, untouched);
	expect(values).toEqual({ summary: 'Typed' });
	for (const [reason, code] of [
		['', 'report_reason'],
		['a'.repeat(1001), 'report_reason_long']
	] as const)
		await expect(save({ [REASON_FIELD]: reason })).rejects.toMatchObject({
			code,
			field: REASON_FIELD
		});
	await expect(
		saveDraft(db, held.outsider, held.slug, {
			draftSeq: after.draftSeq,
			fields: { [REASON_FIELD]: 'Mine' }
		})
	).rejects.toMatchObject({ code: 'not_found' });
	await publish({ [REASON_FIELD]: 'The figures and the names' });
	const { versions } = await readReport(db, null, held.slug);
	expect(versions[1]!.reason).toBe('The figures and the names');
});
