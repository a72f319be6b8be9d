import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDraftToEdit, saveDraft } from '#lib/server/report/draft.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import type { TestDatabase } from '../support/database.ts';
import { holdMeeting, type HeldMeeting } from '../support/held-meeting.ts';
import { servedDatabase } from '../support/served.ts';
import { visit } from '../support/sweep/visitor.ts';

let own: TestDatabase;
let held: HeldMeeting;
beforeAll(async () => {
	own = await servedDatabase();
	held = await holdMeeting(own.db, 'previewed');
	await fileReport(own.db, held.meetingId);
	const { draftSeq } = await readDraftToEdit(own.db, held.secretariat, held.slug);
	const fields = {
		summary: 'What visitors read.',
		[`visibility-${held.items.talk}-b2`]: 'restricted',
		[`visibility-${held.items.talk}-${held.decisionId}`]: 'members',
		[`visibility-${held.items.round}`]: 'restricted'
	};
	await saveDraft(own.db, held.secretariat, held.slug, { draftSeq, fields });
});
afterAll(() => own.close());

const show = (path: string, actor = held.secretariat) =>
	visit(
		`/(app)/desk/reports/[slug]${path}`,
		{ slug: held.slug },
		`/fr/desk/reports/previewed${path}`,
		{
			actor,
			locale: 'fr'
		}
	);
const KEPT = [
	'Internal remark about money.',
	'A second meeting is held.',
	'Round table',
	'Runs a contest'
];

test('the preview shows a draft as a visitor will read it, and nothing of what is restricted', async () => {
	const draft = (await show('')).bytes.toString();
	for (const words of KEPT) expect(draft, words).toContain(words);
	const { page, bytes, status } = await show('/preview');
	expect(status).toBe(200);
	expect(page!.text).toContain('What visitors read.');
	expect(page!.text).toContain('The network was introduced.');
	// In the page, and in the data that the page carries into the browser.
	for (const words of KEPT) expect(bytes.toString(), words).not.toContain(words);
	expect(page!.links).toContainEqual({
		href: `/fr/desk/reports/${held.slug}`,
		text: expect.stringMatching(/\w/)
	});
});

test('nobody sees it but those who prepare the report', async () => {
	for (const actor of [held.member, held.outsider])
		expect((await show('/preview', actor)).status).toBe(404);
});
