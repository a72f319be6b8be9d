import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { addInvited, ORIGIN as origin, tokenOf } from '../../../../tests/support/invitation.ts';
import { newActor, newDossier } from '../../../../tests/support/people.ts';
import { enqueue } from '../platform/jobs.ts';
import type { Mail } from '../platform/mail.ts';
import { remindAll } from './desk.ts';
import { changeContact } from './invitee.ts';
import { sendMails } from './invitee-mail.ts';
import { keepLetter, readLetter, readSent } from './letter.ts';
import type { Letter } from './letter.rows.ts';
import { moveMeeting } from './status.ts';

// No queue runs in a domain test: what would be sent is looked at here.
vi.mock('../platform/jobs.ts', () => ({ enqueue: vi.fn(async () => undefined) }));
const mails = () => vi.mocked(enqueue).mock.calls.map(([, , mail]) => mail as Mail);
beforeEach(() => vi.mocked(enqueue).mockClear());

let own: TestDatabase;
let editor: Actor;
let other: Actor;
let dossierId: string;
beforeAll(async () => {
	own = await testDatabase();
	editor = await newActor(own.db, { name: 'Editor' });
	other = await newActor(own.db, { name: 'Other editor' });
	dossierId = await newDossier(own.db, [
		[editor, 'edit'],
		[other, 'edit']
	]);
});
afterAll(() => own.close());

const code = (name: string) => expect.objectContaining({ code: name });
const invite = (...names: string[]) => addInvited(own.db, editor, dossierId, names);
const send = (slug: string, wish: object = {}) =>
	sendMails(own.db, editor, slug, { kind: 'invitation', origin, ...wish });
const key = { kind: 'invitation', language: 'en' } as const;
const keep = (slug: string, version: string, letter: Letter | null, actor = editor) =>
	keepLetter(own.db, actor, slug, { ...key, version }, letter);

test('a letter is drafted from the meeting in the language of whom it goes to, with its calendar', async () => {
	const { id, slug, ids } = await invite('Région', 'Firma');
	const contact = async (one: string, language: string) => {
		const change = { email: `${language}@emvod.example`, language, audiences: [] };
		// A known address serves every taskforce: whoever publishes nowhere does not turn it elsewhere.
		await expect(changeContact(own.db, editor, slug, one, change)).rejects.toMatchObject({
			status: 404
		});
		await changeContact(own.db, { ...editor, isAdmin: true }, slug, one, change);
	};
	await contact(ids[0]!, 'fr');
	await contact(ids[1]!, 'da');
	await own.db
		.insertInto('agendaItem')
		.values({
			meetingId: id,
			rank: 'a0',
			title: JSON.stringify({ original: 'en', texts: { en: 'Opening', fr: 'Ouverture' } })
		})
		.execute();
	await send(slug);
	const [french, danish] = ['fr', 'da'].map((one) =>
		mails().find(({ to }) => to.startsWith(`${one}@`))
	);
	expect(french?.text).toContain('vendredi 27 août 2027');
	expect(french?.text).toContain('09:00–12:00 (Europe/Paris)');
	expect(french?.text).toContain('- Ouverture');
	expect(french?.text).toContain(`${origin}/fr/answer/`);
	expect(danish?.text).toContain('fredag den 27. august 2027');
	expect(danish?.text).toContain(`${origin}/da/answer/`);
	for (const mail of [french, danish]) {
		expect(mail?.attachments?.[0]).toMatchObject({
			filename: `${slug}.ics`,
			content: expect.stringContaining('DTSTART:20270827T070000Z')
		});
	}
	expect(tokenOf(french)).not.toBe(tokenOf(danish));
});

test('what somebody wrote is sent, and said to be old when the facts change', async () => {
	const { slug } = await invite('Reader');
	const read = () => readLetter(own.db, editor, slug, { ...key, origin });
	expect(await read()).toMatchObject({ isWritten: false });
	await keep(slug, '', { subject: 'Come', body: 'Please come.' });
	expect(await read()).toMatchObject({ subject: 'Come', isWritten: true, isStale: false });
	const reason = { original: 'en', texts: { en: 'x' } };
	await moveMeeting(own.db, editor, slug, { version: 1, reason, date: '2027-09-01' });
	expect(await read()).toMatchObject({ isStale: true });
	await send(slug);
	expect(mails()[0]).toMatchObject({
		subject: 'Come',
		text: expect.stringMatching(/^Please come\./)
	});
	await keep(slug, (await read()).version, null);
	expect((await read()).body).toContain('Wednesday, 1 September 2027');
});

