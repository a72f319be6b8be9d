import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES } from '#lib/model/localised.ts';
import { ADDED_KINDS, fieldOf, readAdding, writeAdding } from '#lib/model/report-adding.ts';
import type { ReportContent } from '#lib/model/report.ts';
import { listOpenTexts } from '#lib/model/report-repeats.ts';
import { m } from '#lib/paraglide/messages.js';
import { previewEdit, readDraftToEdit, saveDraft } from '#lib/server/report/draft.ts';
import { keepChanged, sealFields } from '#lib/server/report/draft-fields.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import type { LaterNotes } from '#lib/server/report/later-notes.ts';
import { correctReport, publishReport, withdrawReport } from '#lib/server/report/publication.ts';
import { compareContents, readReport } from '#lib/server/report/report.ts';
import { reinstateReport } from '#lib/server/report/withdrawal.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { holdMeeting, type HeldMeeting } from '../support/held-meeting.ts';
import type { PageLocale } from '../support/pages.ts';
import { listIds, NEW_ITEM, showReportDesk } from '../support/report-desk.ts';

let base: TestDatabase;
let held: HeldMeeting;
beforeAll(async () => {
	base = await testDatabase();
	held = await holdMeeting(base.db, 'on-the-desk');
	await fileReport(base.db, held.meetingId);
});
afterAll(() => base.close());

const show = (
	form: object | null = null,
	locale?: PageLocale,
	change?: (content: ReportContent) => ReportContent,
	add: string | null = null,
	laterNotes: LaterNotes[] = []
) =>
	showReportDesk(base.db, held.secretariat, held.slug, {
		...{ form, locale, add, laterNotes },
		...(change && { change })
	});

