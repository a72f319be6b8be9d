import { readHeader } from '#lib/model/programme-table.ts';
import { readCalendar } from './calendar.ts';
import { readDocx } from './docx.ts';
import { readPdf } from './pdf.ts';
import { listPlain } from './plain-lines.ts';
import { doubt, LIMITS, Unreadable, type Reading } from './reading.ts';
import { readTable } from './table.ts';
import { decodeText } from './text.ts';

export interface Source {
	bytes: Uint8Array;
	/** The file's name; empty for what was pasted. */
	name: string;
}

const begins = (bytes: Uint8Array, signature: readonly number[]) =>
	signature.every((byte, at) => bytes[at] === byte);
const [ZIP, OLE] = [
	[0x50, 0x4b, 0x03, 0x04],
	[0xd0, 0xcf, 0x11, 0xe0]
] as const;
const PICTURES = [
	[0xff, 0xd8, 0xff],
	[0x89, 0x50, 0x4e, 0x47],
	[0x47, 0x49, 0x46, 0x38]
] as const;

type Kind = 'pdf' | 'docx' | 'text';

/** By what is in it, never by its name: a name only has to agree. */
function tellKind({ bytes, name }: Source): Kind {
	const ending = /\.([a-z]{2,4})$/i.exec(name)?.[1]?.toLowerCase();
	const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
	if (begins(bytes, OLE)) throw new Unreadable('old_word');
	if (head.startsWith('{\\rtf') || PICTURES.some((picture) => begins(bytes, picture)))
		throw new Unreadable('kind');
	const kind = head.includes('%PDF-') ? 'pdf' : begins(bytes, ZIP) ? 'docx' : 'text';
	const isCalendar = /^\s*(?:ï»¿)?BEGIN:VCALENDAR/i.test(head);
	if (ending === 'pdf' && kind !== 'pdf') throw new Unreadable('mismatch');
	if (ending === 'docx' && kind !== 'docx') throw new Unreadable('mismatch');
	if (ending === 'ics' && !isCalendar) throw new Unreadable('mismatch');
	return kind;
}

/**
 * Reads a file of any kind that is known.
 * @throws {Unreadable}
 */
export async function readSource(source: Source): Promise<Reading> {
	const { bytes } = source;
	if (bytes.length === 0) throw new Unreadable('empty');
	if (bytes.length > LIMITS.bytes) throw new Unreadable('too_large', { mb: LIMITS.bytes >> 20 });
	const kind = tellKind(source);
	const reading =
		kind === 'pdf' ? await readPdf(bytes) : kind === 'docx' ? readDocx(bytes) : readPlain(source);
	const length = reading.lines.reduce((sum, { text }) => sum + text.length, 0);
	if (length > LIMITS.characters) throw new Unreadable('too_long', { count: LIMITS.characters });
	const isEmpty = reading.lines.every(({ text }) => !text.trim());
	if (isEmpty && !reading.rows && !reading.calendar) throw new Unreadable('empty');
	return reading;
}

function readPlain({ bytes, name }: Source): Reading {
	const { text, isGuessed } = decodeText(bytes);
	const doubts = isGuessed ? [doubt('encoding', text.match(/[^\p{ASCII}]\p{L}*/u)?.[0] ?? '')] : [];
	const plain: Reading = { lines: listPlain(text), removed: [], doubts };
	if (/^\s*BEGIN:VCALENDAR/i.test(text)) return { ...plain, calendar: readCalendar(text) };
	if (text.length > LIMITS.characters) return plain;
	const rows = readTable(text, /\.csv$|\.tsv$/i.test(name));
	return rows && readHeader(rows[0] ?? []) ? { ...plain, rows } : plain;
}
