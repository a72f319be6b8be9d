import { expect, test } from 'vitest';
import type { Mail } from './mail.ts';
import { composeMail, readMail } from './mail-file.ts';

const from = 'Emvod <no-reply@emvod.example>';
const long = 'Énergie de l’école à Dunkerque, '.repeat(6).trim();

test.each<[string, Mail]>([
	['a short one', { to: 'a@emvod.example', subject: 'x', text: `plain ${'y'.repeat(90)}` }],
	[
		'one with accents',
		{ to: 'a@emvod.example', subject: long, text: `${long}\n\n= 5 =C3\n> “q”\n` }
	],
	[
		'one with markup and signs of its own format',
		{ to: 'a@emvod.example', subject: 'a_b = c?', text: '<script>x</script>\n.dot\n--b\n\n=3D' }
	],
	[
		'one in other letters',
		{ to: 'a@emvod.example', subject: '你好'.repeat(20), text: '你好'.repeat(80) }
	],
	[
		'one with a calendar and an address for answers',
		{
			to: 'a@emvod.example',
			replyTo: 'q@emvod.example',
			subject: `Invitation: ${long}`,
			text: `--dashes\n\n${long}`,
			attachments: [
				{
					filename: 'x.ics',
					content: `BEGIN:VCALENDAR\nSUMMARY:${long}\n END:VCALENDAR\n`,
					contentType: 'text/calendar; charset=utf-8; method=REQUEST'
				}
			]
		}
	]
])('%s is read back from its file as it was', async (_, mail) => {
	const { date, from: sender, ...read } = (await readMail(await composeMail({ ...mail, from })))!;
	const trim = ({ text, ...rest }: Mail) => ({ ...rest, text: text.trimEnd() });
	expect(trim(read)).toEqual(trim(mail));
	expect(sender).toBe(from);
	expect(Date.parse(date)).not.toBeNaN();
});

test('what is no mail is not read', async () => {
	for (const raw of ['', 'no header', 'Subject: =?x-none?b?4oKs?=\n\nwords =ZZ'])
		expect(await readMail(Buffer.from(raw))).toBeNull();
});
