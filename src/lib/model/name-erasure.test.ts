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

test('a name is found without its accents, across markup and unseen signs, and its role is no markup', () => {
	const role = 'the pupil';
	for (const [text, left] of [
		['Zoë Quine', role],
		['zoe  QUINE', role],
		['Zoe\u0308\u00a0Quine spoke', `${role} spoke`],
		['Zo\u00adë Qu\u200bine', role],
		['<p>Zo<b>ë</b> <i>Quine</i>!</p>', `<p>${role}<b></b><i></i>!</p>`],
		['<p>a</p><p>Zoë Quine</p><p>b</p>', `<p>a</p><p>${role}</p><p>b</p>`],
		['Zoë<br>Quine', `${role}<br>`],
		['Zoë&nbsp;Quine, Zo&#235; Quine', `${role}, ${role}`],
		['Zoë **Quine** spoke', `**${role}** spoke`],
		['**Zoë** Quine', `**${role}**`],
		['Zoë Quines, aZoë Quine', 'Zoë Quines, aZoë Quine']
	] as const)
		expect(replaceName(text, 'Zoë Quine', role), text).toBe(left);
	expect(replaceName('Søren Kæmpe; SOREN KAEMPE', 'Søren Kæmpe', 'x')).toBe('x; x');
	expect(replaceName('a < b, Zoë Quine', 'Zoë Quine', '<i>')).toBe('a < b, <i>');
	expect(replaceName('<p>Zoë Quine</p>', 'Zoë Quine', '<i>')).toBe('<p>&lt;i&gt;</p>');
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
