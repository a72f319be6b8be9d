import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Actor } from '#lib/model/actor.ts';
import { NOTES_ROOT } from '#lib/model/note.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { useDataFolder } from '../../../../tests/support/data-folder.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { Documents } from '../notes/documents.ts';
import { findRights } from '../notes/rights.ts';
import { takeUpdate } from '../notes/pushes.ts';
import { compareMoments } from '../notes/history.ts';
import { readKeptActions } from './action-keeping.ts';
import { readDesk } from './desk.ts';
import { readDraftAsVisitor, readDraftToEdit, saveDraft } from './draft.ts';
import { erasePerson } from './erasure.ts';
import { fileReport } from './filing.ts';
import { takeNotes } from './later-notes.ts';
import { readReport } from './report.ts';

/* What is written in the notes of an item after the draft of the report was made of them. */

const folder = useDataFolder();
let base: TestDatabase;
let documents: Documents;
let held: HeldMeeting;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
	documents = new Documents(base.db);
});
afterAll(async () => {
	await base.close();
	folder.remove();
});
beforeEach(async () => {
	held = await holdMeeting(base.db, `later-notes-${++count}`);
	await fileReport(base.db, held.meetingId);
});

/** What an editor sends that was offline, or that was opened after the meeting. */
async function write(
	change: (doc: Y.Doc) => void,
	itemId = held.items.talk,
	actor = held.colleague
) {
	const document = await documents.openItem(itemId);
	const own = new Y.Doc();
	Y.applyUpdate(own, Y.encodeStateAsUpdate(document.doc));
	const known = Y.encodeStateVector(own);
	change(own);
	const update = Y.encodeStateAsUpdate(own, known);
	await takeUpdate(documents, document, { personId: actor.personId, socketId: '' }, update);
}
const append = (text: string, kind?: 'decision' | 'action', id = randomUUID()) =>
	write((doc) => writeParagraphs(doc, [paragraph(text, kind ? { kind, id } : {})]));
const addTo = (place: number, words: string) =>
	write((doc) => {
		const block = doc.getXmlFragment(NOTES_ROOT).get(place) as Y.XmlElement;
		const text = block.get(0) as Y.XmlText;
		text.insert(text.length, words);
	});

const read = (actor = held.secretariat) => readDraftToEdit(base.db, actor, held.slug);
const findTalk = async () => (await read()).content.items.find(({ id }) => id === held.items.talk)!;
const textsOf = (list: Array<{ text: string }>) => list.map(({ text }) => text);
async function save(fields: Record<string, string>) {
	const { draftSeq } = await read();
	await saveDraft(base.db, held.secretariat, held.slug, { draftSeq, fields });
}
async function take(fields: Record<string, string> = {}, itemId = held.items.talk) {
	const { draftSeq } = await read();
	await takeNotes(base.db, held.secretariat, held.slug, { draftSeq, fields, itemId });
}
const readWaiting = async () => (await readDesk(base.db, held.secretariat)).waiting;

test('after closing only those who may publish write notes', async () => {
	const people: Array<[Actor, boolean]> = [
		[held.colleague, true],
		[held.member, false],
		[held.outsider, false]
	];
	const ids = people.map(([{ personId }]) => personId);
	const rights = await findRights(base.db, held.items.talk, ids);
	for (const [{ personId }, canWrite] of people)
		expect(rights.get(personId)).toMatchObject({ canWrite });
});

test('notes that went on are told at their item with who and when, and on the desk', async () => {
	expect((await read()).laterNotes).toEqual([]);
	expect(await readWaiting()).toMatchObject([{ slug: held.slug, laterNotes: [] }]);
	const before = Date.now();
	await append('Added when back on line.');
	const [later, ...others] = (await read()).laterNotes;
	expect(others).toEqual([]);
	expect(later).toMatchObject({ itemId: held.items.talk, people: ['Colleague'], kept: [] });
	expect(later!.at!.getTime()).toBeGreaterThanOrEqual(before - 1000);
	// What the link to the history compares.
	const { from, to } = later!;
	const changes = await compareMoments(base.db, held.secretariat, held.items.talk, from, to);
	expect(JSON.stringify(changes)).toContain('Added when back on line.');
	expect(await readWaiting()).toMatchObject([{ laterNotes: [{ texts: { en: 'The network' } }] }]);
	expect(textsOf((await findTalk()).blocks)).not.toContain('Added when back on line.');
});

