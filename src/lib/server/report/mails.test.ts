import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { enqueue } from '../platform/jobs.ts';
import type { Mail } from '../platform/mail.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { addActor, addSeat } from '../../../../tests/support/meeting.ts';
import { answerComments } from './comment-answers.ts';
import { addComment, findComments } from './comment.ts';
import { readDraftToEdit } from './draft.ts';
import { fileReport } from './filing.ts';
import { sendReportMails } from './mails.ts';
import { correctReport, dropCorrection, publishReport } from './publication.ts';

vi.mock('../platform/jobs.ts', () => ({ enqueue: vi.fn(async () => undefined), work: vi.fn() }));
const calls = (job: string) => vi.mocked(enqueue).mock.calls.filter(([, name]) => name === job);
const mails = () => calls('mail-send').map(([, , mail]) => mail as Mail);

let base: TestDatabase;
let held: HeldMeeting;
/** Of an organisation that was present; had no seat of their own. */
let pupil: Actor;
let count = 0;
const origin = 'https://emvod.example';
const DAY = 86_400_000;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	const { db } = base;
	await db.deleteFrom('account').execute();
	held = await holdMeeting(db, `mailed-${++count}`);
	await fileReport(db, held.meetingId);
	pupil = await addActor(db, 'Pupil', undefined, held.organisations.school);
	const seatId = await addSeat(db, held.meetingId, held.member, 'participant');
	await db.insertInto('presence').values({ seatId }).execute();
	const absent = await addActor(db, 'Absent', undefined, held.organisations.firm);
	for (const [actor, name, languages] of [
		[held.member, 'member', ['fr']],
		[pupil, 'pupil', ['nl', 'en']],
		[held.colleague, 'chair', ['da']],
		[held.outsider, 'outsider', ['en']],
		[absent, 'absent', ['en']]
	] as const) {
		const { personId } = actor;

		const email = `${name}@emvod.example`;
		await db.insertInto('account').values({ personId, email, passwordHash: 'x' }).execute();
		await db
			.updateTable('person')
			.set({ languages: [...languages] })
			.where('id', '=', personId)
			.execute();
	}
	// Everybody else in the meeting's people comes from its host, who was there.
	await db
		.updateTable('person')
		.set({ organisationId: held.organisations.firm })
		.where('id', '=', held.outsider.personId)
		.execute();
	vi.mocked(enqueue).mockClear();
});

async function publish(state: 'provisional' | 'published', fields: Record<string, string> = {}) {
	const { draftSeq } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	const answers = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`outcome-${held.items.empty}`]: 'no-conclusion'
	};
	await publishReport(base.db, held.secretariat, held.slug, {
		draftSeq,
		fields: { ...answers, ...fields },
		state,
		origin
	});
}
/** Twice at once and once more, as the job may run; what was sent in all. */
async function send(now?: Date): Promise<number> {
	const run = () => sendReportMails(base.db, origin, now);
	const both = await Promise.all([run(), run()]);
	return both[0] + both[1] + (await run());
}
const at = () =>
	base.db
		.selectFrom('reportVersion')
		.innerJoin('report', 'report.id', 'reportVersion.reportId')
		.where('report.slug', '=', held.slug)
		.select('reportVersion.at')
		.executeTakeFirstOrThrow();

test('those who may comment are told once that a report is provisional, and until when', async () => {
	await send();
	expect(mails()).toEqual([]);
	await publish('provisional');
	expect(calls('report-mails-send')).toHaveLength(1);
	expect(await send()).toBe(3);
	expect(
		mails()
			.map(({ to }) => to.split('@')[0])
			.sort()
	).toEqual(['chair', 'member', 'pupil']);
	const [member, other] = ['member', 'pupil'].map((name) =>
		mails().find(({ to }) => to === `${name}@emvod.example`)!
	);
	expect(member!.subject).toMatch(/^Compte rendu provisoire ouvert à vos observations/);
	expect(member!.text).toContain(`${origin}/fr/reports/${held.slug}`);
	const last = new Date((await at()).at.getTime() + 7 * DAY);
	const zone = { timeZone: 'Europe/Paris' };
	const day = last.toLocaleDateString('fr', { ...zone, dateStyle: 'full' });
	const time = last.toLocaleTimeString('fr', { ...zone, timeStyle: 'short' });
	expect(member!.text).toContain(`jusqu’au ${day} à ${time} (Europe/Paris)`);
	expect(other!.text).toContain(`${origin}/nl/reports/${held.slug}`);
	// A new provisional text opens the period anew; after its end nobody is asked.
	await publish('provisional', { summary: 'Read again.' });
	expect(await send(new Date(Date.now() + 8 * DAY))).toBe(0);
	expect(await send()).toBe(3);
});

