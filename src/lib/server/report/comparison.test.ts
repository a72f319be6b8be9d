import { expect, test } from 'vitest';
import { sampleContent } from '../../../../tests/support/report.ts';
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
