import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareWords } from '#lib/model/comparison.ts';
import { LOCALES } from '#lib/model/localised.ts';
import { hasOutcome } from '#lib/model/report-gaps.ts';
import { mergeContent, splitContent } from '#lib/model/report-visibility.ts';
import { VISIBILITIES, type ReportItem } from '#lib/model/report.ts';
import { m } from '#lib/paraglide/messages.js';
import ReportText from '../../../routes/(public)/reports/ReportText.svelte';
import { renderPage } from '../../../../tests/support/pages.ts';
import { sampleContent, sampleImprint, sampleItem } from '../../../../tests/support/report.ts';
import { unzip } from '../../../../tests/support/zip.ts';
import { describeReport } from './document.ts';
import { writeDocx } from './docx.ts';
import { writeMarkdown } from './markdown.ts';
import { presentReport } from './page.ts';
import { leaveOutMarked, readText, splitHtml, writeHtml } from './passages.ts';

const evil = 'A *b* _c_ # d <script>alert(1)</script> | ` [x](http://y) & "q"';

test('DOCX has real headings, a list and a table, and shows markup as characters', async () => {
	const content = sampleContent(2, { title: { text: evil, lang: 'en' } });
	const bytes = await writeDocx(describeReport(content, sampleImprint), content, sampleImprint);
	const xml = unzip(bytes, 'word/document.xml');
	expect(xml.match(/w:pStyle w:val="Heading1"/g)).toHaveLength(1);
	expect(xml.match(/w:pStyle w:val="Heading5"/g)).toHaveLength(2);
	expect(xml).toContain('<w:tbl>');
	expect(xml).toContain('<w:numPr>');
	for (const style of ['Decision', 'Action', 'Question', 'Remark']) {
		expect(xml).toContain(`w:pStyle w:val="${style}"`);
		expect(unzip(bytes, 'word/styles.xml')).toContain(`w:styleId="${style}"`);
	}
	expect(unzip(bytes, 'docProps/core.xml')).not.toContain('Un-named');
	expect(xml).toContain('&lt;script&gt;alert(1)');
	expect(unzip(bytes, 'word/styles.xml')).toContain('w:val="en"');
});

test('Markdown escapes what would be markup and keeps one title', () => {
	const text = writeMarkdown(
		describeReport(
			sampleContent(1, { title: { text: `${evil}\n# second`, lang: 'en' } }),
			sampleImprint
		)
	);
	expect(text.match(/^# /gm)).toHaveLength(1);
	expect(text).toContain('\\*b\\*');
	expect(text).not.toContain('<script>');
	expect(text).not.toMatch(/(?<!\\)\[x\]/);
});

test('decisions, actions and questions are listed before the record, and each leads to its item', async () => {
	const content = sampleContent(2);
	const parts = describeReport(content, sampleImprint);
	const text = writeMarkdown(parts);
	const [before = ''] = text.split('\n## Proceedings');
	expect(before).toContain(
		`## Actions\n\n- [Write the programme](<${sampleImprint.address}#action-a0>) · ` +
			'Institut de Locarn · Sunday, 20 September 2026 · open'
	);
	expect(before).toContain(`## Decisions\n\n- [We go on.](<${sampleImprint.address}#decision-d0>)`);
	expect(before).toContain(
		`## Questions and answers\n\n- [Who pays for the journey?](<${sampleImprint.address}#question-q0>)`
	);
	const xml = unzip(await writeDocx(parts, content, sampleImprint), 'word/document.xml');
	const places = [...xml.matchAll(/<w:bookmarkStart w:name="([^"]*)"/g)].map(([, name]) => name);
	const anchors = [...xml.matchAll(/<w:hyperlink [^>]*w:anchor="([^"]*)"/g)].map(([, to]) => to);
	expect(anchors).toHaveLength(8);
	expect(new Set(places)).toEqual(new Set(anchors));
});

test('a colon stands as the language sets it', () => {
	const french = writeMarkdown(describeReport(sampleContent(1, { language: 'fr' }), sampleImprint));
	expect(french).toMatch(/^Intervenants\u00a0: coordinator/m);
	expect(french).not.toMatch(/[a-z]:\*\*/);
	const english = writeMarkdown(describeReport(sampleContent(1), sampleImprint));
	expect(english).toMatch(/^Speakers: coordinator/m);
	expect(english).toMatch(/^> \*\*Decision:\*\* We go on/m);
});

test('a question stands with who asked and its answer, in the words of the language', () => {
	const print = (language: string) =>
		writeMarkdown(describeReport(sampleContent(1, { language }), sampleImprint));
	expect(print('en')).toContain(
		'> **Question (AJE):** Who pays for the journey?\n>\n> **Answer:** The programme does.  \n>   \n> Twice a year.'
	);
	expect(print('fr')).toContain('**Question (AJE)\u00a0:** Who pays for the journey?');
	expect(print('fr')).toContain('**Réponse\u00a0:** The programme does.');
	const headings = ['fr', 'nl', 'es', 'da'].map((language) => print(language));
	for (const [n, words] of [
		'Questions et réponses',
		'Vragen en antwoorden',
		'Preguntas y respuestas',
		'Spørgsmål og svar'
	].entries())
		expect(headings[n]).toContain(`## ${words}\n`);
});

test('paragraphs of a passage stay apart', () => {
	const decision = { ...sampleItem(0).decisions[0]!, html: writeHtml('We go on.\n\nIn May.') };
	const item = sampleItem(0, { decisions: [decision] });
	const text = writeMarkdown(describeReport(sampleContent(0, { items: [item] }), sampleImprint));
	expect(text).toContain('> **Decision:** We go on.  \n> In May.');
});

test('typed words become paragraphs and nothing else, and come back as they were', () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 200 }), (typed) => {
			const words = typed.replace(/\s+/g, ' ').replace(/^–|–$/g, '').trim();
			const html = writeHtml(words);
			expect(html.replaceAll(/<\/?p>|<br>/g, '')).not.toMatch(/[<>]/);
			if (words && words !== '–') expect(readText(html)).toBe(words);
		})
	);
});

