import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findGaps, gapAnchor } from '#lib/model/report-gaps.ts';
import type { AppError } from '../platform/errors.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { previewEdit, readDraftToEdit, readDraftAsVisitor, saveDraft } from './draft.ts';
import { fileReport } from './filing.ts';
import { readFile } from './files.ts';
import { writeJson } from './json.ts';
import { correctReport, publishReport, withdrawReport } from './publication.ts';
import { compareVersions, readReport } from './report.ts';
import { suggestTexts, takeSuggestion } from './suggestion.ts';

let base: TestDatabase;
let held: HeldMeeting;
let count = 0;
const origin = 'https://emvod.example';

beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	held = await holdMeeting(base.db, `meeting-${++count}`);
	await fileReport(base.db, held.meetingId);
});

/** What the secretariat must still say about this meeting before it can be published. */
const answers = () => ({
	[`owner-${held.actionId}`]: held.organisations.school,
	[`outcome-${held.items.empty}`]: 'no-conclusion'
});
const seq = async () => (await readDraftToEdit(base.db, held.secretariat, held.slug)).draftSeq;
const publishNow = async (
	fields: Record<string, string> = answers(),
	state: 'published' | 'provisional' = 'published'
) =>
	publishReport(base.db, held.secretariat, held.slug, {
		draftSeq: await seq(),
		fields,
		state,
		origin
	});
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(fault: AppError) => fault.code
	);
const listGaps = async () =>
	(await readDraftToEdit(base.db, held.secretariat, held.slug)).gaps.map((gap) => gap.code);

test('each required thing that is missing refuses publication and is listed', async () => {
	const { db } = base;
	expect(await listGaps()).toEqual(['action-owner', 'outcome']);
	const cases: Array<[string, Record<string, string>, string[]]> = [
		['author', { author: '' }, ['author']],
		[
			'owner',
			{ author: held.organisations.host, [`owner-${held.actionId}`]: '' },
			['action-owner']
		],
		[
			'outcome',
			{
				[`owner-${held.actionId}`]: held.organisations.school,
				[`outcome-${held.items.empty}`]: 'held'
			},
			['outcome']
		]
	];
	await saveDraft(db, held.secretariat, held.slug, { draftSeq: await seq(), fields: answers() });
	expect(await listGaps()).toEqual([]);
	for (const [, fields, gaps] of cases) {
		expect(await codeOf(publishNow(fields))).toBe('report_gaps');
		await saveDraft(db, held.secretariat, held.slug, { draftSeq: await seq(), fields });
		expect(await listGaps()).toEqual(gaps);
	}
	expect(await codeOf(readReport(db, null, held.slug))).toBe('not_found');
});

test('the database itself refuses a version without host, place or owner', async () => {
	const { db } = base;
	const { content } = await readDraftToEdit(db, held.secretariat, held.slug);
	const report = await db
		.selectFrom('report')
		.where('slug', '=', held.slug)
		.select('id')
		.executeTakeFirstOrThrow();
	const insert = (wrong: object) =>
		db
			.insertInto('reportVersion')
			.values({
				reportId: report.id,
				version: 1,
				state: 'published',
				kind: 'first',
				content: JSON.stringify({ ...content, items: [], ...wrong })
			})
			.execute();
	await expect(insert({ host: null })).rejects.toThrow(/names_host/);
	await expect(insert({ place: null })).rejects.toThrow(/names_place/);
	await expect(insert({ items: [{ actions: [{ owner: null, due: null }] }] })).rejects.toThrow(
		/actions_owned/
	);
	await expect(insert({ items: [{ visibility: 'restricted' }] })).rejects.toThrow(/is_public/);
});

test('publishing freezes one version with its files; a second click adds nothing', async () => {
	const { db } = base;
	const input = { draftSeq: await seq(), fields: answers(), state: 'published' as const, origin };
	const twice = await Promise.all(
		[1, 2].map(() => publishReport(db, held.secretariat, held.slug, input))
	);
	expect(twice.map(({ version }) => version)).toEqual([1, 1]);
	expect(twice.filter(({ isNew }) => isNew)).toHaveLength(1);
	const view = await readReport(db, null, held.slug);
	expect(view).toMatchObject({
		version: 1,
		state: 'published',
		versions: [{ n: 1, kind: 'first' }]
	});
	const files = await db
		.selectFrom('reportFile')
		.where('reportId', '=', view.id)
		.select('format')
		.execute();
	expect(files.map(({ format }) => format).sort()).toEqual(['docx', 'md', 'pdf']);
	await expect(
		db.updateTable('reportVersion').set({ content: '{}' }).where('reportId', '=', view.id).execute()
	).rejects.toThrow(/never changed/);
	const owner = await db
		.selectFrom('action')
		.where('id', '=', held.actionId)
		.selectAll()
		.executeTakeFirstOrThrow();
	expect(owner.ownerOrganisationId).toBe(held.organisations.school);
});

