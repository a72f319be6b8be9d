import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cuesAt, indexAt, LIMITS, normaliseText, type Cue } from './cue.ts';
import { lintCues } from './subtitle-lint.ts';
import { writeSrt, writeText, writeVtt } from './subtitle-writer.ts';
import { readSubtitles } from './subtitles.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const PIECES = [
	'<',
	'>',
	'-->',
	'->',
	'&',
	'&lt;',
	'&amp;lt;',
	'<i>',
	'</i>',
	'<br>',
	'<v A>',
	'{\\an8}',
	'\n',
	'1',
	'2',
	' ',
	'é',
	'<script>',
	'00:00:01.000 --> 00:00:02.000',
	'NOTE',
	'WEBVTT',
	'&#60;',
	'😀',
	'x'
];
const text = fc
	.oneof(
		fc
			.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 })
			.map((parts) => parts.join('')),
		fc.string({ unit: 'grapheme', maxLength: 60 })
	)
	.map(normaliseText)
	.filter((value) => value !== '' && value.length <= LIMITS.characters);
const cues = fc
	.array(fc.tuple(fc.nat(5000), fc.integer({ min: 1, max: 9000 }), text), {
		minLength: 1,
		maxLength: 8
	})
	.map((parts): Cue[] => {
		let at = 0;
		return parts.map(([gap, length, words]) => {
			const startMs = at + gap;
			at = startMs + length;
			return { startMs, endMs: at, text: words };
		});
	});

describe('round trips', () => {
	test.each([
		['VTT', writeVtt],
		['SRT', writeSrt]
	])('%s: what is written is read again, whatever the words', (_, write) => {
		fc.assert(
			fc.property(cues, (given) => {
				const reading = readSubtitles(bytes(write(given)));
				expect(reading.ok && reading.cues).toEqual(given);
			}),
			{ numRuns: 400 }
		);
	});
});

describe('no input ends the reader', () => {
	const rough = fc.array(
		fc.oneof(
			fc.constantFrom(
				'WEBVTT\n\n',
				'\n',
				'\n\n',
				'\r',
				'1\n',
				'00:00:01,000 --> 00:00:02,000\n',
				'00:01.000 --> 00:02.000',
				'-->',
				'\0',
				'0:00:01.000,0:00:02.000\n'
			),
			fc.string()
		),
		{ maxLength: 40 }
	);
	test('bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 400 }), (raw) => void readSubtitles(raw)),
			{ numRuns: 500 }
		);
	});
	test('broken files keep the promises about cues', () => {
		fc.assert(
			fc.property(rough, (parts) => {
				const reading = readSubtitles(bytes(parts.join('')));
				if (!reading.ok) return;
				for (const cue of reading.cues) {
					expect(cue.endMs).toBeGreaterThan(cue.startMs);
					expect(cue.text).toBe(normaliseText(cue.text));
					expect(cue.text).not.toBe('');
				}
				const starts = reading.cues.map((cue) => cue.startMs);
				expect(starts).toEqual(starts.toSorted((a, b) => a - b));
			}),
			{ numRuns: 500 }
		);
	});
	test.each(['<', '<a', '&', '{\\', '-->', '1\n', '\n', '00:00:01,000 --> ', ' '])(
		'2 MB of %j within 2 s',
		(piece) => {
			const head = 'WEBVTT\n\n00:01.000 --> 00:02.000\n';
			const body = piece.repeat(Math.floor((LIMITS.bytes - 100) / piece.length));
			const before = performance.now();
			readSubtitles(bytes(head + body));
			readSubtitles(bytes(`1\n00:00:01,000 --> 00:00:02,000\n${body}`));
			expect(performance.now() - before).toBeLessThan(4000);
		}
	);
});

test('words never become markup', () => {
	const attack: Cue[] = [
		{
			startMs: 0,
			endMs: 1000,
			text: '<img src=x onerror=alert(1)> --> & &lt;b&gt;\n00:00:09.000 --> 00:00:10.000\nNOTE'
		}
	];
	const body = writeVtt(attack).split('\n').slice(4).join('\n');
	expect(body).not.toMatch(/[<>]/);
	expect(body).toContain('&lt;img src=x onerror=alert(1)&gt; --&gt; &amp; &amp;lt;b&amp;gt;');
	const opened = readSubtitles(
		bytes('WEBVTT\n\n00:00.000 --> 00:01.000\n&lt;script&gt;alert(1)&lt;/script&gt;')
	);
	expect(opened.ok && opened.cues[0]?.text).toBe('<script>alert(1)</script>');
});

test('plain text is one line a cue', () => {
	expect(writeText([{ startMs: 0, endMs: 1, text: 'un\ndeux' }])).toBe('un deux\n');
});

test('the cue on screen', () => {
	const two: Cue[] = [
		{ startMs: 1000, endMs: 2000, text: 'a' },
		{ startMs: 2000, endMs: 3000, text: 'b' }
	];
	expect(
		[999, 1000, 1999, 2000, 3000].map((ms) =>
			cuesAt(two, ms)
				.map((cue) => cue.text)
				.join()
		)
	).toEqual(['', 'a', 'a', 'b', '']);
	expect([999, 1000, 2000, 9000].map((ms) => indexAt(two, ms))).toEqual([-1, 0, 1, 1]);
});

test('advice', () => {
	const long = 'x'.repeat(43);
	const found = lintCues([
		{ startMs: 0, endMs: 1000, text: `${long}\nb\nc` },
		{ startMs: 1050, endMs: 9000, text: 'calm' }
	]);
	expect(found.map(({ cue, code }) => `${cue} ${code}`)).toEqual([
		'0 too_many_lines',
		'0 line_too_long',
		'0 too_fast',
		'0 too_short',
		'0 gap_too_small',
		'1 too_long'
	]);
});
