import { beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { LocalUpdates } from './local-updates.ts';

let doc: Y.Doc;
let local: LocalUpdates;
let told: Uint8Array[];
beforeEach(() => {
	doc = new Y.Doc();
	told = [];
	local = new LocalUpdates(doc, (update) => told.push(update));
});

function writeElsewhere(words: string): Uint8Array {
	const other = new Y.Doc();
	other.getText('notes').insert(0, words);
	return Y.encodeStateAsUpdate(other);
}

it('tells what is written here, and nothing of what comes from elsewhere', () => {
	local.apply(writeElsewhere('theirs'));
	expect(told).toEqual([]);
	doc.getText('notes').insert(0, 'ours ');
	expect(told).toHaveLength(1);
});

it('does not make Yjs write out what comes from elsewhere', () => {
	const heard = vi.spyOn(doc, 'emit');
	local.apply(writeElsewhere('theirs'));
	// `emit` of an update is only reached when the update was written for a listener.
	expect(heard.mock.calls.filter(([event]) => event === 'update')).toEqual([]);
	doc.getText('notes').insert(0, 'ours ');
	expect(heard.mock.calls.filter(([event]) => event === 'update')).toHaveLength(1);
});

it('tells what an observer writes in answer to what comes from elsewhere', () => {
	const text = doc.getText('notes');
	text.observe(({ transaction }) => {
		if (transaction.origin === local) text.insert(0, 'answer to ');
	});
	local.apply(writeElsewhere('theirs'));
	expect(told).toHaveLength(1);
	const replica = new Y.Doc();
	Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
	expect(replica.getText('notes').toJSON()).toBe('answer to theirs');
	const answer = Y.decodeUpdate(told[0]!).structs.every(({ id }) => id.client === doc.clientID);
	expect(answer, 'only what was written here').toBe(true);
});

it('still tells after something from elsewhere that could not be read', () => {
	expect(() => local.apply(Uint8Array.of(1, 1, 255))).toThrow();
	doc.getText('notes').insert(0, 'ours');
	expect(told).toHaveLength(1);
});
