import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { MOST_CELLS } from './note.ts';
import { NoteFault, checkUpdate } from './note-check.ts';
import { paragraph, writeParagraphs } from './note-writing.ts';

type Make = (doc: Y.Doc, root: Y.XmlFragment) => void;

function updateOf(make: Make, before?: Make): { update: Uint8Array; server: Y.Doc } {
	const doc = new Y.Doc();
	before?.(doc, doc.getXmlFragment('notes'));
	const server = new Y.Doc();
	server.getXmlFragment('notes');
	Y.applyUpdate(server, Y.encodeStateAsUpdate(doc));
	const state = Y.encodeStateVector(doc);
	doc.transact(() => make(doc, doc.getXmlFragment('notes')));
	return { update: Y.encodeStateAsUpdate(doc, state), server };
}

function verdict(make: Make, before?: Make): string {
	const { update, server } = updateOf(make, before);
	try {
		checkUpdate(update, server);
		return 'taken';
	} catch (fault) {
		if (!(fault instanceof NoteFault)) throw fault;
		return fault.code;
	}
}

const filled: Make = (doc) => writeParagraphs(doc, [paragraph('words here')]);
const first = (root: Y.XmlFragment) => root.get(0) as Y.XmlElement;
const words = (root: Y.XmlFragment) => first(root).get(0) as Y.XmlText;
const element = (
	name: string,
	attributes: Record<string, unknown> = {},
	...inside: Y.XmlElement[]
) => {
	const made = new Y.XmlElement(name);
	for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string);
	made.push(inside);
	return made;
};
const ID = '0198c0de-0000-7000-8000-000000000001';
const mention = (over: Record<string, unknown> = {}) =>
	element('mention', { kind: 'person', id: ID, label: 'Ana', ...over });
const timecode = (over: Record<string, unknown> = {}) =>
	element('timecode', { film: ID, seconds: 12, ...over });
const cell = (attributes: Record<string, unknown> = {}) => element('tableCell', attributes);
const row = (cells = 1) => element('tableRow', {}, ...Array.from({ length: cells }, () => cell()));
const table = (attributes: Record<string, unknown> = {}, ...rows: Y.XmlElement[]) =>
	element('table', attributes, ...rows);
const tabled: Make = (_, root) => root.push([table({ header: true }, row(2))]);
const firstCell = (root: Y.XmlFragment) =>
	(first(root).get(0) as Y.XmlElement).get(0) as Y.XmlElement;

describe('what notes can hold is taken', () => {
	test.each<[string, Make, Make?]>([
		['a new paragraph', filled],
		['typing in the middle', (_, root) => words(root).insert(3, 'more'), filled],
		['typing at the end', (_, root) => words(root).insert(10, '!'), filled],
		['bold and back', (_, root) => words(root).format(0, 3, { bold: {} }), filled],
		['a link', (_, root) => words(root).format(0, 3, { link: { href: 'https://a.eu/b' } }), filled],
		['a decision', (_, root) => first(root).setAttribute('kind', 'decision'), filled],
		['a break', (_, root) => first(root).push([element('hardBreak')]), filled],
		['a table', tabled],
		['a paragraph in a cell', (_, root) => firstCell(root).push([element('paragraph')]), tabled],
		['one more row', (_, root) => first(root).push([row(2)]), tabled],
		['one more cell', (_, root) => (first(root).get(0) as Y.XmlElement).push([cell()]), tabled],
		['no heading row', (_, root) => first(root).setAttribute('header', false as never), tabled],
		['somebody', (_, root) => first(root).push([mention()]), filled],
		[
			'an organisation in a cell',
			(_, root) =>
				firstCell(root).push([element('paragraph', {}, mention({ kind: 'organisation' }))]),
			tabled
		],
		['a moment of a film', (_, root) => first(root).push([timecode()]), filled],
		[
			'a moment of the meeting',
			(_, root) => first(root).push([element('timecode', { seconds: 0 })]),
			filled
		],
		['taking away', (_, root) => root.delete(0, 1), filled]
	])('%s', (_, make, before) => expect(verdict(make, before)).toBe('taken'));
});

