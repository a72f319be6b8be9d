import {
	Bookmark,
	Document,
	ExternalHyperlink,
	Footer,
	HeadingLevel,
	ImageRun,
	InternalHyperlink,
	Packer,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TextRun,
	WidthType
} from 'docx';
import type { ReportContent } from '#lib/model/report.ts';
import { fitPicture, type Picture } from './annex-file.ts';
import type { Imprint, Part } from './document.ts';
import { settleArchive } from './docx-archive.ts';
import { clean, run, writeRuns } from './docx-runs.ts';
import { LEVELS_OF_NUMBERS, writeOutline, writeTable } from './docx-table.ts';
import { Words } from './words.ts';

const LEVELS = [
	HeadingLevel.HEADING_1,
	HeadingLevel.HEADING_2,
	HeadingLevel.HEADING_3,
	HeadingLevel.HEADING_4,
	HeadingLevel.HEADING_5,
	HeadingLevel.HEADING_6
];

const QUOTE = { style: 'single', size: 12, space: 8, color: '999999' } as const;
const MARKED = { style: 'single', size: 18, space: 8 } as const;

/** Beside Word's own headings and lists: whoever edits the document changes each kind at one place. */
const STYLES = [
	{ id: 'Quote', name: 'Quote', paragraph: { indent: { left: 400 }, border: { left: QUOTE } } },
	{
		id: 'Decision',
		name: 'Decision',
		paragraph: { border: { left: { ...MARKED, color: '0B5A63' } } }
	},
	{ id: 'Action', name: 'Action', paragraph: { border: { left: { ...MARKED, color: '8A5300' } } } },
	{
		id: 'Question',
		name: 'Question',
		paragraph: { border: { left: { ...MARKED, color: '4D5B58' } } }
	},
	{ id: 'Remark', name: 'Remark', run: { color: '4D5B58' } }
].map((style) => ({ basedOn: 'Normal', quickFormat: true, ...style }));

const MARKS = { decision: 'Decision', action: 'Action', question: 'Question' } as const;

/** The report as an Office Open XML document with real headings, lists and a table of facts. */
export async function writeDocx(
	parts: Part[],
	content: ReportContent,
	imprint: Imprint,
	pictures: Map<string, Picture> = new Map()
): Promise<Buffer> {
	const words = new Words(content.language, content.timezone);
	const footer = `${words.say('version', { n: imprint.version })} · ${imprint.address}   `;
	const document = new Document({
		title: clean(content.title.text),
		creator: clean(content.author?.name ?? content.host?.name ?? ''),
		lastModifiedBy: clean(content.author?.name ?? content.host?.name ?? ''),
		styles: {
			paragraphStyles: STYLES,
			default: {
				document: { run: { language: { value: content.language }, font: 'Calibri', size: 22 } }
			}
		},
		numbering: { config: [{ reference: 'notes', levels: LEVELS_OF_NUMBERS }] },
		sections: [
			{
				footers: {
					default: new Footer({
						children: [
							new Paragraph({
								children: [new TextRun({ children: [footer, PageNumber.CURRENT], size: 16 })]
							})
						]
					})
				},
				children: parts.flatMap((part, at) =>
					part.kind === 'picture' ? writePicture(part, pictures.get(part.id)) : write(part, at)
				)
			}
		]
	});
	return settleArchive(await Packer.toBuffer(document), imprint.at);
}

/** `at` numbers the lists: each begins at one. */
function write(part: Exclude<Part, { kind: 'picture' }>, at: number): Array<Paragraph | Table> {
	switch (part.kind) {
		case 'heading':
			return [
				new Paragraph({
					heading: LEVELS[part.level - 1],
					keepNext: true,
					children: part.runs ? writeRuns(part.runs) : [run(part.text, part.lang)]
				})
			];
		case 'text':
			return [
				paragraph(
					part.runs ? writeRuns(part.runs) : [run(part.text, part.lang)],
					part.soft ? 'Remark' : undefined
				)
			];
		case 'quote':
			return [paragraph(writeRuns(part.runs), 'Quote')];
		case 'outline':
			return writeOutline(part.list, 0, at);
		case 'table':
			return [writeTable(part, at), paragraph([])];
		case 'list':
			return part.entries.map(
				(entry) => new Paragraph({ bullet: { level: 0 }, children: [run(entry)] })
			);
		case 'index':
			return part.entries.map(
				({ id, text, note }) =>
					new Paragraph({
						bullet: { level: 0 },
						children: [
							new InternalHyperlink({
								anchor: nameBookmark(id),
								children: [new TextRun({ text: clean(text), style: 'Hyperlink' })]
							}),
							...(note ? [run(` · ${note}`)] : [])
						]
					})
			);
		case 'facts':
			return [
				new Table({
					width: { size: 100, type: WidthType.PERCENTAGE },
					rows: part.rows.map(({ label, value, href, lang }) => {
						const words = run(value, lang);
						const shown = href ? new ExternalHyperlink({ link: href, children: [words] }) : words;
						return new TableRow({
							children: [cell(new TextRun({ text: clean(label), bold: true })), cell(shown)]
						});
					})
				}),
				paragraph([])
			];
		case 'marked': {
			const style = MARKS[part.mark];
			const label = (words: string) => new TextRun({ text: `${clean(words)} `, bold: true });
			return [
				paragraph(
					[
						label(part.label),
						...(part.id
							? [new Bookmark({ id: nameBookmark(part.id), children: writeMarked(part) })]
							: writeMarked(part))
					],
					style
				),
				...(part.note ? [paragraph([run(part.note)], style)] : []),
				...(part.reply
					? [paragraph([label(part.reply.label), ...writeRuns([part.reply])], style)]
					: [])
			];
		}
	}
}

/** The picture with its words as its alternative text, then its title, which leads to the file. */
function writePicture(
	part: Extract<Part, { kind: 'picture' }>,
	picture: Picture | undefined
): Paragraph[] {
	const link = new ExternalHyperlink({ link: part.href, children: [run(part.text, part.lang)] });
	if (!picture) return [paragraph([link, run(` (${part.alt})`)])];
	const { width, height } = fitPicture(picture, 600, 800);
	const words = { name: clean(part.text), title: clean(part.text), description: clean(part.alt) };
	const image = new ImageRun({
		type: picture.type === 'image/png' ? 'png' : 'jpg',
		data: picture.bytes,
		transformation: { width, height },
		altText: words
	});
	return [new Paragraph({ keepNext: true, children: [image] }), paragraph([link])];
}

function writeMarked(part: Extract<Part, { kind: 'marked' }>) {
	return part.runs ? writeRuns(part.runs) : [run(part.text)];
}

/** Word takes 40 letters and digits for the name of a place. */
function nameBookmark(id: string): string {
	return `to${id.replace(/[^A-Za-z0-9]/g, '').slice(-38)}`;
}

function paragraph(
	children: Array<TextRun | ExternalHyperlink | Bookmark>,
	style?: (typeof STYLES)[number]['id']
): Paragraph {
	return new Paragraph({ ...(style ? { style } : {}), spacing: { after: 120 }, children });
}

function cell(child: TextRun | ExternalHyperlink): TableCell {
	return new TableCell({ children: [new Paragraph({ children: [child] })] });
}
