import ICAL from 'ical.js';
import mammoth from 'mammoth';
import { SaxesParser } from 'saxes';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { parseAtomFeed } from 'feedsmith';
import type { Given } from './sweep/visitor.ts';
import { unzip } from './zip.ts';

/*
 * What readers of formats understand as titles. The rule for signs that have no place in a line: each
 * run of control characters, line ends and blanks is one blank; every other sign is as it was written.
 */
export function onOneLine(words: string): string {
	return words.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
}

const body = ({ bytes }: Given) => bytes.toString().replace(/^(?:[a-z-]+: .*\n)+\n/, '');
export const readJson = (given: Given) => JSON.parse(body(given)) as Record<string, unknown>;

/** Character references as their signs; markup inside is a fault, but for marks of the language. */
function readHtml(inner: string): string {
	const words = inner.replaceAll(/<!--[^]*?-->|<\/?span(?: lang="[\w-]+")?(?: dir="auto")?>/g, '');
	if (words.includes('<')) throw new Error(`markup in a title: ${words.slice(0, 200)}`);
	return words
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&');
}

/** The heading of a page, its title in the browser, what it says to search engines. */
export function readPageTitles({ page }: Given) {
	const find = (pattern: RegExp, from: string) => pattern.exec(from)?.[1];
	const linked = find(/<script[^>]*ld\+json[^>]*>([^]*?)<\/script>/, page!.head);
	const shared = find(/<meta property="og:title" content="([^"]*)"/, page!.head);
	return {
		heading: readHtml(find(/<h1[^>]*>([^]*?)<\/h1>/, page!.html) ?? ''),
		title: readHtml(find(/<title>([^]*?)<\/title>/, page!.head) ?? '').replace(/ · Emvod$/, ''),
		linked: linked === undefined ? undefined : (JSON.parse(linked) as { name: string }).name,
		shared: shared === undefined ? undefined : readHtml(shared)
	};
}

/** Titles of a feed and of its entries, which are HTML, and who each of these is from. */
export function readAtom(given: Given) {
	const text = body(given);
	requireXml(text);
	const feed = parseAtomFeed(text);
	return {
		feed: feed.title?.value ?? '',
		entries: feed.entries!.map(({ title }) => readHtml(title?.value ?? '')),
		authors: feed.entries!.flatMap(({ authors }) => authors?.map(({ name }) => name ?? '') ?? [])
	};
}

// RFC 7986, which the reader does not know: the name of a calendar is a text like any other.
Object.assign(ICAL.design.icalendar.property, { name: { defaultType: 'text' } });

/** The name of a calendar and what each of its events is called. */
export function readCalendar(given: Given) {
	const text = body(given);
	if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) throw new Error('control signs');
	const calendar = new ICAL.Component(ICAL.parse(text));
	return {
		name: String(calendar.getFirstPropertyValue('name')),
		events: calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one).summary),
		parts: calendar.getAllSubcomponents().map(({ name }) => name)
	};
}

/** What a PDF says it is called, its first bookmark, which is its heading, and what is drawn, without blanks. */
export async function readPdfTitles({ bytes }: Given) {
	const pdf = await getDocumentProxy(new Uint8Array(bytes));
	const { info } = await getMeta(pdf);
	const outline = (await pdf.getOutline()) as Array<{ title: string }>;
	const { text } = await extractText(pdf, { mergePages: true });
	return {
		title: (info as { Title: string }).Title,
		heading: outline[0]!.title,
		drawn: text.replace(/\s/g, '')
	};
}

/** The heading of first rank of a DOCX, and what the document says it is called. */
export async function readDocxTitles({ bytes }: Given) {
	// The reader is lenient with signs that XML has no place for; word processors are not.
	requireXml(unzip(bytes, 'word/document.xml'));
	const { value } = await mammoth.convertToHtml({ buffer: bytes });
	const headings = [...value.matchAll(/<h1>([^]*?)<\/h1>/g)];
	const core = requireXml(unzip(bytes, 'docProps/core.xml'));
	return {
		headings: headings.map(([, inner]) => readHtml(inner!.replaceAll(/<a id="[^"]*"><\/a>/g, ''))),
		title: core.get('dc:title') ?? ''
	};
}

/** The headings of first rank in Markdown: of a sign that would mean something each is escaped. */
export function readMarkdown({ bytes }: Given): string[] {
	const lines = bytes
		.toString()
		.replace(/^(?:[a-z-]+: .*\n)+\n/, '')
		.split('\n')
		.filter((line) => /^# /.test(line));
	return lines.map((line) => {
		const words = line.slice(2);
		const bare = words.replaceAll(/\\[!-/:-@[-`{-~]/g, '');
		const open = /[`*_[\]<>|~\\]|&#?\w+;/.exec(bare);
		if (open)
			throw new Error(`Markdown would read ${open[0]} as a mark in: ${words.slice(0, 200)}`);
		return words.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');
	});
}

/** The text of each element of well-formed XML, by its name. @throws for any other */
function requireXml(text: string): Map<string, string> {
	const found = new Map<string, string>();
	let words = '';
	const parser = new SaxesParser();
	parser.on('error', (fault) => {
		throw fault;
	});
	parser.on('opentag', () => (words = ''));
	parser.on('text', (more) => (words += more));
	parser.on('closetag', ({ name }) => found.set(name, words));
	parser.write(text).close();
	return found;
}
