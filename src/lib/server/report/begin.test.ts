import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { getFacts } from '../meeting/facts.ts';
import { takeStep } from '../meeting/status.ts';
import { beginReport, readReportState } from './begin.ts';
import { readDesk } from './desk.ts';
import { readDraftToEdit } from './draft.ts';

let base: TestDatabase;
let secretariat: Actor;
let editor: Actor;
let dossierId: string;
beforeAll(async () => {
	base = await testDatabase();
	[secretariat, editor] = [await newActor(base.db), await newActor(base.db)];
	dossierId = await newDossier(base.db, [
		[secretariat, 'publish'],
		[editor, 'edit']
	]);
});
afterAll(() => base.close());

async function holdElsewhere(kind = 'taskforce-meeting') {
	const meeting = await newMeeting(base.db, dossierId);
	await base.db.updateTable('meeting').set({ kind }).where('id', '=', meeting.id).execute();
	await base.db
		.insertInto('agendaItem')
		.values({
			...{ meetingId: meeting.id, day: 1, part: 1, rank: 'a', format: 'discussion' },
			title: JSON.stringify({ original: 'en', texts: { en: 'A walk' } })
		})
		.execute();
	const { version } = await getFacts(base.db, secretariat, meeting.slug);
	await takeStep(base.db, secretariat, meeting.slug, { version, reason: null, step: 'hold' });
	return meeting;
}
const waiting = async (actor: Actor) =>
	(await readDesk(base.db, actor)).unwritten.map(({ slug }) => slug);
const notFound = expect.objectContaining({ code: 'not_found' });

test('a meeting that was held elsewhere waits on the desk until its report is begun, once', async () => {
	const { slug } = await holdElsewhere();
	expect(await waiting(secretariat)).toEqual([slug]);
	expect(await waiting(editor)).toEqual([]);
	expect(await readReportState(base.db, secretariat, slug)).toEqual({ slug: null, mayBegin: true });
	expect(await readReportState(base.db, editor, slug)).toEqual({ slug: null, mayBegin: false });
	for (const actor of [editor, await newActor(base.db)])
		await expect(beginReport(base.db, actor, slug)).rejects.toThrow(notFound);
	await expect(beginReport(base.db, null, slug)).rejects.toMatchObject({ code: 'sign_in' });

	const begun = [1, 2].map(() => beginReport(base.db, secretariat, slug));
	expect(await Promise.all(begun)).toEqual([slug, slug]);
	expect(await beginReport(base.db, secretariat, slug)).toBe(slug);
	expect(await waiting(secretariat)).toEqual([]);
	expect(await readReportState(base.db, secretariat, slug)).toEqual({ slug, mayBegin: false });
	const { content, gaps } = await readDraftToEdit(base.db, secretariat, slug);
	expect(content).toMatchObject({ status: 'held', attendance: { recorded: false } });
	// No room kept the time: what became of each item is asked, and not answered by itself.
	expect(content.items).toMatchObject([{ outcome: 'held', actual: null }]);
	expect(gaps.map((gap) => gap.code)).toContain('outcome');
});

test('what was not held, what others held and what was reported elsewhere has no report to begin', async () => {
	const { db } = base;
	const announced = await newMeeting(db, dossierId);
	const fair = await holdElsewhere('external-event');
	const told = await holdElsewhere();
	const { id: sourceId } = await db
		.insertInto('organisation')
		.values({ slug: 'source', name: 'Source' })
		.returning('id')
		.executeTakeFirstOrThrow();
	const { id: publicationId } = await db
		.insertInto('publication')
		.values({
			...{ dossierId, sourceId, type: 'meeting-report', date: '2026-01-05' },
			title: JSON.stringify({ original: 'en', texts: { en: 'Told there' } })
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await db.insertInto('publicationMeeting').values({ publicationId, meetingId: told.id }).execute();
	expect(await waiting(secretariat)).toEqual([]);
	for (const { slug } of [announced, fair, told])
		await expect(beginReport(db, secretariat, slug)).rejects.toThrow(notFound);
});
