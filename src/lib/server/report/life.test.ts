import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { writeDossier } from '#lib/model/dossier-json.ts';
import { findGaps } from '#lib/model/report-gaps.ts';
import { mayBecome, type ReportState } from '#lib/model/report-life.ts';
import { writeFeed } from './feed.ts';
import { getDossierWithTimeline } from '../dossier/dossier.ts';
import { listTimelineRows } from '../dossier/timeline.rows.ts';
import { search } from '../library/search.ts';
import type { AppError } from '../platform/errors.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { unzip } from '../../../../tests/support/zip.ts';
import { readDraftToEdit, saveDraft } from './draft.ts';
import { applyEdit } from './edit.ts';
import { fileReport } from './filing.ts';
import { readFile } from './files.ts';
import { describeForSearch } from './json-ld.ts';
import { writeJson } from './json.ts';
import { correctReport, dropCorrection, supersedeReport, withdrawReport } from './publication.ts';
import { compareVersions, readReport } from './report.ts';

let base: TestDatabase;
let held: HeldMeeting;
let count = 0;
const origin = 'https://emvod.example';

beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	held = await holdMeeting(base.db, `life-${++count}`);
	await fileReport(base.db, held.meetingId);
});

const publish = (fields: Record<string, string> = {}, actor = held.secretariat, of = held) =>
	publishHeld(base.db, of, fields, actor);
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(fault: AppError) => fault.code
	);
const listReports = async () =>
	(await listTimelineRows(base.db, null, held.dossierId)).filter(({ type }) => type === 'report');

const writeTimeline = async () => {
	const { dossier, timeline } = await getDossierWithTimeline(base.db, null, `dossier-${held.slug}`);
	const { timeline: entries } = writeDossier(dossier, timeline, 'en') as {
		timeline: Array<{ type: string }>;
	};
	return entries.filter(({ type }) => type === 'report');
};

test('each state leads only where it may', () => {
	const states: ReportState[] = ['draft', 'provisional', 'published', 'superseded', 'withdrawn'];
	const steps = (correcting: boolean) =>
		states.map((from) => states.filter((to) => mayBecome(from, to, correcting)));
	expect(steps(false)).toEqual([
		['provisional', 'published'],
		['provisional', 'published', 'withdrawn'],
		['superseded', 'withdrawn'],
		['withdrawn'],
		[]
	]);
	expect(steps(true)[2]).toEqual(['published', 'superseded', 'withdrawn']);
	expect(steps(true)[4]).toEqual(['published']);
});

test('a published report stands on the timeline once, and once after each correction', async () => {
	expect(await listReports()).toHaveLength(0);
	await Promise.all([publish(), publish()]);
	expect(await listReports()).toMatchObject([{ title: { texts: { en: 'A held meeting' } } }]);
	const both = { kind: 'editorial' as const, reason: 'Spelling' };
	const opened = await Promise.all([
		codeOf(correctReport(base.db, held.secretariat, held.slug, both)),
		codeOf(correctReport(base.db, held.colleague, held.slug, { ...both, reason: 'Grammar' }))
	]);
	expect(opened.sort()).toEqual(['correction_open', 'done']);
	await publish({ summary: 'Corrected.', title: 'A title without slips' });
	expect((await readReport(base.db, null, held.slug)).versions).toHaveLength(2);
	expect(await listReports()).toMatchObject([
		{
			title: { original: 'en', texts: { en: 'A title without slips' } },
			summary: { texts: { en: 'Corrected.' } }
		}
	]);
	const feed = await writeFeed(base.db, { origin, language: 'en', title: 'Emvod' });
	expect(feed).toContain('<![CDATA[A title without slips]]>');
	// Of a withdrawn one nothing is told any more but that it was.
	await withdrawReport(base.db, held.secretariat, held.slug, 'Wrong');
	expect(JSON.stringify(await listReports())).not.toContain('without slips');
});

