import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { listHistory } from '../dossier/history.ts';
import { listTimelineRows } from '../dossier/timeline.rows.ts';
import { search } from '../library/search.ts';
import type { AppError } from '../platform/errors.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { showMeeting, showReport } from '../../../../tests/support/pages.ts';
import { buildContent } from './build.ts';
import { readDesk } from './desk.ts';
import { writeFeed } from './feed.ts';
import { fileReport } from './filing.ts';
import { readFile } from './files.ts';
import { writeJson } from './json.ts';
import { supersedeReport, withdrawReport } from './publication.ts';
import { reinstateReport } from './withdrawal.ts';
import { compareVersions, readReport } from './report.ts';

/* The way back from a withdrawal. */

let base: TestDatabase;
let held: HeldMeeting;
let count = 0;
const origin = 'https://emvod.example';
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	held = await holdMeeting(base.db, `reinstated-${++count}`);
	await fileReport(base.db, held.meetingId);
	await publish({ summary: 'The slanderous heron.' });
});

const publish = (fields?: Record<string, string>, of = held) => publishHeld(base.db, of, fields);
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(fault: AppError) => fault.code
	);
const reinstate = (
	isReadable: boolean,
	reason = 'The text was mended.',
	actor = held.secretariat
) => reinstateReport(base.db, actor, held.slug, { reason, isReadable });
const read = (n?: number) => readReport(base.db, null, held.slug, n);

test('a withdrawn report is published again at its address, and its history tells when and why', async () => {
	const { db } = base;
	expect(await codeOf(reinstate(false))).toBe('report_state');
	await withdrawReport(db, held.secretariat, held.slug, 'A name was wrong.');
	expect(await codeOf(reinstate(false, ' '))).toBe('report_reason');
	// The secretariat finds the way back; nobody else is offered one.
	const listed = async () => (await readDesk(db, held.secretariat)).takenBack;
	expect(await listed()).toMatchObject([{ slug: held.slug }]);
	const details = async (actor: Actor | null) =>
		readReport(db, actor, held.slug).catch((fault: AppError) => fault.details);
	expect(await details(held.secretariat)).toMatchObject({ desk: held.slug });
	for (const actor of [null, held.member, held.outsider])
		expect(await details(actor)).not.toHaveProperty('desk');
	const meeting = await showMeeting(db, held.slug);
	expect(meeting.text).toContain('The report of this meeting was withdrawn');
	expect(meeting.links.map(({ href }) => href)).toContain(`/reports/${held.slug}`);
	for (const actor of [held.member, held.outsider])
		expect(await codeOf(reinstate(false, 'x', actor))).toBe('not_found');
	expect(await codeOf(publish())).toBe('report_state');
	await reinstate(false);
	expect(await listed()).toEqual([]);
	expect(await codeOf(reinstate(true, 'Again'))).toBe('correction_open');
	// Until it is published the address says that it is gone.
	expect(await codeOf(read())).toBe('report_withdrawn');
	const both = await Promise.all([
		publish({ summary: 'The gentle heron.' }),
		publish({ summary: 'The gentle heron.' })
	]);
	expect(both.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
	const view = await read();
	expect(view).toMatchObject({ version: 2, state: 'published' });
	const json = writeJson(view);
	expect(json).toMatchObject({
		state: 'published',
		summary: 'The gentle heron.',
		versions: [{ n: 1 }, { n: 2, kind: 'reinstated', reason: 'The text was mended.' }],
		withdrawals: [{ version: 1, reason: 'A name was wrong.', isReadable: false }]
	});
	const [gone] = view.withdrawals;
	expect(Date.parse(gone!.from)).toBeLessThan(Date.parse(gone!.to));
	const page = await showReport(db, held.slug);
	expect(page.text).toContain('Published again after a withdrawal · Reason: The text was mended.');
	expect(page.text).toMatch(/Withdrawn from .+ to .+\. Reason: A name was wrong\./);
	const [entry, ...more] = (await listTimelineRows(db, null, held.dossierId)).filter(
		({ type }) => type === 'report'
	);
	expect(more).toEqual([]);
	expect(entry).toMatchObject({
		status: 'published',
		summary: { texts: { en: 'The gentle heron.' } }
	});
	const { entries: steps } = await listHistory(db, held.secretariat, `dossier-${held.slug}`);
	expect(
		steps.map(({ what, who }) => [what, who]).filter(([what]) => what!.startsWith('report-'))
	).toEqual([
		['report-reinstated', 'Secretariat'],
		['report-withdrawn', 'Secretariat'],
		['report-published', 'Secretariat'],
		['report-filed', null]
	]);
	const feed = await writeFeed(db, { origin, language: 'en', title: 'Emvod' });
	expect(feed).toContain('The gentle heron.');
	expect(feed).not.toContain('A name was wrong.');
	expect((await search(db, null, 'gentle heron')).hits.length).toBeGreaterThan(0);
});

test('what was withdrawn stays so in every format, unless the secretariat gives it back too', async () => {
	const { db } = base;
	await withdrawReport(db, held.secretariat, held.slug, 'Slander');
	await reinstate(false);
	await publish({ summary: 'The gentle heron.' });
	const file = (n: number, format: 'pdf' | 'docx' | 'md') =>
		codeOf(readFile(db, held.secretariat, { slug: held.slug, format, origin, n }));
	expect(await codeOf(read(1))).toBe('report_withdrawn');
	// Whoever has the address of that version is told that the report itself is there.
	const gone = await readReport(db, held.secretariat, held.slug, 1).catch(
		(fault: AppError) => fault.details
	);
	expect(gone).toMatchObject({ reason: 'Slander', current: held.slug });
	expect(gone).not.toHaveProperty('desk');
	for (const format of ['pdf', 'docx', 'md'] as const)
		expect([await file(1, format), await file(2, format)]).toEqual(['report_withdrawn', 'done']);
	expect(await codeOf(compareVersions(db, null, held.slug, 1, 2))).toBe('report_withdrawn');
	const page = await showReport(db, held.slug);
	expect(page.links.filter(({ href }) => href.endsWith('/v1'))).toEqual([]);
	expect(page.links.filter(({ href }) => href.includes('v1..'))).toEqual([]);
	// A second time, and this time the second version may be read again, but never the first.
	await withdrawReport(db, held.secretariat, held.slug, 'By mistake');
	await reinstate(true);
	await publish({ summary: 'The gentle heron again.' });
	expect((await read(2)).content.summary).toBe('The gentle heron.');
	expect(await codeOf(read(1))).toBe('report_withdrawn');
	expect((await read()).withdrawals.map(({ reason }) => reason)).toEqual(['Slander', 'By mistake']);
});

test('actions are carried again, and a report superseded before its withdrawal is so no more', async () => {
	const { db } = base;
	const later = await holdMeeting(db, `${held.slug}-later`, { dossierId: held.dossierId });
	await db
		.updateTable('meetingDay')
		.set({ date: '2026-09-03' })
		.where('meetingId', '=', later.meetingId)
		.execute();
	await fileReport(db, later.meetingId);
	await publish({ [`owner-${held.actionId}`]: held.organisations.school }, later);
	await supersedeReport(db, held.secretariat, held.slug, later.slug);
	await withdrawReport(db, held.secretariat, held.slug, 'Wrong');
	expect((await buildContent(db, later.meetingId)).carried).toEqual([]);
	await reinstate(true);
	await publish();
	expect(await read()).toMatchObject({ state: 'published', successor: null });
	expect((await buildContent(db, later.meetingId)).carried.map(({ id }) => id)).toEqual([
		held.actionId
	]);
});
