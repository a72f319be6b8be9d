import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { showReport } from '../../../../tests/support/pages.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { unzip } from '../../../../tests/support/zip.ts';
import { storeBasis } from '../people/names.rows.ts';
import { changeAction, readKeptActions } from './action-keeping.ts';
import { buildContent } from './build.ts';
import { readDraftAsVisitor, readDraftToEdit, saveDraft } from './draft.ts';
import { readFile } from './files.ts';
import { fileReport } from './filing.ts';
import { writeJson } from './json.ts';
import { correctReport, publishReport } from './publication.ts';
import { compareVersions, readReport } from './report.ts';

/* What the secretariat adds to an item of a draft, beside paragraphs. */

const origin = 'https://emvod.example';
let base: TestDatabase;
let held: HeldMeeting;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	held = await holdMeeting(base.db, `added-${++count}`);
	await fileReport(base.db, held.meetingId);
});

const read = () => readDraftToEdit(base.db, held.secretariat, held.slug);
async function save(fields: Record<string, string>) {
	const { draftSeq } = await read();
	return saveDraft(base.db, held.secretariat, held.slug, { draftSeq, fields });
}
const findItem = async (id = held.items.empty) =>
	(await read()).content.items.find((item) => item.id === id)!;
const list = async () =>
	(await readKeptActions(base.db, held.secretariat, { state: 'all', meeting: held.slug })).actions;
const personOf = async (name: string) =>
	base.db
		.selectFrom('person')
		.innerJoin('itemSpeaker', 'itemSpeaker.personId', 'person.id')
		.where('itemSpeaker.agendaItemId', '=', held.items.talk)
		.where('name', '=', name)
		.select('person.id')
		.executeTakeFirstOrThrow();

const writeAction = (words: string, more: Record<string, string> = {}) => {
	const fields = { '': words, '-owner': held.organisations.firm, '-due': '2027-03-01', ...more };
	return Object.fromEntries(
		Object.entries(fields).map(([part, value]) => [`new-action${part}-${held.items.empty}`, value])
	);
};
const writeLine = (words: string) => ({
	[`new-line-${held.items.empty}`]: words,
	[`new-line-organisation-${held.items.empty}`]: held.organisations.school
});

test('decision, action, line and speaker added to a draft stand in every format like those of the notes', async () => {
	const { db } = base;
	const { id } = await personOf('Anneke Voorbeeld');
	await save({
		[`new-decision-${held.items.empty}`]: 'The workshop is repeated.',
		...writeAction('Book the hall'),
		...writeLine('Brings its pupils'),
		[`new-speaker-${held.items.empty}`]: id,
		[`new-speaker-how-${held.items.empty}`]: 'unannounced'
	});
	const item = await findItem();
	expect(item).toMatchObject({
		decisions: [{ text: 'The workshop is repeated.', visibility: 'public' }],
		actions: [{ text: 'Book the hall', owner: { name: 'Firm' }, due: '2027-03-01', state: 'open' }],
		lines: [{ text: 'Brings its pupils', organisation: 'School' }],
		speakers: [{ name: 'Anneke Voorbeeld', organisation: 'Host', planned: false, spoke: true }]
	});
	await publishHeld(db, held);
	const view = await readReport(db, null, held.slug);
	const file = async (format: 'md' | 'docx' | 'pdf') =>
		(await readFile(db, null, { slug: held.slug, format, origin })).bytes;
	const pdf = await getDocumentProxy(new Uint8Array(await file('pdf')));
	const written = [
		(await extractText(pdf, { mergePages: true })).text,
		(await showReport(db, held.slug)).text,
		JSON.stringify(writeJson(view)),
		(await file('md')).toString(),
		unzip(await file('docx'), 'word/document.xml').toString()
	];
	for (const text of written)
		for (const words of ['The workshop is repeated.', 'Book the hall', 'Brings its pupils'])
			expect(text).toContain(words);
	expect((await showReport(db, held.slug)).text).toMatch(
		/Workshop.*Speakers: Anneke Voorbeeld, coordinator, Host.*Announced talk/
	);
	const [json] = writeJson(view).items.filter((one) => one.id === held.items.empty);
	expect(json!.speakers).toEqual([
		{
			name: 'Anneke Voorbeeld',
			role: 'coordinator',
			organisation: 'Host',
			planned: false,
			spoke: true
		}
	]);
	// The words that a correction changes are marked like any other.
	await correctReport(db, held.secretariat, held.slug, {
		kind: 'substantive',
		reason: 'Which hall'
	});
	await save({ [`text-${held.items.empty}-${item.actions[0]!.id}`]: 'Book the town hall' });
	await publishHeld(db, held);
	const { sections } = await compareVersions(db, null, held.slug, 1, 2);
	expect(JSON.stringify(sections)).toContain('"added","text":"town ');
});

