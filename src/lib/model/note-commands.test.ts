import fc from 'fast-check';
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap';
import { EditorState, TextSelection, type Command } from '@tiptap/pm/state';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
	indent,
	leaveBlockAtStart,
	splitParagraph,
	toggleBlock,
	toggleKind
} from './note-commands.ts';
import { readParagraphs } from './note-reading.ts';
import { plainText } from './note-text.ts';
import { paragraph, writeParagraphs } from './note-writing.ts';
import { NOTE_BLOCKS } from './note.ts';
import { noteSchema } from './notes-schema.ts';

/** Runs a command as the editor does: on what it shows, then as the least change to the shared text. */
function run(
	doc: Y.Doc,
	command: Command,
	at: { paragraph: number; from: number; to?: number }
): void {
	const root = doc.getXmlFragment('notes');
	const { doc: shown, meta } = initProseMirrorDoc(root, noteSchema);
	let start = 1;
	for (let n = 0; n < at.paragraph; n++) start += shown.child(n).nodeSize;
	const end = start + shown.child(at.paragraph).content.size;
	const place = (offset: number) => Math.min(end, start + offset);
	const selection = TextSelection.create(shown, place(at.from), place(at.to ?? at.from));
	const state = EditorState.create({ doc: shown, selection });
	command(state, (transaction) => updateYFragment(doc, root, transaction.doc, meta));
}

function start(...texts: string[]): Y.Doc {
	const doc = new Y.Doc();
	writeParagraphs(
		doc,
		texts.map((text) => paragraph(text))
	);
	return doc;
}

const attributes = (doc: Y.Doc) =>
	readParagraphs(doc).map(({ block, kind, id, inline }) => [
		block,
		kind,
		Boolean(id),
		inline.length
	]);

const toggles: Record<string, Command> = {
	decision: toggleKind('decision'),
	action: toggleKind('action'),
	line: toggleKind('line', '0198c0de-0000-7000-8000-000000000002'),
	deeper: indent(1),
	bold: (state, dispatch) => {
		const { from, to } = state.selection;
		dispatch?.(state.tr.addMark(from, to, noteSchema.mark('bold')));
		return true;
	},
	link: (state, dispatch) => {
		const { from, to } = state.selection;
		dispatch?.(state.tr.addMark(from, to, noteSchema.mark('link', { href: 'https://a.eu' })));
		return true;
	},
	...Object.fromEntries(NOTE_BLOCKS.map((block) => [block, toggleBlock(block)]))
};

test('no toggle loses what others type in the same paragraph', () => {
	const step = fc.record({
		who: fc.constantFrom('typist', 'formatter'),
		toggle: fc.constantFrom(...Object.keys(toggles)),
		paragraph: fc.nat(1),
		from: fc.nat(20),
		to: fc.nat(20),
		meets: fc.boolean()
	});
	fc.assert(
		fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
			const typist = start('first words', 'second');
			const formatter = new Y.Doc();
			const meet = () => {
				Y.applyUpdate(formatter, Y.encodeStateAsUpdate(typist));
				Y.applyUpdate(typist, Y.encodeStateAsUpdate(formatter));
			};
			meet();
			const typed = [0, 0];
			for (const { who, toggle, paragraph: place, from, to, meets } of steps) {
				if (who === 'typist') {
					run(typist, (state, dispatch) => (dispatch?.(state.tr.insertText('§')), true), {
						paragraph: place,
						from
					});
					typed[place]!++;
				} else run(formatter, toggles[toggle]!, { paragraph: place, from, to });
				if (meets) meet();
			}
			meet();
			const texts = readParagraphs(typist).map((one) => plainText(one));
			expect(texts).toEqual(readParagraphs(formatter).map((one) => plainText(one)));
			expect(texts.map((text) => text.split('§').length - 1)).toEqual(typed);
			expect(texts.map((text) => text.replaceAll('§', ''))).toEqual(['first words', 'second']);
		}),
		{ seed: 20261122, numRuns: 150 }
	);
});

describe('marks', () => {
	test('a decision gets an id, keeps it as an action, and gives it back', () => {
		const doc = start('we agree');
		run(doc, toggleKind('decision'), { paragraph: 0, from: 2 });
		const { id } = readParagraphs(doc)[0]!;
		expect(id).toMatch(/^[0-9a-f-]{36}$/);
		run(doc, toggleKind('action'), { paragraph: 0, from: 2 });
		expect(readParagraphs(doc)[0]).toMatchObject({ kind: 'action', id });
		run(doc, toggleKind('action'), { paragraph: 0, from: 2 });
		expect(readParagraphs(doc)[0]).toMatchObject({ kind: null, id: null });
		run(doc, toggleKind('action'), { paragraph: 0, from: 2 });
		expect(readParagraphs(doc)[0]).toMatchObject({ kind: 'action', id });
	});

	test('words that are split from a paragraph that was marked once get an id of their own', () => {
		const doc = start('we agree on this');
		run(doc, toggleKind('action'), { paragraph: 0, from: 0 });
		const { id } = readParagraphs(doc)[0]!;
		run(doc, toggleKind('action'), { paragraph: 0, from: 0 });
		run(doc, splitParagraph, { paragraph: 0, from: 8 });
		for (const place of [0, 1]) run(doc, toggleKind('action'), { paragraph: place, from: 0 });
		const [first, second] = readParagraphs(doc);
		expect(first!.id).toBe(id);
		expect(second!.id).toMatch(/^[0-9a-f-]{36}$/);
		expect(second!.id).not.toBe(id);
	});

	test('a split keeps the decision with its words and makes no second one', () => {
		const doc = start('we agree on this');
		run(doc, toggleKind('decision'), { paragraph: 0, from: 0 });
		run(doc, splitParagraph, { paragraph: 0, from: 8 });
		expect(attributes(doc)).toEqual([
			[null, 'decision', true, 1],
			[null, null, false, 1]
		]);
		run(doc, splitParagraph, { paragraph: 0, from: 0 });
		expect(attributes(doc)[0]).toEqual([null, null, false, 0]);
		expect(attributes(doc)[1]).toEqual([null, 'decision', true, 1]);
	});

	test('after a heading comes plain text, after a list entry the next one, an empty one ends it', () => {
		const doc = start('title', 'entry');
		run(doc, toggleBlock('heading-3'), { paragraph: 0, from: 0 });
		run(doc, toggleBlock('bullet'), { paragraph: 1, from: 0 });
		run(doc, splitParagraph, { paragraph: 1, from: 5 });
		run(doc, splitParagraph, { paragraph: 0, from: 5 });
		expect(readParagraphs(doc).map(({ block }) => block)).toEqual([
			'heading-3',
			null,
			'bullet',
			'bullet'
		]);
		run(doc, splitParagraph, { paragraph: 3, from: 0 });
		expect(readParagraphs(doc)[3]!.block).toBe(null);
		run(doc, leaveBlockAtStart, { paragraph: 2, from: 0 });
		expect(readParagraphs(doc)[2]!.block).toBe(null);
	});
});
