import fc from 'fast-check';
import type { Command } from '@tiptap/pm/state';
import { Slice, Fragment } from '@tiptap/pm/model';
import { joinBackward } from '@tiptap/pm/commands';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { HeadlessEditor, NoteWire } from '../../../tests/support/headless-editor.ts';
import { checkUpdate } from './note-check.ts';
import {
	indent,
	leaveBlockAtStart,
	splitParagraph,
	toggleBlock,
	toggleKind
} from './note-commands.ts';
import { readParagraphs } from './note-reading.ts';
import { moveToCell } from './note-cell-commands.ts';
import {
	addColumn,
	addRow,
	insertTable,
	removeColumn,
	removeRow,
	removeTable,
	toggleHeader
} from './note-table-commands.ts';
import { renderText } from './note-text.ts';
import { paragraph, writeParagraphs } from './note-writing.ts';
import { NOTE_BLOCKS, type NoteParagraph } from './note.ts';
import { noteSchema } from './notes-schema.ts';

const ID = '0198c0de-0000-7000-8000-000000000002';

function insert(...nodes: object[]): Command {
	return (state, dispatch) => {
		const content = Fragment.from(nodes.map((node) => noteSchema.nodeFromJSON(node)));
		dispatch?.(state.tr.insert(state.selection.to, content));
		return true;
	};
}

const mark =
	(name: string, attrs?: object): Command =>
	(state, dispatch) => {
		const { from, to } = state.selection;
		const type = noteSchema.marks[name]!;
		const isOn = state.doc.rangeHasMark(from, to, type);
		dispatch?.(
			isOn ? state.tr.removeMark(from, to, type) : state.tr.addMark(from, to, type.create(attrs))
		);
		return true;
	};

/** Pastes two paragraphs and a table, as the browser does once they are cleaned. */
const paste: Command = (state, dispatch) => {
	const words = noteSchema.nodes.paragraph!.create({ block: 'bullet' }, noteSchema.text('pasted'));
	const slice = new Slice(Fragment.from([words, words]), 1, 1);
	if (state.selection.$from.parent.type.name !== 'paragraph') return false;
	dispatch?.(
		state.tr
			.setSelection(state.selection)
			.replaceRange(state.selection.to, state.selection.to, slice)
	);
	return true;
};

/** Everything that changes the form and takes nothing away. */
const FORMS: Record<string, Command> = {
	...Object.fromEntries(NOTE_BLOCKS.map((block) => [block, toggleBlock(block)])),
	decision: toggleKind('decision'),
	action: toggleKind('action'),
	line: toggleKind('line', ID),
	deeper: indent(1),
	back: indent(-1),
	plain: leaveBlockAtStart,
	bold: mark('bold'),
	italic: mark('italic'),
	link: mark('link', { href: 'https://a.eu' }),
	table: insertTable(2, 2),
	'row below': addRow(1),
	'row above': addRow(-1),
	'column right': addColumn(1),
	'column left': addColumn(-1),
	'heading row': toggleHeader,
	'next cell': moveToCell(1)
};
/** What puts something into the middle of words, so that y-tiptap moves what stands behind it. */
const INSERTIONS: Record<string, Command> = {
	split: splitParagraph,
	mention: insert({ type: 'mention', attrs: { kind: 'person', id: ID, label: 'Ana' } }),
	timecode: insert({ type: 'timecode', attrs: { film: null, seconds: 4 } }),
	break: insert({ type: 'hardBreak' }),
	paste
};

/** What takes away what the one who does it has seen, and nothing else. */
const REMOVALS: Record<string, Command> = {
	join: joinBackward,
	'delete before': (state, dispatch) => {
		const { from, $from } = state.selection;
		if ($from.parentOffset === 0) return false;
		dispatch?.(state.tr.delete(from - 1, from));
		return true;
	},
	'delete paragraph': (state, dispatch) => {
		const { $from } = state.selection;
		if (state.doc.childCount < 2) return false;
		dispatch?.(state.tr.delete($from.before(1), $from.after(1)));
		return true;
	},
	'remove row': removeRow,
	'remove column': removeColumn,
	'remove table': removeTable
};