test('an action added to a draft is kept as an action, and carried to the next meeting', async () => {
	const { db } = base;
	await save(writeAction('Book the hall'));
	const [action] = (await findItem()).actions;
	const kept = (await list()).find(({ id }) => id === action!.id)!;
	expect(kept).toMatchObject({
		text: 'Book the hall',
		owner: 'Firm',
		due: '2027-03-01',
		state: 'open',
		history: [{ by: 'Secretariat', state: 'open', owner: 'Firm' }]
	});
	const later = await holdMeeting(db, `${held.slug}-later`, {
		dossierId: held.dossierId,
		ordinal: 2
	});
	const { carried } = await buildContent(db, later.meetingId);
	expect(carried).toContainEqual(
		expect.objectContaining({ id: action!.id, text: 'Book the hall', owner: action!.owner })
	);
	const { version } = kept;
	const done = { id: kept.id, version, owner: 'Firm', state: 'done', due: '', note: '' } as const;
	await changeAction(db, held.secretariat, done);
	expect((await findItem()).actions).toMatchObject([{ state: 'done', due: null }]);
});

test('what is added for some readers only is given to nobody else', async () => {
	await save({
		...writeAction('Call the gentle heron'),
		[`new-visibility-action-${held.items.empty}`]: 'restricted',
		[`new-decision-${held.items.empty}`]: 'The shy badger pays.',
		[`new-visibility-decision-${held.items.empty}`]: 'members',
		...writeLine('Told by the quiet otter'),
		[`new-visibility-line-${held.items.empty}`]: 'restricted'
	});
	for (const word of ['heron', 'badger', 'otter'])
		expect(JSON.stringify(await findItem())).toContain(word);
	const { content } = await readDraftAsVisitor(base.db, held.secretariat, held.slug);
	expect(JSON.stringify(content)).not.toMatch(/heron|badger|otter/);
	await publishHeld(base.db, held);
	const view = JSON.stringify(await readReport(base.db, null, held.slug));
	expect(view).not.toMatch(/heron|badger|otter/);
	expect((await list()).map(({ text }) => text)).toContain('Call the gentle heron');
});

test('a form that is sent twice adds once, and what was begun is asked for', async () => {
	const { db } = base;
	const { draftSeq } = await read();
	const fields = { ...writeAction('Book the hall'), ...writeLine('Brings its pupils') };
	for (const _ of [1, 2]) await saveDraft(db, held.secretariat, held.slug, { draftSeq, fields });
	const { actions, lines } = await findItem();
	expect([actions.length, lines.length]).toEqual([1, 1]);
	await expect(save(writeAction(' '))).rejects.toMatchObject({
		code: 'report_add_words',
		field: `new-action-${held.items.empty}`
	});
	await expect(save(writeLine(''))).rejects.toMatchObject({ code: 'report_add_words' });
	await expect(save({ [`new-line-${held.items.empty}`]: 'Whose?' })).rejects.toMatchObject({
		code: 'report_add_organisation',
		field: `new-line-organisation-${held.items.empty}`
	});
	// A chosen owner that does not exist is nobody.
	await save(writeAction('Ask around', { '-owner': held.meetingId }));
	expect((await findItem()).actions[1]).toMatchObject({ text: 'Ask around', owner: null });
});

