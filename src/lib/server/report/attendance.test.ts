import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { sampleContent, sampleImprint } from '../../../../tests/support/report.ts';
import { LOCALES } from '#lib/model/localised.ts';
import { VISIBILITIES, type ReportContent } from '#lib/model/report.ts';
import { m } from '#lib/paraglide/messages.js';
import { showReportDesk } from '../../../../tests/support/report-desk.ts';
import { addAttendance, addAttendant } from '../meeting/attendance-list.ts';
import { countAttendance } from './attendance.ts';
import type { AttendanceRow } from './attendance.rows.ts';
import { describeReport } from './document.ts';
import { describeAttendance } from './document-attendance.ts';
import { readDraftAsVisitor, readDraftToEdit } from './draft.ts';
import { fileReport } from './filing.ts';
import { readFile } from './files.ts';
import { writeJson } from './json.ts';
import { writeMarkdown } from './markdown.ts';
import { correctReport, publishReport } from './publication.ts';
import { readReport } from './report.ts';
import { suggestSummary } from './suggestion.ts';
import { Words } from './words.ts';

let base: TestDatabase;
const origin = 'https://emvod.example';
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());

async function publish(held: HeldMeeting, state: 'published' | 'provisional' = 'published') {
	const { draftSeq } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	const fields = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`outcome-${held.items.empty}`]: 'no-conclusion'
	};
	const input = { draftSeq, fields, state, origin };
	return publishReport(base.db, held.secretariat, held.slug, input);
}
const json = async ({ slug }: HeldMeeting, n?: number) =>
	writeJson(await readReport(base.db, null, slug, n)).attendance;
const markdown = async ({ slug }: HeldMeeting) =>
	(await readFile(base.db, null, { slug, format: 'md', origin })).bytes.toString();

const row = (over: Partial<AttendanceRow>): AttendanceRow => ({
	kind: 'organisation',
	name: 'One',
	organisationId: '1',
	sector: null,
	state: 'present',
	seat: null,
	heads: null,
	...over
});

test('persons who came for an organisation are among its heads, others are counted beside it', () => {
	const person = (over: Partial<AttendanceRow>) =>
		row({ kind: 'person', name: 'Ana', organisationId: null, ...over });
	expect(
		countAttendance(
			[
				row({ heads: 3, seat: 'on-site' }),
				person({ organisationId: '1' }),
				row({ organisationId: '2', name: 'Two', seat: 'remote' }),
				person({ organisationId: '2', name: 'Bo' }),
				person({ organisationId: '2', name: 'Cy' }),
				person({ name: null, seat: 'on-site' }),
				row({ organisationId: '3', state: 'apologies', name: 'Three' })
			],
			'hybrid'
		)
	).toMatchObject({
		organisations: 2,
		persons: 6,
		onSite: 4,
		remote: 2,
		counted: true,
		present: ['One', 'Two', 'Ana', 'Bo', 'Cy'],
		apologies: ['Three']
	});
});

test('how somebody took part is not guessed, and where only persons came no organisations are counted', () => {
	const rows = [
		row({ kind: 'person', organisationId: null, name: 'Ana' }),
		row({ kind: 'person', organisationId: null, name: null, heads: 2 })
	];
	const tell = (mode: ReportContent['mode'], some = rows) => {
		const attendance = { ...countAttendance(some, mode), recorded: true, statement: null };
		const content = sampleContent(0, { mode, attendance });
		return {
			lines: describeAttendance(content, new Words('en', 'UTC')),
			summary: suggestSummary(content),
			text: writeMarkdown(describeReport(content, sampleImprint))
		};
	};
	for (const mode of [null, 'hybrid'] as const) {
		expect(countAttendance(rows, mode)).toMatchObject({ persons: 3, onSite: 0, remote: 0 });
		expect(tell(mode).lines).toEqual(['Persons: 3']);
	}
	expect(tell('online').lines).toEqual(['Persons: 3, of whom on site 0 and remote 3']);
	expect(tell('on-site').lines).toEqual(['Persons: 3, of whom on site 3 and remote 0']);
	const { summary, text } = tell('hybrid');
	expect(summary).toMatch(/^Held on /);
	for (const words of [summary, text]) expect(words).not.toMatch(/organisations/i);
	// Nor a heading over no items.
	expect(text).not.toContain('Proceedings');
	expect(tell('hybrid', [row({}), ...rows]).lines).toContain('Organisations present: 1');
});

