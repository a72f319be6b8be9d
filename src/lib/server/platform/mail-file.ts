import { createTransport } from 'nodemailer';
import PostalMime, { type Address, type Attachment } from 'postal-mime';
import type { Mail } from './mail.ts';

/** A mail as it was written to a file. `date` as its header has it. */
export interface WrittenMail extends Mail {
	from: string;
	date: string;
}

/** A mail as an RFC 5322 message, as it would go over the wire. */
export async function composeMail(mail: Mail & { from: string }): Promise<Buffer> {
	const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(mail);
	return message as Buffer;
}

/** Reads a mail back (RFC 5322, MIME); null for what is none from somebody to somebody. */
export async function readMail(raw: Buffer): Promise<WrittenMail | null> {
	const read = await PostalMime.parse(raw, { attachmentEncoding: 'utf8' }).catch(() => null);
	const [from, to, replyTo] = [read?.from, read?.to?.[0], read?.replyTo?.[0]].map(writeAddress);
	if (!read || !from || !to || read.text === undefined) return null;
	const attachments = read.attachments.map(readAttachment);
	return {
		from,
		to,
		date: read.date ?? '',
		subject: read.subject ?? '',
		text: read.text.replaceAll('\r\n', '\n'),
		...(replyTo && { replyTo }),
		...(attachments.length && { attachments })
	};
}

function writeAddress(one: Address | undefined): string {
	if (!one?.address) return '';
	return one.name ? `${one.name} <${one.address}>` : one.address;
}

function readAttachment({ filename, mimeType, method, content }: Attachment) {
	const isCalendar = mimeType === 'text/calendar';
	const text = String(content);
	return {
		filename: filename ?? 'file',
		content: isCalendar ? text.replaceAll('\r\n', '\n') : text,
		contentType: isCalendar
			? `text/calendar; charset=utf-8${method ? `; method=${method}` : ''}`
			: mimeType
	};
}
