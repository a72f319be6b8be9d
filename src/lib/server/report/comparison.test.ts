import { expect, test } from 'vitest';
import { sampleContent, sampleItem } from '../../../../tests/support/report.ts';
import { compareContents } from './report.ts';

const shown = (before: object, after: object) =>
	compareContents(sampleContent(2, before), sampleContent(2, after)).map(({ under, changes }) => [
		under,
		changes.map((words) => words.map(({ kind, text }) => `${kind}: ${text}`))
	]);

test('what changed stands under its heading, what came and went too, in the language of the report', () => {
	const { items } = sampleContent(2);
	const [first, second] = items;
	const renamed = { ...second!, title: { text: 'Another title', lang: 'en' } };
	const added = { ...first!, blocks: [] };
	expect(shown({ summary: 'They all met in May.' }, { summary: 'They all met in June.' })).toEqual([
		['Summary', [['same: They all met in ', 'removed: May', 'added: June', 'same: .']]]
	]);
	const titles = shown({ items }, { items: [first!, renamed] }).map(([under]) => under);
	expect(titles).toEqual(['Part 1: Practice']);
	const gone = shown({ items }, { items: [added, second!] });
	expect(gone.map(([under]) => under)).toEqual([first!.title.text]);
	expect(shown({ summary: 'x' }, { summary: '' }).map(([under]) => under)).toEqual(['', 'Summary']);
	const french = shown({ language: 'fr', objective: 'un' }, { language: 'fr', objective: 'deux' });
	expect(french.map(([under]) => under)).toEqual(['Objectif']);
});

/** What is said of links and emphasis when these notes are corrected, with the words that changed. */
function correct(before: string, after: string, where: 'blocks' | 'decisions' = 'blocks') {
	const noted = (html: string) => [
		{ id: 'b', n: 0, html, text: html.replaceAll(/<[^>]+>/g, ''), visibility: 'public' as const }
	];
	const content = (html: string) =>
		sampleContent(0, { items: [sampleItem(0, { [where]: noted(html) })] });
	return compareContents(content(before), content(after)).flatMap(({ changes, marks }) =>
		changes.map((words, n) => ({
			words: words
				.filter(({ kind }) => kind !== 'same')
				.map(({ kind, text }) => `${kind}: ${text}`),
			marks: marks[n]
		}))
	);
}
const link = (href: string, words = 'the films') => `<a href="${href}">${words}</a>`;
const [OLD, NEW] = ['https://old.example/a', 'https://new.example/b'];

test('a correction of nothing but where a link leads is shown, wherever the link stands', () => {
	const places: Array<(inner: string) => string> = [
		(inner) => `<p>See ${inner} again.</p>`,
		(inner) => `<h3>See ${inner}</h3>`,
		(inner) => `<blockquote>See ${inner}</blockquote>`,
		(inner) => `<ul><li>One<ul><li>See ${inner}</li></ul></li><li>Two</li></ul>`,
		(inner) =>
			`<table><tbody><tr><td><p>One</p></td><td><p>x</p><ul><li>${inner}</li></ul></td></tr></tbody></table>`
	];
	const changed = [
		{ words: [], marks: [{ kind: 'link', words: 'the films', from: OLD, to: NEW }] }
	];
	for (const place of places)
		expect(correct(place(link(OLD)), place(link(NEW))), place('…')).toEqual(changed);
	expect(correct(`<p>We use ${link(OLD)}</p>`, `<p>We use ${link(NEW)}</p>`, 'decisions')).toEqual(
		changed
	);
	expect(correct(`<p>${link(OLD)}</p>`, `<p>${link(OLD)}</p>`)).toEqual([]);
});

test('so are a link that came, one that went, and one whose words changed too', () => {
	const told = (before: string, after: string) => correct(`<p>${before}</p>`, `<p>${after}</p>`);
	expect(told('See the films.', `See ${link(NEW)}.`)).toEqual([
		{ words: [], marks: [{ kind: 'link', words: 'the films', from: null, to: NEW }] }
	]);
	expect(told(`See ${link(OLD)}.`, 'See the films.')).toEqual([
		{ words: [], marks: [{ kind: 'link', words: 'the films', from: OLD, to: null }] }
	]);
	expect(told(`See ${link(OLD, 'here')} for more.`, `See ${link(NEW, 'there')} for more.`)).toEqual(
		[
			{
				words: ['removed: here', 'added: there'],
				marks: [
					{ kind: 'link', words: 'here', from: OLD, to: null },
					{ kind: 'link', words: 'there', from: null, to: NEW }
				]
			}
		]
	);
	// Other words that lead where the ones before led are words, and nothing else.
	expect(told(`See ${link(OLD, 'here')} for more.`, `See ${link(OLD, 'there')} for more.`)).toEqual(
		[{ words: ['removed: here', 'added: there'], marks: [] }]
	);
});

test('a correction of nothing but emphasis is shown, and where words changed beside it too', () => {
	const set = (words: string, from: string, to: string) => ({ kind: 'emphasis', words, from, to });
	expect(
		correct('<p>We <strong>must go</strong> on.</p>', '<p>We must <em>go</em> on.</p>')
	).toEqual([{ words: [], marks: [set('must', 'bold', 'plain'), set('go', 'bold', 'italic')] }]);
	expect(
		correct(
			'<p>The <strong>Basqque pilot</strong> goes on.</p>',
			'<p>The <strong>Basque pilot</strong> <em>goes</em> on.</p>'
		)
	).toEqual([
		{ words: ['removed: Basqque', 'added: Basque'], marks: [set('goes', 'plain', 'italic')] }
	]);
	// Written in other tags, it looks the same.
	expect(
		correct('<p><strong>a b</strong></p>', '<p><strong>a</strong><strong> b</strong></p>')
	).toEqual([]);
});
