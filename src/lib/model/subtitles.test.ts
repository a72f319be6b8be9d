import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LIMITS, type Cue } from './cue.ts';
import { findAccentedLines, readSubtitles, type Subtitles } from './subtitles.ts';

function read(source: string | Uint8Array): Subtitles {
	const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
	const reading = readSubtitles(bytes);
	if (!reading.ok) throw new Error(`refused: ${reading.what}`);
	return reading;
}

const texts = (source: string | Uint8Array) => read(source).cues.map((cue) => cue.text);
const codes = (source: string | Uint8Array) => read(source).notes.map((note) => note.code);
const demo = (name: string) => new Uint8Array(readFileSync(`demo/${name}`));
const refused = (source: string | number[]) => {
	const bytes =
		typeof source === 'string' ? new TextEncoder().encode(source) : Uint8Array.from(source);
	const reading = readSubtitles(bytes);
	return reading.ok ? null : reading.what;
};
const ONE: Cue[] = [{ startMs: 1000, endMs: 2500, text: 'Bonjour' }];

describe('the demo files', () => {
	test.each([
		['v1.fr.srt', 'v1.fr.vtt', 'utf-8'],
		['v6.fr.srt', 'v6.fr.vtt', 'windows-1252']
	])('%s says the same as %s', (srt, vtt, encoding) => {
		const reading = read(demo(srt));
		expect(reading.cues).toEqual(read(demo(vtt)).cues);
		expect(reading.format).toBe('srt');
		expect(reading.encoding).toBe(encoding);
	});

	test.each([
		['v1.nl.vtt', 16],
		['v2.en.vtt', 15],
		['v3.en.vtt', 12],
		['v4.es.vtt', 14],
		['v5.en.vtt', 11],
		['v6.fr.vtt', 16],
		['v2.chapters.vtt', 4]
	])('%s has %i cues and nothing to mend', (file, count) => {
		const reading = read(demo(file));
		expect(reading.cues).toHaveLength(count);
		expect(reading.notes).toEqual([]);
	});

	test('an ampersand is read as one', () => {
		expect(texts(demo('v2.en.vtt')).join('\n')).toContain('Jet-Net & TechNet');
	});

	test('a person can judge the encoding', () => {
		expect(findAccentedLines(read(demo('v6.fr.srt')).cues)).toHaveLength(3);
	});
});

describe('WebVTT', () => {
	test('header text, NOTE, STYLE, REGION, numbers, settings and hours left out', () => {
		const file =
			'\ufeffWEBVTT - a title\nKind: captions\nLanguage: nl\n\nNOTE one\ntwo\n\nSTYLE\n::cue { color: red }\n\n' +
			'REGION\nid:fred\n\nintro\n00:01.000 --> 00:02.500 align:start line:0%\nBonjour';
		expect(read(file)).toMatchObject({ cues: ONE, format: 'vtt', notes: [] });
	});

	test('tags become plain text', () => {
		const text =
			'<v Anna>Ja, <i.loud>nu</i></v> <00:00:01.500><c>mot</c> <ruby>漢<rt>kan</rt></ruby>';
		expect(texts(`WEBVTT\n\n00:01.000 --> 00:02.000\n${text}`)).toEqual(['Ja, nu mot 漢kan']);
	});

	test('what only looks like a tag stays', () => {
		const text = 'a < b, 1 <3 2, unclosed <i and &amp;amp; &eacute;&#x153;&unknown;';
		expect(texts(`WEBVTT\n\n00:01.000 --> 00:02.000\n${text}`)).toEqual([
			'a < b, 1 <3 2, unclosed <i and &amp; éœ&unknown;'
		]);
	});

	test('a comma for the point is mended and said', () => {
		const reading = read('WEBVTT\n\n00:00:01,000 --> 00:00:02,500\nBonjour\n');
		expect(reading).toMatchObject({ cues: ONE, notes: [{ line: 3, code: 'time_repaired' }] });
	});

	test('a missing blank line parts two cues', () => {
		const file = 'WEBVTT\n\n1\n00:01.000 --> 00:02.000\nA\n2\n00:03.000 --> 00:04.000\nB\n';
		expect(texts(file)).toEqual(['A', 'B']);
		expect(codes(file)).toEqual(['missing_blank_line']);
	});

	test('one bad block does not cost the file', () => {
		const file =
			'WEBVTT\n\n00:01.000 --> soon\nlost\n\n00:05.000 --> 00:04.000\nbackwards\n\n00:06.000 --> 00:07.000\nC\n';
		expect(texts(file)).toEqual(['C']);
		expect(read(file).notes).toEqual([
			{ line: 3, code: 'bad_time' },
			{ line: 6, code: 'ends_before_start' }
		]);
	});

	test('one digit of hours is enough, a vertical tab is no space', () => {
		const file = 'WEBVTT\n\n0:00:01.000 --> 0:00:02.500\nBonjour\n\n00:03.000\v--> 00:04.000\nno\n';
		expect(read(file).cues).toEqual(ONE);
	});

	test('a broken signature is mended when there are cues', () => {
		const file = 'WEBVTT1\n\n00:00:01.000 --> 00:00:02.500\nBonjour\n';
		expect(read(file).cues).toEqual(ONE);
		expect(codes(file)).toContain('bad_header');
	});

	test('overlap is legal and noted; cues come sorted', () => {
		const file =
			'WEBVTT\n\n00:03.000 --> 00:05.000\nB\n\n00:01.000 --> 00:04.000\nA\n\n00:02.000 --> 00:06.000\nC\n';
		expect(texts(file)).toEqual(['A', 'C', 'B']);
		expect(codes(file)).toEqual(['reordered', 'overlap']);
	});
});

