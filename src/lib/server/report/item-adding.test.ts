import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { showReport } from '../../../../tests/support/pages.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { readKeptActions } from './action-keeping.ts';
import { readDraftAsVisitor, readDraftToEdit, saveDraft } from './draft.ts';
import { readFile } from './files.ts';
import { fileReport } from './filing.ts';
import { writeJson } from './json.ts';
import { correctReport, dropCorrection, publishReport } from './publication.ts';
import { readReport } from './report.ts';
import { makeSubstantive } from './substance.ts';
import { suggestTexts } from './suggestion.ts';

/* What was dealt with and stood on no agenda: items that the secretariat adds to a draft. */

const origin = 'https://emvod.example';
let base: TestDatabase;
let held: HeldMeeting;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	held = await holdMeeting(base.db, `item-added-${++count}`);
});

const read = () => readDraftToEdit(base.db, held.secretariat, held.slug);
async function save(fields: Record<string, string>) {
	const { draftSeq } = await read();
	return saveDraft(base.db, held.secretariat, held.slug, { draftSeq, fields });
}
const write = (id: string, title: string, more: Record<string, string> = {}) => ({
	[`new-item-${id}`]: title,
	...Object.fromEntries(Object.entries(more).map(([name, value]) => [`${name}-${id}`, value]))
});
const listTitles = async () => (await read()).content.items.map(({ title }) => title.text);

test('a meeting without an agenda gets its items in the draft, and all that stands under one', async () => {
	const { db } = base;
	await db.deleteFrom('agendaItem').where('meetingId', '=', held.meetingId).execute();
	await fileReport(db, held.meetingId);
	expect((await read()).content.items).toEqual([]);
	const id = randomUUID();
	await save(
		write(id, '  The hall \u0007 and its roof ', {
			'new-text': 'It leaks.',
			'new-item-format': 'workshop'
		})
	);
	expect((await read()).content.items).toMatchObject([
		{
			id,
			n: 0,
			day: 1,
			part: 1,
			title: { text: 'The hall and its roof', lang: 'en' },
			format: 'workshop',
			outcome: 'held',
			blocks: [{ text: 'It leaks.' }]
		}
	]);
	expect(suggestTexts({ ...(await read()).content, objective: '' })).not.toHaveProperty(
		'objective'
	);
	await save({
		[`new-decision-${id}`]: 'The roof is mended.',
		[`new-action-${id}`]: 'Ask three roofers',
		[`new-action-owner-${id}`]: held.organisations.firm,
		[`new-speaker-role-${id}`]: 'roofer'
	});
	const kept = await readKeptActions(db, held.secretariat, { state: 'all', meeting: held.slug });
	expect(kept.actions).toContainEqual(
		expect.objectContaining({ text: 'Ask three roofers', owner: 'Firm' })
	);
	await publishHeld(db, held);
	const json = JSON.stringify(writeJson(await readReport(db, null, held.slug)));
	const { bytes } = await readFile(db, null, { slug: held.slug, format: 'md', origin });
	for (const text of [json, bytes.toString(), (await showReport(db, held.slug)).text])
		for (const words of ['The hall and its roof', 'The roof is mended.', 'Ask three roofers'])
			expect(text).toContain(words);
	// That it was written in the draft is not given out.
	expect(json).not.toContain('"added"');
	// The programme stays what was announced.
	const agenda = await db.selectFrom('agendaItem').where('meetingId', '=', held.meetingId);
	expect(await agenda.select('id').execute()).toEqual([]);
});

test('an item is put where the form says, and twice the same form adds it once', async () => {
	await fileReport(base.db, held.meetingId);
	const before = await listTitles();
	const [first] = (await read()).content.items;
	const { draftSeq } = await read();
	const fields = {
		...write(randomUUID(), 'Welcome', { 'new-item-place': `${first!.day}.${first!.part}` }),
		...write(randomUUID(), 'Second', { 'new-item-place': first!.id }),
		...write(randomUUID(), 'Last', { 'new-item-place': 'nowhere' })
	};
	for (const _ of [1, 2])
		await saveDraft(base.db, held.secretariat, held.slug, { draftSeq, fields });
	const after = await listTitles();
	expect(after).toEqual(['Welcome', before[0], 'Second', ...before.slice(1), 'Last']);
	// A second item of the same name is another one.
	await save(write(randomUUID(), 'Last'));
	expect(await listTitles()).toEqual([...after, 'Last']);
});

