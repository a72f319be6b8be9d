import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { seedItemNotes } from '../notes/content.ts';
import { buildContent } from './build.ts';
import { describeCourse } from './document-item.ts';
import { fileReport, importReport } from './filing.ts';
import { readDraftToEdit, saveDraft } from './draft.ts';
import { readReport } from './report.ts';
import { listUnreported } from './new-report.rows.ts';
import { Words } from './words.ts';

let test1: TestDatabase;
let held: HeldMeeting;
beforeAll(async () => {
	test1 = await testDatabase();
	held = await holdMeeting(test1.db, 'held');
});
afterAll(() => test1.close());

test('parts bear their names, and the time of an item is what its clock ran', async () => {
	const other = await holdMeeting(test1.db, 'parts');
	const title = JSON.stringify({
		original: 'en',
		texts: { en: 'Round tables', fr: 'Tables rondes' }
	});
	await test1.db
		.insertInto('meetingPart')
		.values([
			{ meetingId: other.meetingId, day: 1, part: 2, title },
			{ meetingId: other.meetingId, day: 1, part: 9, title }
		])
		.execute();
	await test1.db
		.updateTable('agendaItem')
		.set({ spentMs: 25 * 60_000 })
		.where('id', '=', other.items.round)
		.execute();
	const content = await buildContent(test1.db, other.meetingId, 'fr');
	expect(content.parts).toEqual([{ day: 1, part: 2, title: 'Tables rondes', text: '' }]);
	const round = content.items.find((item) => item.id === other.items.round)!;
	expect(round.actual).toMatchObject({ minutes: 25 });
	expect(describeCourse(round, new Words('en', content.timezone))).toContain(
		'held 09:20–10:00 (25 min without interruptions)'
	);
	const talk = content.items.find((item) => item.id === other.items.talk)!;
	expect(describeCourse(talk, new Words('en', content.timezone))).toContain('(20 min)');
});

test('a draft holds the facts of the meeting and nothing that nobody noted', async () => {
	const content = await buildContent(test1.db, held.meetingId);
	const of = (id: string) => content.items.find((item) => item.id === id)!;
	expect(content).toMatchObject({
		ordinal: 1,
		mode: 'hybrid',
		place: 'Town hall, 22240 Fréhel',
		host: { name: 'Host' },
		objective: 'See what is there.',
		attendance: {
			organisations: 2,
			persons: 15,
			onSite: 3,
			remote: 12,
			counted: true,
			apologies: ['Firm']
		}
	});
	const talk = of(held.items.talk);
	expect(talk.blocks.map((block) => block.text)).toEqual([
		'The network was introduced.',
		'Internal remark about money.'
	]);
	expect(talk.decisions).toMatchObject([
		{ id: held.decisionId, text: 'A second meeting is held.' }
	]);
	expect(talk.actions).toMatchObject([
		{ id: held.actionId, text: 'Write the programme', owner: null, state: 'open' }
	]);
	expect(talk.films).toMatchObject([
		{ slug: 'film-held', at: '2026-08-27T07:05:00.000Z', from: 0, to: 42 }
	]);
	expect(talk.actual).toMatchObject({ minutes: 20 });
	expect(of(held.items.round).lines).toMatchObject([
		{ organisation: 'Firm', text: 'Runs a contest' }
	]);
	expect(content.items.map((item) => item.outcome)).toEqual([
		'held',
		'held',
		'held',
		'not-discussed',
		'not-held',
		'held'
	]);
});

test('a speaker is named only on a recorded basis, else by the role of that day', async () => {
	const content = await buildContent(test1.db, held.meetingId);
	expect(content.items[0]!.speakers).toMatchObject([
		{ name: 'Anneke Voorbeeld', role: 'coordinator that day', organisation: 'Host' },
		{ name: null, role: 'ambassador', spoke: false }
	]);
	expect(JSON.stringify(content)).not.toContain('Secret Person');
});

test('the suggested summary counts and repeats no word of the notes', async () => {
	const { summary } = await buildContent(test1.db, held.meetingId);
	expect(summary).toContain('27 August 2026');
	expect(summary).toMatch(/2 organisations.*Decisions: 1; actions agreed: 1/);
	expect(summary).not.toContain('Internal');
});

