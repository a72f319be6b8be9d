import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { addSeat } from '../../../../tests/support/meeting.ts';
import { setDigest } from '../people/sign-in.ts';
import { enqueue } from '../platform/jobs.ts';
import type { Mail } from '../platform/mail.ts';
import { sendDigests } from './digest.ts';
import { readDraftToEdit } from './draft.ts';
import { fileReport } from './filing.ts';
import { publishReport } from './publication.ts';

vi.mock('../platform/jobs.ts', () => ({ enqueue: vi.fn(async () => undefined), work: vi.fn() }));
const mails = () => vi.mocked(enqueue).mock.calls.map(([, , mail]) => mail as Mail);
beforeEach(() => vi.mocked(enqueue).mockClear());

let own: TestDatabase;
let held: HeldMeeting;
const origin = 'https://emvod.example';
beforeAll(async () => {
	own = await testDatabase();
	const { db } = own;
	held = await holdMeeting(db, 'digest');
	for (const [actor, email, languages] of [
		[held.member, 'member@emvod.example', ['fr']],
		[held.colleague, 'colleague@emvod.example', ['en']],
		[held.outsider, 'outsider@emvod.example', ['en']]
	] as const) {
		const { personId } = actor;
		await db.insertInto('account').values({ personId, email, passwordHash: 'x' }).execute();
		await db
			.updateTable('person')
			.set({ languages: [...languages] })
			.where('id', '=', personId)
			.execute();
	}
	for (const actor of [held.member, held.colleague]) {
		const organisationId =
			actor === held.member ? held.organisations.school : held.organisations.host;
		const person = { ...actor, organisationId };
		const seatId = await addSeat(db, held.meetingId, person, 'participant');
		await db.insertInto('presence').values({ seatId }).execute();
	}
});
afterAll(() => own.close());

async function publish() {
	const { db } = own;
	await fileReport(db, held.meetingId);
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	const fields = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`outcome-${held.items.empty}`]: 'no-conclusion'
	};
	const wish = { draftSeq, fields, state: 'published', origin } as const;
	await publishReport(db, held.secretariat, held.slug, wish);
	await db
		.updateTable('action')
		.set({ due: '2027-03-01' })
		.where('id', '=', held.actionId)
		.execute();
}

test('each participant gets one digest with their actions, films and the report', async () => {
	expect(await sendDigests(own.db, origin)).toBe(0);
	await publish();
	const both = await Promise.all([sendDigests(own.db, origin), sendDigests(own.db, origin)]);
	expect(both.reduce((sum, count) => sum + count, 0)).toBe(2);
	const member = mails().find(({ to }) => to === 'member@emvod.example');
	expect(member?.text).toContain(`${origin}/fr/reports/`);
	expect(member?.text).toContain('- Write the programme (1 mars 2027)');
	expect(member?.text).toContain(`${origin}/fr/library/`);
	const colleague = mails().find(({ to }) => to === 'colleague@emvod.example');
	expect(colleague?.text).not.toContain('Write the programme');
	expect(mails().map(({ to }) => to)).not.toContain('outsider@emvod.example');
	expect(await sendDigests(own.db, origin)).toBe(0);
});

test('who does not want digests gets none', async () => {
	await own.db.deleteFrom('digest').execute();
	await setDigest(own.db, held.colleague, false);
	expect(await sendDigests(own.db, origin)).toBe(1);
	await setDigest(own.db, held.colleague, true);
	expect(await sendDigests(own.db, origin)).toBe(1);
	expect(mails().map(({ to }) => to)).toEqual(['member@emvod.example', 'colleague@emvod.example']);
});