test('the substance is corrected by the chair, the wording by the secretariat', async () => {
	const { db } = base;
	await publish();
	await db
		.updateTable('meeting')
		.set({ chairId: held.member.personId })
		.where('id', '=', held.meetingId)
		.execute();
	await correctReport(db, held.secretariat, held.slug, { kind: 'substantive', reason: 'Figures' });
	const fields = { summary: 'Nine partners came.' };
	expect(await codeOf(publish(fields))).toBe('report_chair');
	expect(await codeOf(publish(fields, held.outsider))).toBe('not_found');
	expect((await readReport(db, null, held.slug)).version).toBe(1);
	await publish(fields, held.member);
	expect((await readReport(db, null, held.slug)).versions[1]).toMatchObject({
		kind: 'substantive',
		reason: 'Figures'
	});
	await correctReport(db, held.secretariat, held.slug, { kind: 'editorial', reason: 'Comma' });
	expect(await codeOf(publish({ summary: 'Nine partners, came.' }))).toBe('done');
});

test('a correction that is given up leaves draft and version as they were', async () => {
	const { db } = base;
	await publish({ summary: 'As it was.' });
	expect(await codeOf(dropCorrection(db, held.secretariat, held.slug))).toBe('report_state');
	await correctReport(db, held.secretariat, held.slug, { kind: 'editorial', reason: 'x' });
	await dropCorrection(db, held.secretariat, held.slug);
	const draft = await readDraftToEdit(db, held.secretariat, held.slug);
	expect(draft).toMatchObject({ content: { summary: 'As it was.' }, head: { correction: null } });
	expect(await codeOf(publish({ summary: 'Other' }))).toBe('report_state');
});

test('a withdrawn report is told once on timeline and in the feed, without its text', async () => {
	const { db } = base;
	await publish({ summary: 'The unique heron flew.' });
	const [before] = await listReports();
	expect(await writeTimeline()).toMatchObject([
		{ state: 'published', summary: 'The unique heron flew.', reason: null }
	]);
	await withdrawReport(db, held.secretariat, held.slug, 'Wrong <meeting>');
	const [after, ...more] = await listReports();
	expect(more).toEqual([]);
	expect(after).toMatchObject({ id: before!.id, href: before!.href, status: 'withdrawn' });
	expect(after!.updatedAt > before!.updatedAt).toBe(true);
	const told = await writeTimeline();
	expect(told).toMatchObject([
		{ state: 'withdrawn', summary: null, reason: 'Wrong <meeting>', reasonLanguage: 'en' }
	]);
	const feed = await writeFeed(db, { origin, language: 'en', title: 'Emvod' });
	expect(feed).toContain('This report was withdrawn. Reason: Wrong &lt;meeting&gt;');
	expect(feed).not.toContain('unique heron');
	expect(JSON.stringify(await search(db, null, 'heron'))).not.toContain('unique heron');
	for (const n of [undefined, 1])
		for (const format of ['pdf', 'docx', 'md'] as const)
			expect(
				await codeOf(readFile(db, held.secretariat, { slug: held.slug, format, origin, n }))
			).toBe('report_withdrawn');
	expect(await codeOf(publish())).toBe('report_state');
	expect(await codeOf(withdrawReport(db, held.secretariat, held.slug, 'Again'))).toBe(
		'report_state'
	);
});

test('a superseded report stays readable, says so and leads to the one in its place', async () => {
	const { db } = base;
	const other = await holdMeeting(db, `${held.slug}-whole`, {
		dossierId: held.dossierId,
		ordinal: 2
	});
	const foreign = await holdMeeting(db, `${held.slug}-foreign`);
	await fileReport(db, other.meetingId);
	await fileReport(db, foreign.meetingId);
	await publish();
	const supersede = (slug: string, by: string) =>
		codeOf(supersedeReport(db, held.secretariat, slug, by));
	expect(await supersede(held.slug, other.slug)).toBe('report_successor');
	await publish({}, held.secretariat, other);
	await publish({}, foreign.secretariat, foreign);
	for (const by of [held.slug, foreign.slug, 'nothing'])
		expect(await supersede(held.slug, by)).toBe('report_successor');
	const crossed = await Promise.all([
		supersede(held.slug, other.slug),
		supersede(other.slug, held.slug)
	]);
	expect(crossed.filter((code) => code === 'done')).toHaveLength(1);
	const [old, next] = crossed[0] === 'done' ? [held, other] : [other, held];
	const view = await readReport(db, null, old.slug);
	expect(writeJson(view)).toMatchObject({
		state: 'superseded',
		successor: { slug: next.slug, href: `/reports/${next.slug}` }
	});
	expect(view.content.items.length).toBeGreaterThan(0);
	expect((await listReports()).map(({ status }) => status).sort()).toEqual([
		'published',
		'superseded'
	]);
	expect(
		await codeOf(
			correctReport(db, held.secretariat, old.slug, { kind: 'editorial', reason: 'Late' })
		)
	).toBe('report_state');
});

