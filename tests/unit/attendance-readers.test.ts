import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { LOCALES } from '#lib/model/localised.ts';
import { writeProgramme } from '#lib/model/programme-json.ts';
import type { Visibility } from '#lib/model/report.ts';
import { listTimelineRows } from '#lib/server/dossier/timeline.rows.ts';
import { search } from '#lib/server/library/search.ts';
import { readAttendanceList, saveAttendance } from '#lib/server/meeting/attendance-list.ts';
import { inviteOrganisations } from '#lib/server/meeting/invitee.ts';
import { getProgramme } from '#lib/server/meeting/programme.ts';
import {
	findDraftForAttendee,
	readDraftAsVisitor,
	readDraftToEdit
} from '#lib/server/report/draft.ts';
import { writeFeed } from '#lib/server/report/feed.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { readFile } from '#lib/server/report/files.ts';
import { describeForSearch } from '#lib/server/report/json-ld.ts';
import { writeJson } from '#lib/server/report/json.ts';
import { correctReport, publishReport } from '#lib/server/report/publication.ts';
import { compareVersions, readReport } from '#lib/server/report/report.ts';
import { saveTranslation } from '#lib/server/report/translation.ts';
import { listTexts } from '#lib/server/report/texts.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { holdMeeting, type HeldMeeting } from '../support/held-meeting.ts';
import { showMeeting, showOrganisation, showReport } from '../support/pages.ts';
import { unzip } from '../support/zip.ts';

const origin = 'https://emvod.example';
const names = /Zanzibar/;
let base: TestDatabase;
let held: HeldMeeting;

beforeAll(async () => {
	base = await testDatabase();
	held = await holdMeeting(base.db, 'who-came');
	const { db } = base;
	const add = async (name: string, slug: string) =>
		(
			await db
				.insertInto('organisation')
				.values({ name, slug })
				.returning('id')
				.executeTakeFirstOrThrow()
		).id;
	const there = await add('Zanzibar Institute', 'zi');
	const away = await add('Zanzibar College', 'zc');
	await inviteOrganisations(db, held.secretariat, held.slug, [there]);
	await db
		.insertInto('attendance')
		.values([
			{ meetingId: held.meetingId, organisationId: there, state: 'present', heads: 1 },
			{ meetingId: held.meetingId, organisationId: away, state: 'apologies' }
		])
		.execute();
	const { id: personId } = await db
		.insertInto('person')
		.values({ name: 'Ann Zanzibari', publishName: true })
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('attendancePerson')
		.values({ meetingId: held.meetingId, personId, state: 'present' })
		.execute();
	await fileReport(db, held.meetingId);
});
afterAll(() => base.close());

async function publish(fields: Record<string, string>) {
	const { draftSeq } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	const input = { draftSeq, fields, state: 'published' as const, origin };
	await publishReport(base.db, held.secretariat, held.slug, input);
}

async function open(visibility: Visibility) {
	const { list } = await readAttendanceList(base.db, held.secretariat, held.slug);
	const { version } = list;
	const input = { version, visibility, statement: null, entries: [] };
	await saveAttendance(base.db, held.secretariat, held.slug, input);
}

/** Everything that a reader is given of the meeting, by its form. */
async function ask(actor: Actor | null): Promise<Record<string, string>> {
	const { db } = base;
	const { slug } = held;
	const file = async (format: 'pdf' | 'docx' | 'md', language?: string) =>
		(await readFile(db, actor, { slug, format, origin, language: language ?? null })).bytes;
	const pdf = await getDocumentProxy(new Uint8Array(await file('pdf')));
	const view = await readReport(db, actor, slug);
	const meeting = await getProgramme(db, actor, slug);
	return {
		reportPage: (await showReport(db, slug, { actor })).html,
		reportJson: JSON.stringify(writeJson(view)),
		linkedData: JSON.stringify(describeForSearch(view, origin)),
		firstVersion: JSON.stringify(await readReport(db, actor, slug, 1)),
		changes: JSON.stringify(await compareVersions(db, actor, slug, 1, 2)),
		translation: JSON.stringify(await readReport(db, actor, slug, 2, 'fr')),
		translatedMarkdown: (await file('md', 'fr')).toString(),
		pdf: (await extractText(pdf, { mergePages: true })).text,
		docx: unzip(await file('docx'), 'word/document.xml'),
		markdown: (await file('md')).toString(),
		feed: await writeFeed(db, { origin, language: 'en', title: 'Emvod' }),
		timeline: JSON.stringify(await listTimelineRows(db, actor, held.dossierId)),
		search: JSON.stringify((await search(db, actor, 'who came held meeting')).hits),
		meetingPage: (await showMeeting(db, slug, { actor })).html,
		meetingJson: JSON.stringify(writeProgramme(meeting, 'en')),
		organisation: (await showOrganisation(db, 'zi', { actor })).links
			.filter(({ href }) => href.includes('/meetings/'))
			.map(({ href }) => `Zanzibar is in ${href}`)
			.join()
	};
}
/** What says where the names stand; an invited organisation stays named as invited. */
const leaks = (given: Record<string, string>) =>
	Object.entries(given)
		.filter(([form, text]) => names.test(form === 'meetingPage' ? withoutInvited(text) : text))
		.map(([form]) => form);