describe('SRT as found', () => {
	const good = '1\n00:00:01,000 --> 00:00:02,500\nBonjour\n';
	test.each<[string, string]>([
		['plain', good],
		['mark', `\ufeff${good}`],
		['CRLF', good.replaceAll('\n', '\r\n')],
		['CR', good.replaceAll('\n', '\r')],
		['point', good.replaceAll(',', '.')],
		['no spaces round the arrow', good.replace(' --> ', '-->')],
		['short arrow', good.replace('-->', '->')],
		['no last line end', good.trimEnd()],
		['no number', good.slice(2)],
		['one digit hours, short fraction', '1\n0:00:01,0 --> 0:00:02,5\nBonjour\n'],
		['no hours', '1\n00:01,000 --> 00:02,500\nBonjour\n'],
		['blank lines first', `\n\n \n${good}`],
		['coordinates', good.replace('500\n', '500 X1:100 X2:200 Y1:1 Y2:2\n')],
		['tags', good.replace('Bonjour', '{\\an8}<i><font color="red">Bonjour</font></i>')],
		['double spacing', good.replaceAll('\n', '\n\n')],
		['blanks at line ends', good.replaceAll('\n', '  \n')]
	])('%s', (_, file) => expect(read(file).cues).toEqual(ONE));

	test('blank line in the text, a number as text, missing blank line', () => {
		const file =
			'1\n00:00:01,000 --> 00:00:02,000\nun\n\ndeux\n\n2\n00:00:03,000 --> 00:00:04,000\n42\n\n' +
			'3\n00:00:05,000 --> 00:00:06,000\ntrois\n4\n00:00:07,000 --> 00:00:08,000\nquatre\n';
		expect(texts(file)).toEqual(['un\ndeux', '42', 'trois', 'quatre']);
		expect(codes(file)).toEqual(['blank_line_in_text', 'missing_blank_line']);
	});

	test('a number as text where cues are not numbered', () => {
		const file = '00:00:01,000 --> 00:00:02,000\n42\n\n00:00:03,000 --> 00:00:04,000\nB\n';
		expect(texts(file)).toEqual(['42', 'B']);
	});

	test('a block with bad or no times is left out and said', () => {
		const file =
			'1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:0x,000 --> 00:00:04,000\nlost\n\n' +
			'3\n00:00:05,000 --> 00:00:06,000\nC\n\n4\nno times here\n\n5\n00:00:07,000 --> 00:00:08,000\nE\n';
		expect(texts(file)).toEqual(['A', 'C', 'E']);
		expect(read(file).notes).toEqual([
			{ line: 6, code: 'bad_time' },
			{ line: 13, code: 'no_time' }
		]);
	});

	test('an arrow in the words and unknown tags stay', () => {
		expect(texts(good.replace('Bonjour', 'A --> B <inaudible>'))).toEqual(['A --> B <inaudible>']);
	});

	test('below zero is left out', () => {
		expect(texts(`0\n-00:00:01,000 --> 00:00:02,000\nlost\n\n${good}`)).toEqual(['Bonjour']);
	});
});

