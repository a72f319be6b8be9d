import { afterAll, beforeAll, expect, test } from 'vitest';
import { mayEdit } from '#lib/model/report-life.ts';
import { readCommentsToAnswer } from '#lib/server/report/comment.ts';
import { readDraftToEdit } from '#lib/server/report/draft.ts';
import { listParts } from '#lib/server/report/edit.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { correctReport, publishReport, withdrawReport } from '#lib/server/report/publication.ts';
import { reinstateReport } from '#lib/server/report/withdrawal.ts';
import ReportDesk from '../../src/routes/(app)/desk/reports/[slug]/+page.svelte';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { holdMeeting, type HeldMeeting } from '../support/held-meeting.ts';
import { renderPage, type PageLocale } from '../support/pages.ts';

let base: TestDatabase;
let held: HeldMeeting;
beforeAll(async () => {
	base = await testDatabase();
	held = await holdMeeting(base.db, 'on-the-desk');
	await fileReport(base.db, held.meetingId);
});
afterAll(() => base.close());

async function show(form: object | null = null, locale?: PageLocale) {
	const { head, ...draft } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	const data = {
		...draft,
		head,
		comments: await readCommentsToAnswer(base.db, held.secretariat, held.slug),
		suggestions: {},
		attendance: [],
		parts: listParts(draft.content),
		canEdit: mayEdit(head.state, head.correction !== null),
		saved: false,
		opensDesk: true
	};
	return renderPage(ReportDesk, { data, form }, { path: `/desk/reports/${held.slug}`, locale });
}
const heading = async () => (await show()).headings.find(({ level }) => level === 1)!.text;

test('the desk names a report by its state, and an open correction by kind and reason', async () => {
	const { db } = base;
	expect(await heading()).toBe('Draft report: A held meeting');
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	const fields = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`outcome-${held.items.empty}`]: 'no-conclusion'
	};
	const origin = 'https://emvod.example';
	const input = { draftSeq, fields, state: 'published' as const, origin };
	await publishReport(db, held.secretariat, held.slug, input);
	expect(await heading()).toBe('Published report: A held meeting');
	await correctReport(db, held.secretariat, held.slug, { kind: 'substantive', reason: 'Figures' });
	expect(await heading()).toBe('Correction of report: A held meeting');
	const refused = { code: 'correction_open', message: 'x', details: { kind: 'substantive' } };
	const page = await show(refused);
	expect(page.text).toContain('Correction open: Correction of substance. Reason: Figures');
	expect(page.text).toContain('is open already: Correction of substance.');
	expect((await show(refused, 'fr')).text).toContain('déjà ouverte : Correction de fond.');
	await withdrawReport(db, held.secretariat, held.slug, 'Wrong');
	const after = await show();
	expect(after.headings[0]!.text).toBe('Withdrawn report: A held meeting');
	expect(after.head).toContain('<title>Withdrawn report: A held meeting · Emvod</title>');
	expect(after.html).toContain('action="?/reinstate"');
	const again = { reason: 'Right after all', isReadable: false };
	await reinstateReport(db, held.secretariat, held.slug, again);
	const open = await show();
	expect(open.headings[0]!.text).toBe('Withdrawn report, to be published again: A held meeting');
	expect(open.text).toContain('Why it is published again: Right after all');
	expect(open.html).toMatch(/formaction="\?\/publish"[^>]*>(<!---->)?Publish again/);
	expect(open.html).not.toContain('?/provisional');
});