test('whoever stands on the list as present, without seat or organisation, is told too', async () => {
	const { db } = base;
	for (const [name, state] of [
		['guest', 'present'],
		['ill', 'apologies']
	] as const) {
		const { personId } = await addActor(db, name);
		const email = `${name}@emvod.example`;
		await db.insertInto('account').values({ personId, email, passwordHash: 'x' }).execute();
		await db
			.insertInto('attendancePerson')
			.values({ meetingId: held.meetingId, personId, state })
			.execute();
	}
	await publish('provisional');
	expect(await send()).toBe(4);
	const told = mails().map(({ to }) => to.split('@')[0]);
	expect(told).toContain('guest');
	expect(told).not.toContain('ill');
});

test('nobody is told of a report that they may not read', async () => {
	const { db } = base;
	await db
		.updateTable('meeting')
		.set({ visibility: 'members' })
		.where('id', '=', held.meetingId)
		.execute();
	await publish('provisional');
	expect(await send()).toBe(2);
	expect(
		mails()
			.map(({ to }) => to.split('@')[0])
			.sort()
	).toEqual(['chair', 'member']);
});

test('the author of a comment is told once that it was answered', async () => {
	const { db } = base;
	await publish('provisional');
	await send();
	vi.mocked(enqueue).mockClear();
	for (const text of ['Twelve pupils came.\nNot ten.', 'And the date?'])
		await addComment(db, pupil, held.slug, { itemId: '', text });
	expect(await send()).toBe(0);
	const { list } = (await findComments(db, held.secretariat, held.slug))!;
	const answer = (n: number, state: 'answered' | 'taken-over' | 'open', words: string) =>
		answerComments(db, held.secretariat, held.slug, {
			comment: list[n]!.id,
			[`comment-state-${list[n]!.id}`]: state,
			[`comment-answer-${list[n]!.id}`]: words
		});
	await answer(0, 'answered', 'Thank you, corrected.');
	expect(calls('report-mails-send')).toHaveLength(1);
	expect(await send()).toBe(1);
	expect(mails()[0]).toMatchObject({ to: 'pupil@emvod.example' });
	expect(mails()[0]!.text).toContain('> Twelve pupils came.\n> Not ten.');
	expect(mails()[0]!.text).toContain('> Thank you, corrected.');
	expect(mails()[0]!.text).toContain(`${origin}/nl/reports/${held.slug}#comments`);
	await answer(0, 'answered', 'Thank you very much, corrected.');
	await answer(1, 'taken-over', '');
	expect(await send()).toBe(1);
	expect(mails()[1]!.text).toContain('neemt de opmerking over');
});

test('the chair is told once, in their language, that a correction of substance waits', async () => {
	const { db } = base;
	await db
		.updateTable('meeting')
		.set({ chairId: held.colleague.personId })
		.where('id', '=', held.meetingId)
		.execute();
	await publish('published');
	const open = (kind: 'editorial' | 'substantive', actor = held.secretariat) =>
		correctReport(db, actor, held.slug, { kind, reason: 'Figures' });
	await open('editorial');
	expect(await send()).toBe(0);
	await dropCorrection(db, held.secretariat, held.slug);
	// Who opens it knows of it.
	await open('substantive', held.colleague);
	expect(await send()).toBe(0);
	await dropCorrection(db, held.secretariat, held.slug);
	await open('substantive');
	await open('substantive');
	expect(await send()).toBe(1);
	expect(mails()[0]).toMatchObject({ to: 'chair@emvod.example' });
	expect(mails()[0]!.subject).toMatch(/^En rettelse venter på dig/);
	expect(mails()[0]!.text).toContain('Begrundelse: Figures');
	expect(mails()[0]!.text).toContain(`${origin}/da/desk/reports/${held.slug}`);
	await dropCorrection(db, held.secretariat, held.slug);
	await open('substantive');
	expect(await send()).toBe(1);
});
