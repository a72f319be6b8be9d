import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { LOCALES } from '#lib/model/localised.ts';
import { REASON_FIELD } from '#lib/model/report-life.ts';
import { m } from '#lib/paraglide/messages.js';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { listIds, showReportDesk } from '../../../../tests/support/report-desk.ts';
import { previewEdit, readDraftToEdit, saveDraft } from './draft.ts';
import { fileReport } from './filing.ts';
import { correctReport, dropCorrection, withdrawReport } from './publication.ts';
import { readReport } from './report.ts';
import { makeSubstantive } from './substance.ts';
import { reinstateReport } from './withdrawal.ts';

/* What was decided is changed by nobody but the chair; what is only spelled otherwise, by the secretariat. */

let base: TestDatabase;
let held: HeldMeeting;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	held = await holdMeeting(base.db, `substance-${++count}`);
	await fileReport(base.db, held.meetingId);
	await publishHeld(base.db, held);
	await set({ chairId: held.member.personId });
	await open();
});

const set = (values: { chairId?: string | null; city?: string; place?: string }) =>
	base.db.updateTable('meeting').set(values).where('id', '=', held.meetingId).execute();
const open = () =>
	correctReport(base.db, held.secretariat, held.slug, { kind: 'editorial', reason: 'Spelling' });
const decision = () => `text-${held.items.talk}-${held.decisionId}`;
const action = () => `text-${held.items.talk}-${held.actionId}`;
/** Publishes nothing that was not asked for: the answers of the first version are in the draft. */
const publish = (fields: Record<string, string>, actor = held.secretariat) =>
	publishHeld(
		base.db,
		held,
		{ [`owner-${held.actionId}`]: held.organisations.school, ...fields },
		actor
	).then(
		() => 'done',
		(fault: { code: string }) => fault.code
	);
const current = async () => (await readReport(base.db, null, held.slug)).version;

const REFUSED: Array<[string, () => Record<string, string>]> = [
	['a decision says the contrary', () => ({ [decision()]: 'No second meeting is held.' })],
	['a decision goes', () => ({ [decision()]: '' })],
	['an action goes', () => ({ [action()]: '' })],
	['a decision comes', () => ({ [`new-decision-${held.items.talk}`]: 'All is paid.' })],
	['an action has another owner', () => ({ [`owner-${held.actionId}`]: held.organisations.firm })],
	['an action has another date', () => ({ [`due-${held.actionId}`]: '2027-01-01' })],
	['an action is done', () => ({ [`state-${held.actionId}`]: 'done' })],
	['an item was not discussed', () => ({ [`outcome-${held.items.talk}`]: 'not-discussed' })],
	[
		'a speaker comes',
		() => ({
			[`new-speaker-${held.items.talk}`]: '',
			[`new-speaker-role-${held.items.talk}`]: 'mayor'
		})
	],
	['a question comes', () => ({ [`new-question-${held.items.talk}`]: 'Who pays?' })],
	['a speaker did not speak', () => ({ [`spoke-${held.items.talk}-0`]: 'no' })],
	['somebody else answers for it', () => ({ author: held.organisations.firm })]
];
test.each(REFUSED)('an editorial correction in which %s is refused', async (_, fields) => {
	expect(await publish(fields())).toBe('report_substance');
	// The chair says what it is, too.
	expect(await publish(fields(), held.member)).toBe('report_substance');
	expect(await current()).toBe(1);
	const { substance, values } = await previewEdit(base.db, held.secretariat, held.slug, fields());
	expect(substance).toHaveLength(1);
	expect(values).toEqual(fields());
	const form = { values, substance, issues: {}, code: 'report_substance' };
	const page = await showReportDesk(base.db, held.secretariat, held.slug, { form });
	expect(page.text).toContain('published by the chair of the meeting');
	const list = page.html.slice(page.html.indexOf('id="substance"'));
	const [, to] = /<a href="#([^"]+)"/.exec(list)!;
	expect(listIds(page.html)).toContain(to);
});

test('spelling, prose and fewer readers are editorial, and what was typed is published', async () => {
	const fields = {
		[decision()]: 'A second meetting is held!',
		[`text-${held.items.talk}-b1`]: 'All of it was told.',
		[`visibility-${held.items.talk}-${held.actionId}`]: 'members',
		summary: 'Said otherwise.',
		title: 'A title'
	};
	expect(await publish(fields)).toBe('done');
	const { content } = await readReport(base.db, null, held.slug);
	expect(content.items[0]!.decisions[0]!.text).toBe('A second meetting is held!');
	expect(content.items[0]!.actions).toEqual([]);
	await open();
	const back = { [`visibility-${held.items.talk}-${held.actionId}`]: 'public' };
	expect(await publish(back)).toBe('report_substance');
});

