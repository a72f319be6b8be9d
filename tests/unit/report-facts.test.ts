import type { Component } from 'svelte';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MeetingForm } from '#lib/model/meeting-form.ts';
import { readFactsForm, saveFacts } from '#lib/server/meeting/facts.ts';
import { getProgramme } from '#lib/server/meeting/programme.ts';
import { findReportToKeep } from '#lib/server/report/beginning.ts';
import { readDraftAsVisitor, readDraftToEdit, saveDraft } from '#lib/server/report/draft.ts';
import { readDesk } from '#lib/server/report/desk.ts';
import { listDifferingReports } from '#lib/server/report/differing.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { correctReport, dropCorrection, publishReport } from '#lib/server/report/publication.ts';
import { compareVersions, readReport } from '#lib/server/report/report.ts';
import FactsPage from '../../src/routes/(app)/desk/meetings/[slug]/+page.svelte';
import { writeFields } from '../../src/routes/(app)/desk/meetings/[slug]/facts-fields.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { holdMeeting, type HeldMeeting } from '../support/held-meeting.ts';
import { newActor } from '../support/people.ts';
import { renderPage } from '../support/pages.ts';
import { showReportDesk } from '../support/report-desk.ts';

let base: TestDatabase;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());

/** A meeting with the draft of its report, and what the form of the report answers. */
async function write() {
	const held = await holdMeeting(base.db, `facts-${++count}`);
	await fileReport(base.db, held.meetingId);
	const answers = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`outcome-${held.items.empty}`]: 'no-conclusion'
	};
	return { held, answers };
}
async function publish(
	{ slug, secretariat }: HeldMeeting,
	fields: Record<string, string> = {},
	state: 'published' | 'provisional' = 'published'
) {
	const { draftSeq } = await readDraftToEdit(base.db, secretariat, slug);
	const input = { draftSeq, fields, state, origin: 'https://emvod.example' };
	return publishReport(base.db, secretariat, slug, input);
}
/** Sends the form of the meeting with some fields changed, as its desk page does. */
async function correctMeeting({ slug, secretariat }: HeldMeeting, fields: Record<string, string>) {
	const form = await readFactsForm(base.db, secretariat, slug);
	const sent = { ...writeFields(form), version: String(form.facts.version), ...fields };
	await saveFacts(base.db, secretariat, slug, v.parse(MeetingForm, sent));
}
const wrong = {
	'date-0': '2026-08-26',
	'starts-0': '08:15',
	'place-name': 'School',
	'place-city': 'Fréhel'
};
const told = {
	days: [expect.objectContaining({ date: '2026-08-26', starts: '08:15:00' })],
	place: 'School, 22240 Fréhel'
};

test('a draft says of its meeting what the meeting says, whoever reads it', async () => {
	const { held } = await write();
	const { slug, secretariat } = held;
	await correctMeeting(held, { ...wrong, timezone: 'Europe/Madrid', 'modeReason-en': 'A strike' });
	const { content, facts } = await readDraftToEdit(base.db, secretariat, slug);
	expect(content).toMatchObject({ ...told, timezone: 'Europe/Madrid' });
	expect(content.modeReason).toEqual({ text: 'A strike', lang: 'en' });
	// Nobody wrote the summary: it tells the date of the meeting.
	expect(content.summary).toContain('26 August 2026');
	expect(facts.said).toBeNull();
	expect((await readDraftAsVisitor(base.db, secretariat, slug)).content).toMatchObject(told);
	const page = await showReportDesk(base.db, secretariat, slug);
	expect(page.text).toContain('Wednesday, 26 August 2026, 08:15–12:00');
	expect(page.text).toContain('On site and online (A strike)');
	expect(page.html).not.toMatch(/name="(host|place|mode)"/);
	// What a form says of them, of itself, counts for nothing.
	await saveDraft(base.db, secretariat, slug, {
		draftSeq: (await readDraftToEdit(base.db, secretariat, slug)).draftSeq,
		fields: { place: 'Elsewhere', host: '' }
	});
	expect((await readDraftToEdit(base.db, secretariat, slug)).content).toMatchObject(told);
});

