import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Actor } from '#lib/model/actor.ts';
import { NOTES_ROOT } from '#lib/model/note.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor } from '../../../../tests/support/people.ts';
import { makeNotesWorld, type NotesWorld } from '../../../../tests/support/notes.ts';
import { readItemContent } from './content.ts';
import { Documents } from './documents.ts';
import { compareMoments, nameVersion, readHistory, readMoment, restoreMoment } from './history.ts';
import { takeUpdate } from './pushes.ts';
import { sealDoneItem, sealMeeting } from './versions.ts';

let base: TestDatabase;
let world: NotesWorld;
let documents: Documents;
let ana: Actor;
let ben: Actor;

beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	world = await makeNotesWorld(base.db);
	documents = new Documents(base.db);
	ana = await world.addPerson('Ana');
	ben = await world.addPerson('Ben');
});

/** What a writer's editor would send after a change of their document. */
async function edit(actor: Actor, change: (doc: Y.Doc) => void): Promise<void> {
	const document = await documents.openItem(world.itemId);
	const own = new Y.Doc();
	Y.applyUpdate(own, Y.encodeStateAsUpdate(document.doc));
	const known = Y.encodeStateVector(own);
	change(own);
	const update = Y.encodeStateAsUpdate(own, known);
	await takeUpdate(documents, document, { personId: actor.personId, socketId: '' }, update);
}

const say = (text: string) => (doc: Y.Doc) => writeParagraphs(doc, [paragraph(text)]);
const insert = (at: number, words: string) => (doc: Y.Doc) => {
	const block = doc.getXmlFragment(NOTES_ROOT).get(0) as Y.XmlElement;
	(block.get(0) as Y.XmlText).insert(at, words);
};

test('each word has its author, also in the middle of what somebody else wrote', async () => {
	await edit(ana, say('We meet in Rennes.'));
	await edit(ben, insert(8, 'again '));
	await edit(ana, say('Then in Brest.'));
	const { blocks, html } = await readMoment(base.db, ana, world.itemId, 3);
	expect(blocks.map((runs) => runs.map(({ text, by }) => [text, by]))).toEqual([
		[
			['We meet ', 'Ana'],
			['again ', 'Ben'],
			['in Rennes.', 'Ana']
		],
		[['Then in Brest.', 'Ana']]
	]);
	expect(html).toBe('<p>We meet again in Rennes.</p><p>Then in Brest.</p>');
	expect(blocks.flat().every(({ at }) => Date.parse(at) > Date.now() - 60_000)).toBe(true);
	expect((await readMoment(base.db, ana, world.itemId, 1)).html).toBe('<p>We meet in Rennes.</p>');
});

test('two moments are compared word by word', async () => {
	await edit(ana, say('We meet in Rennes.'));
	await edit(ben, insert(8, 'again '));
	expect(await compareMoments(base.db, ana, world.itemId, 1, 2)).toEqual([
		[
			{ kind: 'same', text: 'We meet ' },
			{ kind: 'added', text: 'again ' },
			{ kind: 'same', text: expect.stringContaining('in Rennes') }
		]
	]);
	expect(await compareMoments(base.db, ana, world.itemId, 2, 2)).toEqual([]);
});

test('a paragraph that becomes a decision is shown as one, and is a change', async () => {
	await edit(ana, say('We meet in Rennes.'));
	await edit(ben, (doc) => {
		const block = doc.getXmlFragment(NOTES_ROOT).get(0) as Y.XmlElement;
		block.setAttribute('kind', 'decision');
		block.setAttribute('id', crypto.randomUUID());
	});
	const { html } = await readMoment(base.db, ana, world.itemId, 2);
	expect(html).toContain('<strong>Decision</strong> · We meet in Rennes.');
	expect(await compareMoments(base.db, ana, world.itemId, 1, 2)).toEqual([
		[
			{ kind: 'added', text: 'Decision · ' },
			{ kind: 'same', text: 'We meet in Rennes.' }
		]
	]);
});

test('restoring is a new edit by whoever asks, takes nothing from the log, and can be taken back', async () => {
	await edit(ana, say('Kept.'));
	await edit(ana, say('Lost by mistake.'));
	await edit(ben, (doc) => doc.getXmlFragment(NOTES_ROOT).delete(1, 1));
	await restoreMoment(documents, ben, world.itemId, 2);
	expect((await readItemContent(base.db, world.itemId)).text).toBe('Kept.\nLost by mistake.');
	const history = await readHistory(base.db, ben, world.itemId);
	expect(history.lastSeq).toBe(4);
	expect(history.versions).toMatchObject([{ seq: 3, reason: 'before-restore', by: 'Ben' }]);
	await restoreMoment(documents, ben, world.itemId, history.versions[0]!.seq);
	expect((await readItemContent(base.db, world.itemId)).text).toBe('Kept.');
});