/** Every field of the form with what it holds, as a browser would send it. */
function readForm(html: string): Record<string, string> {
	const [, form = ''] = /<form[^>]*action="\?\/save"[^>]*>([^]*?)<\/form>/.exec(html) ?? [];
	const attribute = (tag: string, name: string) =>
		unescape(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
	const fields = [
		...[...form.matchAll(/<input [^>]*>/g)]
			.filter(([tag]) => !/type="(file|checkbox)"/.test(tag))
			.map(([tag]) => [attribute(tag, 'name'), attribute(tag, 'value')]),
		...[...form.matchAll(/(<textarea [^>]*>)([^]*?)<\/textarea>/g)].map(([, tag, text]) => [
			attribute(tag!, 'name'),
			unescape(text!)
		]),
		...[...form.matchAll(/(<select [^>]*>)([^]*?)<\/select>/g)].map(([, tag, options]) => [
			attribute(tag!, 'name'),
			attribute(/<option [^>]*selected[^>]*>/.exec(options!)?.[0] ?? '', 'value')
		])
	];
	return Object.fromEntries(fields) as Record<string, string>;
}

function unescape(text: string): string {
	return text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&');
}

const heading = async () => (await show()).headings.find(({ level }) => level === 1)!.text;

test('an action carried over leads to the page of the meeting it comes from', async () => {
	const from = { slug: 'meeting-before', title: { text: 'The meeting before', lang: 'en' } };
	const action = { id: held.actionId, text: 'Ask', owner: null, due: null, state: 'open' as const };
	const { links } = await show(null, undefined, (content) => ({
		...content,
		carried: [{ ...action, from }]
	}));
	expect(links).toContainEqual({ href: '/meetings/meeting-before', text: 'The meeting before' });
});

test('a form that nobody typed in has changed nothing, whatever it holds', async () => {
	const { draftSeq, opened, ...fields } = readForm((await show()).html);
	expect(Number(draftSeq)).toBeGreaterThan(0);
	expect(Object.keys(fields).length).toBeGreaterThan(40);
	expect(Object.keys(keepChanged(fields, opened))).toEqual([]);
	const typed = { ...fields, summary: `${fields.summary}.`, objective: fields.objective + '\r\n' };
	expect(Object.keys(keepChanged(typed, opened))).toEqual(['summary']);
	expect(keepChanged({ title: 'a' }, undefined)).toEqual({ title: 'a' });
	expect(keepChanged({ title: 'a' }, sealFields({ title: 'b' }))).toEqual({ title: 'a' });
});

test('each thing that can be added has a button, blank fields with names of their own, and comes back when refused', async () => {
	const itemId = held.items.round;
	const labelsOf = (html: string) =>
		[...html.matchAll(/<label for="([^"]+)"[^>]*>([^]*?)<\/label>/g)].map(
			([, id, words]) => [id!, words!.replace(/<[^>]*>/g, '').trim()] as const
		);
	const plain = (await show()).html;
	for (const kind of ADDED_KINDS) {
		const add = writeAdding({ kind, itemId });
		expect(plain).toContain(`formaction="?/add" name="add" value="${add}"`);
		const { html } = await show(null, undefined, undefined, add);
		const known = new Set(labelsOf(plain).map(([id]) => id));
		const field = fieldOf({ kind, itemId });
		expect(labelsOf(html).map(([id]) => id)).toContain(field);
		const before = readForm(plain);
		const { draftSeq: _, opened, ...sent } = readForm(html);
		const blank = Object.keys(sent).filter((name) => !(name in before));
		expect(blank.length).toBeGreaterThan(1);
		expect(html.split(`id="${field}"`)).toHaveLength(2);
		expect(labelsOf(html).length).toBe(labelsOf(plain).length + blank.length);
		expect(known.has(field)).toBe(false);
		// Refused, the form has them still, also those that nothing was typed into.
		const values = keepChanged(sent, opened);
		expect(Object.keys(values).sort()).toEqual(blank.sort());
		const form = { code: 'report_changed', message: 'x', values, issues: {} };
		expect(Object.keys(readForm((await show(form)).html))).toEqual(expect.arrayContaining(blank));
	}
	expect(readAdding(`motion.${itemId}`)).toBeNull();
	// Enter in a field presses the first button of the form, which only saves.
	const [first] = /<button[^>]*type="submit"[^>]*>/.exec(plain.slice(plain.indexOf('?/save')))!;
	expect(first).not.toContain('formaction');
	const fault = { [`new-line-organisation-${itemId}`]: 'report_add_organisation' };
	const refused = {
		code: 'report_add_organisation',
		message: 'x',
		values: { [`new-line-${itemId}`]: 'Whose?', [`new-line-organisation-${itemId}`]: '' },
		issues: fault
	};
	const { html } = await show(refused);
	expect(html).toMatch(/<select[^>]*id="new-line-organisation-[^>]*aria-invalid="true"/);
	expect(html).toContain('Choose the organisation that said this.');
});

test('an item whose notes went on says so with who, when, the difference, what stays, and a way to take them in', async () => {
	const itemId = held.items.talk;
	const later = {
		itemId,
		from: 3,
		to: 5,
		at: new Date('2026-08-28T08:15:00Z'),
		people: ['Ana', 'Ben'],
		kept: [
			{ here: 'Changed here', notes: 'Says the notes' },
			{ here: 'Only here', notes: null }
		]
	};
	const { html, text, links } = await show(null, undefined, undefined, null, [later]);
	expect(links).toContainEqual({ href: `#notes-${itemId}`, text: 'The network' });
	expect(html).toContain(`id="notes-${itemId}"`);
	expect(text).toContain('Last changed by Ana, Ben, 28 August 2026 at 10:15.');
	expect(links.map(({ href }) => href)).toContain(
		`/meetings/${held.slug}/notes/${itemId}?from=3&amp;to=5`
	);
	expect(text).toMatch(
		/stay so\. The notes now say: Says the notes.*no longer in the notes: Only here/
	);
	expect(html).toContain(`formaction="?/notes" name="item" value="${itemId}"`);
	expect((await show()).text).not.toContain('The notes changed');
});

test('of two editors the second keeps what they typed and takes back nothing of the first', async () => {
	const { db } = base;
	const { draftSeq: seq, ...mine } = readForm((await show()).html);
	const draftSeq = Number(seq);
	const first = { objective: 'Of the first editor', [`due-${held.actionId}`]: '2027-01-31' };
	await saveDraft(db, held.colleague, held.slug, { draftSeq, fields: first });
	const fields = { ...mine, summary: 'Of the second editor' };
	const late = saveDraft(db, held.secretariat, held.slug, { draftSeq, fields });
	await expect(late).rejects.toMatchObject({ code: 'report_changed' });
	const preview = await previewEdit(db, held.secretariat, held.slug, fields);
	const { values, theirs, gaps } = preview;
	const changed = compareContents(theirs, preview.mine);
	expect(changed.map(({ under, changes }) => [under, changes.length])).toEqual([['Summary', 1]]);
	const form = { code: 'report_changed', message: 'x', values, changed, gaps };
	const { draftSeq: next, ...again } = readForm((await show(form)).html);
	expect(again).toMatchObject({ summary: 'Of the second editor', ...first });
	const last = { draftSeq: Number(next), fields: again };
	await saveDraft(db, held.secretariat, held.slug, last);
	const { content } = await readDraftToEdit(db, held.secretariat, held.slug);
	expect(content).toMatchObject({
		summary: 'Of the second editor',
		objective: 'Of the first editor'
	});
	expect(content.items.flatMap(({ actions }) => actions)[0]!.due).toBe('2027-01-31');
});

test('every text for everybody has a field that a link leads to, also of a report with one part', async () => {
	const inOnePart = (title: string, text: string) => (content: ReportContent) => ({
		...content,
		items: content.items.map((item) => ({ ...item, day: 1, part: 1 })),
		parts: title || text ? [{ day: 1, part: 1, title, text }] : []
	});
	const { content } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	for (const [title, text] of [
		['Morning', ''],
		['', 'What was said.']
	] as const) {
		const change = inOnePart(title, text);
		const ids = listIds((await show(null, undefined, change)).html);
		const fields = listOpenTexts(change(content)).map(([field]) => field);
		expect(fields).toContain('part-text-1-1');
		expect(fields.filter((field) => !ids.has(field))).toEqual([]);
	}
	// The only part needs no words of its own.
	expect(listIds((await show(null, undefined, inOnePart('', ''))).html)).not.toContain(
		'part-text-1-1'
	);
});

test('each owner, date and state says of which action it is', async () => {
	const { html } = await show();
	const { content } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	const [action] = content.items.flatMap(({ actions }) => actions);
	const labels = [...html.matchAll(/<label for="[^"]+"[^>]*>([^]*?)<\/label>/g)]
		.map(([, label]) => unescape(label!.replace(/<[^>]*>/g, '').replaceAll('&nbsp;', ' ')))
		.filter((label) => label.includes(action!.text));
	expect(labels).toHaveLength(3);
	expect(new Set(labels).size).toBe(3);
});

test('what is missing in a form that was refused is listed with links, also before it is saved', async () => {
	const { db } = base;
	const fields = { author: '', [`outcome-${held.items.skipped}`]: 'held' };
	const { values, gaps } = await previewEdit(db, held.secretariat, held.slug, fields);
	expect(gaps).toContainEqual(expect.objectContaining({ code: 'author' }));
	const form = { code: 'report_gaps', message: 'x', values, changed: null, gaps };
	const page = await show(form);
	expect(page.links.map(({ href }) => href)).toEqual(
		expect.arrayContaining(['#author', `#outcome-${held.items.skipped}`])
	);
	expect((await show()).links.map(({ href }) => href)).not.toContain('#author');
	// What was just answered is not asked for again, so that one button for the rest leaves it.
	const answered = { [`outcome-${held.items.empty}`]: 'postponed' };
	const after = await previewEdit(db, held.secretariat, held.slug, answered);
	expect(after.gaps.map(({ code }) => code)).not.toContain('outcome');
});

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
	const refused = {
		code: 'correction_open',
		message: 'x',
		details: { kind: 'substantive' },
		values: {}
	};
	const page = await show(refused);
	expect(page.text).toContain('Correction open: Correction of substance.');
	expect(page.html).toMatch(/name="correction-reason" [^>]*value="Figures"/);
	expect(page.text).toContain('is open already: Correction of substance.');
	expect((await show(refused, 'fr')).text).toContain('déjà ouverte : Correction de fond.');
	await withdrawReport(db, held.secretariat, held.slug, 'Wrong');
	const typed = [{ kind: 'added', text: 'Typed before it was withdrawn' }];
	const changed = [{ under: 'Summary', changes: [typed], marks: [[]] }];
	const closed = await show({ code: 'report_state', message: 'x', values: {}, changed, gaps: [] });
	expect(closed.text).toContain('Typed before it was withdrawn');
	expect(closed.text).toContain('can no longer be changed');
	const after = await show();
	expect(after.headings[0]!.text).toBe('Withdrawn report: A held meeting');
	expect(after.head).toContain('<title>Withdrawn report: A held meeting · Emvod</title>');
	expect(after.html).toContain('action="?/reinstate"');
	const again = { reason: 'Right after all', isReadable: false };
	await reinstateReport(db, held.secretariat, held.slug, again);
	const open = await show();
	expect(open.headings[0]!.text).toBe('Withdrawn report, to be published again: A held meeting');
	expect(open.text).toContain('Why it is published again');
	expect(open.html).toMatch(/name="correction-reason" [^>]*value="Right after all"/);
	expect(open.html).toMatch(/formaction="\?\/publish"[^>]*>(<!---->)?Publish again/);
	expect(open.html).not.toContain('?/provisional');
});