describe('everything else is refused', () => {
	test.each<[string, Make, Make?]>([
		['another root', (doc) => doc.getMap('other').set('a', 1)],
		['a script', (_, root) => root.push([element('script')])],
		['text at the root', (_, root) => root.push([new Y.XmlText('loose')])],
		['a break at the root', (_, root) => root.push([element('hardBreak')])],
		['a paragraph in a paragraph', (_, root) => first(root).push([element('paragraph')]), filled],
		['a hook', (_, root) => root.push([new Y.XmlHook('paragraph') as unknown as Y.XmlElement])],
		['an embed', (_, root) => words(root).insertEmbed(0, { src: 'x' }), filled],
		[
			'a script address',
			(_, root) => words(root).format(0, 2, { link: { href: 'javascript:a' } }),
			filled
		],
		[
			'a hidden scheme',
			(_, root) => words(root).format(0, 2, { link: { href: 'java\nscript:a' } }),
			filled
		],
		[
			'a link with more',
			(_, root) => words(root).format(0, 2, { link: { href: 'https://a.eu', onclick: 'x' } }),
			filled
		],
		['an unknown mark', (_, root) => words(root).format(0, 2, { comment: {} }), filled],
		['an unknown attribute', (_, root) => first(root).setAttribute('onclick', 'x'), filled],
		['an unknown kind', (_, root) => first(root).setAttribute('kind', 'vote'), filled],
		['a wild id', (_, root) => first(root).setAttribute('id', '"><b>'), filled],
		['a deep indent', (_, root) => first(root).setAttribute('indent', 9 as never), filled],
		['a row at the root', (_, root) => root.push([row()])],
		['a cell at the root', (_, root) => root.push([cell()])],
		['somebody at the root', (_, root) => root.push([mention()])],
		['words in a cell itself', (_, root) => firstCell(root).push([new Y.XmlText('w')]), tabled],
		['a paragraph in a table', (_, root) => first(root).push([element('paragraph')]), tabled],
		['a table in a cell', (_, root) => firstCell(root).push([table()]), tabled],
		['a table in a paragraph', (_, root) => first(root).push([table()]), filled],
		['a row in a row', (_, root) => (first(root).get(0) as Y.XmlElement).push([row()]), tabled],
		['a cell in a table', (_, root) => first(root).push([cell()]), tabled],
		[
			'words in a row',
			(_, root) => (first(root).get(0) as Y.XmlElement).push([new Y.XmlText('w')] as never),
			tabled
		],
		[
			'a nested forgery in one update',
			(_, root) =>
				root.push([table({}, element('tableRow', {}, element('tableCell', {}, table())))])
		],
		['a span', (_, root) => firstCell(root).setAttribute('colspan', 2 as never), tabled],
		['a wild column', (_, root) => firstCell(root).setAttribute('column', '"><b>'), tabled],
		['a header that is no truth', (_, root) => first(root).setAttribute('header', 'yes'), tabled],
		['an indented table', (_, root) => first(root).setAttribute('indent', 1 as never), tabled],
		['a decision in a cell', (_, root) => firstCell(root).setAttribute('kind', 'decision'), tabled],
		[
			'too many rows',
			(_, root) => first(root).push(Array.from({ length: MOST_CELLS.table }, () => row())),
			tabled
		],
		['too many cells', (_, root) => root.push([table({}, row(MOST_CELLS.tableRow + 1))])],
		['somebody of no kind', (_, root) => first(root).push([mention({ kind: 'robot' })]), filled],
		['somebody without a right id', (_, root) => first(root).push([mention({ id: 'x' })]), filled],
		[
			'a name with markup',
			(_, root) => first(root).push([mention({ label: '<img src=x>' })]),
			filled
		],
		[
			'a name that turns the text',
			(_, root) => first(root).push([mention({ label: 'a\u202eb' })]),
			filled
		],
		[
			'an endless name',
			(_, root) => first(root).push([mention({ label: 'x'.repeat(201) })]),
			filled
		],
		['a script on somebody', (_, root) => first(root).push([mention({ onclick: 'x' })]), filled],
		[
			'a moment that is no number',
			(_, root) => first(root).push([timecode({ seconds: '1' })]),
			filled
		],
		[
			'a moment before the start',
			(_, root) => first(root).push([timecode({ seconds: -1 })]),
			filled
		],
		['a moment in a year', (_, root) => first(root).push([timecode({ seconds: 3e7 })]), filled],
		[
			'a film that is an address',
			(_, root) => first(root).push([timecode({ film: 'javascript:a' })]),
			filled
		],
		[
			'words in somebody',
			(_, root) => first(root).push([element('mention', {}, element('hardBreak'))]),
			filled
		],
		['an attribute on words', (_, root) => words(root).setAttribute('kind', 'decision'), filled]
	])('%s', (_, make, before) => expect(verdict(make, before)).toBe('not_allowed'));

	test('a wrong value written over a right one, which carries no parent of its own', () => {
		const kind: Make = (doc, root) => {
			filled(doc, root);
			first(root).setAttribute('kind', 'decision');
		};
		expect(verdict((_, root) => first(root).setAttribute('kind', 'x'), kind)).toBe('not_allowed');
	});

	test.each([[[]], [[1]], [[255, 255, 255, 255, 255, 255]], [[1, 1, 5, 0, 4, 1]], [[0, 1, 5]]])(
		'bytes %j',
		(bytes) => {
			expect(() => checkUpdate(Uint8Array.from(bytes), new Y.Doc())).toThrow(
				expect.objectContaining({ code: 'malformed' })
			);
		}
	);
});

