import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { ReportContent } from '#lib/model/report.ts';
import { AppError } from '../platform/errors.ts';
import { log } from '../platform/log.ts';
import { fitPicture, type Picture } from './annex-file.ts';
import type { CellPart, Imprint, OutlinePart, Part, Run } from './document.ts';
import { PDF_TEMPLATE } from './pdf-template.ts';
import { Words } from './words.ts';

const FONT = '@expo-google-fonts/atkinson-hyperlegible-next';
const FACES = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'];

/** The root of the paths inside a document. The template reads nothing but pictures given to it. */
const WORKSPACE = join(tmpdir(), 'emvod-print');

let compiler: NodeCompiler | undefined;

/** What a printed page says of itself at its foot; `note` stands where no version is counted. */
export type PrintImprint = Pick<Imprint, 'slug' | 'version' | 'at' | 'address'> & { note?: string };

/** Loaded at first use: a machine without the native part lacks PDF, not reports. */
async function getCompiler(): Promise<NodeCompiler> {
	if (compiler) return compiler;
	try {
		const { NodeCompiler: Compiler } = await import('@myriaddreamin/typst-ts-node-compiler');
		const { resolve } = createRequire(import.meta.url);
		const fontBlobs = FACES.map((face) =>
			readFileSync(resolve(`${FONT}/${face}/AtkinsonHyperlegibleNext_${face}.ttf`))
		);
		return (compiler = Compiler.create({ workspace: WORKSPACE, fontArgs: [{ fontBlobs }] }));
	} catch (fault) {
		log.error({ err: fault }, 'no PDF on this machine');
		throw new AppError('pdf_missing', 503, 'The PDF could not be made on this machine.');
	}
}

/**
 * The report as a tagged PDF: PDF/UA-1 (ISO 14289-1) with title, language and headings. Characters
 * that no font of the machine can draw would break that standard; then it is a tagged PDF 1.7.
 */
export async function writePdf(
	parts: Part[],
	content: Pick<ReportContent, 'language' | 'timezone' | 'title' | 'author' | 'host'>,
	imprint: PrintImprint,
	pictures: Map<string, Picture> = new Map()
): Promise<Buffer> {
	const typst = await getCompiler();
	const words = new Words(content.language, content.timezone);
	const input = {
		title: clean(content.title.text).replaceAll('\n', ' '),
		author: clean(content.author?.name ?? content.host?.name ?? ''),
		lang: readTag(content.language) ?? 'en',
		fonts: ['Atkinson Hyperlegible Next', 'Libertinus Serif'],
		footer: `${imprint.note ?? words.say('version', { n: imprint.version })} · ${imprint.address}`,
		page: words.say('page_of', { n: '' }).trim(),
		parts: prepareAll(parts, pictures)
	};
	const source = { mainFileContent: PDF_TEMPLATE, inputs: { data: JSON.stringify(input) } };
	const creationTimestamp = Math.floor(new Date(imprint.at).getTime() / 1000);
	for (const [id, { bytes }] of pictures) typst.mapShadow(placePicture(id), bytes);
	try {
		return typst.pdf(source, { pdfStandard: 'ua-1', creationTimestamp });
	} catch (fault) {
		log.warn({ err: fault, slug: imprint.slug }, 'PDF/UA-1 refused, PDF 1.7 made instead');
		try {
			return typst.pdf(source, { pdfStandard: '1.7', creationTimestamp });
		} catch (second) {
			if (pictures.size === 0) throw second;
			log.warn({ err: second, slug: imprint.slug }, 'printed without its pictures');
			return await writePdf(parts, content, imprint);
		}
	} finally {
		for (const id of pictures.keys()) typst.unmapShadow(placePicture(id));
		typst.evictCache(10);
	}
}

/** Where the compiler finds a picture; nothing is written there. */
function placePicture(id: string): string {
	return join(WORKSPACE, 'pictures', id);
}

/** Whether a picture can be drawn at all: one that is cut off would keep a report from being printed. */
export async function isDrawable(bytes: Buffer, type: string): Promise<boolean> {
	const typst = await getCompiler().catch(() => null);
	if (!typst) return true;
	const format = nameFormat(type);
	const place = placePicture('tried');
	typst.mapShadow(place, bytes);
	try {
		typst.pdf({ mainFileContent: `#image("/pictures/tried", format: "${format}", width: 1cm)` });
		return true;
	} catch {
		return false;
	} finally {
		typst.unmapShadow(place);
		typst.evictCache(10);
	}
}

function nameFormat(type: string): 'png' | 'jpg' {
	return type === 'image/png' ? 'png' : 'jpg';
}

