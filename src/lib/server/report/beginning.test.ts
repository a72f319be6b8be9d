import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { beginReport, findReportToKeep } from './beginning.ts';
import { newMeeting } from '../../../../tests/support/people.ts';
import { readDesk } from './desk.ts';
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

const listWaiting = async () =>
	(await readDesk(base.db, held.secretariat)).unwritten.map(({ slug }) => slug);

async function hold(kind: string): Promise<{ id: string; slug: string }> {
	const meeting = await newMeeting(base.db, held.dossierId);
	await base.db
		.updateTable('meeting')
		.set({ kind, status: 'held' })
		.where('id', '=', meeting.id)
		.execute();
	return meeting;
}

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
	expect(await listWaiting()).toEqual([held.slug]);
	const find = () => findReportToKeep(db, held.secretariat, held.slug);
	expect(await find()).toEqual({ report: null, canBegin: true, differing: [] });
	const both = await Promise.all([begin(), begin(held.colleague)]);
	expect(new Set(both.map(({ slug }) => slug)).size).toBe(1);
	expect(await find()).toMatchObject({ report: { state: 'draft' }, canBegin: false });
	expect(await listWaiting()).toEqual([]);
});

test('what others held, and what was reported elsewhere, waits for no report', async () => {
	const { db } = base;
	const [fair, told] = [await hold('external-event'), await hold('taskforce-meeting')];
	expect(await listWaiting()).toEqual([told.slug]);
	await expect(beginReport(db, held.secretariat, fair.slug)).rejects.toMatchObject({
		code: 'report_not_held'
	});
	const source = db.insertInto('organisation').values({ slug: 'source', name: 'Source' });
	const { id: sourceId } = await source.returning('id').executeTakeFirstOrThrow();
	const title = JSON.stringify({ original: 'en', texts: { en: 'Told there' } });
	const publication = db.insertInto('publication').values({
		...{ dossierId: held.dossierId, sourceId, type: 'meeting-report', date: '2026-01-05', title }
	});
	const { id: publicationId } = await publication.returning('id').executeTakeFirstOrThrow();
	await db.insertInto('publicationMeeting').values({ publicationId, meetingId: told.id }).execute();
	expect(await listWaiting()).toEqual([]);
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
