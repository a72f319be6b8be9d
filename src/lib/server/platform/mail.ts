import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { getConfig } from './config.ts';
import type { Db } from './db.ts';
import { composeMail, readMail } from './mail-file.ts';
import { lockMail } from './mail.rows.ts';

/** In ms, for each step of talking to a mail server. */
const PATIENCE = 20_000;

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
		await createTransport({
			url: SMTP_URL,
			connectionTimeout: PATIENCE,
			greetingTimeout: PATIENCE,
			socketTimeout: PATIENCE
		}).sendMail(message);
		return;
	}
	await mkdir(mailFolder(), { recursive: true });
	const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}.eml`;
	await writeFile(join(mailFolder(), name), await composeMail(message), { mode: 0o600 });
}

/**
 * Sends a mail that waits in the queue as it stands now, while nobody can change it: whom somebody
 * erased since it was enqueued or taken is neither written to nor named.
 */
export async function sendWaitingMail(db: Db, jobId: string): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const mail = await lockMail(trx, jobId);
		if (mail) await sendMail(mail);
	});
}

/** In whose name mails of a site are sent. */
export function senderAt(origin: string | undefined): { name: string; email: string } {
	return { name: 'Emvod', email: `no-reply@${origin ? new URL(origin).hostname : 'localhost'}` };
}

/** A mail of the data folder as the desk shows it; what cannot be read is shown as it stands. */
export interface ShownMail {
	name: string;
	to: string;
	subject: string;
	text: string;
	/** Names of the files that hang on it. */
	attachments: string[];
}

/** The names of the mails written to the data folder, the newest first. */
export async function listWrittenMails(): Promise<string[]> {
	const names = await readdir(mailFolder()).catch(() => []);
	return names
		.filter((name) => name.endsWith('.eml'))
		.sort()
		.reverse();
}

/** What is in a mail that was written. */
export async function showMail(name: string): Promise<ShownMail> {
	const raw = await readFile(join(mailFolder(), name));
	const mail = await readMail(raw);
	if (!mail) return { name, to: '', subject: name, text: raw.toString(), attachments: [] };
	const { to, subject, text, attachments = [] } = mail;
	return { name, to, subject, text, attachments: attachments.map(({ filename }) => filename) };
}

export function mailFolder(): string {
	return join(getConfig().EMVOD_DATA, 'mail');
}