test('one for some readers only stands in its place for them, and for nobody else', async () => {
	await fileReport(base.db, held.meetingId);
	const [first, second] = (await read()).content.items;
	const id = randomUUID();
	await save({ [`visibility-${second!.id}`]: 'restricted' });
	await save(
		write(id, 'The gentle heron', {
			'new-item-place': first!.id,
			visibility: 'restricted',
			outcome: 'no-conclusion'
		})
	);
	const { items } = (await read()).content;
	expect(items.slice(0, 3).map((item) => item.id)).toEqual([first!.id, id, second!.id]);
	const { content } = await readDraftAsVisitor(base.db, held.secretariat, held.slug);
	expect(JSON.stringify(content)).not.toContain('heron');
});

test('an item without a title is asked for one, blank fields are nothing', async () => {
	await fileReport(base.db, held.meetingId);
	const before = await listTitles();
	const id = randomUUID();
	await save(write(id, ' ', { 'new-item-place': 'x', outcome: 'held' }));
	expect(await listTitles()).toEqual(before);
	await expect(save(write(id, ' ', { 'new-text': 'Said' }))).rejects.toMatchObject({
		code: 'title_missing',
		field: `new-item-${id}`
	});
	await expect(save(write(id, 'x'.repeat(301)))).rejects.toMatchObject({
		code: 'title_too_long',
		field: `new-item-${id}`
	});
	expect(await listTitles()).toEqual(before);
});

test('only an added item is taken out again, its actions with it', async () => {
	await fileReport(base.db, held.meetingId);
	const before = await listTitles();
	const id = randomUUID();
	await save(write(id, 'Added'));
	await save({ [`new-action-${id}`]: 'Ask around' });
	const { draftSeq } = await read();
	const fields = Object.fromEntries(
		[id, held.items.talk].map((one) => [`remove-item-${one}`, 'on'])
	);
	await saveDraft(base.db, held.secretariat, held.slug, { draftSeq, fields });
	expect(await listTitles()).toEqual(before);
	const { actions } = await readKeptActions(base.db, held.secretariat, {
		state: 'all',
		meeting: held.slug
	});
	expect(actions.map(({ text }) => text)).not.toContain('Ask around');
});

test('who may not publish the report adds nothing', async () => {
	await fileReport(base.db, held.meetingId);
	const fields = write(randomUUID(), 'Sneaked in');
	const { draftSeq } = await read();
	for (const actor of [null, held.outsider, held.member])
		await expect(saveDraft(base.db, actor, held.slug, { draftSeq, fields })).rejects.toMatchObject({
			code: 'not_found'
		});
});

test('a correction of substance adds an item, an editorial one does not', async () => {
	const { db } = base;
	await fileReport(db, held.meetingId);
	await publishHeld(db, held);
	const published = await listTitles();
	const correct = (kind: 'editorial' | 'substantive') =>
		correctReport(db, held.secretariat, held.slug, { kind, reason: 'Forgotten' });
	await correct('editorial');
	const id = randomUUID();
	await save(write(id, 'Forgotten item', { outcome: 'no-conclusion' }));
	expect((await read()).substance).toMatchObject([
		{ of: 'item', change: 'added', subject: 'Forgotten item', itemId: id }
	]);
	const { draftSeq } = await read();
	await expect(
		publishReport(db, held.secretariat, held.slug, {
			draftSeq,
			fields: {},
			state: 'published',
			origin
		})
	).rejects.toMatchObject({ code: 'report_substance' });
	await dropCorrection(db, held.secretariat, held.slug);
	expect(await listTitles()).toEqual(published);
	await correct('editorial');
	await save(write(id, 'Forgotten item', { outcome: 'no-conclusion' }));
	await makeSubstantive(db, held.secretariat, held.slug, {
		draftSeq: (await read()).draftSeq,
		fields: {}
	});
	await publishHeld(db, held);
	expect((await readReport(db, null, held.slug)).content.items.at(-1)).toMatchObject({
		id,
		title: { text: 'Forgotten item' }
	});
});