test('decisions, actions and lines are read once: they are left out of the paragraphs', () => {
	const html =
		'<p>One</p><p class="note-decision" data-id="d">Secret choice</p>' +
		'<ul><li>Two</li><li class="note-action" data-id="a">Secret task<ul><li>Three</li></ul></li></ul>' +
		'<blockquote><p class="note-line">Secret line</p></blockquote>';
	const blocks = splitHtml(leaveOutMarked(html));
	expect(blocks.map(readText)).toEqual(['One', '– Two\n– Three']);
	expect(blocks.join('')).not.toContain('Secret');
});

/** Nothing beside its paragraphs: as an item comes from an imported report. */
const BARE: Partial<ReportItem> = {
	planned: { minutes: null },
	talk: null,
	actual: null,
	outcome: 'held',
	speakers: [],
	organisations: [],
	decisions: [],
	actions: [],
	lines: [],
	questions: [],
	films: []
};

test('whatever is restricted, the public part has none of it and the whole comes back', () => {
	const seen = fc.constantFrom(...VISIBILITIES);
	const mark = fc.tuple(seen, seen, seen, fc.boolean());
	fc.assert(
		fc.property(fc.array(mark, { minLength: 1, maxLength: 6 }), (marks) => {
			const items = marks.map(([own, first, second, isBare], n) => {
				const item = sampleItem(n, { visibility: own, ...(isBare && BARE) });
				item.blocks[0]!.visibility = first;
				item.blocks[1]!.visibility = second;
				return item;
			});
			const content = sampleContent(0, { items });
			const { open, restricted } = splitContent(content);
			expect(JSON.stringify(open)).not.toMatch(/"visibility":"(members|restricted)"/);
			expect(mergeContent(open, [...restricted.members, ...restricted.restricted])).toEqual(
				content
			);
			const member = JSON.stringify(mergeContent(open, restricted.members));
			expect(member).not.toContain('"visibility":"restricted"');
		})
	);
});

test('a heading with only restricted words under it is read with them; one that is empty stays', () => {
	const [steps, seen, held] = [sampleItem(0, BARE), sampleItem(1, BARE), sampleItem(2)] as const;
	for (const { blocks } of [steps, held])
		for (const block of blocks) block.visibility = 'restricted';
	steps.blocks[1]!.visibility = 'members';
	const empty = { ...sampleItem(3, BARE), blocks: [] };
	const content = sampleContent(0, { items: [steps, seen, held, empty], parts: [] });
	const { open, restricted } = splitContent(content);
	const ids = (items: ReportItem[]) => items.map(({ id }) => id);
	expect(ids(open.items)).toEqual(ids([seen, held, empty]));
	expect(mergeContent(open, restricted.members).items[0]?.blocks).toHaveLength(1);
	expect(mergeContent(open, [...restricted.restricted, ...restricted.members])).toEqual(content);
	const told = {
		...content,
		parts: [{ day: steps.day, part: steps.part, title: '', text: 'Told' }]
	};
	expect(splitContent(told).open.items).toHaveLength(4);
});

test('the word difference of two texts gives back both', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (before, after) => {
			const changes = compareWords(before, after);
			const read = (without: string) =>
				changes
					.filter(({ kind }) => kind !== without)
					.map(({ text }) => text)
					.join('');
			expect(read('removed')).toBe(after);
			expect(read('added')).toBe(before);
		})
	);
});

test('films that only the programme names are not said to have been shown, in any format or language', async () => {
	const tell = async (at: string | null) => {
		const { films, ...item } = sampleItem(1);
		const content = sampleContent(0, {
			items: [{ ...item, films: films.map((film) => ({ ...film, at })) }]
		});
		const parts = describeReport(content, sampleImprint);
		const docx = await writeDocx(parts, content, sampleImprint);
		const pages: string[] = [];
		for (const locale of LOCALES) {
			const props = { report: presentReport(content, locale) };
			pages.push((await renderPage(ReportText, props, { path: '/', locale })).text);
		}
		return [writeMarkdown(parts), unzip(docx, 'word/document.xml'), ...pages];
	};
	const locales = ['en', 'en', ...LOCALES] as const;
	const labels = (message: typeof m.report_films) =>
		locales.map((locale) => message({}, { locale }));
	const [shown, named] = [await tell('2026-08-27T07:35:00.000Z'), await tell(null)];
	labels(m.report_films).forEach((label, n) => {
		expect(shown[n]).toContain(label);
		expect(named[n]).not.toContain(label);
	});
	labels(m.report_films_programme).forEach((label, n) => expect(named[n]).toContain(label));
	// They are something to read: an old report whose items have no more can still be corrected.
	const unsaid = { blocks: [], lines: [], questions: [], decisions: [], actions: [] };
	const item = sampleItem(1, unsaid);
	expect(hasOutcome(item)).toBe(true);
	const films = item.films.map((film) => ({ ...film, at: null }));
	expect(hasOutcome({ ...item, films })).toBe(true);
	expect(hasOutcome({ ...item, films: [] })).toBe(false);
});