test('of two editors on one draft the second is told and nothing is overwritten', async () => {
	const { db } = base;
	const opened = await seq();
	await saveDraft(db, held.secretariat, held.slug, {
		draftSeq: opened,
		fields: { summary: 'First editor' }
	});
	const second = { draftSeq: opened, fields: { summary: 'Second editor' } };
	expect(await codeOf(saveDraft(db, held.colleague, held.slug, second))).toBe('report_changed');
	expect((await readDraftToEdit(db, held.colleague, held.slug)).content.summary).toBe(
		'First editor'
	);
});

test('a restricted passage reaches no visitor in any version, format or preview', async () => {
	const { db } = base;
	const fields = {
		...answers(),
		[`visibility-${held.items.talk}-b2`]: 'restricted',
		[`visibility-${held.items.round}`]: 'members',
		[`new-text-${held.items.talk}`]: 'For members: the budget.',
		[`new-visibility-${held.items.talk}`]: 'members'
	};
	await publishNow(fields);
	const hidden = /Internal remark|For members|Runs a contest/;
	const visitor = await readReport(db, null, held.slug);
	expect(JSON.stringify([visitor, writeJson(visitor)])).not.toMatch(hidden);
	expect(
		JSON.stringify((await readDraftAsVisitor(db, held.secretariat, held.slug)).content)
	).not.toMatch(hidden);
	for (const reader of [null, held.secretariat])
		expect(
			(await readFile(db, reader, { slug: held.slug, format: 'md', origin })).bytes.toString()
		).not.toMatch(hidden);
	const member = JSON.stringify(await readReport(db, held.member, held.slug));
	expect(member).toMatch(/For members/);
	expect(member).toMatch(/Runs a contest/);
	expect(member).not.toMatch(/Internal remark/);
	const whole = await readReport(db, held.secretariat, held.slug);
	expect(whole.content.items[0]!.blocks.map((block) => block.text)).toEqual([
		'The network was introduced.',
		'Internal remark about money.',
		'For members: the budget.'
	]);
	expect(await readReport(db, held.outsider, held.slug)).toEqual({ ...visitor });
});

test('words that were taken over before they were restricted keep the report from being published', async () => {
	const { db } = base;
	const { content } = await readDraftToEdit(db, held.secretariat, held.slug);
	const field = 'part-text-1-1';
	const taken = takeSuggestion(content, { take: field });
	expect(taken[field]).toContain('A second meeting is held.');
	const restricted = {
		...answers(),
		...taken,
		[`visibility-${held.items.talk}-${held.decisionId}`]: 'members'
	};
	expect(await codeOf(publishNow(restricted))).toBe('report_gaps');
	const preview = await previewEdit(db, held.secretariat, held.slug, restricted);
	expect(preview.gaps.map((gap) => [gapAnchor(gap), gap.subject])).toEqual([
		[`#${field}`, 'A second meeting is held.']
	]);
	await publishNow({ ...restricted, [field]: 'The network was introduced.' });
	const view = await readReport(db, null, held.slug);
	expect(JSON.stringify(view)).not.toContain('A second meeting is held');
});

test('a correction is a new version with kind and reason at the same address; the old one stays', async () => {
	const { db } = base;
	await publishNow({ ...answers(), summary: 'The Basqque organistions came.' });
	const { slug } = held;
	expect(await codeOf(publishNow({ summary: 'silently other' }))).toBe('report_state');
	expect(
		await codeOf(correctReport(db, held.secretariat, slug, { kind: 'editorial', reason: ' ' }))
	).toBe('report_reason');
	await correctReport(db, held.secretariat, slug, { kind: 'editorial', reason: 'Spelling' });
	const again = (kind: 'editorial' | 'substantive', reason: string) =>
		correctReport(db, held.colleague, slug, { kind, reason });
	await again('editorial', ' Spelling ');
	// One after the other: a refusal that nobody waits for yet would be an unhandled one.
	const others = [
		['substantive', 'Spelling'],
		['editorial', 'Figures']
	] as const;
	for (const [kind, reason] of others)
		await expect(again(kind, reason)).rejects.toMatchObject({
			code: 'correction_open',
			status: 409,
			message: expect.stringContaining('editorial') as string,
			details: { kind: 'editorial' }
		});
	expect((await readReport(db, null, slug)).version).toBe(1);
	await publishNow({ summary: 'The Basque organisations came.' });
	const now = await readReport(db, null, slug);
	expect(now).toMatchObject({ slug, version: 2 });
	expect(now.versions[1]).toMatchObject({ n: 2, kind: 'editorial', reason: 'Spelling' });
	expect((await readReport(db, null, slug, 1)).content.summary).toContain('Basqque');
	const { sections } = await compareVersions(db, null, slug, 1, 2);
	expect(sections).toMatchObject([{ under: 'Summary', changes: [{}] }]);
	const words = (kind: string) =>
		sections[0]!.changes[0]!.filter((change) => change.kind === kind).map((change) => change.text);
	expect(words('removed')).toEqual(['Basqque organistions']);
	expect(words('added')).toEqual(['Basque organisations']);
});

