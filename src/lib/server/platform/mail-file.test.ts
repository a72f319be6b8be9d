import { expect, test } from 'vitest';
import type { Mail } from './mail.ts';
import { composeMail, parseMail } from './mail-file.ts';

const from = 'Emvod <no-reply@emvod.example>';
const long = 'Énergie de l’école à Dunkerque, '.repeat(6).trim();

test.each<[string, Mail]>([
	['a short one', { to: 'a@emvod.example', subject: 'x', text: `plain ${'y'.repeat(90)}` }],
	[
		'one with accents',
		{ to: 'a@emvod.example', subject: long, text: `${long}\n\n= 5 =C3\n> “q”\n` }
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
					contentType: 'text/calendar; charset=utf-8'
				}
			]
		}
	]
])('%s is read back from its file as it was', async (_, mail) => {
	const {
		date,
		from: sender,
		...read
	} = parseMail((await composeMail({ ...mail, from })).toString())!;
	const trim = ({ text, ...rest }: Mail) => ({ ...rest, text: text.trimEnd() });
	expect(trim(read)).toEqual(trim(mail));
	expect(sender).toBe(from);
	expect(Date.parse(date)).not.toBeNaN();
});

test('what is no mail of ours is not read', () => {
	expect(parseMail('')).toBeNull();
	expect(parseMail('From: a\nTo: b\nContent-Type: text/html\n\n<p>x</p>')).toBeNull();
});
