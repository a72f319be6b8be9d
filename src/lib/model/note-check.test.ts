import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
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
const element = (name: string) => new Y.XmlElement(name);

describe('what notes can hold is taken', () => {
	test.each<[string, Make, Make?]>([
		['a new paragraph', filled],
		['typing in the middle', (_, root) => words(root).insert(3, 'more'), filled],
		['typing at the end', (_, root) => words(root).insert(10, '!'), filled],
		['bold and back', (_, root) => words(root).format(0, 3, { bold: {} }), filled],
		['a link', (_, root) => words(root).format(0, 3, { link: { href: 'https://a.eu/b' } }), filled],
		['a decision', (_, root) => first(root).setAttribute('kind', 'decision'), filled],
		['a break', (_, root) => first(root).push([element('hardBreak')]), filled],
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
