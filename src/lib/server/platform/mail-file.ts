import { createTransport } from 'nodemailer';
import type { Mail } from './mail.ts';

const CALENDAR = /^text\/calendar/;

/** A mail as an RFC 5322 message, as it would go over the wire. */
export async function composeMail(mail: Mail & { from: string }): Promise<Buffer> {
	const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(mail);
	return message as Buffer;
}

/** Reads back what `composeMail` wrote; null for anything else. */
export function parseMail(raw: string): (Mail & { from: string; date: string }) | null {
	const whole = parsePart(raw);
	const [from, to] = [whole.header('From'), whole.header('To')];
	if (!from || !to) return null;
	const parts = whole.boundary ? splitParts(whole.body, whole.boundary).map(parsePart) : [whole];
	const [text, ...files] = parts;
	if (!text?.type.startsWith('text/plain')) return null;
	const replyTo = whole.header('Reply-To');
	const attachments = files.map(({ type, name, body }) => ({
		filename: name,
		content: CALENDAR.test(type) ? body.replaceAll('\r\n', '\n') : body,
		contentType: type.replace(/;\s*name=.*$/s, '')
	}));
	return {
		from,
		to,
		subject: whole.header('Subject'),
		date: whole.header('Date'),
		text: text.body.replaceAll('\r\n', '\n'),
		...(replyTo && { replyTo }),
		...(attachments.length && { attachments })
	};
}

function parsePart(raw: string) {
	const [head = '', ...rest] = raw.split(/\r?\n\r?\n/);
	const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
	const header = (name: string) => {
		const start = `${name.toLowerCase()}:`;
		const line = lines.find((one) => one.toLowerCase().startsWith(start)) ?? '';
		return decodeWords(line.slice(start.length).trim());
	};
	const type = header('Content-Type');
	const body = decodeBody(rest.join('\r\n\r\n'), header('Content-Transfer-Encoding'));
	const boundary = /boundary="?([^";]+)/.exec(type)?.[1];
	return { header, type, body, boundary, name: /name="?([^";]+)/.exec(type)?.[1] ?? 'file' };
}

function splitParts(body: string, boundary: string): string[] {
	const ends = body.split(new RegExp(`(?:^|\\r?\\n)--${RegExp.escape(boundary)}(?:--)?\\r?\\n?`));
	return ends.slice(1, -1);
}

function decodeBody(body: string, encoding: string): string {
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
	if (encoding !== 'quoted-printable') return body;
	return decodeHex(body.replaceAll(/=\r?\n/g, '').replace(/\r?\n$/, ''));
}

/** Encoded words of a header (RFC 2047); spaces between two of them are none. */
function decodeWords(line: string): string {
	const joined = line.replaceAll(/\?=\s+=\?/g, '?==?');
	return joined.replaceAll(/(?:=\?utf-8\?[qb]\?[^?]*\?=)+/gi, (words) => {
		const bytes = [...words.matchAll(/=\?utf-8\?([qb])\?([^?]*)\?=/gi)].map(([, way, word = '']) =>
			way!.toLowerCase() === 'b'
				? Buffer.from(word, 'base64')
				: Buffer.from(hexBytes(word.replaceAll('_', ' ')), 'latin1')
		);
		return Buffer.concat(bytes).toString();
	});
}

function decodeHex(text: string): string {
	return Buffer.from(hexBytes(text), 'latin1').toString();
}

/** One sign for each byte. */
function hexBytes(text: string): string {
	return text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
		String.fromCharCode(parseInt(hex, 16))
	);
}