test('what is typed in an untouched block while another restores is kept', async () => {
	await edit(ana, say('First.'));
	await edit(ana, say('Second.'));
	await edit(ana, (doc) => doc.getXmlFragment(NOTES_ROOT).delete(1, 1));
	const document = await documents.openItem(world.itemId);
	const own = new Y.Doc();
	Y.applyUpdate(own, Y.encodeStateAsUpdate(document.doc));
	const known = Y.encodeStateVector(own);
	insert(6, ' And more.')(own);
	await restoreMoment(documents, ben, world.itemId, 2);
	const update = Y.encodeStateAsUpdate(own, known);
	await takeUpdate(documents, document, { personId: ana.personId, socketId: '' }, update);
	expect((await readItemContent(base.db, world.itemId)).text).toBe('First. And more.\nSecond.');
});

test('versions are kept by name, when the item is done and when the meeting closes, each once', async () => {
	await nameVersion(documents, ana, world.itemId, 'nothing yet');
	await edit(ana, say('Agreed.'));
	await nameVersion(documents, ana, world.itemId, 'before the vote');
	await sealDoneItem(base.db, world.itemId);
	await base.db
		.updateTable('agendaItem')
		.set({ status: 'done' })
		.where('id', '=', world.itemId)
		.execute();
	await Promise.all([sealDoneItem(base.db, world.itemId), sealDoneItem(base.db, world.itemId)]);
	await sealMeeting(base.db, world.meetingId);
	await sealMeeting(base.db, world.meetingId);
	const { versions } = await readHistory(base.db, ana, world.itemId);
	expect(versions.map(({ reason, name, by }) => [reason, name, by])).toEqual([
		['meeting-closed', null, null],
		['item-closed', null, null],
		['named', 'before the vote', 'Ana']
	]);
});

test('sittings tell who wrote when; a pause of five minutes ends one', async () => {
	await edit(ana, say('One.'));
	await edit(ben, say('Two.'));
	await edit(ben, say('Three.'));
	await base.db
		.updateTable('docUpdate')
		.set({ at: new Date(Date.now() - 10 * 60_000) })
		.where('seq', '<', 3)
		.where('docId', '=', (await documents.openItem(world.itemId)).id)
		.execute();
	const { sittings } = await readHistory(base.db, ana, world.itemId);
	expect(sittings).toMatchObject([
		{ from: 2, to: 3, people: ['Ben'] },
		{ from: 0, to: 2, people: ['Ana', 'Ben'] }
	]);
});

test('a viewer, a stranger and a visitor do not see earlier text; a closed item is not restored', async () => {
	await edit(ana, say('Secret for a minute.'));
	const viewer = await world.addPerson('Viewer', { seat: 'viewer' });
	const stranger = await world.addPerson('Stranger', {});
	for (const actor of [viewer, stranger, null])
		for (const look of [
			readHistory,
			(...args: Parameters<typeof readHistory>) => readMoment(...args, 1)
		])
			await expect(look(base.db, actor, world.itemId)).rejects.toMatchObject({ code: 'not_found' });
	await base.db
		.updateTable('agendaItem')
		.set({ access: 'closed' })
		.where('id', '=', world.itemId)
		.execute();
	const chair = await world.addPerson('Chair', { seat: 'chair' });
	expect((await readHistory(base.db, chair, world.itemId)).canWrite).toBe(false);
	await expect(restoreMoment(documents, chair, world.itemId, 1)).rejects.toMatchObject({
		code: 'read_only'
	});
	await expect(restoreMoment(documents, ana, world.itemId, 1)).rejects.toMatchObject({
		code: 'not_found'
	});
});

test('whoever chairs the meeting without a seat or a place in the dossier reads the history, and writes nothing', async () => {
	const { db } = base;
	await edit(ana, say('We meet in Rennes.'));
	await edit(ben, insert(8, 'again '));
	const chair = await newActor(db, { name: 'Chair' });
	await expect(readHistory(db, chair, world.itemId)).rejects.toMatchObject({ code: 'not_found' });
	const meeting = db.updateTable('meeting').where('id', '=', world.meetingId);
	await meeting.set({ chairId: chair.personId }).execute();
	for (const status of ['open', 'held']) {
		await meeting.set({ status }).execute();
		expect(await readHistory(db, chair, world.itemId)).toMatchObject({
			canWrite: false,
			lastSeq: 2
		});
		expect(await compareMoments(db, chair, world.itemId, 1, 2)).toHaveLength(1);
		await expect(nameVersion(documents, chair, world.itemId, 'Mine')).rejects.toMatchObject({
			code: 'read_only'
		});
	}
	const other = await newActor(db);
	await expect(readHistory(db, other, world.itemId)).rejects.toMatchObject({ code: 'not_found' });
});
