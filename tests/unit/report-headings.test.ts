import { render } from 'svelte/server';
import { getDocumentProxy } from 'unpdf';
import { expect, describe, test } from 'vitest';
import type { ReportContent } from '#lib/model/report.ts';
import { describeReport } from '#lib/server/report/document.ts';
import { writeDocx } from '#lib/server/report/docx.ts';
import { writeMarkdown } from '#lib/server/report/markdown.ts';
import { presentReport } from '#lib/server/report/page.ts';
import { writePdf } from '#lib/server/report/pdf.ts';
import ReportText from '../../src/routes/(public)/reports/ReportText.svelte';
import { sampleContent, sampleImprint, sampleItem } from '../support/report.ts';
import { unzip } from '../support/zip.ts';

/* Days, parts, items and the headings of notes stand below each other in every format, without gaps. */

const noted = (html: string) => [{ id: 'b', n: 0, html, text: 'x', visibility: 'public' as const }];
const item = (n: number, day: number, part: number) =>
	sampleItem(n, {
		day,
		part,
		title: { text: `Item ${n}`, lang: 'en' },
		blocks: noted(n ? '<h4>Lesser</h4><p>x</p>' : '<h3>Great</h3><p>x</p><h4>Small</h4><p>x</p>')
	});
const [first, ...more] = sampleContent(0).days;

const CASES: Record<string, { over: Partial<ReportContent>; ranks: Record<string, number> }> = {
	'several days and parts': {
		over: { items: [item(0, 1, 1), item(1, 1, 2), item(2, 2, 1)] },
		ranks: {
			'Day 1': 3,
			'Part 1': 4,
			'Part 2': 4,
			'Day 2': 3,
			'Item 0': 5,
			Great: 6,
			Small: 6,
			Lesser: 6
		}
	},
	'several days, all on one': {
		over: { items: [item(0, 1, 1), item(1, 1, 1)], parts: [] },
		ranks: { 'Day 1': 3, 'Item 0': 4, 'Item 1': 4, Great: 5, Small: 6, Lesser: 5 }
	},
	'one day with parts': {
		over: { days: [first!], items: [item(0, 1, 1), item(1, 1, 2)] },
		ranks: { 'Part 1': 3, 'Part 2': 3, 'Item 0': 4, 'Item 1': 4, Great: 5 }
	},
	'one day with a part that has a title': {
		over: { days: [first!], items: [item(0, 1, 1)] },
		ranks: { 'Part 1': 3, 'Item 0': 4, Great: 5, Small: 6 }
	},
	'neither days nor parts': {
		over: { days: [first!], items: [item(0, 1, 1), item(1, 1, 1)], parts: [] },
		ranks: { 'Item 0': 3, 'Item 1': 3, Great: 4, Small: 5, Lesser: 4 }
	}
};

type Heading = [text: string, level: number];
const bare = (markup: string) =>
	markup
		.replaceAll(/<[^>]*>/g, '')
		.replaceAll(/\s+/g, ' ')
		.trim();

async function readAll(content: ReportContent): Promise<Record<string, Heading[]>> {
	const parts = describeReport(content, sampleImprint);
	const docx = unzip(await writeDocx(parts, content, sampleImprint), 'word/document.xml');
	const pdf = await writePdf(parts, content, sampleImprint);
	expect(pdf.toString('latin1')).toContain('pdfuaid:part');
	const html = render(ReportText, { props: { report: presentReport(content, 'en') } }).body;
	return {
		markdown: [...writeMarkdown(parts).matchAll(/^(#+) (.*)$/gm)].map(([, signs, text]) => [
			text!,
			signs!.length
		]),
		docx: [...docx.matchAll(/<w:p>(?:(?!<\/w:p>).)*?w:val="Heading(\d)".*?<\/w:p>/gs)].map(
			([whole, level]) => [bare(whole), Number(level)]
		),
		html: [...html.matchAll(/<h([1-6])[^>]*>(.*?)<\/h\1>/gs)].map(([, level, inner]) => [
			bare(inner!),
			Number(level)
		]),
		pdf: (await readRoles(pdf)).map((role) => ['', role])
	};
}

async function readRoles(bytes: Buffer): Promise<number[]> {
	interface Node {
		role?: string;
		children?: Node[];
	}
	const list = ({ role = '', children = [] }: Node): number[] => [
		...(/^H\d$/.test(role) ? [Number(role.slice(1))] : []),
		...children.flatMap(list)
	];
	const document = await getDocumentProxy(new Uint8Array(bytes));
	const roles: number[] = [];
	for (let n = 1; n <= document.numPages; n++) {
		const tree = (await (await document.getPage(n)).getStructTree()) as Node | null;
		if (tree) roles.push(...list(tree));
	}
	return roles;
}

describe('headings of a report skip no level in any format', () => {
	test.each(Object.entries(CASES))('%s', async (_, { over, ranks }) => {
		const found = await readAll(sampleContent(0, over));
		for (const [format, headings] of Object.entries(found)) {
			headings.reduce((before, after) => {
				expect(after[1], `${format}: ${after[0]}`).toBeLessThanOrEqual(before[1] + 1);
				return after;
			});
			if (format !== 'pdf')
				for (const [words, rank] of Object.entries(ranks))
					expect(
						headings.find(([text]) => text.startsWith(words))?.[1],
						`${format}: ${words}`
					).toBe(rank);
		}
		expect(found.pdf!.map(([, level]) => level)).toEqual(found.docx!.map(([, level]) => level));
		expect(more).not.toEqual([]);
	});
});