const START: NoteParagraph[] = [
	paragraph('first words here'),
	paragraph('second', { block: 'bullet' }),
	paragraph('', {
		table: {
			header: true,
			rows: [
				[[paragraph('a')], [paragraph('b'), paragraph('entry', { block: 'bullet' })]],
				[[paragraph('c')], []]
			]
		}
	}),
	paragraph('last')
];

/** Editors of one text on several machines. */
function gather(count: number, wire = lay(START)): HeadlessEditor[] {
	return Array.from({ length: count }, (_, n) => new HeadlessEditor(100 + n, wire));
}

function lay(start: NoteParagraph[]): NoteWire {
	const seed = new Y.Doc();
	seed.clientID = 1;
	writeParagraphs(seed, start);
	return new NoteWire(Y.encodeStateAsUpdate(seed));
}

/** Until nobody has anything to say: what is put back has to travel as well. */
function settle(editors: HeadlessEditor[]): void {
	for (let round = 0; round < 6; round++) {
		for (const one of editors) one.send();
		for (const one of editors) one.receive();
	}
}

const text = (editor: HeadlessEditor) => renderText(readParagraphs(editor.doc));
const signOf = (n: number) => String.fromCodePoint(0x4e00 + n);
const missing = (editor: HeadlessEditor, signs: string[]) =>
	signs.filter((sign) => !text(editor).includes(sign));

/** What is on the screen; a break or a name in bold is so only here, the shared text knows no such mark. */
function shown(editor: HeadlessEditor): object {
	const strip = (node: Json): Json => {
		const { marks, content, ...rest } = node;
		return {
			...rest,
			...(node.type === 'text' && marks ? { marks } : {}),
			...(content ? { content: content.map(strip) } : {})
		};
	};
	return strip(editor.state.doc.toJSON() as Json);
}

interface Json {
	type: string;
	marks?: object[];
	content?: Json[];
}

function expectAgreement(editors: HeadlessEditor[]): void {
	const [first, ...others] = editors;
	const server = new Y.Doc();
	server.getXmlFragment('notes');
	checkUpdate(Y.encodeStateAsUpdate(first!.doc), server);
	first!.state.doc.check();
	for (const other of others) {
		expect(readParagraphs(other.doc)).toEqual(readParagraphs(first!.doc));
		expect(shown(other)).toEqual(shown(first!));
	}
}

interface Step {
	who: number;
	act: string;
	from: number;
	to: number;
	meets: number;
}

function steps(acts: string[], people: number) {
	return fc.array(
		fc.record({
			who: fc.nat(people - 1),
			act: fc.oneof(fc.constant('type'), fc.constantFrom(...acts)),
			from: fc.nat(60),
			to: fc.nat(60),
			meets: fc.nat(11)
		}),
		{ minLength: 5, maxLength: 40 }
	);
}

/** Runs the steps and returns the signs that were typed, by who typed them. */
function perform(
	editors: HeadlessEditor[],
	list: Step[],
	commands: Record<string, Command>,
	watch = () => {}
): string[][] {
	const typed: string[][] = editors.map(() => []);
	let count = 0;
	for (const { who, act, from, to, meets } of list) {
		const editor = editors[who]!;
		// A split or a paste over a selection takes it away on purpose: only forms get one.
		editor.select(from, act in FORMS ? to : from);
		if (act === 'type') {
			const sign = signOf(count++);
			editor.type(sign);
			typed[who]!.push(sign);
		} else editor.run(commands[act]!);
		if (meets % 3 === 0) editor.send();
		if (meets % 4 === 0) editor.receive();
		watch();
	}
	return typed;
}

test('whatever is formatted, set out in tables, split or put in, no typed word is lost', () => {
	const commands = { ...FORMS, ...INSERTIONS };
	fc.assert(
		fc.property(steps(Object.keys(commands), 3), (list) => {
			const editors = gather(3);
			const typed = perform(editors, list, commands).flat();
			settle(editors);
			expectAgreement(editors);
			for (const editor of editors) expect(missing(editor, typed)).toEqual([]);
		}),
		{ seed: 20261126, numRuns: 60 }
	);
});