test('provisional, then published without a change, are two versions', async () => {
	await publishNow(answers(), 'provisional');
	expect(await readReport(base.db, null, held.slug)).toMatchObject({
		version: 1,
		state: 'provisional'
	});
	await publishNow({});
	await publishNow({});
	expect(await readReport(base.db, null, held.slug)).toMatchObject({
		version: 2,
		state: 'published'
	});
});

test('a withdrawn report leaves its id, date and reason at every address', async () => {
	const { db } = base;
	await publishNow();
	const { id } = await readReport(db, null, held.slug);
	await withdrawReport(db, held.secretariat, held.slug, 'Wrong meeting');
	for (const n of [undefined, 1]) {
		const fault = await readReport(db, null, held.slug, n).catch((caught: AppError) => caught);
		expect(fault).toMatchObject({
			code: 'report_withdrawn',
			status: 410,
			details: { id, reason: 'Wrong meeting' }
		});
	}
	expect(await codeOf(readFile(db, null, { slug: held.slug, format: 'pdf', origin }))).toBe(
		'report_withdrawn'
	);
});

test('draft and publication answer to nobody without the right as if there were none', async () => {
	const { db } = base;
	for (const actor of [null, held.outsider, held.member]) {
		expect(await codeOf(readDraftToEdit(db, actor, held.slug))).toBe('not_found');
		expect(await codeOf(saveDraft(db, actor, held.slug, { draftSeq: 1, fields: {} }))).toBe(
			'not_found'
		);
		expect(await codeOf(withdrawReport(db, actor, held.slug, 'x'))).toBe('not_found');
		expect(await codeOf(readReport(db, actor, held.slug))).toBe('not_found');
	}
	await publishNow();
	await db
		.updateTable('dossier')
		.set({ visibility: 'members' })
		.where('id', '=', held.dossierId)
		.execute();
	expect(await codeOf(readReport(db, null, held.slug))).toBe('not_found');
	expect((await readReport(db, held.member, held.slug)).version).toBe(1);
});

test('date, title and who wrote it are asked for before a report is filed publicly', async () => {
	const { content } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	const codes = (over: object) => findGaps({ ...content, ...over }).map(({ code }) => code);
	const usual = codes({});
	expect(content.author?.name).toBe('Host');
	expect(codes({ days: [] })).toEqual(['date', ...usual]);
	expect(codes({ days: content.days.map((day) => ({ ...day, held: false })) })).toContain('date');
	await publishNow({ ...answers(), author: held.organisations.school });
	const view = await readReport(base.db, null, held.slug);
	expect(writeJson(view).author).toMatchObject({ name: 'School' });
});

test('a summary that nobody wrote counts what everybody may read, as it stands when it is published', async () => {
	const { content } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	expect(content.summary).toMatch(/Decisions: 1; actions agreed: 1/);
	const talk = content.items.find(({ id }) => id === held.items.talk)!;
	const fields = {
		...answers(),
		summary: content.summary,
		[`visibility-${talk.id}-${talk.decisions[0]!.id}`]: 'members'
	};
	await publishNow(fields);
	const said = async () => (await readReport(base.db, null, held.slug)).content.summary;
	expect(await said()).toMatch(/Decisions: 0; actions agreed: 1/);
});

test('a summary that somebody wrote is theirs', async () => {
	const { content } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	const summary = `${content.summary} It rained.`;
	const restrict = { [`visibility-${held.items.talk}`]: 'members' };
	await publishNow({ ...answers(), summary, ...restrict });
	expect((await readReport(base.db, null, held.slug)).content.summary).toBe(summary);
});

test('suggestions come from what everybody may read, and are taken one by one', async () => {
	const { db } = base;
	const draft = () => readDraftToEdit(db, held.secretariat, held.slug);
	const restrict = { [`visibility-${held.items.round}`]: 'restricted', objective: '' };
	await saveDraft(db, held.secretariat, held.slug, { draftSeq: await seq(), fields: restrict });
	const { content } = await draft();
	const found = suggestTexts(content);
	expect(Object.keys(found)).toEqual(['objective', 'part-text-1-1', 'part-text-1-2', 'nextSteps']);
	expect(found['part-text-1-1']).toMatch(
		/Dealt with: The network\.\n\nDecisions: A second meeting/
	);
	expect(found['part-text-1-2']).toMatch(/Not dealt with: No time left; Announced talk\./);
	expect(found.nextSteps).toContain('Write the programme (no owner yet');
	expect(JSON.stringify(found)).not.toContain('Round table');
	const taken = takeSuggestion(content, { take: 'nextSteps', nextSteps: '', summary: 'Mine' });
	expect(taken).toEqual({ nextSteps: found.nextSteps, summary: 'Mine' });
	expect(takeSuggestion(content, { take: 'nextSteps', nextSteps: 'Typed' })).toEqual({
		nextSteps: 'Typed'
	});
	await saveDraft(db, held.secretariat, held.slug, { draftSeq: await seq(), fields: taken });
	const after = await draft();
	expect(after.content.nextSteps).toBe(found.nextSteps);
	expect(suggestTexts(after.content).nextSteps).toBeUndefined();
});
