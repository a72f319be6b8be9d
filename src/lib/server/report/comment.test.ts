import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import type { AppError } from '../platform/errors.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { answerComments } from './comment-answers.ts';
import { addComment, findComments, readCommentsToAnswer } from './comment.ts';
import { previewEdit, readDraftToEdit, saveDraft } from './draft.ts';
import { readFile } from './files.ts';
import { fileReport } from './filing.ts';
import { writeJson } from './json.ts';
import { publishReport } from './publication.ts';
import { readReport } from './report.ts';

let base: TestDatabase;
let held: HeldMeeting;
/** Came with a seat of their own; belongs to no organisation. */
let guest: Actor;
/** Of the organisation that sent apologies. */
let absent: Actor;
let count = 0;
const origin = 'https://emvod.example';
const DAY = 86_400_000;
const HOSTILE = '<script>alert(1)</script> & "words" ‏';

beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	const { db } = base;
	held = await holdMeeting(db, `commented-${++count}`);
	await fileReport(db, held.meetingId);
	await publish('provisional');
	guest = await addPerson(null);
	absent = await addPerson(held.organisations.firm);
	const seat = await db
		.insertInto('seat')
		.values({ meetingId: held.meetingId, personId: guest.personId, kind: 'participant' })
		.returning('id')
		.executeTakeFirstOrThrow();
	await db.insertInto('presence').values({ seatId: seat.id }).execute();
});

async function addPerson(organisationId: string | null): Promise<Actor> {
	const { id } = await base.db
		.insertInto('person')
		.values({ name: 'Somebody', organisationId })
		.returning('id')
		.executeTakeFirstOrThrow();
	return { personId: id, name: 'Somebody', isAdmin: false, isGuest: false, organisationId };
}

async function publish(state: 'provisional' | 'published') {
	const { draftSeq } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	const fields = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`outcome-${held.items.empty}`]: 'no-conclusion'
	};
	await publishReport(base.db, held.secretariat, held.slug, { draftSeq, fields, state, origin });
}
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(fault: AppError) => fault.code
	);
const say = (actor: Actor | null, text: string, now?: Date) =>
	addComment(base.db, actor, held.slug, { itemId: held.items.talk, text }, now);

test('who attended comments for seven days: with a seat of their own, or by their organisation', async () => {
	const { db } = base;
	await say(guest, HOSTILE);
	await say(guest, HOSTILE);
	await say(held.member, 'By my organisation.');
	const seen = await findComments(db, held.member, held.slug);
	expect(seen).toMatchObject({ canComment: true, consultation: { isOver: false, total: 2 } });
	expect(seen!.list).toMatchObject([
		{ text: HOSTILE, state: 'open', itemId: held.items.talk, version: 1, organisation: null },
		{ text: 'By my organisation.' }
	]);
	const at = new Date((await readReport(db, null, held.slug)).at).getTime();
	expect(await codeOf(say(guest, 'In time', new Date(at + 7 * DAY - 1000)))).toBe('done');
	expect(await codeOf(say(guest, 'Late', new Date(at + 7 * DAY)))).toBe('report_comments_closed');
	expect(await codeOf(say(guest, '  \n '))).toBe('report_comment_empty');
	for (let n = 0; n < 48; n++) await say(guest, `Number ${n}`);
	expect(await codeOf(say(guest, 'One too many'))).toBe('report_comments_many');
	expect(await codeOf(say(held.member, 'Others still may'))).toBe('done');
});

test('for everybody else there are no comments, in no format', async () => {
	const { db } = base;
	await say(guest, HOSTILE);
	for (const actor of [null, absent]) {
		expect(await codeOf(say(actor, 'Let me in'))).toBe('not_found');
		expect(await findComments(db, actor, held.slug)).toBeNull();
		expect(await codeOf(readCommentsToAnswer(db, actor, held.slug))).toBe('not_found');
	}
	await publish('published');
	const view = await readReport(db, guest, held.slug);
	const files = await Promise.all(
		(['pdf', 'docx', 'md'] as const).map((format) =>
			readFile(db, guest, { slug: held.slug, format, origin })
		)
	);
	const given = [JSON.stringify(writeJson(view)), ...files.map(({ bytes }) => bytes.toString())];
	for (const text of given) expect(text).not.toContain('alert(1)');
});

