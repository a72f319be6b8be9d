import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { holdsName, replaceName } from './name-erasure.ts';
import { eraseName, everHeld } from './note-erasure.ts';
import { NOTES_ROOT } from './note.ts';

test('a name is replaced as whole words, in any case, at any depth', () => {
	const value = { a: ['Ana Lys, ana  lys and ANALYS', 3, null], b: { 'Ana Lys': 'x (Ana Lys)' } };
	expect(replaceName(value, 'Ana Lys', 'teacher')).toEqual({
		a: ['teacher, teacher and ANALYS', 3, null],
		b: { 'Ana Lys': 'x (teacher)' }
	});
	expect(replaceName('Élodie Ñu-Ba', 'élodie ñu-ba', 'role')).toBe('role');
	expect(replaceName('a.b (c)', 'a.b (c)', '$&')).toBe('$&');
});

test('what does not hold the name is the same value, and what is replaced holds it no more', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			expect(replaceName(value, 'Zoë Quine', 'role')).toBe(value);
			const named = { value, text: `so Zoë Quine said` };
			expect(holdsName(named, 'Zoë Quine')).toBe(true);
			expect(holdsName(replaceName(named, 'Zoë Quine', 'role'), 'Zoë Quine')).toBe(false);
		})
	);
});

test('notes lose the name across marks, keep the rest, and know what was deleted', () => {
	const doc = new Y.Doc({ gc: false });
	const paragraph = new Y.XmlElement('paragraph');
	const text = new Y.XmlText();
	doc.getXmlFragment(NOTES_ROOT).insert(0, [paragraph]);
	paragraph.insert(0, [text]);
	text.insert(0, 'Before ');
	text.insert(7, 'Ana', { bold: {} });
	text.insert(10, ' Lys', {});
	text.insert(14, ' after');
	expect(everHeld(doc, { id: 'p', name: 'Ana Lys' })).toBe(true);
	expect(eraseName(doc, { id: 'p', name: 'Ana Lys' }, 'teacher')).toBe(1);
	expect(text.toDelta()).toEqual([
		{ insert: 'Before ' },
		{ insert: 'teacher', attributes: { bold: {} } },
		{ insert: ' after' }
	]);
	expect(everHeld(doc, { id: 'p', name: 'Ana Lys' })).toBe(true);
	const clean = new Y.Doc();
	Y.applyUpdate(clean, Y.encodeStateAsUpdate(doc));
	expect(Buffer.from(Y.encodeStateAsUpdate(clean)).toString('latin1')).not.toContain('Ana');
});