test('an editorial correction that went too far becomes one of substance, which the chair publishes', async () => {
	const { db } = base;
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	const input = { draftSeq, fields: { [decision()]: 'No second meeting is held.' } };
	await makeSubstantive(db, held.secretariat, held.slug, input);
	expect(await publish({})).toBe('report_chair');
	expect(await publish({}, held.member)).toBe('done');
	const { content, versions } = await readReport(db, null, held.slug);
	expect(content.items[0]!.decisions[0]!.text).toBe('No second meeting is held.');
	expect(versions[1]).toMatchObject({ kind: 'substantive', reason: 'Spelling' });
	await expect(makeSubstantive(db, held.secretariat, held.slug, input)).rejects.toMatchObject({
		code: 'report_state'
	});
});

test('its reason is asked where it becomes one of substance, and is the one that everybody reads', async () => {
	const { db } = base;
	const fields = { [decision()]: 'No second meeting is held.' };
	const { substance } = await previewEdit(db, held.secretariat, held.slug, fields);
	const form = { values: fields, substance, issues: {}, code: 'report_substance' };
	const page = await showReportDesk(db, held.secretariat, held.slug, { form });
	const asked = page.html.split(`name="${REASON_FIELD}"`);
	expect(asked).toHaveLength(2);
	const notice = page.html.slice(page.html.indexOf('id="substance"'));
	expect(/<input[^>]*form="draft"[^>]*>/.exec(notice)![0]).toContain('value="Spelling"');
	// Enter in any field of the draft presses the first button of its form, which only saves.
	const [first] = /<button[^>]*type="submit"[^>]*form="draft"[^>]*>/.exec(page.html)!;
	expect(first).not.toContain('formaction');
	const widen = async (reason: string) =>
		makeSubstantive(db, held.secretariat, held.slug, {
			draftSeq: (await readDraftToEdit(db, held.secretariat, held.slug)).draftSeq,
			fields: { ...fields, [REASON_FIELD]: reason }
		});
	await expect(widen(' ')).rejects.toMatchObject({ code: 'report_reason', field: REASON_FIELD });
	const { head, content } = await readDraftToEdit(db, held.secretariat, held.slug);
	expect(head.correction?.kind).toBe('editorial');
	expect(content.items[0]!.decisions[0]!.text).toBe('A second meeting is held.');
	await widen('The hall is taken');
	expect(await publish({}, held.member)).toBe('done');
	const { versions } = await readReport(db, null, held.slug);
	expect(versions[1]).toMatchObject({ kind: 'substantive', reason: 'The hall is taken' });
});

test('what was taken out and saved is told at the item that had it', async () => {
	const { db } = base;
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	await saveDraft(db, held.secretariat, held.slug, { draftSeq, fields: { [decision()]: '' } });
	const page = await showReportDesk(db, held.secretariat, held.slug);
	expect(page.text).toContain('Taken out: Decision “A second meeting is held.”');
	expect(page.html).toContain(`href="#title-${held.items.talk}"`);
	await dropCorrection(db, held.secretariat, held.slug);
	await open();
	expect((await readDraftToEdit(db, held.secretariat, held.slug)).substance).toEqual([]);
});

test('a slip is mended though the meeting says otherwise since: that waits, and the form says so', async () => {
	const { db } = base;
	await set({ place: JSON.stringify({ name: 'School', city: 'Brest' }) });
	await db
		.updateTable('attendance')
		.set({ heads: 99 })
		.where('meetingId', '=', held.meetingId)
		.execute();
	const page = await showReportDesk(db, held.secretariat, held.slug);
	expect(page.text).toContain('Place. This editorial correction leaves it as it was published');
	expect(await publish({ [decision()]: 'A second meeting is held!' })).toBe('done');
	const { content } = await readReport(db, null, held.slug);
	expect(content).toMatchObject({ place: 'Town hall, 22240 Fréhel', attendance: { persons: 15 } });
	await set({ chairId: null });
	await correctReport(db, held.secretariat, held.slug, { kind: 'substantive', reason: 'Place' });
	expect(await publish({})).toBe('done');
	expect((await readReport(db, null, held.slug)).content).toMatchObject({ place: 'School, Brest' });
});

test('a report that was withdrawn comes back with another decision by the chair alone', async () => {
	const { db } = base;
	await withdrawReport(db, held.secretariat, held.slug, 'Wrong');
	const back = () =>
		reinstateReport(db, held.secretariat, held.slug, { reason: 'Right', isReadable: true });
	await back();
	await set({ place: JSON.stringify({ name: 'School', city: 'Brest' }) });
	expect(await publish({ [decision()]: 'No second meeting is held.' })).toBe('report_chair');
	expect(await publish({ [decision()]: 'A second meeting is held!' })).toBe('done');
	await withdrawReport(db, held.secretariat, held.slug, 'Wrong');
	await back();
	expect(await publish({ [decision()]: 'None is held.' }, held.member)).toBe('done');
});

test('the form names in every language what keeps a correction from being editorial', () => {
	for (const locale of LOCALES) {
		const hint = m.desk_correct_kind_hint({}, { locale }).toLocaleLowerCase(locale);
		for (const list of [m.report_decisions, m.report_actions, m.report_questions])
			expect(hint).toContain(list({}, { locale }).toLocaleLowerCase(locale));
	}
});