/** A place two parts share would be no place to lead to: the first has it. */
function prepareAll(parts: Part[], pictures: Map<string, Picture>): object[] {
	const places = new Set<string>();
	return parts.map((part) => {
		if (part.kind === 'picture') return preparePicture(part, pictures.get(part.id));
		if (part.kind !== 'marked' || part.id === undefined) return prepare(part);
		const { id, ...others } = part;
		const isNew = !places.has(id);
		places.add(id);
		return prepare(isNew ? part : others);
	});
}

/** The picture with its words; the words and the address alone where its file is gone. */
function preparePicture(
	{ id, text, lang, alt, href }: Extract<Part, { kind: 'picture' }>,
	picture: Picture | undefined
): object {
	if (!picture)
		return prepare({ kind: 'text', text: '', runs: [{ text, href }, { text: ` (${alt})` }] });
	// A pixel is three quarters of a point.
	const { width } = fitPicture(picture, 600, 780);
	return {
		kind: 'picture',
		path: `/pictures/${id}`,
		format: nameFormat(picture.type),
		width: width * 0.75,
		alt: clean(alt).replaceAll('\n', ' '),
		lines: split(text),
		href,
		lang: readTag(lang)
	};
}

/** Signs on a page, about. */
const PAGE = 4000;

/** A heading row is never parted: one that is longer than a page would be cut off. */
function fitsPage(row: CellPart[][]): boolean {
	const lengths = row.map((cell) => cell.reduce((sum, { text }) => sum + text.length, 0));
	return Math.max(...lengths) * row.length < PAGE;
}

function prepare(part: Exclude<Part, { kind: 'picture' }>): object {
	switch (part.kind) {
		case 'heading':
			return {
				kind: part.kind,
				level: part.level,
				runs: prepareRuns(part.runs ?? [{ text: part.text }], true),
				lang: readTag(part.lang)
			};
		case 'text':
			return {
				kind: part.kind,
				soft: part.soft ?? false,
				runs: prepareRuns(part.runs ?? [{ text: part.text }]),
				lang: readTag(part.lang)
			};
		case 'quote':
			return { kind: part.kind, runs: prepareRuns(part.runs) };
		case 'outline':
			return { kind: part.kind, list: prepareList(part.list) };
		case 'table':
			return {
				kind: part.kind,
				header: part.header && fitsPage(part.rows[0]!),
				// Repeated on the next page it would be an artifact, and those may hold no link.
				linked: JSON.stringify(part.rows[0] ?? []).includes('"href"'),
				rows: part.rows.map((row) => row.map((cell) => cell.map(prepareCell)))
			};
		case 'list':
			return { ...part, entries: part.entries.map(split) };
		case 'index':
			return {
				...part,
				entries: part.entries.map(({ id, text, note }) => ({
					id,
					lines: split(text),
					note: note ? clean(note) : null
				}))
			};
		case 'facts':
			return {
				...part,
				rows: part.rows.map((row) => ({
					...row,
					href: row.href ?? null,
					lines: split(row.value),
					lang: readTag(row.lang)
				}))
			};
		case 'marked':
			return {
				...part,
				runs: prepareRuns(part.runs ?? [{ text: part.text }]),
				note: part.note ? clean(part.note) : null,
				reply: part.reply ? { ...part.reply, runs: prepareRuns([part.reply]) } : null,
				id: part.id ?? null
			};
	}
}

function prepareCell(part: CellPart): object {
	if (part.kind === 'text') return { kind: part.kind, runs: prepareRuns(part.runs) };
	return { kind: part.kind, list: prepareList(part.list) };
}

function prepareRuns(runs: Run[], isOneLine = false): object[] {
	return runs.map(({ text, bold = false, italic = false, href = null }) => ({
		lines: isOneLine ? [clean(text).replaceAll('\n', ' ')] : split(text),
		bold,
		italic,
		href
	}));
}

function prepareList({ ordered, entries }: OutlinePart): object {
	return {
		ordered,
		entries: entries.map(({ runs, lists }) => ({
			runs: prepareRuns(runs),
			lists: lists.map(prepareList)
		}))
	};
}

function split(text: string): string[] {
	return clean(text).split('\n');
}

/** Control characters have no glyph; the direction marks among the format characters stay. */
function clean(text: string): string {
	return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ' ');
}

/** Typst knows language codes of two or three letters; regions and scripts are left out. */
function readTag(tag: string | undefined): string | null {
	return tag?.toLowerCase().match(/^[a-z]{2,3}(?=-|$)/)?.[0] ?? null;
}
