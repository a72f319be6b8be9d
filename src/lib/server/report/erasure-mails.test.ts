import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { useDataFolder } from '../../../../tests/support/data-folder.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { addActor } from '../../../../tests/support/meeting.ts';
import { enqueue, startJobs, stopJobs, work } from '../platform/jobs.ts';
import { sendWaitingMail, type Mail } from '../platform/mail.ts';
import { readMail } from '../platform/mail-file.ts';
import { erasePerson } from './erasure.ts';

const NAME = 'Zoë Erasable';
const ADDRESS = 'zoe@emvod.example';
const HOUR = 3_600_000;
const data = useDataFolder();
const folder = join(data.path, 'mail');
let base: TestDatabase;
let held: HeldMeeting;

beforeAll(async () => {
	base = await testDatabase();
	process.env.DATABASE_URL = base.url;
	held = await holdMeeting(base.db, 'mailed-of-erased');
	work('mail-send', (_, id) => sendWaitingMail(base.db, id));
	work('sessions-clean', () => Promise.resolve()); // the queue plans it
	await startJobs();
});
afterAll(async () => {
	await stopJobs();
	await base.close();
	data.remove();
});

const calendar = (name: string) => ({
	filename: 'meeting.ics',
	content: `BEGIN:VCALENDAR\nSUMMARY:Talk of ${name.slice(0, 6)}\r\n ${name.slice(6)}\nEND:VCALENDAR\n`,
	contentType: 'text/calendar; charset=utf-8'
});
const toThem: Mail = { to: ADDRESS, subject: 'For you', text: 'An answer' };
const ofThem: Mail = {
	to: 'other@emvod.example',
	replyTo: ADDRESS,
	subject: `A question of ${NAME}`,
	text: `Dear all,\n\n${NAME.toUpperCase()} asks, at ${ADDRESS}.`,
	attachments: [calendar(NAME)]
};
const ofOthers: Mail = { to: 'azoe@emvod.example', subject: 'Zoë', text: 'Erasable paint' };

async function send(mail: Mail, wait = 0): Promise<string> {
	return base.db.transaction().execute(async (trx) => {
		await enqueue(trx, 'mail-send', mail);
		const { rows } = await sql<{ id: string }>`
			UPDATE pgboss.job SET start_after = now() + ${`${wait} ms`}::interval
			WHERE name = 'mail-send' AND data ->> 'subject' = ${mail.subject} AND state = 'created'
			RETURNING id`.execute(trx);
		return rows[0]!.id;
	});
}
const readMails = async () => {
	const files = readdirSync(folder).sort();
	const mails = await Promise.all(files.map((name) => readMail(readFileSync(join(folder, name)))));
	return mails.map((mail) => mail!);
};
const stateOf = async (id: string) =>
	(await sql<{ state: string }>`SELECT state FROM pgboss.job WHERE id = ${id}`.execute(base.db))
		.rows[0]?.state;
const heldByQueue = async () =>
	(
		await sql`SELECT FROM pgboss.job WHERE name = 'mail-send' AND (job::text ILIKE ${`%${NAME}%`}
			OR job::text ILIKE ${`%:%"${ADDRESS}"%`})`.execute(base.db)
	).rows.length;
/** Once the queue has sent them and noted it. */
const isDone = (ids: string[]) =>
	vi.waitFor(
		async () => {
			for (const id of ids) expect(await stateOf(id)).toBe('completed');
		},
		{ timeout: 30_000, interval: 200 }
	);

test('an erased person is written to no more, and no mail that is kept names them', async () => {
	const { db } = base;
	const { personId } = await addActor(db, NAME);
	await db.insertInto('account').values({ personId, email: ADDRESS, passwordHash: 'x' }).execute();
	const membership = { dossierId: held.dossierId, personId, level: 'read' };
	await db.insertInto('dossierMember').values(membership).execute();
	const letter = { meetingId: held.meetingId, organisationId: held.organisations.firm };
	await db.insertInto('invitee').values(letter).execute();
	await db
		.insertInto('inviteeMail')
		.values({ ...letter, kind: 'reminder', email: ADDRESS })
		.execute();
	await isDone([await send(toThem), await send(ofThem), await send(ofOthers)]);
	writeFileSync(join(folder, 'unreadable.eml'), 'no mail at all');
	const waitsForThem = await send({ ...toThem, subject: 'Later' }, HOUR);
	const waitsForOther = await send({ ...ofThem, subject: `Later of ${NAME}` }, HOUR);
	const taken = await send({ ...toThem, subject: 'Taken by a worker' }, HOUR);
	await sql`UPDATE pgboss.job SET state = 'active', started_on = now() WHERE id = ${taken}`.execute(
		db
	);
	expect(await heldByQueue()).toBe(5);
	expect(await readMails()).toHaveLength(4);

	const input = { name: NAME, role: 'coordinator', spellings: '' };
	const erased = await erasePerson(db, held.secretariat, personId, input, 'https://emvod.example');

	expect(erased.mails).toBe(6);
	expect(await heldByQueue()).toBe(0);
	await sendWaitingMail(db, taken);
	expect(await stateOf(waitsForThem)).toBeUndefined();
	const mails = await readMails();
	expect(mails.map(({ to }) => to).sort()).toEqual(['azoe@emvod.example', 'other@emvod.example']);
	const [changed] = mails.filter(({ to }) => to.startsWith('other'));
	expect(changed).toMatchObject({
		subject: 'A question of coordinator',
		text: expect.stringMatching(/^Dear all,\n\ncoordinator asks, at coordinator\.\s*$/)
	});
	expect(changed).not.toHaveProperty('replyTo');
	expect(changed!.attachments![0]!.content).toContain('SUMMARY:Talk of coordinator\n');
	expect(mails.find(({ to }) => to.startsWith('azoe'))).toMatchObject({ subject: 'Zoë' });
	const { rows } = await sql`SELECT FROM invitee_mail WHERE email = ${ADDRESS}`.execute(db);
	expect(rows).toHaveLength(0);

	await sql`UPDATE pgboss.job SET start_after = now() WHERE id = ${waitsForOther}`.execute(db);
	await isDone([waitsForOther]);
	expect((await readMails()).map(({ subject }) => subject)).toContain('Later of coordinator');
	expect(await readMails()).toHaveLength(3);
});
