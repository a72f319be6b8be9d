import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { NoteCaret } from './events.ts';
import { NoteCarets } from './note-carets.ts';

let doc: Y.Doc;
let other: Y.Doc;
let carets: NoteCarets;
let text: Y.XmlText;
beforeEach(() => {
	doc = new Y.Doc();
	text = new Y.XmlText();
	text.insert(0, 'minutes');
	doc.getXmlFragment('notes').insert(0, [text]);
	carets = new NoteCarets(doc, () => undefined);
	other = new Y.Doc();
});

/** As the editor does after every keystroke: tied to the letter before. */
function stand(index: number): void {
	const place = Y.createRelativePositionFromTypeIndex(text, index, -1);
	carets.awareness.setLocalState({ cursor: { anchor: place, head: place } });
}

function type(index: number, words: string): void {
	text.insert(index, words);
	stand(index + words.length);
}

/** Where somebody else sees a caret that was sent. */
function seeElsewhere(cursor: NoteCaret['cursor'] | undefined): number | undefined {
	Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
	const place = Y.createRelativePositionFromJSON((cursor as { head: unknown }).head);
	return Y.createAbsolutePositionFromRelativePosition(place, other)?.index;
}

describe('the own caret', () => {
	it.each([
		['at the end', 7],
		['between words', 3]
	])('is sent once and not with each letter typed %s', (_, index) => {
		stand(index);
		const sent = carets.take(true);
		expect(seeElsewhere(sent)).toBe(index);
		for (let n = 0; n < 5; n++) {
			type(index + n, 'x');
			expect(carets.take(true)).toBeUndefined();
		}
		expect(seeElsewhere(sent), 'where it stands now').toBe(index + 5);
	});

	it('is sent when it goes elsewhere, and when the writer looks away', () => {
		stand(7);
		carets.take(true);
		stand(2);
		expect(seeElsewhere(carets.take(true))).toBe(2);
		carets.awareness.setLocalState(null);
		expect(carets.take(true)).toBeNull();
		expect(carets.take(true)).toBeUndefined();
	});

	it('keeps its place at the start of a text tied to the text', () => {
		stand(0);
		const sent = carets.take(true) as { head: { item: unknown } };
		expect(sent.head.item, 'the editor does not draw it there otherwise').toBeNull();
		text.insert(0, 'by another ');
		expect(seeElsewhere(sent as never)).toBe(0);
	});

	it('is told again with the next text when a slow line may have dropped it', () => {
		stand(3);
		expect(seeElsewhere(carets.take(false))).toBe(3);
		expect(carets.take(false)).toBeUndefined();
		expect(seeElsewhere(carets.take(true))).toBe(3);
		type(3, 'x');
		expect(carets.take(true)).toBeUndefined();
	});

	it('is told again after a new join', () => {
		stand(3);
		carets.take(true);
		carets.repeat();
		expect(seeElsewhere(carets.take(true))).toBe(3);
	});
});