test('a draft without items says so, and brings blank fields of one', async () => {
	const empty = (content: ReportContent) => ({ ...content, items: [] });
	for (const locale of LOCALES) {
		const said = m.desk_record_empty({}, { locale });
		expect((await show(null, locale)).text).not.toContain(said);
		const { html, text } = await show(null, locale, empty);
		expect(text).toContain(said);
		expect(html).toMatch(new RegExp(`formaction="\\?/add"[^>]*value="item.${NEW_ITEM}"`));
	}
	const asked = await show(null, 'en', empty, `item.${NEW_ITEM}`);
	const names = [`new-item-${NEW_ITEM}`, `new-item-place-${NEW_ITEM}`, `outcome-${NEW_ITEM}`];
	for (const name of names) expect(asked.html).toContain(`name="${name}"`);
	expect(asked.text).toContain('First in: Part 1');
});

test('fields of a new item that were refused come back at its fault', async () => {
	const name = `new-item-${NEW_ITEM}`;
	const { html } = await show({
		code: 'title_missing',
		message: 'x',
		issues: { [name]: 'title_missing' },
		values: { [name]: '', [`new-text-${NEW_ITEM}`]: 'Typed already' }
	});
	expect(html).toContain('Typed already');
	expect(html).toMatch(new RegExp(`id="${name}"[^>]*aria-invalid="true"`));
	expect(html).toContain('Give the item a title.');
});