test('a letter that names the former date only is not sent', async () => {
	const { slug } = await invite('Reader');
	const remind = (of: string) => send(of, { kind: 'reminder' });
	const { subject, body } = await readLetter(own.db, editor, slug, { ...key, origin });
	expect(body).toContain('27 August 2027');
	await send(slug);
	vi.mocked(enqueue).mockClear();
	await keep(slug, '', { subject, body });
	const reason = { original: 'en', texts: { en: 'x' } };
	await moveMeeting(own.db, editor, slug, { version: 1, reason, date: '2027-09-07' });
	await expect(remind(slug)).rejects.toThrow(code('letter_old_dates'));
	expect(mails()).toEqual([]);
	// Of all that are due, those of other meetings go out.
	const fine = await invite('Other reader');
	await send(fine.slug);
	vi.mocked(enqueue).mockClear();
	await expect(remindAll(own.db, editor, origin)).rejects.toThrow(code('letter_old_dates'));
	expect(mails().map(({ to }) => to)).toContain(`office-${fine.ids[0]}@emvod.example`);
	const { version } = await readLetter(own.db, editor, slug, { ...key, origin });
	// "17 September" is another day than the seventh; the former one may be told of beside the new one.
	const wrong = { subject, body: `${body}\n\nOr 17 September 2027?` };
	await keep(slug, version, wrong);
	await expect(remind(slug)).rejects.toThrow(code('letter_old_dates'));
	const next = await readLetter(own.db, editor, slug, { ...key, origin });
	await keep(slug, next.version, { subject, body: `${wrong.body} No: 7 September 2027.` });
	expect(await remind(slug)).toMatchObject({ sent: 1 });
});

test('a title with line breaks adds no header to a mail', async () => {
	const { id, slug } = await invite('Target');
	const evil = 'Hello\r\nBcc: all@evil.example\r\n\r\nBody <script>';
	await own.db
		.updateTable('meeting')
		.set({ title: JSON.stringify({ original: 'en', texts: { en: evil } }) })
		.where('id', '=', id)
		.execute();
	await send(slug);
	const { subject, ...mail } = mails()[0]!;
	const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail({
		...mail,
		subject,
		from: 'Emvod <no-reply@emvod.example>'
	});
	const [headers] = String(message).split('\r\n\r\n');
	expect(headers).not.toMatch(/^Bcc:/m);
	expect(headers).toMatch(/^Subject: /m);
});

test('of two who write one letter the second is told, and sees what the first saved', async () => {
	const { slug } = await invite('Reader');
	const read = () => readLetter(own.db, editor, slug, { ...key, origin });
	const first = await read();
	expect(first).toMatchObject({ version: '', savedBy: null });
	const changed = code('letter_changed');
	const mine = { subject: 'Mine', body: 'My words' };
	await keep(slug, first.version, { subject: 'Theirs', body: 'Their words' }, other);
	await expect(keep(slug, first.version, mine)).rejects.toThrow(changed);
	const theirs = await read();
	expect(theirs).toMatchObject({ subject: 'Theirs', savedBy: 'Other editor' });
	await keep(slug, theirs.version, mine);
	expect(await read()).toMatchObject({ subject: 'Mine', savedBy: 'Editor' });
	// Letting it go is a change too, and what is written after it is not what was seen before.
	await expect(keep(slug, theirs.version, null, other)).rejects.toThrow(changed);
	const seen = await read();
	await keep(slug, seen.version, null, other);
	await keep(slug, '', { subject: 'Again', body: 'Again' }, other);
	await expect(keep(slug, seen.version, mine)).rejects.toThrow(changed);
	expect(await read()).toMatchObject({ subject: 'Again' });
});

test('of two saves at once one is kept and the other refused', async () => {
	const { slug } = await invite('Reader');
	const both = await Promise.allSettled(
		['A', 'B'].map((subject) => keep(slug, '', { subject, body: subject }))
	);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('what was sent, to whom and when stays as it was, whatever the letter becomes', async () => {
	const { slug, ids } = await invite('First', 'Second');
	const sent = async () => (await readSent(own.db, editor, slug)).letters;
	expect(await sent()).toEqual([]);
	await keep(slug, '', { subject: 'Come', body: 'Please come.' });
	await send(slug, { only: ids[0] });
	await send(slug, { only: ids[1] });
	const { version } = await readLetter(own.db, editor, slug, { ...key, origin });
	await keep(slug, version, { subject: 'Changed', body: 'Changed.' });
	await send(slug, { kind: 'reminder', only: ids[1] });
	const [reminder, invitation, ...rest] = await sent();
	expect(rest).toEqual([]);
	expect(invitation).toMatchObject({ language: 'en', subject: 'Come', body: 'Please come.' });
	expect(
		invitation!.mails.map(({ organisation, email, kind, by }) => [
			organisation.name,
			email,
			kind,
			by
		])
	).toEqual([
		['First', `office-${ids[0]}@emvod.example`, 'invitation', 'Editor'],
		['Second', `office-${ids[1]}@emvod.example`, 'invitation', 'Editor']
	]);
	expect(Date.now() - Date.parse(invitation!.mails[0]!.at)).toBeLessThan(60_000);
	expect(reminder).toMatchObject({
		subject: 'Reminder: Changed',
		body: expect.stringMatching(/Changed\.$/),
		mails: [{ organisation: { name: 'Second' }, kind: 'reminder' }]
	});
	// A link answers for the organisation: it is nobody else's to read.
	const kept = JSON.stringify(await sent());
	for (const mail of mails()) expect(kept).not.toContain(tokenOf(mail));
	const stranger = await newActor(own.db);
	await expect(readSent(own.db, stranger, slug)).rejects.toThrow(code('not_found'));
});