test('whoever takes something away loses nothing that another typed in it unseen', () => {
	const commands = { ...FORMS, ...INSERTIONS, ...REMOVALS };
	const removals = steps(Object.keys(commands), 2).map((list) =>
		list.map((step) => ({ ...step, act: step.who ? step.act : 'type' }))
	);
	fc.assert(
		fc.property(removals, fc.boolean(), (list, closes) => {
			const editors = gather(2);
			const [typist, remover] = editors as [HeadlessEditor, HeadlessEditor];
			const seen = new Set<string>();
			const watch = () => {
				for (const sign of text(remover)) seen.add(sign);
			};
			const [typed] = perform(editors, list, commands, watch);
			typist.send();
			// The typist's page is closed: nobody but the server can put anything back.
			const left = closes ? [remover] : editors;
			settle(left);
			expectAgreement(left);
			const unseen = typed!.filter((sign) => !seen.has(sign));
			expect(missing(remover, unseen)).toEqual([]);
		}),
		{ seed: 20261129, numRuns: 120 }
	);
});

test('what comes back comes once, with pages that close and servers that end', () => {
	const list = fc.array(
		fc.record({
			who: fc.nat(2),
			act: fc.constantFrom('type', 'type', 'type', 'close', 'restart', ...Object.keys(REMOVALS)),
			place: fc.nat(60),
			meets: fc.nat(11)
		}),
		{ minLength: 5, maxLength: 40 }
	);
	fc.assert(
		fc.property(list, (acts) => {
			const wire = lay(START);
			const editors = gather(3, wire);
			let [pages, count] = [editors.length, 0];
			const typed: string[] = [];
			/** Signs that somebody who takes things away has had on the screen. */
			const seen = new Set<string>();
			for (const { who, act, place, meets } of acts) {
				const editor = editors[who]!;
				if (act === 'type') {
					editor.select(place);
					editor.type(signOf(count));
					typed.push(signOf(count++));
				} else if (act === 'restart') wire.restart();
				else if (act === 'close') {
					editor.send(); // what a page does not send stays on its device
					editors[who] = new HeadlessEditor(100 + pages++, wire);
				} else {
					for (const sign of text(editor)) seen.add(sign);
					editor.select(place);
					editor.run(REMOVALS[act]!);
				}
				if (meets % 3 === 0) editor.send();
				if (meets % 4 === 0) editor.receive();
			}
			settle(editors);
			expectAgreement([...editors, new HeadlessEditor(99, wire)]);
			const now = text(editors[0]!);
			for (const sign of typed) {
				const times = now.split(sign).length - 1;
				if (seen.has(sign)) expect(times).toBeLessThan(2);
				else expect({ sign, times }).toEqual({ sign, times: 1 });
			}
		}),
		{ seed: 20261130, numRuns: 150 }
	);
});

test('where only the form changes, every word stays once and where it was', () => {
	fc.assert(
		fc.property(steps(Object.keys(FORMS), 2), (list) => {
			const editors = gather(2);
			const typed = perform(editors, list, FORMS).flat();
			settle(editors);
			expectAgreement(editors);
			const now = text(editors[0]!);
			for (const sign of typed) expect(now.split(sign)).toHaveLength(2);
			for (const word of ['first words here', 'second', 'last'])
				expect(now.replace(/[\u4e00-\u9fff]/g, '')).toContain(word);
		}),
		{ seed: 20261127, numRuns: 60 }
	);
});

test('undo takes back one’s own and nobody else’s', () => {
	const commands = { ...FORMS, ...INSERTIONS };
	fc.assert(
		fc.property(steps(Object.keys(commands), 2), fc.nat(30), (list, undos) => {
			const editors = gather(2);
			const [mine, theirs] = editors as [HeadlessEditor, HeadlessEditor];
			const typed = perform(editors, list, commands);
			settle(editors);
			for (let n = 0; n < undos; n++) {
				mine.undo();
				if (n % 3 === 0) mine.receive();
			}
			settle(editors);
			expectAgreement(editors);
			expect(missing(theirs, typed[1]!)).toEqual([]);
		}),
		{ seed: 20261128, numRuns: 60 }
	);
});