const withoutInvited = (html: string) =>
	html.replace(/<section aria-labelledby="invited">.*?<\/section>/s, '');
const invitedOf = (text: string) => text.replace(/"invitation":\{.*?\]\}/, '');

test('a draft names those who came only to who may read the list', async () => {
	const { db } = base;
	const drafts = async () => {
		const member = await findDraftForAttendee(db, held.member, held.slug);
		const visitor = await readDraftAsVisitor(db, held.secretariat, held.slug);
		const secretariat = await readDraftToEdit(db, held.secretariat, held.slug);
		return [visitor.content, member!.content, secretariat.content].map((content) =>
			names.test(JSON.stringify(content))
		);
	};
	expect(await drafts()).toEqual([true, true, true]);
	await open('members');
	expect(await drafts()).toEqual([false, true, true]);
	await open('restricted');
	expect(await drafts()).toEqual([false, false, true]);
	await open('public');
});

test('the list is given to whom it is open and to nobody else, in every format and version, at once', async () => {
	const { db } = base;
	const answers = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`outcome-${held.items.empty}`]: 'no-conclusion'
	};
	await publish(answers);
	await correctReport(db, held.secretariat, held.slug, { kind: 'editorial', reason: 'Again' });
	await publish({ ...answers, summary: 'Again.' });
	const { content } = await readReport(db, null, held.slug);
	const fields = Object.fromEntries(
		listTexts(content).map(({ key, text }) => [key, `${text} (fr)`])
	);
	await saveTranslation(db, held.secretariat, held.slug, 'fr', { version: 2, seq: 0, fields });

	const withJson = (given: Record<string, string>) => ({
		...given,
		meetingJson: invitedOf(given.meetingJson!)
	});
	const asPublic = leaks(withJson(await ask(null)));
	// Files are kept once made: these were made with the names.
	expect(asPublic).toEqual(
		expect.arrayContaining([
			'reportPage',
			'reportJson',
			'firstVersion',
			'translation',
			'translatedMarkdown',
			'pdf',
			'docx',
			'markdown',
			'feed',
			'meetingPage',
			'meetingJson',
			'organisation'
		])
	);
	for (const visibility of ['members', 'restricted'] as const) {
		await open(visibility);
		for (const actor of [null, held.outsider])
			expect(leaks(withJson(await ask(actor)))).toEqual([]);
		const inside = leaks(withJson(await ask(held.secretariat)));
		expect(inside).toEqual(
			expect.arrayContaining([
				'reportPage',
				'reportJson',
				'firstVersion',
				'meetingPage',
				'meetingJson'
			])
		);
		// Files and feeds are for everybody: they never hold what only some may read.
		for (const form of ['pdf', 'docx', 'markdown', 'feed', 'translation'])
			expect(inside).not.toContain(form);
		const member = leaks(withJson(await ask(held.member)));
		expect(member.includes('reportJson')).toBe(visibility === 'members');
		expect(member.includes('meetingJson')).toBe(visibility === 'members');
		expect(member.includes('organisation')).toBe(visibility === 'members');
	}
	await open('public');
	expect(leaks(withJson(await ask(null)))).toEqual(asPublic);
});

test('how many came is told to everybody, by the same number, and the page says who reads the names', async () => {
	await open('restricted');
	const visitor = writeJson(await readReport(base.db, null, held.slug)).attendance;
	expect(visitor).toMatchObject({ organisations: 3, present: [], apologies: [] });
	const meeting = await getProgramme(base.db, null, held.slug);
	expect(meeting.attendance).toMatchObject({ organisations: 3, list: null, statement: null });
	expect(meeting.invitation!.invited[0]!.attendance).toBeNull();
	for (const locale of LOCALES) {
		const page = await showReport(base.db, held.slug, { actor: held.secretariat, locale });
		expect(page.html).toMatch(/Zanzibar Institute/);
		expect(page.html).toContain('class="restricted');
	}
	await open('public');
});

test('where an event has no dossier, whoever keeps its list reads the names too', async () => {
	const { db } = base;
	const move = (dossierId: string | null) =>
		db.updateTable('meeting').set({ dossierId }).where('id', '=', held.meetingId).execute();
	const present = async (actor: Actor | null) =>
		(await getProgramme(db, actor, held.slug)).attendance?.list?.present.map(({ name }) => name);
	await open('restricted');
	await move(null);
	expect(await present(held.secretariat)).toContain('Zanzibar Institute');
	expect(await present(held.member)).toBeUndefined();
	expect(await present(null)).toBeUndefined();
	await move(held.dossierId);
	await open('public');
});

test('the database refuses a list that is open to nobody known', async () => {
	await expect(
		base.db.updateTable('meeting').set({ attendanceVisibility: 'everybody' }).execute()
	).rejects.toThrow(/attendance_visibility/);
});
