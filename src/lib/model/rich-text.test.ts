import { expect, test } from 'vitest';
import { readBlocks, writePlain, writeTeaser } from './rich-text.ts';

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

test('the words alone, in one line, and cut where a sentence ends', () => {
	expect(writePlain('One **two**\nthree\n\n- a\n- https://x.example/\n\nEnd')).toBe(
		'One two three a; https://x.example/ End'
	);
	const tease = (en: string) => writeTeaser({ original: 'en', texts: { en } }).texts.en;
	const sentence = (length: number) => `${'x'.repeat(length - 1)}.`;
	expect(tease(`${sentence(200)} ${sentence(150)} ${sentence(90)}`)).toBe(
		`${sentence(200)} ${sentence(150)}`
	);
	expect(tease(`${sentence(500)} ${sentence(10)}`)).toBe(sentence(500));
	expect(tease(sentence(400))).toBe(sentence(400));
	expect(tease('y'.repeat(600))).toBe('y'.repeat(600));
});
