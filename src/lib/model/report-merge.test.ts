import { expect, test } from 'vitest';
import { mergeNotes, type Said } from './report-merge.ts';
import type { Passage, ReportAction, Visibility } from './report.ts';

/* How notes that went on come into a draft that was edited meanwhile. */

const passage = (id: string, text: string, visibility: Visibility = 'public'): Passage => ({
	id,
	n: Number(id.replace(/\D/g, '')),
	html: `<p>${text}</p>`,
	text,
	visibility
});
/** Paragraphs as the notes number them. */
const number = (letter: string, texts: string[]) =>
	texts.map((text, n) => passage(`${letter}${n + 1}`, text));
const say = (more: Partial<Said>): Said => ({
	blocks: [],
	decisions: [],
	actions: [],
	lines: [],
	...more
});
const notes = (...texts: string[]) => say({ blocks: number('b', texts) });
const textsOf = (list: Passage[]) => list.map(({ text }) => text);
const merge = (was: Said, here: Said, now: Said) => {
	const { said, kept } = mergeNotes(was, here, now);
	expect(said.blocks.map(({ n }) => n)).toEqual(said.blocks.map((_, n) => n));
	expect(new Set(said.blocks.map(({ id }) => id)).size).toBe(said.blocks.length);
	return { said, kept };
};

test('what nobody changed in the draft becomes what the notes say, in their order', () => {
	const was = notes('We met.', 'The hall was cold.', 'Lunch was late.');
	const now = notes('Before all, coffee.', 'We met.', 'The hall was very cold.');
	const { said, kept } = merge(was, was, now);
	expect(textsOf(said.blocks)).toEqual(textsOf(now.blocks));
	expect(said.blocks[2]!.html).toBe('<p>The hall was very cold.</p>');
	expect(kept).toEqual([]);
});

test('what was changed, taken out or written in the draft stays, and is told where the notes differ', () => {
	const was = notes('We met.', 'The hall was cold.', 'Lunch was late.', 'Nobody paid.', 'Bye.');
	const [met, hall, lunch, , bye] = was.blocks;
	const here = say({
		blocks: [
			met!,
			{ ...hall!, text: 'The hall was rather cold.' },
			{ ...lunch!, text: 'Lunch came late.' },
			bye!,
			passage('p1', 'Written by the desk.')
		]
	});
	const now = notes(
		'We met again.',
		'The hall was cold.',
		'Lunch was very late.',
		'Nobody paid at all.',
		'And so on.'
	);
	const { said, kept } = merge(was, here, now);
	expect(textsOf(said.blocks)).toEqual([
		'We met again.',
		'The hall was rather cold.',
		'Lunch came late.',
		'Written by the desk.',
		'And so on.'
	]);
	expect(kept).toEqual([
		{ here: 'Lunch came late.', notes: 'Lunch was very late.' },
		{ here: null, notes: 'Nobody paid at all.' }
	]);
	// Taken in once more, the draft is what it was: nobody's words are taken for the notes'.
	const again = merge(now, said, now);
	expect(textsOf(again.said.blocks)).toEqual(textsOf(said.blocks));
	expect(again.kept).toEqual([]);
	const later = merge(now, said, notes('We met again.', 'The hall was cold.', 'Lunch!'));
	expect(textsOf(later.said.blocks)).toEqual([
		'We met again.',
		'The hall was rather cold.',
		'Lunch came late.',
		'Written by the desk.'
	]);
});

test('a changed passage that the notes have no more stays as one of the draft', () => {
	const was = notes('We met.', 'The hall was cold.');
	const here = say({ blocks: [was.blocks[0]!, { ...was.blocks[1]!, text: 'It was cold.' }] });
	const { said, kept } = merge(was, here, notes('Coffee.', 'We met.'));
	expect(textsOf(said.blocks)).toEqual(['Coffee.', 'We met.', 'It was cold.']);
	expect(kept).toEqual([{ here: 'It was cold.', notes: null }]);
	expect(said.blocks[2]).toMatchObject({ added: true });
});

