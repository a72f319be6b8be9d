import { createTransport } from 'nodemailer';
import { expect, test } from 'vitest';
import { readMail } from './mail-reading.ts';

/** A mail as the sender of this project writes it. */
async function write(mail: object) {
	const transport = createTransport({ streamTransport: true, buffer: true });
	const { message } = await transport.sendMail({
		from: 'Emvod <no-reply@emvod.example>',
		to: 'office@emvod.example',
		...mail
	});
	return message as Buffer;
}

test('subject, text and files of a mail read as they were written', async () => {
	const mails = [
		{ subject: 'Plain', text: 'Hello\n\nworld' },
		{ subject: 'Réunion à Vitré : « été »', text: 'Chères et chers collègues,\n\nÀ bientôt = là.' },
		{
			subject: 'Ændring af mødet den første gang '.repeat(6).trim(),
			text: `https://emvod.example/answer/${'x'.repeat(90)}\n${'å'.repeat(300)}\n.dot\n-- \nline `
		},
		{ subject: 'اجتماع فرقة العمل في بريتاني '.repeat(3).trim(), text: 'اجتماع\n'.repeat(40) },
		{ subject: '会議 📅', text: '会議 📅 <script>alert(1)</script>' },
		{ subject: 'Underscore_and = sign?', text: '--boundary\r\nSubject: x\r\n\r\n=3D' }
	];
	for (const mail of mails)
		for (const attachments of [
			[],
			[
				{ filename: 'réunion.ics', content: 'BEGIN:VCALENDAR', contentType: 'text/calendar' },
				{ filename: 'bretagne-2.ics', content: 'é'.repeat(99), contentType: 'text/calendar' }
			]
		]) {
			const raw = await write({ ...mail, attachments });
			const read = readMail(raw);
			expect(read.subject).toBe(mail.subject);
			expect(read.text).toBe(mail.text.replaceAll('\r\n', '\n').trim());
			expect(read.to).toBe('office@emvod.example');
			expect(read.attachments).toEqual(attachments.map(({ filename }) => filename));
		}
});

test('of a text that is written as HTML too, the words are shown once', async () => {
	const read = readMail(await write({ subject: 'x', text: 'Élan', html: '<p>Élan</p>' }));
	expect(read.text).toBe('Élan');
});

test('what is no mail is shown as it stands and ends nothing', () => {
	for (const raw of ['', 'no header', 'Subject: =?x-none?b?4oKs?=\n\nwords =ZZ']) {
		const read = readMail(Buffer.from(raw));
		expect(read.attachments).toEqual([]);
	}
	expect(readMail(Buffer.from('Subject: a\n\nwords =ZZ')).text).toBe('words =ZZ');
});