test('a version keeps what it said; the desk tells the difference, and a correction takes it in', async () => {
	const { held, answers } = await write();
	const { slug, secretariat } = held;
	const { db } = base;
	const differing = async () => (await findReportToKeep(db, secretariat, slug))!.differing;
	await publish(held, answers);
	expect(await differing()).toEqual([]);
	await correctMeeting(held, wrong);
	const said = await readReport(db, null, slug);
	expect(said.content).toMatchObject({ place: 'Town hall, 22240 Fréhel' });
	expect(said.content.days[0]).toMatchObject({ date: '2026-08-27', starts: '09:00:00' });
	expect((await getProgramme(db, null, slug)).days[0]).toMatchObject({ starts: '08:15' });
	expect(await differing()).toEqual(['date', 'place']);
	const notice = 'otherwise than the published report: Date and Place.';
	const desk = await showReportDesk(db, secretariat, slug);
	expect(desk.text).toContain(notice);
	const meeting = {
		...(await readFactsForm(db, secretariat, slug)),
		kept: await findReportToKeep(db, secretariat, slug),
		saved: false
	};
	const path = `/desk/meetings/${slug}`;
	const form = await renderPage(FactsPage as Component, { data: meeting, form: null }, { path });
	expect(form.text).toContain(notice);

	// Given up, a correction leaves everything as it was said.
	const reason = { kind: 'substantive' as const, reason: 'Date' };
	await correctReport(db, secretariat, slug, reason);
	await dropCorrection(db, secretariat, slug);
	expect((await readReport(db, null, slug)).version).toBe(1);

	await correctReport(db, secretariat, slug, reason);
	const open = await showReportDesk(db, secretariat, slug);
	expect(open.text).toContain('School, 22240 Fréhel');
	expect(open.text).toContain('The published report says: Town hall, 22240 Fréhel');
	await publish(held);
	expect((await readReport(db, null, slug)).content).toMatchObject(told);
	expect(await differing()).toEqual([]);
	const { sections } = await compareVersions(db, null, slug, 1, 2);
	expect(JSON.stringify(sections)).toContain('School');
	expect((await readReport(db, null, slug, 1)).content.place).toBe('Town hall, 22240 Fréhel');
});

test('a number that moved after the publication is told, and a correction of substance takes it in', async () => {
	const { db } = base;
	const { held, answers } = await write();
	const { slug, secretariat } = held;
	await publish(held, answers);
	const differing = async () => (await findReportToKeep(db, secretariat, slug))!.differing;
	const number = async () => (await readReport(db, null, slug)).content.ordinal;
	expect([await number(), await differing()]).toEqual([1, []]);
	const earlier = await holdMeeting(db, `${slug}-earlier`, { dossierId: held.dossierId });
	await db
		.updateTable('meetingDay')
		.set({ date: '2026-01-15' })
		.where('meetingId', '=', earlier.meetingId)
		.execute();
	expect([await number(), await differing()]).toEqual([1, ['number']]);
	expect((await showReportDesk(db, secretariat, slug)).text).toContain('Number in the series');
	expect((await readDesk(db, secretariat)).differing).toMatchObject([{ facts: ['number'] }]);
	await correctReport(db, secretariat, slug, { kind: 'editorial', reason: 'Comma' });
	await publish(held, { summary: 'Said better.' });
	expect([await number(), await differing()]).toEqual([1, ['number']]);
	await correctReport(db, secretariat, slug, { kind: 'substantive', reason: 'Number' });
	await publish(held);
	expect([await number(), await differing()]).toEqual([2, []]);
	expect((await readReport(db, null, slug, 1)).content.ordinal).toBe(1);
});

