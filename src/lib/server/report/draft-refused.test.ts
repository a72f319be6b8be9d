import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES } from '#lib/model/localised.ts';
import { REASON_FIELD } from '#lib/model/report-life.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { listIds, showReportDesk } from '../../../../tests/support/report-desk.ts';
import { deleteBasis, storeBasis } from '../people/names.rows.ts';
import { previewEdit, readDraftToEdit, saveDraft } from './draft.ts';
import { fileReport } from './filing.ts';
import { correctReport } from './publication.ts';
import { readReport } from './report.ts';

const NAME = 'Goulven Skouer';
let base: TestDatabase;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());

test('a refused name that was typed is told where it stands, with the sentence that is read instead', async () => {
	const { db } = base;
	const held = await holdMeeting(db, 'refused-in-draft');
	const { meetingId, items, secretariat, slug } = held;
	await fileReport(db, meetingId);
	const { id: personId } = await db
		.insertInto('person')
		.values({ name: NAME, roleLabel: 'teacher' })
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('attendancePerson')
		.values({ meetingId, personId, state: 'present' })
		.execute();
	const passage = `text-${items.talk}-b1`;
	const { draftSeq } = await readDraftToEdit(db, secretariat, slug);
	await saveDraft(db, secretariat, slug, {
		draftSeq,
		fields: {
			summary: `All was told. ${NAME} asked for a visit. GOULVEN skouer left.`,
			[passage]: `${NAME} stayed.`,
			[`visibility-${items.talk}-b1`]: 'members'
		}
	});
	const read = async () => (await readDraftToEdit(db, secretariat, slug)).refusedNames;
	const basis = { personId, meetingId, recordedBy: null };
	await storeBasis(db, { ...basis, basis: 'consent' });
	expect(await read()).toEqual([]);
	await deleteBasis(db, personId, meetingId);
	await storeBasis(db, { ...basis, basis: 'refused' });
	const told = { name: NAME, role: 'teacher' };
	expect(await read()).toEqual([
		{ ...told, field: 'summary', of: '', reads: 'teacher asked for a visit.' },
		{ ...told, field: passage, of: 'The network', reads: 'teacher stayed.' }
	]);
	const typed = { opened: '', nextSteps: `Ask ${NAME}` };
	const { refusedNames } = await previewEdit(db, secretariat, slug, typed);
	expect(refusedNames.map(({ reads }) => reads)).toContain('Ask teacher');
	for (const locale of LOCALES) {
		const { html, text } = await showReportDesk(db, secretariat, slug, { locale });
		expect(text).toContain('teacher asked for a visit.');
		const list = html.slice(html.indexOf('id="refused-names"'));
		const [, to] = /<a href="#([^"]+)"/.exec(list)!;
		expect(listIds(html)).toContain(to);
	}
	// What was told is what is read.
	await publishHeld(db, held);
	const { content } = await readReport(db, null, slug);
	expect(content.summary).toContain('teacher asked for a visit.');
	const reason = `${NAME} said so`;
	await correctReport(db, secretariat, slug, { kind: 'editorial', reason });
	expect((await read())[0]).toMatchObject({ field: REASON_FIELD, reads: 'teacher said so' });
});