test('whoever reads what is kept from members is named where that is chosen, in every language', async () => {
	// The chair of a meeting reads and publishes its report, and so does who edits or publishes the dossier.
	const { db } = base;
	const kept = await holdMeeting(db, 'kept-from-members');
	await fileReport(db, kept.meetingId);
	const { draftSeq } = await readDraftToEdit(db, kept.secretariat, kept.slug);
	await publishReport(db, kept.secretariat, kept.slug, {
		draftSeq,
		fields: {
			[`owner-${kept.actionId}`]: kept.organisations.school,
			[`outcome-${kept.items.empty}`]: 'no-conclusion',
			[`visibility-${kept.items.talk}-b1`]: 'restricted'
		},
		...{ state: 'published' as const, origin: 'https://emvod.example' }
	});
	const reads = async (personId: string) =>
		(await readReport(db, { ...kept.outsider, personId }, kept.slug)).content.items[0]!.blocks.some(
			({ id }) => id === 'b1'
		);
	const { personId: chairId } = kept.outsider;
	const { personId } = kept.member;
	expect(await reads(chairId)).toBe(false);
	await db.updateTable('meeting').set({ chairId }).where('id', '=', kept.meetingId).execute();
	expect(await reads(personId)).toBe(false);
	const member = db.updateTable('dossierMember').where('personId', '=', personId);
	await member.set({ level: 'edit' }).execute();
	for (const one of [chairId, personId, kept.secretariat.personId])
		expect(await reads(one)).toBe(true);
	const NAMED = {
		en: ['secretariat', 'editors', 'chair'],
		fr: ['secrétariat', 'rédaction', 'présidence'],
		nl: ['secretariaat', 'redactie', 'voorzitter'],
		es: ['secretaría', 'redacción', 'presidencia'],
		da: ['sekretariat', 'redaktører', 'mødeleder']
	};
	for (const locale of LOCALES)
		for (const reader of NAMED[locale])
			expect(m.report_visibility_restricted({}, { locale }).toLowerCase()).toContain(reader);
});