test('new notes are taken in for an item: what the desk wrote stays, what it restricted stays restricted', async () => {
	const { blocks } = await findTalk();
	await save({
		[`text-${held.items.talk}-${blocks[0]!.id}`]: 'The network introduced itself.',
		[`visibility-${held.items.talk}-${blocks[1]!.id}`]: 'restricted',
		[`new-text-${held.items.talk}`]: 'Written by the desk.',
		[`new-question-${held.items.talk}`]: 'Who pays?',
		[`new-question-answer-${held.items.talk}`]: 'The network.'
	});
	await addTo(0, ' It has 12 members.');
	await addTo(1, ' 5,000 euros.');
	const id = randomUUID();
	await append('Call the firm', 'action', id);
	expect((await read()).laterNotes).toMatchObject([
		{
			kept: [
				{
					here: 'The network introduced itself.',
					notes: 'The network was introduced. It has 12 members.'
				}
			]
		}
	]);
	await take({ summary: 'Typed meanwhile.' });
	const { content, laterNotes } = await read();
	expect(laterNotes).toEqual([]);
	expect(content.summary).toBe('Typed meanwhile.');
	const talk = await findTalk();
	expect(talk.blocks.map(({ text, visibility }) => [text, visibility])).toEqual([
		['The network introduced itself.', 'public'],
		['Internal remark about money. 5,000 euros.', 'restricted'],
		['Written by the desk.', 'public']
	]);
	expect(talk.questions).toMatchObject([{ text: 'Who pays?', answer: 'The network.' }]);
	// What is new stands beside a restricted passage that changed.
	expect(talk.actions).toMatchObject([
		{ id: held.actionId, visibility: 'public' },
		{ id, text: 'Call the firm', visibility: 'restricted', owner: null, state: 'open' }
	]);
	const visitor = await readDraftAsVisitor(base.db, held.secretariat, held.slug);
	expect(JSON.stringify(visitor)).not.toMatch(/5,000|Call the firm/);
	const filter = { state: 'all', meeting: held.slug } as const;
	const { actions } = await readKeptActions(base.db, held.secretariat, filter);
	expect(textsOf(actions as Array<{ text: string }>)).toContain('Call the firm');
	// Sent twice it is taken once; and once more after the notes went on again.
	const { draftSeq } = await read();
	const again = { draftSeq, fields: {}, itemId: held.items.talk };
	await takeNotes(base.db, held.secretariat, held.slug, again);
	expect((await read()).draftSeq).toBe(draftSeq);
	await append('And so on.');
	await take();
	expect(textsOf((await findTalk()).blocks)).toEqual([...textsOf(talk.blocks), 'And so on.']);
});

test('the other items stay as they are, and so does what a colleague saved meanwhile', async () => {
	const { draftSeq } = await read();
	await save({ objective: 'Saved by a colleague' });
	await append('More.');
	const stale = { draftSeq, fields: { objective: 'Typed before' }, itemId: held.items.talk };
	const taken = takeNotes(base.db, held.secretariat, held.slug, stale);
	await expect(taken).rejects.toMatchObject({ code: 'report_changed' });
	expect((await read()).laterNotes).toHaveLength(1);
	const before = (await read()).content.items.filter(({ id }) => id !== held.items.talk);
	await take();
	const { content } = await read();
	expect(content.items.filter(({ id }) => id !== held.items.talk)).toEqual(before);
	expect(content.objective).toBe('Saved by a colleague');
	await expect(
		takeNotes(base.db, held.member, held.slug, { ...stale, fields: {} })
	).rejects.toMatchObject({ code: 'not_found' });
	await expect(take({}, randomUUID())).rejects.toMatchObject({ code: 'not_found' });
});

test('a published report says what it said, and tells nothing of later notes', async () => {
	await publishHeld(base.db, held);
	await append('Too late.');
	expect((await read()).laterNotes).toEqual([]);
	const { draftSeq } = await read();
	const input = { draftSeq, fields: {}, itemId: held.items.talk };
	await expect(takeNotes(base.db, held.secretariat, held.slug, input)).rejects.toMatchObject({
		code: 'report_state'
	});
	expect(JSON.stringify(await readReport(base.db, null, held.slug))).not.toContain('Too late.');
});

test('erasing a person, which replaces notes and draft alike, makes no notes of a draft later ones', async () => {
	const { db } = base;
	await append('Member thanked Anneke Voorbeeld.');
	await take();
	await append('Not taken in yet.');
	const other = await holdMeeting(db, `${held.slug}-other`, {
		dossierId: held.dossierId,
		ordinal: 2
	});
	await write(
		(doc) => writeParagraphs(doc, [paragraph('Anneke Voorbeeld spoke.')]),
		other.items.talk
	);
	await fileReport(db, other.meetingId);
	const { id } = await db
		.selectFrom('itemSpeaker')
		.innerJoin('person', 'person.id', 'itemSpeaker.personId')
		.where('agendaItemId', '=', held.items.talk)
		.where('name', '=', 'Anneke Voorbeeld')
		.select('person.id')
		.executeTakeFirstOrThrow();
	const admin: Actor = { ...held.secretariat, isAdmin: true };
	const input = { name: 'Anneke Voorbeeld', role: 'coordinator', spellings: '' };
	await erasePerson(db, admin, id, input, 'https://emvod.example');
	const draft = await readDraftToEdit(db, held.secretariat, other.slug);
	expect(JSON.stringify(draft.content)).toContain('coordinator spoke.');
	expect(draft.laterNotes).toEqual([]);
	expect((await read()).laterNotes).toMatchObject([{ itemId: held.items.talk }]);
});