test('a report that differs waits on the desk of whoever publishes it, until its next version', async () => {
	const { held, answers } = await write();
	const { slug, secretariat, dossierId } = held;
	const { db } = base;
	const waiting = async (actor = secretariat) =>
		(await readDesk(db, actor)).differing.map(({ facts, href }) => [facts, href]);
	await publish(held, answers);
	expect(await waiting()).toEqual([]);
	// What no report prints makes none wait.
	const registration = { 'registration-needed': 'on', 'registration-url': 'https://a.example' };
	await correctMeeting(held, { ...registration, 'place-city': 'Fréhel' });
	expect(await waiting()).toEqual([]);
	await correctMeeting(held, wrong);
	const page = `/desk/reports/${slug}`;
	expect(await waiting()).toEqual([[['date', 'place'], `${page}#correct`]]);
	expect((await showReportDesk(db, secretariat, slug)).html).toContain('id="correct"');
	const editor = await newActor(db);
	const membership = { dossierId, personId: editor.personId, level: 'edit' };
	await db.insertInto('dossierMember').values(membership).execute();
	expect(await waiting(editor)).toEqual([]);
	await correctReport(db, secretariat, slug, { kind: 'substantive', reason: 'Date' });
	expect(await waiting()).toEqual([[['date', 'place'], page]]);
	await publish(held);
	expect(await waiting()).toEqual([]);
	const host = db.updateTable('organisation').where('id', '=', held.organisations.host);
	await host.set({ name: 'Another name' }).execute();
	expect(await waiting()).toEqual([[['host'], `${page}#correct`]]);
	const { differing } = (await findReportToKeep(db, secretariat, slug))!;
	expect(differing).toEqual(['host']);
});

test('many such reports cost the desk no more queries than one', async () => {
	let queries = 0;
	const counted = base.db.withPlugin({
		transformQuery: ({ node }) => (queries++, node),
		transformResult: async ({ result }) => result
	});
	const admin = await newActor(base.db, { isAdmin: true });
	const differ = async () => {
		const { held, answers } = await write();
		await publish(held, answers);
		await correctMeeting(held, wrong);
	};
	const cost = async () => {
		queries = 0;
		const { length } = await listDifferingReports(counted, admin);
		return { queries, length };
	};
	await differ();
	const one = await cost();
	for (let n = 0; n < 3; n++) await differ();
	expect(await cost()).toEqual({ queries: one.queries, length: one.length + 3 });
	expect(one.queries).toBe(3);
});

test('a provisional report with another hour is another version, with the same one is not', async () => {
	const { held, answers } = await write();
	expect(await publish(held, answers, 'provisional')).toMatchObject({ version: 1, isNew: true });
	expect(await publish(held, {}, 'provisional')).toMatchObject({ version: 1, isNew: false });
	await correctMeeting(held, { 'starts-0': '08:15' });
	expect(await publish(held, {}, 'provisional')).toMatchObject({ version: 2, isNew: true });
});

test('who may not edit the meeting is told who does', async () => {
	const { held } = await write();
	const { slug, outsider, meetingId } = held;
	await base.db
		.updateTable('meeting')
		.set({ chairId: outsider.personId })
		.where('id', '=', meetingId)
		.execute();
	const page = await showReportDesk(base.db, outsider, slug);
	expect(page.text).toContain('Whoever edits its dossier corrects them');
	expect(page.links.filter(({ href }) => href.startsWith(`/desk/meetings/${slug}#`))).toEqual([]);
});

test('a draft without a title is called after its meeting until it has one', async () => {
	const { held } = await write();
	const { slug, secretariat } = held;
	const { draftSeq } = await readDraftToEdit(base.db, secretariat, slug);
	await saveDraft(base.db, secretariat, slug, { draftSeq, fields: { title: '' } });
	const page = await showReportDesk(base.db, secretariat, slug);
	expect(page.headings[0]!.text).toBe('Draft report: A held meeting');
	expect(page.links.map(({ href }) => href)).toContain('#title');
});