test('what was added is taken out again, its action with it unless a version names it', async () => {
	await save({
		...writeAction('Book the hall'),
		[`new-speaker-role-${held.items.empty}`]: 'head of a school',
		[`new-speaker-organisation-${held.items.empty}`]: held.organisations.school,
		[`new-speaker-how-${held.items.empty}`]: 'announced'
	});
	const item = await findItem();
	expect(item.speakers).toMatchObject([
		{ name: null, personId: null, role: 'head of a school', organisation: 'School', spoke: null }
	]);
	const [action] = item.actions;
	const takeOut = {
		[`remove-${item.id}-${action!.id}`]: 'on',
		[`remove-speaker-${item.id}-0`]: 'on'
	};
	await save(takeOut);
	expect(await findItem()).toMatchObject({ actions: [], speakers: [] });
	expect((await list()).map(({ id }) => id)).toEqual([held.actionId]);
	// Speakers of the programme are facts of the meeting.
	await save({ [`remove-speaker-${held.items.talk}-0`]: 'on' });
	expect((await findItem(held.items.talk)).speakers).toHaveLength(2);

	const { draftSeq } = await read();
	const answers = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`new-decision-${held.items.empty}`]: 'So be it.'
	};
	const fields = { ...answers, ...writeAction('Book the hall') };
	const input = { draftSeq, fields, state: 'provisional', origin } as const;
	await publishReport(base.db, held.secretariat, held.slug, input);
	const [again] = (await findItem()).actions;
	await save({ [`text-${item.id}-${again!.id}`]: '' });
	expect((await findItem()).actions).toEqual([]);
	expect((await list()).map(({ id }) => id)).toContain(again!.id);
});

test('who is added as speaker is named only on a recorded basis', async () => {
	const { id } = await personOf('Secret Person');
	await save({ [`new-speaker-${held.items.empty}`]: id });
	expect((await findItem()).speakers).toMatchObject([{ name: null, role: 'ambassador' }]);
	await save({
		[`new-speaker-${held.items.round}`]: '',
		[`new-speaker-role-${held.items.round}`]: 'Secret Person of the embassy'
	});
	const { names } = await read();
	expect(names).toContainEqual(
		expect.objectContaining({ name: 'Secret Person', field: `spoke-${held.items.round}-0` })
	);
});

test('a name that is refused after the publication gives way to the role in all that was added', async () => {
	const { db } = base;
	const name = 'Anneke Voorbeeld';
	const { id } = await personOf(name);
	await save({
		[`new-decision-${held.items.empty}`]: `${name} comes again.`,
		...writeAction(`Thank ${name}`, { '-owner': id }),
		...writeLine(`Was taught by ${name}`),
		[`new-speaker-${held.items.empty}`]: id,
		[`new-speaker-role-${held.items.round}`]: `assistant of ${name}`
	});
	await publishHeld(db, held);
	const count = async () =>
		JSON.stringify((await readReport(db, null, held.slug)).content).split(name).length - 1;
	expect(await count()).toBeGreaterThan(5);
	const { meetingId } = held;
	await storeBasis(db, { personId: id, meetingId, basis: 'refused', recordedBy: null });
	expect(await count()).toBe(0);
	const { items } = (await readReport(db, null, held.slug)).content;
	expect(items.find((item) => item.id === held.items.empty)).toMatchObject({
		decisions: [{ text: 'coordinator comes again.' }],
		actions: [{ text: 'Thank coordinator', owner: { name: 'coordinator' } }],
		lines: [{ text: 'Was taught by coordinator' }],
		speakers: [{ name: null, role: 'coordinator' }]
	});
});