test('an update that builds on something missing is a gap', () => {
	const { update } = updateOf((_, root) => words(root).insert(3, 'more'), filled);
	expect(() => checkUpdate(update, new Y.Doc())).toThrow(expect.objectContaining({ code: 'gap' }));
});

test('a known update is no news, whoever repeats it', () => {
	const { update, server } = updateOf((_, root) => words(root).insert(3, 'more'), filled);
	expect(checkUpdate(update, server).size).toBe(1);
	Y.applyUpdate(server, update);
	expect(checkUpdate(update, server).size).toBe(0);
});

describe('under ids that are known', () => {
	/** What the same client says again in another way. */
	const again = (make: Make, other: Make) => {
		const before = updateOf(filled, undefined);
		Y.applyUpdate(before.server, before.update);
		const [one, two] = [make, other].map((edit) => {
			const doc = new Y.Doc();
			Y.applyUpdate(doc, before.update);
			doc.clientID = 7;
			edit(doc, doc.getXmlFragment('notes'));
			return Y.encodeStateAsUpdate(doc);
		});
		Y.applyUpdate(before.server, one!);
		return () => checkUpdate(two!, before.server);
	};
	const say =
		(text: string): Make =>
		(_, root) =>
			words(root).insert(3, text);
	const contradicted = expect.objectContaining({ code: 'contradicted' });

	test('other words, and words in place of a mark, are refused', () => {
		expect(again(say('forged'), say('hers'))).toThrow(contradicted);
		expect(again(say('for'), say('hers and more'))).toThrow(contradicted);
		const bold: Make = (_, root) => words(root).format(0, 2, { bold: {} });
		expect(again(bold, say('hers'))).toThrow(contradicted);
	});

	test('the same words pass: with more behind them, split, or deleted since', () => {
		expect(again(say('hers'), say('hers'))()).toEqual(new Set());
		expect(again(say('he'), say('hers'))()).toEqual(new Set([7]));
		const split: Make = (doc, root) => {
			say('a😀b')(doc, root);
			doc.clientID = 8;
			words(root).insert(5, '-'); // between the halves of the sign
		};
		expect(again(split, say('a😀b'))()).toEqual(new Set());
		const gone: Make = (doc, root) => {
			say('hers')(doc, root);
			words(root).delete(3, 4);
		};
		expect(again(gone, say('hers'))()).toEqual(new Set());
	});
});
