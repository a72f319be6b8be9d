import { expect, test } from 'vitest';
import { readBlocks } from './rich-text.ts';

test('paragraphs, lists, bold words and whole addresses; markup stays text', () => {
	expect(
		readBlocks('One **two**\nthree <b>\n\n- a\n- see https://x.example/a?b=c.\n\nEnd')
	).toEqual([
		{
			kind: 'paragraph',
			spans: [{ text: 'One ' }, { text: 'two', bold: true }, { text: ' ' }, { text: 'three <b>' }]
		},
		{
			kind: 'list',
			items: [
				[{ text: 'a' }],
				[
					{ text: 'see ' },
					{ text: 'https://x.example/a?b=c', href: 'https://x.example/a?b=c' },
					{ text: '.' }
				]
			]
		},
		{ kind: 'paragraph', spans: [{ text: 'End' }] }
	]);
});

test('no address but http and https becomes a link', () => {
	const spans = readBlocks('javascript:alert(1) ftp://x')[0];
	expect(spans).toEqual({ kind: 'paragraph', spans: [{ text: 'javascript:alert(1) ftp://x' }] });
});