test('a restricted passage reaches a visitor by no format, feed, search, timeline or comparison', async () => {
	const { db } = base;
	const said = 'Zanzibarian heron';
	const more = {
		[`new-text-${held.items.talk}`]: `${said} for the secretariat`,
		[`new-visibility-${held.items.talk}`]: 'restricted',
		[`new-text-${held.items.round}`]: `${said} for members`,
		[`new-visibility-${held.items.round}`]: 'members'
	};
	await publish(more);
	await correctReport(db, held.secretariat, held.slug, { kind: 'editorial', reason: 'Again' });
	await publish({ summary: 'Again.' });
	const hidden = /Zanzibarian/;
	const file = async (format: 'pdf' | 'docx' | 'md') =>
		(await readFile(db, null, { slug: held.slug, format, origin })).bytes;
	const document = await getDocumentProxy(new Uint8Array(await file('pdf')));
	const printed = (await extractText(document, { mergePages: true })).text;
	expect(printed).toContain('The network was introduced');
	const view = await readReport(db, null, held.slug);
	const given = {
		pdf: printed,
		docx: unzip(await file('docx'), 'word/document.xml'),
		markdown: (await file('md')).toString(),
		json: JSON.stringify(writeJson(view)),
		linked: JSON.stringify(describeForSearch(view, origin)),
		feed: await writeFeed(db, { origin, language: 'en', title: 'Emvod' }),
		timeline: JSON.stringify(await listTimelineRows(db, null, held.dossierId)),
		found: JSON.stringify((await search(db, null, 'Zanzibarian')).hits),
		changes: JSON.stringify(await compareVersions(db, null, held.slug, 1, 2))
	};
	for (const [name, text] of Object.entries(given)) expect(text, name).not.toMatch(hidden);
	expect(JSON.stringify(await readReport(db, held.member, held.slug))).toMatch(/for members/);
});

test('an action carried over is brought up to date where it is kept once', async () => {
	const { db } = base;
	await publish();
	const later = await holdMeeting(db, `${held.slug}-later`, {
		dossierId: held.dossierId,
		ordinal: 2
	});
	await fileReport(db, later.meetingId);
	const { content, draftSeq } = await readDraftToEdit(db, held.secretariat, later.slug);
	expect(content.carried).toMatchObject([{ id: held.actionId, state: 'open' }]);
	const nobodyKnown = { organisations: new Map(), people: new Map(), speakers: new Map() };
	const nobody = findGaps(applyEdit(content, { [`owner-${held.actionId}`]: '' }, nobodyKnown));
	expect(nobody).toContainEqual(
		expect.objectContaining({ code: 'action-owner', actionId: held.actionId })
	);
	const fields = {
		[`state-${held.actionId}`]: 'done',
		[`owner-${held.actionId}`]: held.organisations.firm
	};
	await saveDraft(db, held.secretariat, later.slug, { draftSeq, fields });
	const row = await db
		.selectFrom('action')
		.where('id', '=', held.actionId)
		.select(['state', 'ownerOrganisationId'])
		.executeTakeFirstOrThrow();
	expect(row).toEqual({ state: 'done', ownerOrganisationId: held.organisations.firm });
	const foreign = await holdMeeting(db, `${held.slug}-elsewhere`);
	await fileReport(db, foreign.meetingId);
	const other = await readDraftToEdit(db, foreign.secretariat, foreign.slug);
	await saveDraft(db, foreign.secretariat, foreign.slug, {
		draftSeq: other.draftSeq,
		fields: { [`state-${held.actionId}`]: 'dropped' }
	});
	expect((await readDraftToEdit(db, held.secretariat, later.slug)).content.carried).toMatchObject([
		{ state: 'done' }
	]);
});
