import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { beginReport, findReportToKeep } from './beginning.ts';
import { readDraftToEdit } from './draft.ts';
import { readReport } from './report.ts';

let base: TestDatabase;
let held: HeldMeeting;
beforeAll(async () => {
	base = await testDatabase();
	held = await holdMeeting(base.db, 'held-elsewhere');
	await base.db
		.updateTable('meeting')
		.set({ openedAt: null, closedAt: null, status: 'scheduled' })
		.where('id', '=', held.meetingId)
		.execute();
	await base.db
		.updateTable('agendaItem')
		.set({ openedAt: null, closedAt: null, status: 'planned' })
		.where('meetingId', '=', held.meetingId)
		.where('status', '=', 'done')
		.execute();
});
afterAll(() => base.close());

test('the report of a meeting that was held elsewhere is begun once, by whoever publishes it', async () => {
	const { db } = base;
	const begin = (actor = held.secretariat) => beginReport(db, actor, held.slug);
	await expect(begin()).rejects.toMatchObject({ code: 'report_not_held' });
	await db
		.updateTable('meeting')
		.set({ status: 'held' })
		.where('id', '=', held.meetingId)
		.execute();
	for (const actor of [held.member, held.outsider])
		await expect(begin(actor)).rejects.toMatchObject({ code: 'not_found' });
	const find = () => findReportToKeep(db, held.secretariat, held.slug);
	expect(await find()).toEqual({ report: null, canBegin: true });
	const both = await Promise.all([begin(), begin(held.colleague)]);
	expect(new Set(both.map(({ slug }) => slug)).size).toBe(1);
	expect(await find()).toMatchObject({ report: { state: 'draft' }, canBegin: false });
});

test('nothing is said of its items until somebody says what became of them', async () => {
	const { db } = base;
	const { content, gaps } = await readDraftToEdit(db, held.secretariat, held.slug);
	const outcomeOf = (id: string) => content.items.find((item) => item.id === id)?.outcome;
	expect(outcomeOf(held.items.skipped)).toBe('not-discussed');
	expect(outcomeOf(held.items.dropped)).toBe('held');
	expect(gaps.map(({ itemId }) => itemId)).toContain(held.items.dropped);
	await publishHeld(db, held, { [`outcome-${held.items.dropped}`]: 'not-held' });
	expect((await readReport(db, null, held.slug)).state).toBe('published');
});
