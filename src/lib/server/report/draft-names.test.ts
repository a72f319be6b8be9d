import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { REASON_FIELD } from '#lib/model/report-life.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { deleteBasis, storeBasis } from '../people/names.rows.ts';
import { previewEdit, readDraftToEdit, saveDraft } from './draft.ts';
import { fileReport } from './filing.ts';
import { correctReport } from './publication.ts';

/* A name typed into what everybody will read, for which nothing is recorded, is told, not refused. */

const NAME = 'Goulven Skouer';
let base: TestDatabase;
let held: HeldMeeting;
let personId: string;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	const { db } = base;
	held = await holdMeeting(db, `named-${++count}`);
	await fileReport(db, held.meetingId);
	const row = { name: NAME, formerNames: ['Goulven Kozh'], roleLabel: 'the pupil' };
	({ id: personId } = await db
		.insertInto('person')
		.values(row)
		.returning('id')
		.executeTakeFirstOrThrow());
});

const attend = () =>
	base.db
		.insertInto('attendancePerson')
		.values({ meetingId: held.meetingId, personId, state: 'present' })
		.execute();
async function save(fields: Record<string, string>, actor = held.secretariat) {
	const { draftSeq } = await readDraftToEdit(base.db, actor, held.slug);
	await saveDraft(base.db, actor, held.slug, { draftSeq, fields });
}
const listNames = async (actor = held.secretariat) =>
	(await readDraftToEdit(base.db, actor, held.slug)).names;
const listFields = async () => (await listNames()).map(({ field }) => field);

test('each way of belonging to the meeting counts, and nobody else does', async () => {
	const { db } = base;
	const { meetingId, items, actionId } = held;
	await save({ summary: `${NAME} spoke.` });
	expect(await listNames()).toEqual([]);
	const ways: Record<string, [come: () => Promise<unknown>, leave: () => Promise<unknown>]> = {
		seat: [
			() => db.insertInto('seat').values({ meetingId, personId, kind: 'participant' }).execute(),
			() => db.deleteFrom('seat').where('personId', '=', personId).execute()
		],
		'attendance list': [
			attend,
			() => db.deleteFrom('attendancePerson').where('personId', '=', personId).execute()
		],
		speaker: [
			() =>
				db
					.insertInto('itemSpeaker')
					.values({ agendaItemId: items.talk, personId, position: 9 })
					.execute(),
			() => db.deleteFrom('itemSpeaker').where('personId', '=', personId).execute()
		],
		owner: [
			() =>
				db
					.updateTable('action')
					.set({ ownerPersonId: personId, ownerOrganisationId: null })
					.where('id', '=', actionId)
					.execute(),
			() =>
				db.updateTable('action').set({ ownerPersonId: null }).where('id', '=', actionId).execute()
		],
		chair: [() => setChair(personId), () => setChair(null)]
	};
	for (const [way, [come, leave]] of Object.entries(ways)) {
		await come();
		expect(await listNames(), way).toMatchObject([{ field: 'summary', personId, name: NAME }]);
		await leave();
		expect(await listNames(), way).toEqual([]);
	}
});
const setChair = (chairId: string | null) =>
	base.db.updateTable('meeting').set({ chairId }).where('id', '=', held.meetingId).execute();

test('every text for everybody is looked through, with a way to its field, and nothing else', async () => {
	await attend();
	const { content } = await readDraftToEdit(base.db, held.secretariat, held.slug);
	const [talk, round] = content.items;
	const block = talk!.blocks[0]!;
	await save({
		title: `Talk of ${NAME}`,
		summary: `GOULVEN  skouer opened.`,
		objective: 'Goulven Kozh asks.',
		nextSteps: `Ask ${NAME}; then ${NAME} again.`,
		'part-title-1-1': NAME,
		'part-text-1-2': `(${NAME})`,
		[`title-${round!.id}`]: `With ${NAME}`,
		[`text-${talk!.id}-${block.id}`]: `– ${NAME} said no.`,
		[`new-text-${talk!.id}`]: `Hidden: ${NAME}.`,
		[`new-visibility-${talk!.id}`]: 'restricted',
		[`new-text-${round!.id}`]: `Goulven Skouerien is another.`
	});
	const names = await listNames();
	expect(names.map(({ field, of }) => [field, of])).toEqual([
		['title', ''],
		['summary', ''],
		['objective', ''],
		['part-title-1-1', '1'],
		['part-text-1-2', '2'],
		['nextSteps', ''],
		[`text-${talk!.id}-${block.id}`, 'The network'],
		[`title-${round!.id}`, `With ${NAME}`]
	]);
	expect(names.find(({ field }) => field === 'objective')!.name).toBe('Goulven Kozh');
	expect(names.every(({ keeps }) => keeps)).toBe(true);
});