test('SBV', () => {
	const file = '0:00:01.000,0:00:02.500\nBonjour\n\n0:00:03.000,0:00:04.000\nun[br]deux\n';
	expect(read(file)).toMatchObject({ format: 'sbv', cues: [ONE[0], { text: 'un\ndeux' }] });
});

describe('encodings', () => {
	const srt = '1\n00:00:01,000 --> 00:00:02,000\nécole\n';
	const wide = (mark: boolean) =>
		new Uint8Array(Buffer.from((mark ? '\ufeff' : '') + srt, 'utf16le'));
	test('UTF-16 with and without mark, either order', () => {
		expect(texts(wide(true))).toEqual(['école']);
		expect(texts(wide(false))).toEqual(['école']);
		expect(texts(new Uint8Array(Buffer.from(wide(true)).swap16()))).toEqual(['école']);
	});

	test('every windows-1252 sign between 0x80 and 0x9f', () => {
		const bytes = Buffer.concat([
			Buffer.from('1\n00:00:01,000 --> 00:00:02,000\n'),
			Buffer.from([0x80, 0x85, 0x8c, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x99, 0x9c, 0x9f, 0xe9])
		]);
		expect(texts(new Uint8Array(bytes))).toEqual(['€…Œ‘’“”–—™œŸé']);
	});

	test('an ASCII start of any length does not decide', () => {
		const long = Array.from(
			{ length: 3000 },
			(_, i) => `${i + 1}\n00:00:01,000 --> 00:00:02,000\nplain\n`
		);
		expect(texts(`${long.join('\n')}\n3001\n00:00:03,000 --> 00:00:04,000\nœuvre\n`).at(-1)).toBe(
			'œuvre'
		);
	});

	test('text encoded twice is kept and noted', () => {
		expect(codes(srt.replace('é', 'Ã©'))).toEqual(['double_encoded']);
	});
});

describe('what is refused', () => {
	test.each<[string, string | number[]]>([
		['empty', ''],
		['web_page', '<!DOCTYPE html><html><title>404</title></html>'],
		['web_page', '\n<!-- x -->\n<html>not found'],
		['image', [0x89, 0x50, 0x4e, 0x47, 1, 2]],
		['image', [0xff, 0xd8, 0xff, 0xe0]],
		['archive', [0x50, 0x4b, 3, 4]],
		['pdf', '%PDF-1.7'],
		['film', [0, 0, 0, 32, 0x66, 0x74, 0x79, 0x70]],
		['ass', '[Script Info]\nTitle: x'],
		['microdvd', '{1}{25}Hello'],
		['json', '{"a": 1}'],
		['xml', '<?xml version="1.0"?><tt/>'],
		['no_cues', 'just some words'],
		['no_cues', 'WEBVTT\n\nNOTE nothing']
	])('%s', (what, source) => expect(refused(source)).toBe(what));

	test('too large, too many', () => {
		expect(refused('x'.repeat(LIMITS.bytes + 1))).toBe('too_large');
		const many = Array.from({ length: LIMITS.cues + 1 }, () => '00:01.000 --> 00:02.000\nA\n');
		expect(refused(`WEBVTT\n\n${many.join('\n')}`)).toBe('too_many_cues');
	});

	test('a cue too long is cut between characters', () => {
		const file = `WEBVTT\n\n00:01.000 --> 00:02.000\n${'a'.repeat(999)}😀😀`;
		expect(texts(file)[0]).toBe('a'.repeat(999));
		expect(codes(file)).toEqual(['text_cut']);
	});
});