test('readers stay with a passage, and what is new is read by no more than those of what changed', () => {
	const was = notes('We met.', 'The firm pays 5,000 euros and the school pays nothing.');
	const here = say({ blocks: [was.blocks[0]!, { ...was.blocks[1]!, visibility: 'restricted' }] });
	const longer = notes('We met.', 'The firm pays 5,000 euros and the school pays nothing at all.');
	expect(merge(was, here, longer).said.blocks[1]).toMatchObject({
		text: longer.blocks[1]!.text,
		visibility: 'restricted'
	});
	// Parted, put elsewhere, or made a decision: its words reach nobody who could not read them.
	for (const now of [
		notes('The school pays nothing.', 'We met.', 'The firm pays 5,000 euros'),
		say({ ...notes('We met.'), decisions: [passage('d', 'The firm pays 5,000 euros.')] })
	]) {
		const { said } = merge(was, here, now);
		const seen = [...said.blocks, ...said.decisions].filter((one) => one.visibility === 'public');
		expect(textsOf(seen)).toEqual(['We met.']);
	}
	// Where nothing restricted was touched, what is new is for everybody as when a draft is filed.
	const { said } = merge(was, here, notes('We met.', was.blocks[1]!.text, 'Bye.'));
	expect(said.blocks.map(({ visibility }) => visibility)).toEqual([
		'public',
		'restricted',
		'public'
	]);
	// Words that the desk took out do not come back by being moved.
	const out = merge(was, notes('We met.'), notes('5,000 euros, said the firm', 'We met.'));
	expect(out.said.blocks.map(({ visibility }) => visibility)).toEqual(['restricted', 'public']);
});

test('decisions and actions are known by their ids, lines by who said them', () => {
	const action = (id: string, text: string): ReportAction => ({
		...passage(id, text),
		owner: null,
		due: null,
		state: 'open'
	});
	const line = (id: string, organisation: string, text: string) => ({
		...passage(id, text),
		organisation
	});
	const was = say({
		decisions: [passage('x', 'We meet in May.')],
		actions: [action('y', 'Book a hall'), action('z', 'Write to all')],
		lines: [line('l1', 'Firm', 'Yes.'), line('l2', 'School', 'Yes.')]
	});
	const here = say({
		...was,
		decisions: [passage('x', 'They meet in May.')],
		actions: [...was.actions, { ...action('own', 'Ask the mayor'), added: true }]
	});
	const now = say({
		decisions: [passage('w', 'We pay.'), passage('x', 'We meet in June.')],
		actions: [action('z', 'Write to everybody'), action('v', 'Ask the mayor')],
		lines: [line('l1', 'School', 'Yes.'), line('l2', 'School', 'And no.')]
	});
	const { said, kept } = mergeNotes(was, here, now);
	expect(textsOf(said.decisions)).toEqual(['We pay.', 'They meet in May.']);
	expect(said.actions.map(({ id, text }) => [id, text])).toEqual([
		['z', 'Write to everybody'],
		['own', 'Ask the mayor']
	]);
	expect(said.lines.map(({ organisation, text }) => [organisation, text])).toEqual([
		['School', 'Yes.'],
		['School', 'And no.']
	]);
	expect(kept).toEqual([{ here: 'They meet in May.', notes: 'We meet in June.' }]);
});

test('where nothing is known of the notes as they were, nothing of the draft is lost', () => {
	const here = say({ blocks: [passage('b1', 'We met.'), passage('b2', 'It was rather cold.')] });
	const { said } = merge(say({}), here, notes('We met.', 'It was cold.'));
	expect(textsOf(said.blocks)).toEqual(
		expect.arrayContaining(['We met.', 'It was rather cold.', 'It was cold.'])
	);
	expect(said.blocks).toHaveLength(3);
});
