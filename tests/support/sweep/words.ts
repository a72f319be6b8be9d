import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { unzipAll } from '../zip.ts';
import type { Given } from './visitor.ts';

/** What a reader, a program or a search for the letters finds in what was given, whatever its format. */
export async function readWords({ type, bytes }: Given): Promise<string> {
	if (type.includes('pdf')) return readPdf(bytes);
	if (type.includes('officedocument')) return unzipAll(bytes).join('\n');
	if (/image|video/.test(type)) return '';
	return bytes.toString('utf8');
}

async function readPdf(bytes: Buffer): Promise<string> {
	const pdf = await getDocumentProxy(new Uint8Array(bytes));
	const { text } = await extractText(pdf, { mergePages: true });
	return `${text}\n${JSON.stringify(await getMeta(pdf))}`;
}

const ENTITIES: Record<string, string> = { nbsp: ' ', amp: '&', quot: '"', lt: '<', gt: '>' };

/** Letters and digits alone: without markup, folded lines, accents, capitals, spaces and signs. */
export function bare(words: string): string {
	return words
		.replaceAll(/<[^<>]*>/g, '')
		.replaceAll(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, number, hex, name) =>
			number || hex
				? String.fromCodePoint(number ? Number(number) : parseInt(hex, 16))
				: (ENTITIES[String(name)] ?? whole)
		)
		.normalize('NFKD')
		.replaceAll(/\\[nrt]|\p{M}/gu, '')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '');
}