test('undo takes back what one typed oneself, and redo brings it again', () => {
	const [mine, theirs] = gather(2) as [HeadlessEditor, HeadlessEditor];
	mine.select(5);
	mine.type('mine');
	mine.pause();
	settle([mine, theirs]);
	theirs.select(9);
	theirs.type('THEIRS');
	settle([mine, theirs]);
	mine.undo();
	expect(text(mine)).toContain('firstTHEIRS words');
	mine.redo();
	settle([mine, theirs]);
	expect(text(theirs)).toContain('mine');
	theirs.undo();
	expect(text(theirs)).toContain('firstmine words');
});

test('an action turned off and on again is the same one, also undone and beside somebody typing', () => {
	const [mine, theirs] = gather(2) as [HeadlessEditor, HeadlessEditor];
	const marks = (editor: HeadlessEditor) =>
		readParagraphs(editor.doc).map(({ kind, id }) => [kind, id]);
	const toggle = (editor: HeadlessEditor) => {
		editor.pause();
		editor.select(2);
		editor.run(toggleKind('action'));
	};
	toggle(mine);
	settle([mine, theirs]);
	const { id } = readParagraphs(mine.doc)[0]!;
	mine.undo();
	settle([mine, theirs]);
	expect(marks(theirs)[0]).toEqual([null, null]);
	toggle(mine);
	settle([mine, theirs]);
	expect(marks(theirs)[0]).toEqual(['action', id]);
	toggle(mine);
	theirs.select(5);
	theirs.type('WHILE OFF');
	settle([mine, theirs]);
	expect(marks(theirs)[0]).toEqual([null, null]);
	toggle(theirs);
	settle([mine, theirs]);
	expect(marks(mine)[0]).toEqual(['action', id]);
	// Both at once, each without having seen the other.
	for (const one of [mine, theirs]) toggle(one);
	settle([mine, theirs]);
	for (const one of [mine, theirs]) toggle(one);
	settle([mine, theirs]);
	expect(marks(mine)[0]).toEqual(['action', id]);

	toggle(mine);
	settle([mine, theirs]);
	theirs.type('AND ON');
	settle([mine, theirs]);
	mine.undo();
	settle([mine, theirs]);
	expect(marks(theirs)[0]).toEqual(['action', id]);
	mine.redo();
	toggle(mine);
	settle([mine, theirs]);
	expectAgreement([mine, theirs]);
	expect(marks(theirs)[0]).toEqual(['action', id]);
	expect(text(theirs)).toContain('rstWHILE OFF');
	expect(text(theirs)).toContain('AND ON');
});

test.each(['heading-3', 'action'])('%s, on and off again and again, is taken as one', (form) => {
	const wire = lay(START);
	const [mine] = gather(1, wire) as [HeadlessEditor];
	const known = Y.encodeStateVector(wire.doc);
	for (let n = 0; n < 4; n++) {
		mine.select(2);
		mine.run(FORMS[form]!);
		mine.pause();
	}
	// As a page joins again: all that the server lacks.
	const update = Y.encodeStateAsUpdate(mine.doc, known);
	expect(checkUpdate(update, wire.doc).size).toBe(1);
	wire.take(null, update);
	expect(readParagraphs(wire.doc)).toEqual(readParagraphs(mine.doc));
});

test('two people who add a row and a column at once leave every word under its column', () => {
	const [one, other] = gather(2) as [HeadlessEditor, HeadlessEditor];
	one.select(24);
	expect(one.run(addColumn(1))).toBe(true);
	other.select(24);
	expect(other.run(addRow(1))).toBe(true);
	other.type('new');
	settle([one, other]);
	expect(text(one)).toContain('a |  | b – entry\nnew |  | \nc |  | ');
	one.select(24);
	one.run(addRow(1));
	settle([one, other]);
	expectAgreement([one, other]);
	one.state.doc.child(2).forEach((row) => expect(row.childCount).toBe(3));
});