test('whatever is recorded ends it; nothing keeps the report from being published', async () => {
	const { db } = base;
	const { meetingId } = held;
	await attend();
	await save({ summary: `${NAME} spoke.` });
	const record = (basis: string) =>
		storeBasis(db, { personId, meetingId, basis, recordedBy: null } as never);
	for (const basis of ['consent', 'public-role', 'refused']) {
		await record(basis);
		expect(await listFields(), basis).toEqual([]);
	}
	await deleteBasis(db, personId, meetingId);
	expect(await listFields()).toEqual(['summary']);
	for (const publishName of [true, false, null]) {
		await db.updateTable('person').set({ publishName }).where('id', '=', personId).execute();
		expect(await listFields()).toEqual(publishName === null ? ['summary'] : []);
	}
	const typed = { opened: '', nextSteps: `${NAME} goes on.` };
	const preview = await previewEdit(db, held.secretariat, held.slug, typed);
	expect(preview.names.map(({ field }) => field)).toContain('nextSteps');
	expect(await publishHeld(db, held)).toMatchObject({ version: 1, isNew: true });
});

test('the reason of a correction is read by everybody too', async () => {
	await attend();
	await publishHeld(base.db, held);
	const reason = `${NAME} said so`;
	await correctReport(base.db, held.secretariat, held.slug, { kind: 'editorial', reason });
	expect(await listNames()).toMatchObject([{ field: REASON_FIELD, personId, of: '' }]);
	const typed = { opened: '', [REASON_FIELD]: 'The pupil said so' };
	const { names } = await previewEdit(base.db, held.secretariat, held.slug, typed);
	expect(names).toEqual([]);
});

test('whoever may not record the basis is told so', async () => {
	await attend();
	await save({ summary: `${NAME} spoke.` });
	await base.db
		.updateTable('meeting')
		.set({ chairId: held.outsider.personId })
		.where('id', '=', held.meetingId)
		.execute();
	expect(await listNames(held.outsider)).toMatchObject([{ keeps: false }]);
	expect(await listNames()).toMatchObject([{ keeps: true }]);
});

test('a name of one word is looked for as it is spelled, by itself', async () => {
	const { db } = base;
	await attend();
	const person = db.updateTable('person').where('id', '=', personId);
	const looksFor = async (name: string, words: string) => {
		await person.set({ name, formerNames: [] }).execute();
		await save({ summary: words });
		return (await listNames()).map((one) => one.name);
	};
	for (const words of ['Rose opened.', 'Thanks to Rose’s class', 'dit « Rose »', 'd’Rose, Rose'])
		expect(await looksFor('Rose', words), words).toEqual(['Rose']);
	for (const words of ['Prices rose.', 'Rose-Marie spoke.', 'Marie-Rose spoke.', 'Roses', 'ROSE'])
		expect(await looksFor('Rose', words), words).toEqual([]);
	expect(await looksFor('Zoé', 'Merci, Zoé.')).toEqual(['Zoé']);
	expect(await looksFor('Éa’n', 'Merci, Éa’n.')).toEqual(['Éa’n']);
	for (const name of ['An', 'guest', 'G.(', ''])
		expect(await looksFor(name, `An ${name} guest spoke.`), name).toEqual([]);
});

test('names with a title or an initial are told, also of nobody known; of a recorded one nothing', async () => {
	await attend();
	const find = async (summary: string) => {
		await save({ summary });
		return (await listNames())
			.filter(({ field }) => field === 'summary')
			.map((one) => [one.name, one.personId]);
	};
	expect(await find('M. Skouer ouvre, Mme Kerguelen suit.')).toEqual([
		['M. Skouer', personId],
		['Mme Kerguelen', null]
	]);
	await base.db
		.updateTable('person')
		.set({ publishName: true })
		.where('id', '=', personId)
		.execute();
	expect(await find('M. Skouer ouvre, Mme Kerguelen suit.')).toEqual([['Mme Kerguelen', null]]);
});
