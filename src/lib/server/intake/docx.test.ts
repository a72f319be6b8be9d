import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { zip } from '../../../../tests/support/zip.ts';
import { readDocx } from './docx.ts';

const NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const root = (name: string, inner: string) => `<w:${name} ${NS}>${inner}</w:${name}>`;
const say = (words: string) => `<w:r><w:t>${words}</w:t></w:r>`;
const paragraph = (inner: string, style = '', list = '') =>
	`<w:p><w:pPr>${style && `<w:pStyle w:val="${style}"/>`}${list}</w:pPr>${inner}</w:p>`;
const numbered = (depth: number) =>
	`<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="7"/></w:numPr>`;

/** A Word document of these parts; `body` is the inside of its main text. */
function write(body: string, others: Record<string, string> = {}): Uint8Array {
	const parts = { 'word/document.xml': root('document', `<w:body>${body}</w:body>`), ...others };
	return zip(
		Object.entries(parts).map(([name, xml]) => ({
			name,
			packed: deflateRawSync(Buffer.from(xml)),
			size: Buffer.byteLength(xml)
		}))
	);
}
const texts = (file: Uint8Array) =>
	readDocx(file)
		.lines.map(({ text }) => text)
		.filter(Boolean);

test('notes stand at the end, heads and feet are named, comments are counted', () => {
	const file = write(
		paragraph(
			`${say('Closing')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>`
		),
		{
			'word/footnotes.xml': root(
				'footnotes',
				`<w:footnote w:type="separator" w:id="0"><w:p>${say('no')}</w:p></w:footnote><w:footnote w:id="2"><w:p>${say(' To be confirmed.')}</w:p></w:footnote>`
			),
			'word/header1.xml': root('hdr', paragraph(say('Draft of the secretariat'))),
			'word/footer2.xml': root('ftr', paragraph(say('Page 1')) + paragraph(say('Page 1')))
		}
	);
	const { lines, removed, doubts } = readDocx(file);
	expect(lines).toEqual([
		{ text: 'Closing [1]' },
		{ text: '' },
		{ text: '[1] To be confirmed.', isAside: true }
	]);
	expect(removed).toEqual(['Draft of the secretariat', 'Page 1']);
	expect(doubts.map(({ code, words }) => `${code}: ${words}`)).toEqual([
		'repeated: Draft of the secretariat',
		'repeated: Page 1',
		'comments_left: 1'
	]);
});

test('lists are counted as Word does, by paragraph or by a style and its base', () => {
	const levels = ['decimal', 'decimal', 'lowerLetter'].map(
		(format, n) => `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/></w:lvl>`
	);
	const others = {
		'word/numbering.xml': root(
			'numbering',
			`<w:abstractNum w:abstractNumId="3">${levels.join('')}</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>`
		),
		'word/styles.xml': root(
			'styles',
			`<w:style w:styleId="Base"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style><w:style w:styleId="Mine"><w:name w:val="Point"/><w:basedOn w:val="Base"/></w:style>`
		)
	};
	const file = write(
		[
			paragraph(say('Opening'), 'Mine'),
			paragraph(say('Minutes'), '', numbered(1)),
			paragraph(say('Matters'), '', numbered(1)),
			paragraph(say('first'), '', numbered(2)),
			paragraph(say('Budget'), 'Mine'),
			paragraph(say('Costs'), '', numbered(1)),
			paragraph(say('not in a list'), 'Mine', '<w:numPr><w:numId w:val="0"/></w:numPr>')
		].join(''),
		others
	);
	expect(texts(file)).toEqual([
		'1. Opening',
		'1.1 Minutes',
		'1.2 Matters',
		'a) first',
		'2. Budget',
		'2.1 Costs',
		'not in a list'
	]);
});

test('what Word hides is left out and told; a switch that is off hides nothing', () => {
	const hidden = (value: string) =>
		`<w:r><w:rPr><w:vanish${value}/></w:rPr><w:t>secret</w:t></w:r>`;
	const { lines, doubts } = readDocx(
		write(
			paragraph(`${say('Open ')}${hidden('')}${say('words')}`) +
				paragraph(hidden(' w:val="false"')) +
				paragraph('<w:r><w:t>Present </w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>')
		)
	);
	expect(lines.map(({ text }) => text)).toEqual(['Open words', 'secret', 'Present ☑']);
	expect(doubts.map(({ code, words }) => `${code}: ${words}`)).toEqual(['hidden_left: secret']);
});

test('many parts that are small alone and a bomb together are not unpacked', () => {
	const part = deflateRawSync(Buffer.alloc(12 * 1024 * 1024, 0x20));
	const bomb = zip(
		['document', 'header1', 'footer1'].map((name) => ({
			name: `word/${name}.xml`,
			packed: part,
			size: 12 * 1024 * 1024
		}))
	);
	expect(() => readDocx(bomb)).toThrow('expanded');
});

test('sessions of one cell, each with its letter, are told apart; a broken title is not', () => {
	const cell = (...lines: string[]) =>
		`<w:tc>${lines.map((words) => paragraph(say(words))).join('')}</w:tc>`;
	const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
	const table = [
		row(cell('Heure'), cell('Titre')),
		row(cell('10:00'), cell('A) Ponts', 'B) Robots')),
		row(cell('11:00'), cell('Comment les filières', 'peuvent coopérer'))
	].join('');
	expect(texts(write(`<w:tbl>${table}</w:tbl>`))).toEqual([
		'Heure – Titre',
		'10:00 A) Ponts / B) Robots',
		'11:00 Comment les filières peuvent coopérer'
	]);
});