test('where nobody recorded who came, a report says so in every format instead of zero', async () => {
	const held = await holdMeeting(base.db, 'unrecorded');
	await base.db.deleteFrom('attendance').where('meetingId', '=', held.meetingId).execute();
	const words = { original: 'fr', texts: { fr: 'une quinzaine d’organisations' } };
	await base.db
		.updateTable('meeting')
		.set({ attendanceStatement: JSON.stringify(words) })
		.where('id', '=', held.meetingId)
		.execute();
	await fileReport(base.db, held.meetingId);
	const draft = await readDraftToEdit(base.db, held.secretariat, held.slug);
	expect(draft.content.summary).not.toMatch(/organisations/);
	await publish(held);
	expect(await json(held)).toMatchObject({
		recorded: false,
		organisations: null,
		persons: null,
		statement: 'une quinzaine d’organisations'
	});
	expect(await markdown(held)).toContain('Attendance was not recorded');
	expect(await markdown(held)).toContain('une quinzaine');
	expect(await markdown(held)).not.toContain('Organisations present');
	await addAttendance(base.db, held.secretariat, held.slug, {
		organisation: `firm-${held.slug}`,
		state: 'present',
		seat: null,
		heads: 2
	});
	await correctReport(base.db, held.secretariat, held.slug, {
		kind: 'substantive',
		reason: 'Found'
	});
	await publish(held);
	expect(await json(held)).toMatchObject({
		recorded: true,
		organisations: 1,
		persons: 2,
		statement: null
	});
});

test('an unpublished draft shows the list as it is corrected; a version keeps its own until a correction', async () => {
	const held = await holdMeeting(base.db, 'corrected-list');
	await fileReport(base.db, held.meetingId);
	const draft = async () =>
		(await readDraftToEdit(base.db, held.secretariat, held.slug)).content.attendance;
	expect(await draft()).toMatchObject({ organisations: 2, persons: 15 });
	await addAttendant(base.db, held.secretariat, held.slug, {
		person: 'A Visitor',
		role: 'visitor',
		who: '',
		of: '',
		state: 'present',
		seat: 'on-site',
		heads: null
	});
	expect(await draft()).toMatchObject({ persons: 16, onSite: 4 });
	await publish(held);
	expect(await json(held)).toMatchObject({
		persons: 16,
		present: [expect.any(String), expect.any(String), 'visitor']
	});
	await base.db
		.updateTable('attendance')
		.set({ heads: 20 })
		.where('meetingId', '=', held.meetingId)
		.where('organisationId', '=', held.organisations.school)
		.execute();
	expect(await json(held)).toMatchObject({ persons: 16 });
	await correctReport(base.db, held.secretariat, held.slug, {
		kind: 'substantive',
		reason: 'Recounted'
	});
	expect(await json(held)).toMatchObject({ persons: 16 });
	await publish(held);
	expect(await json(held)).toMatchObject({ persons: 24 });
	expect(await json(held, 1)).toMatchObject({ persons: 16 });
});

test('a provisional version whose list was corrected is given out anew, an unchanged one is not', async () => {
	const held = await holdMeeting(base.db, 'provisional-list');
	await fileReport(base.db, held.meetingId);
	expect(await publish(held, 'provisional')).toEqual({ version: 1, isNew: true });
	expect(await publish(held, 'provisional')).toEqual({ version: 1, isNew: false });
	await base.db
		.updateTable('attendance')
		.set({ heads: 20 })
		.where('meetingId', '=', held.meetingId)
		.where('organisationId', '=', held.organisations.school)
		.execute();
	expect(await json(held)).toMatchObject({ persons: 15 });
	expect(await publish(held, 'provisional')).toEqual({ version: 2, isNew: true });
	expect(await publish(held, 'provisional')).toEqual({ version: 2, isNew: false });
	expect(await json(held)).toMatchObject({ persons: 23 });
});

test('the draft says of words of a source that are not published who reads them', async () => {
	const { db } = base;
	const held = await holdMeeting(db, 'source-of-attendance');
	await db.deleteFrom('attendance').where('meetingId', '=', held.meetingId).execute();
	await db.deleteFrom('attendancePerson').where('meetingId', '=', held.meetingId).execute();
	await fileReport(db, held.meetingId);
	const said = 'Ten pupils came.';
	const attendanceStatement = JSON.stringify({ original: 'en', texts: { en: said } });
	const open = (attendanceVisibility: string) =>
		db
			.updateTable('meeting')
			.set({ attendanceStatement, attendanceVisibility })
			.where('id', '=', held.meetingId)
			.execute();
	for (const readers of VISIBILITIES) {
		await open(readers);
		for (const locale of LOCALES) {
			const { text } = await showReportDesk(db, held.secretariat, held.slug, { locale });
			expect(text).toContain(said);
			expect(text.includes(m.desk_attendance_kept({}, { locale }))).toBe(readers !== 'public');
		}
		// What the draft says of it is so.
		const { content } = await readDraftAsVisitor(db, held.secretariat, held.slug);
		expect(content.attendance.statement?.text === said).toBe(readers === 'public');
	}
});
