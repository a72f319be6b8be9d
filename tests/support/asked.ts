import { afterAll, beforeAll, beforeEach } from 'vitest';
import { readDraftToEdit, saveDraft } from '#lib/server/report/draft.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { correctReport } from '#lib/server/report/publication.ts';
import { useDataFolder } from './data-folder.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { holdMeeting, type HeldMeeting } from './held-meeting.ts';
import { publishHeld } from './publish-held.ts';

let base: TestDatabase;
let held: HeldMeeting;
let count = 0;

/** For the tests of one file: a database, and before each a meeting that was held, with its draft. */
export function useDrafts(name: string): void {
	const folder = useDataFolder();
	beforeAll(async () => {
		base = await testDatabase();
	});
	afterAll(async () => {
		await base.close();
		folder.remove();
	});
	beforeEach(async () => {
		held = await holdMeeting(base.db, `${name}-${++count}`);
		await fileReport(base.db, held.meetingId);
	});
}

/** The database, and the meeting of the present test. */
export const drafted = () => ({ db: base.db, held });
export const read = () => readDraftToEdit(base.db, held.secretariat, held.slug);
export async function save(fields: Record<string, string>) {
	const { draftSeq } = await read();
	return saveDraft(base.db, held.secretariat, held.slug, { draftSeq, fields });
}
export const publish = (fields: Record<string, string> = {}) => publishHeld(base.db, held, fields);
export const correct = () =>
	correctReport(base.db, held.secretariat, held.slug, { kind: 'substantive', reason: 'A slip' });
export const findItem = async () =>
	(await read()).content.items.find(({ id }) => id === held.items.talk)!;
export const list = async () => (await findItem()).questions ?? [];

/** Fields that add a question to the first item; what is not said is left out. */
export function ask(question: string, answer = '', more: { of?: string; readers?: string } = {}) {
	const { talk } = held.items;
	return {
		[`new-question-${talk}`]: question,
		[`new-question-answer-${talk}`]: answer,
		[`new-question-organisation-${talk}`]: more.of ?? '',
		...(more.readers && { [`new-visibility-question-${talk}`]: more.readers })
	};
}
/** The names of the fields of a question of the first item. */
export const fieldsOf = (id: string) => ({
	text: `text-${held.items.talk}-${id}`,
	answer: `answer-${held.items.talk}-${id}`,
	asker: `asker-${held.items.talk}-${id}`
});
