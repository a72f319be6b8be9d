import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { showReportDesk } from '../../../../tests/support/report-desk.ts';
import { moveSlug } from '../platform/addresses.ts';
import { readDraftToEdit, saveDraft } from './draft.ts';
import { fileReport } from './filing.ts';
import { correctReport } from './publication.ts';
import { readReport } from './report.ts';

/* Who answers for a report stays so when their organisation gets another address or name. */

let base: TestDatabase;
let held: HeldMeeting;
let author: string;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	held = await holdMeeting(base.db, `answered-${++count}`);
	await fileReport(base.db, held.meetingId);
	author = held.organisations.firm;
	await save({ author });
});

const readDraft = () => readDraftToEdit(base.db, held.secretariat, held.slug);
async function save(fields: Record<string, string>) {
	const { draftSeq } = await readDraft();
	return saveDraft(base.db, held.secretariat, held.slug, { draftSeq, fields });
}
/** The organisation that the form of the draft shows. */
async function findChosen() {
	const { html } = await showReportDesk(base.db, held.secretariat, held.slug);
	const field = /<select[^>]*name="author"[^>]*>([\s\S]*?)<\/select>/.exec(html)?.[1] ?? '';
	return /<option value="([^"]*)"[^>]*selected/.exec(field)?.[1];
}
async function move(name: string) {
	const { db } = base;
	const one = db.selectFrom('organisation').where('id', '=', author);
	const { id, slug } = await one.select(['id', 'slug']).executeTakeFirstOrThrow();
	const to = `moved-${count}`;
	await db.transaction().execute((trx) => moveSlug(trx, 'organisation', { id, slug }, to));
	await db.updateTable('organisation').set({ name }).where('id', '=', id).execute();
	return { from: slug, to };
}

test('a draft names the author by today’s address and name, and its form keeps them', async () => {
	const { to } = await move('Kelenn Nevez');
	expect(await findChosen()).toBe(author);
	expect((await readDraft()).content.author).toEqual({ slug: to, name: 'Kelenn Nevez' });
	await save({ author: (await findChosen()) ?? '', summary: 'Other words' });
	expect((await readDraft()).content.author).toEqual({ slug: to, name: 'Kelenn Nevez' });
});

test('an editorial correction is no change of the author whose address is another since', async () => {
	await publishHeld(base.db, held);
	const said = (await readReport(base.db, null, held.slug)).content.author;
	const { from } = await move('Kelenn Nevez');
	await correctReport(base.db, held.secretariat, held.slug, { kind: 'editorial', reason: 'Comma' });
	const chosen = await findChosen();
	expect(chosen).toBe(author);
	await publishHeld(base.db, held, { author: chosen!, summary: 'Other words' });
	const { content } = await readReport(base.db, null, held.slug);
	expect(content).toMatchObject({ summary: 'Other words', author: said });
	expect(said?.slug).toBe(from);
});

test('who took the author out is not given the host in their place', async () => {
	await save({ author: '' });
	expect(await findChosen()).toBe('');
	expect((await readDraft()).content.author).toBeNull();
});
