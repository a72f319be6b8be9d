import { afterAll, beforeAll, expect, test } from 'vitest';
import { search } from '#lib/server/library/search.ts';
import { storeBasis } from '#lib/server/people/names.rows.ts';
import { fileReport } from '#lib/server/report/filing.ts';
import { readTranslationToEdit, saveTranslation } from '#lib/server/report/translation.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { holdMeeting, type HeldMeeting } from '../support/held-meeting.ts';
import { publishHeld } from '../support/publish-held.ts';

/* A report is found, and shown, by the title that it was given itself. */

let own: TestDatabase;
let held: HeldMeeting;
beforeAll(async () => {
	own = await testDatabase();
	held = await holdMeeting(own.db, 'entitled');
	await fileReport(own.db, held.meetingId);
});
afterAll(() => own.close());

const name = (words: string) =>
	own.db
		.updateTable('meeting')
		.set({ title: JSON.stringify({ original: 'en', texts: { en: words, fr: `${words} (fr)` } }) })
		.where('id', '=', held.meetingId)
		.execute();
const find = async (words: string) =>
	(await search(own.db, null, words)).hits
		.filter(({ kind }) => kind === 'report')
		.map(({ title }) => title);

test('a report that was given a title is found by it, and no longer by that of its meeting', async () => {
	const { db, secretariat, slug, meetingId } = { ...own, ...held };
	await name('Quibbling marmots');
	await publishHeld(db, held, { title: 'Rejoicing walruses with Goulven Skouer' });
	const given = 'Rejoicing walruses with Goulven Skouer';
	expect(await find('walruses')).toEqual([{ original: 'en', texts: { en: given } }]);
	expect(await find('marmots')).toEqual([]);
	const { entries, seq } = await readTranslationToEdit(db, secretariat, slug, 'fr');
	const fields = Object.fromEntries(
		entries.map(({ key }) => [key, key === 'title' ? 'Morses en fête' : 'Traduit'])
	);
	await saveTranslation(db, secretariat, slug, 'fr', { version: 1, seq, fields });
	expect(await find('morses')).toEqual([
		{ original: 'en', texts: { en: given, fr: 'Morses en fête' } }
	]);
	const { id: personId } = await db
		.insertInto('person')
		.values({ name: 'Goulven Skouer', roleLabel: 'the pupil' })
		.returning('id')
		.executeTakeFirstOrThrow();
	await storeBasis(db, { personId, meetingId, basis: 'refused', recordedBy: null });
	expect(await find('Skouer')).toEqual([]);
	expect(await find('walruses')).toMatchObject([
		{ texts: { en: 'Rejoicing walruses with the pupil' } }
	]);
	// One that bears its meeting's title says it in all languages of the meeting.
	await name(given);
	expect(await find('walruses')).toMatchObject([
		{ texts: { fr: 'Rejoicing walruses with the pupil (fr)' } }
	]);
});
