import { expect, test } from 'vitest';
import type { LaidLine } from './flow.ts';
import { joinWords } from './hyphens.ts';
import { listPieces, type Piece } from './pieces.ts';
import { removeRunning } from './running.ts';
import { isGarbled, readSigns } from './signs.ts';

test('a PDF of which a tenth of the letters are none is not read; a few are marked', () => {
	expect(isGarbled(['\u0001\u0002\u0003', 'Programme'])).toBe(true);
	expect(isGarbled(['di\u001bérentes \u001clières', 'Programme du colloque'])).toBe(false);
	expect(readSigns('di\u001bérentes')).toEqual({ text: 'différentes', isGuessed: true, lost: 0 });
	expect(readSigns('a\u0001b')).toMatchObject({ isGuessed: false, lost: 1 });
	expect(readSigns('\u0088').text).toBe('•');
});

const line = (text: string): LaidLine => ({ text, isJoined: false });

test('a broken word is put together; its hyphen stays where the text writes it so elsewhere', () => {
	const { lines, joined } = joinWords([
		line('La coopération école-entreprise et l’ensei-'),
		line('gnement, puis le lien école-'),
		line('entreprise. Le code AB-'),
		line('CD et les 12-'),
		line('14 ans')
	]);
	expect(lines.map(({ text }) => text)).toEqual([
		'La coopération école-entreprise et l’enseignement,',
		'puis le lien école-entreprise.',
		'Le code AB-',
		'CD et les 12-',
		'14 ans'
	]);
	expect(joined).toEqual(['l’enseignement', 'école-entreprise']);
});

test('heads go before a table is read; names of columns and what comes again on a page stay', () => {
	const page = (number: number): Piece[] =>
		listPieces(
			[
				[60, 800, 'EU STEM Coalition'],
				[60, 760, 'Time'],
				[160, 760, 'Session'],
				[60, 740, `1${number}:00`],
				[160, 740, `Talk ${'ABCD'[number]}`],
				[60, 40, `Programme – Page ${number} of 2`]
			].map(([x, y, str]) => ({
				str: String(str),
				transform: [10, 0, 0, 10, Number(x), Number(y)],
				width: 60,
				height: 10
			}))
		);
	const { kept, removed } = removeRunning([page(1), page(2)]);
	expect(removed).toEqual([
		'EU STEM Coalition',
		'Programme – Page 1 of 2',
		'EU STEM Coalition',
		'Programme – Page 2 of 2'
	]);
	expect(kept.map((own) => own.map(({ str }) => str))).toEqual([
		['Time', 'Session', '11:00', 'Talk B'],
		['Time', 'Session', '12:00', 'Talk C']
	]);
});

test('one page alone keeps its last line unless that numbers it', () => {
	const page = (foot: string) =>
		listPieces(
			['Title of all', '10:00 Welcome', foot].map((str, n) => ({
				str,
				transform: [10, 0, 0, 10, 60, 700 - n * 20],
				width: 60,
				height: 10
			}))
		);
	expect(removeRunning([page('Report – Page 1 / 1')]).removed).toEqual(['Report – Page 1 / 1']);
	expect(removeRunning([page('See page 1 of the annex')]).removed).toEqual([]);
});