test('the secretariat answers beside the draft, and those who attended see the answer', async () => {
	const { db } = base;
	await say(guest, 'The figure is wrong.');
	const [comment] = (await findComments(db, guest, held.slug))!.list;
	const answer = (
		actor: Actor,
		state: 'answered' | 'taken-over',
		words: string,
		id = comment!.id
	) =>
		codeOf(
			answerComments(db, actor, held.slug, {
				comment: id,
				[`comment-state-${id}`]: state,
				[`comment-answer-${id}`]: words
			})
		);
	expect(await answer(guest, 'taken-over', '')).toBe('not_found');
	expect(await answer(held.secretariat, 'answered', ' ')).toBe('report_comment_answer');
	expect(await answer(held.secretariat, 'taken-over', 'Mended.', held.meetingId)).toBe('not_found');
	expect(await answer(held.secretariat, 'taken-over', 'Mended.')).toBe('done');
	expect((await readCommentsToAnswer(db, held.secretariat, held.slug)).consultation).toMatchObject({
		open: 0,
		total: 1
	});
	await publish('published');
	expect(await findComments(db, guest, held.slug)).toMatchObject({
		canComment: false,
		consultation: null,
		list: [{ state: 'taken-over', answer: 'Mended.' }]
	});
	expect(await codeOf(say(guest, 'After publication'))).toBe('report_comments_closed');
});

test('answers travel with the form of the draft, and whichever button sent it, nothing typed is lost', async () => {
	const { db } = base;
	await say(guest, 'The figure is wrong.');
	await say(guest, 'So is the date.');
	const open = async () => {
		const draft = await readDraftToEdit(db, held.secretariat, held.slug);
		const [first, second] = (await readCommentsToAnswer(db, held.secretariat, held.slug)).list;
		return { ...draft, first: first!, second: second! };
	};
	const { first, second, ...one } = await open();
	const fields = (opened: string, words: Record<string, string>) => ({
		opened,
		[`comment-answer-${first.id}`]: '',
		[`comment-state-${first.id}`]: 'answered',
		[`comment-answer-${second.id}`]: '',
		[`comment-state-${second.id}`]: 'answered',
		...words
	});
	const save = (draft: { draftSeq: number; opened: string }, words: Record<string, string>) =>
		codeOf(
			saveDraft(db, held.secretariat, held.slug, {
				draftSeq: draft.draftSeq,
				fields: fields(draft.opened, words)
			})
		);
	const wordless = { comment: first.id, objective: 'Typed beside an empty answer' };
	expect(await save(one, wordless)).toBe('report_comment_answer');
	expect((await open()).content.objective).not.toBe(wordless.objective);
	const { values } = await previewEdit(
		db,
		held.secretariat,
		held.slug,
		fields(one.opened, { ...wordless, [`comment-answer-${second.id}`]: 'Half an ans' })
	);
	expect(values).toEqual({ ...wordless, [`comment-answer-${second.id}`]: 'Half an ans' });

	expect(
		await save(one, {
			comment: first.id,
			objective: 'Typed beside an answer',
			[`comment-answer-${first.id}`]: 'Counted again.',
			[`comment-answer-${second.id}`]: 'Half an ans'
		})
	).toBe('done');
	const two = await open();
	expect(two.content.objective).toBe('Typed beside an answer');
	expect([two.first, two.second]).toMatchObject([
		{ state: 'answered', answer: 'Counted again.' },
		{ state: 'open', answer: 'Half an ans' }
	]);
	// Half an answer is nobody's yet.
	expect((await findComments(db, guest, held.slug))!.list[1]).toMatchObject({
		state: 'open',
		answer: ''
	});
	// A form that was opened before leaves the answer that came since.
	expect(await save(one, {})).toBe('done');
	expect((await open()).first).toMatchObject({ state: 'answered', answer: 'Counted again.' });

	const shown = fields(two.opened, {
		[`comment-answer-${first.id}`]: 'Counted again.',
		[`comment-answer-${second.id}`]: 'Half an answer is whole now.'
	});
	const outcome = { [`outcome-${held.items.empty}`]: 'no-conclusion' };
	await publishReport(db, held.secretariat, held.slug, {
		draftSeq: two.draftSeq,
		fields: {
			...shown,
			...outcome,
			...Object.fromEntries(two.content.carried.map(({ id, state }) => [`state-${id}`, state]))
		},
		state: 'published',
		origin
	});
	expect((await findComments(db, guest, held.slug))!.list[1]).toMatchObject({
		state: 'answered',
		answer: 'Half an answer is whole now.'
	});
});