test('filing again, even at the same moment, makes no second report and keeps edits', async () => {
	const both = await Promise.all([1, 2, 3].map(() => fileReport(test1.db, held.meetingId)));
	expect(new Set(both.map(({ slug }) => slug))).toEqual(new Set(['held']));
	expect(both.filter(({ isNew }) => isNew)).toHaveLength(1);
	const { draftSeq } = await readDraftToEdit(test1.db, held.secretariat, 'held');
	await saveDraft(test1.db, held.secretariat, 'held', {
		draftSeq,
		fields: { summary: 'Edited by hand.' }
	});
	expect(await fileReport(test1.db, held.meetingId)).toEqual({ slug: 'held', isNew: false });
	const { content } = await readDraftToEdit(test1.db, held.secretariat, 'held');
	expect(content.summary).toBe('Edited by hand.');
	const rows = await test1.db
		.selectFrom('report')
		.where('meetingId', '=', held.meetingId)
		.select('id')
		.execute();
	expect(rows).toHaveLength(1);
});

test('characters that no database stores do not keep a report from being filed', async () => {
	const wild = await holdMeeting(test1.db, 'wild');
	await seedItemNotes(test1.db, wild.items.empty, [
		{ text: 'Zero\0 and bell\u0007 and half\ud800 stay out.', kind: 'decision', id: randomUUID() }
	]);
	await fileReport(test1.db, wild.meetingId);
	const { content } = await readDraftToEdit(test1.db, wild.secretariat, 'wild');
	const { decisions } = content.items.find(({ id }) => id === wild.items.empty)!;
	expect(decisions).toMatchObject([{ text: 'Zero and bell and half\ufffd stay out.' }]);
});

test('open actions of earlier meetings come back with state and owner, finished and dropped ones do not', async () => {
	const next = await holdMeeting(test1.db, 'next', { dossierId: held.dossierId, ordinal: 2 });
	await test1.db
		.updateTable('action')
		.set({ state: 'late', ownerOrganisationId: held.organisations.school })
		.where('id', '=', held.actionId)
		.execute();
	const { carried } = await buildContent(test1.db, next.meetingId);
	expect(carried).toMatchObject([
		{
			text: 'Write the programme',
			state: 'late',
			owner: { name: 'School' },
			from: { slug: 'held' }
		}
	]);
	await test1.db
		.updateTable('action')
		.set({ state: 'done' })
		.where('id', '=', held.actionId)
		.execute();
	expect((await buildContent(test1.db, next.meetingId)).carried).toEqual([]);
});

test('an imported report keeps its versions, dates, states and reasons, and is imported once', async () => {
	const { db } = test1;
	const old = await holdMeeting(db, 'old');
	const last = await buildContent(db, old.meetingId);
	last.items[0]!.actions[0]!.owner = {
		kind: 'organisation',
		id: old.organisations.host,
		name: 'Host'
	};
	last.items[0]!.blocks[1]!.visibility = 'restricted';
	const first = { ...last, summary: 'The Basqque programme.' };
	const report = {
		meetingId: old.meetingId,
		slug: 'old',
		importKey: 'min-old',
		state: 'published' as const,
		versions: [
			{
				n: 1,
				at: '2020-06-16T14:00:00.000Z',
				state: 'provisional' as const,
				kind: 'first' as const,
				content: first
			},
			{
				n: 2,
				at: '2020-06-22T07:00:00.000Z',
				state: 'published' as const,
				kind: 'first' as const,
				content: first
			},
			{
				n: 3,
				at: '2020-07-01T09:00:00.000Z',
				state: 'published' as const,
				kind: 'editorial' as const,
				reason: { original: 'en', texts: { en: 'Spelling' } },
				changes: [['Basqque', 'Basque']] as Array<[string, string]>,
				content: { ...last, summary: 'The Basque programme.' }
			}
		]
	};
	expect(await importReport(db, report)).toBe(true);
	expect(await importReport(db, report)).toBe(false);
	const view = await readReport(db, null, 'old');
	expect(view).toMatchObject({ version: 3, state: 'published', at: '2020-07-01T09:00:00.000Z' });
	expect(view.versions).toMatchObject([
		{ n: 1, state: 'provisional', kind: 'first', reason: null },
		{ n: 2, state: 'published' },
		{ n: 3, kind: 'editorial', reason: 'Spelling', at: '2020-07-01T09:00:00.000Z' }
	]);
	expect((await readReport(db, null, 'old', 1)).content.summary).toBe('The Basqque programme.');
	expect(JSON.stringify(view)).not.toContain('Internal remark');
	expect(JSON.stringify(await readReport(db, old.secretariat, 'old'))).toContain('Internal remark');
});

test('a closed meeting without a report is found until its report is filed', async () => {
	const { db } = test1;
	const late = await holdMeeting(db, 'unreported');
	const isMissing = async () => (await listUnreported(db)).includes(late.meetingId);
	expect(await isMissing()).toBe(true);
	await fileReport(db, late.meetingId);
	expect(await isMissing()).toBe(false);
});
