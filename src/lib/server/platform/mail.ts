import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { getConfig } from './config.ts';
import { readMail, type ReadMail } from './mail-reading.ts';

export interface Mail {
	to: string;
	subject: string;
	text: string;
	replyTo?: string;
	attachments?: Array<{ filename: string; content: string; contentType: string }>;
}

/**
 * Sends one mail; without SMTP_URL it is written as an RFC 5322 file to the data folder, where the
 * desk shows it. Text only: nothing typed by a person can become markup.
 */
export async function sendMail(mail: Mail): Promise<void> {
	const { SMTP_URL, ORIGIN } = getConfig();
	const sender = senderAt(ORIGIN);
	const from = `${sender.name} <${sender.email}>`;
	// A title may have come from anywhere: a header is one line.
	const message = { ...mail, subject: mail.subject.replaceAll(/\s+/g, ' ').trim(), from };
	if (SMTP_URL) {
		await createTransport(SMTP_URL).sendMail(message);
		return;
	}
	const { message: written } = await createTransport({
		streamTransport: true,
		buffer: true
	}).sendMail(message);
	await mkdir(mailFolder(), { recursive: true });
	const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}.eml`;
	await writeFile(join(mailFolder(), name), written as Buffer, { mode: 0o600 });
}

/** In whose name mails of a site are sent. */
export function senderAt(origin: string | undefined): { name: string; email: string } {
	return { name: 'Emvod', email: `no-reply@${origin ? new URL(origin).hostname : 'localhost'}` };
}

/** The newest mails written to the data folder, as a person reads them. */
export async function listWrittenMails(limit: number): Promise<Array<ReadMail & { name: string }>> {
	const names = await readdir(mailFolder()).catch(() => []);
	const newest = names
		.filter((name) => name.endsWith('.eml'))
		.sort()
		.reverse()
		.slice(0, limit);
	return Promise.all(
		newest.map(async (name) => ({ name, ...readMail(await readFile(join(mailFolder(), name))) }))
	);
}

function mailFolder(): string {
	return join(getConfig().EMVOD_DATA, 'mail');
}
