import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { up as refreshEntries } from '../../../../migrations/20261128T0300_search_carried.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { showReport } from '../../../../tests/support/pages.ts';
import { changeAction, readKeptActions } from './action-keeping.ts';
import { search } from '../library/search.ts';
import { writeFeed } from './feed.ts';
import { readDraftAsVisitor, readDraftToEdit, saveDraft } from './draft.ts';
import { readFile } from './files.ts';
import { fileReport } from './filing.ts';
import { writeJson } from './json.ts';
import { correctReport, publishReport } from './publication.ts';
import { readReport } from './report.ts';
import { readTranslationToEdit, saveTranslation } from './translation.ts';

/* What a later report says of an action is what its own meeting's report says of it in public. */

const origin = 'https://emvod.example';
let base: TestDatabase;
let first: HeldMeeting;
let later: HeldMeeting;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	const { db } = base;
	first = await holdMeeting(db, `first-${++count}`);
	later = await holdMeeting(db, `later-${count}`, { dossierId: first.dossierId });
	await db
		.updateTable('meetingDay')
		.set({ date: '2026-12-03' })
		.where('meetingId', '=', later.meetingId)
		.execute();
	await fileReport(db, first.meetingId);
	await edit(first, { [field('text')]: 'Ask the gentle heron' });
	await fileReport(db, later.meetingId);
});

const field = (what: 'text' | 'visibility') => `${what}-${first.items.talk}-${first.actionId}`;
async function edit(of: HeldMeeting, fields: Record<string, string>) {
	const { draftSeq } = await readDraftToEdit(base.db, of.secretariat, of.slug);
	return saveDraft(base.db, of.secretariat, of.slug, { draftSeq, fields });
}
/** Publishes the later report, of whose carried action somebody has to be the owner. */
const publishLater = (fields: Record<string, string> = {}) =>
	publishHeld(base.db, later, {
		[`owner-${first.actionId}`]: first.organisations.school,
		...fields
	});
const correct = (of: HeldMeeting) =>
	correctReport(base.db, of.secretariat, of.slug, { kind: 'substantive', reason: 'A comma' });
const readDrafts = async () => {
	const { db } = base;
	const visitor = await readDraftAsVisitor(db, later.secretariat, later.slug);
	const desk = await readDraftToEdit(db, later.secretariat, later.slug);
	return [visitor, desk].map(({ content }) => content.carried.map(({ text }) => text));
};
/** Everything that is given out of the later report: page, data, text, feed. */
async function readAll(n?: number) {
	const { db } = base;
	const view = await readReport(db, null, later.slug, n);
	const { bytes } = await readFile(db, null, { slug: later.slug, format: 'md', origin, n });
	const feed = await writeFeed(db, { origin, language: 'en', title: 'Emvod' });
	const entries = feed.split('<entry>').filter((one) => one.includes(`/reports/${later.slug}`));
	const page = (await showReport(db, later.slug)).html;
	return [JSON.stringify([view, writeJson(view)]), bytes.toString(), entries.join(''), page];
}

test('an action restricted before its own report is published goes from the later draft and its versions', async () => {
	expect(await readDrafts()).toEqual([['Ask the gentle heron'], ['Ask the gentle heron']]);
	await edit(first, { [field('visibility')]: 'restricted' });
	expect(await readDrafts()).toEqual([[], []]);
	await publishLater();
	for (const text of await readAll()) expect(text).not.toContain('heron');
	const stored = await base.db
		.selectFrom('reportVersion')
		.innerJoin('report', 'report.id', 'reportVersion.reportId')
		.where('report.slug', '=', later.slug)
		.select(['content', 'restricted'])
		.executeTakeFirstOrThrow();
	expect(JSON.stringify(stored)).not.toContain('heron');
});

test('an action restricted by a correction goes from versions and drafts given out, and comes back with it', async () => {
	const { db } = base;
	await publishHeld(db, first);
	await publishLater();
	for (const text of await readAll()) expect(text).toContain('Ask the gentle heron');
	await correct(later);
	await correct(first);
	await edit(first, { [field('visibility')]: 'members' });
	// A correction counts once it is published.
	for (const text of await readAll(1)) expect(text).toContain('heron');
	await publishHeld(db, first, { [field('visibility')]: 'members' });
	for (const text of await readAll(1)) expect(text).not.toContain('heron');
	expect(await readDrafts()).toEqual([[], []]);
	await correct(first);
	await publishHeld(db, first, { [field('visibility')]: 'public' });
	for (const text of await readAll(1)) expect(text).toContain('heron');
});

test('a translated report is not found by the words of an action that its own report restricted', async () => {
	const { db } = base;
	await publishHeld(db, first);
	await publishLater({ summary: 'A calm summary' });
	const { secretariat, slug } = later;
	const { entries, seq, version } = await readTranslationToEdit(db, secretariat, slug, 'fr');
	const say = (key: string) => (key.startsWith('carried') ? 'Le héron zébré' : 'Le résumé bigarré');
	const fields = Object.fromEntries(entries.map(({ key }) => [key, say(key)]));
	await saveTranslation(db, secretariat, slug, 'fr', { version, seq, fields });
	await correct(first);
	await publishHeld(db, first, { [field('visibility')]: 'restricted' });
	const find = async (words: string) =>
		(await search(db, null, words)).hits.map(({ href }) => href);
	expect(await find('bigarré')).toEqual([`/reports/${slug}`]);
	expect(await find('zébré')).toEqual([]);
	// Nor is one whose entry was written before that was so.
	await sql`UPDATE search_entry SET body = body || ' zebre' WHERE kind = 'report' AND body LIKE '%bigarre%'`.execute(
		db
	);
	expect(await find('zébré')).toEqual([`/reports/${slug}`]);
	await refreshEntries(db as never);
	expect(await find('zébré')).toEqual([]);
});

test('an action of an item that was restricted whole, or that was taken out, is carried no further', async () => {
	await edit(first, { [`visibility-${first.items.talk}`]: 'restricted' });
	expect(await readDrafts()).toEqual([[], []]);
	await edit(first, { [`visibility-${first.items.talk}`]: 'public' });
	expect(await readDrafts()).toEqual([['Ask the gentle heron'], ['Ask the gentle heron']]);
	await edit(first, { [field('text')]: '' });
	expect(await readDrafts()).toEqual([[], []]);
});

test('a draft words an action as its own report does today; a version keeps its words', async () => {
	await edit(first, { [field('text')]: 'Ask the grey heron' });
	expect(await readDrafts()).toEqual([['Ask the grey heron'], ['Ask the grey heron']]);
	await publishLater();
	await edit(first, { [field('text')]: 'Ask nobody' });
	for (const text of await readAll()) expect(text).toContain('Ask the grey heron');
});

test('a carried action leads to the page of its meeting, whatever the report there is called', async () => {
	const { db } = base;
	await db
		.updateTable('report')
		.set({ slug: `renamed-${first.slug}` })
		.where('slug', '=', first.slug)
		.execute();
	await publishLater();
	const { links } = await showReport(db, later.slug);
	const { from } = (await readReport(db, null, later.slug)).content.carried[0]!;
	expect(from.slug).toBe(first.slug);
	const hrefs = links.map(({ href }) => href);
	expect(hrefs).toContain(`/meetings/${first.slug}`);
	expect(hrefs).not.toContain(`/reports/${first.slug}`);
});

/** Adds an action to the draft of the earlier meeting, and says which it became. */
async function agree(words: string) {
	await edit(first, {
		[`new-action-${first.items.empty}`]: words,
		[`new-action-owner-${first.items.empty}`]: first.organisations.school
	});
	const { content } = await readDraftToEdit(base.db, first.secretariat, first.slug);
	return content.items.flatMap(({ actions }) => actions).find(({ text }) => text === words)!.id;
}
/** Says on the desk how the action of the earlier meeting stands. */
async function settle(state: 'open' | 'done', id = first.actionId) {
	const { db } = base;
	const filter = { state: 'all', meeting: first.slug } as const;
	const { actions } = await readKeptActions(db, first.secretariat, filter);
	const { version } = actions.find((one) => one.id === id)!;
	const owner = ''; // nobody has taken it over
	await changeAction(db, first.secretariat, { id, version, state, owner, due: '', note: '' });
}
const readStates = async () => {
	const { content } = await readDraftToEdit(base.db, later.secretariat, later.slug);
	return content.carried.map(({ text, state }) => [text, state]);
};

test('an action agreed or opened again after a draft was filed enters it, one finished says so, one taken back leaves it', async () => {
	const heron = 'Ask the gentle heron';
	const id = await agree('Feed the late badger');
	expect(await readStates()).toEqual([
		[heron, 'open'],
		['Feed the late badger', 'open']
	]);
	expect((await readDrafts())[0]).toContain('Feed the late badger');
	await settle('done');
	expect(await readStates()).toContainEqual([heron, 'done']);
	// Saved, it is a part of the draft: taken back, it is none any more.
	await edit(later, { summary: 'Saved with both' });
	await edit(first, { [`remove-${first.items.empty}-${id}`]: 'on' });
	expect(await readStates()).toEqual([[heron, 'done']]);
	// A draft filed while it was done knows nothing of it until it is opened again.
	later = await holdMeeting(base.db, `next-${count}`, { dossierId: first.dossierId, ordinal: 3 });
	await fileReport(base.db, later.meetingId);
	expect(await readStates()).toEqual([]);
	await settle('open');
	expect(await readStates()).toEqual([[heron, 'open']]);
});

test('a version keeps what was open when it was published, and nobody publishes an action unseen', async () => {
	const { db } = base;
	await publishLater();
	await agree('Feed the late badger');
	for (const text of await readAll()) expect(text).not.toContain('badger');
	await correct(later);
	expect(await readStates()).toEqual([['Ask the gentle heron', 'open']]);

	later = await holdMeeting(db, `next-${count}`, { dossierId: first.dossierId, ordinal: 3 });
	await fileReport(db, later.meetingId);
	const { draftSeq, opened, content } = await readDraftToEdit(db, later.secretariat, later.slug);
	const form = Object.fromEntries(
		content.carried.flatMap(({ id, state }) => [
			[`owner-${id}`, first.organisations.school],
			[`state-${id}`, state]
		])
	);
	await agree('Wake the slow otter');
	const fields = { ...form, opened, [`outcome-${later.items.empty}`]: 'no-conclusion' };
	const input = { draftSeq, fields, state: 'provisional', origin } as const;
	const publish = publishReport(db, later.secretariat, later.slug, input);
	await expect(publish).rejects.toMatchObject({ code: 'report_changed' });
});

test('a provisional report is another version once an action came in, and else the same', async () => {
	const { db } = base;
	const publish = async () => {
		const { draftSeq, content } = await readDraftToEdit(db, later.secretariat, later.slug);
		const fields = {
			[`outcome-${later.items.empty}`]: 'no-conclusion',
			...Object.fromEntries(
				[...content.carried, { id: later.actionId }].map(({ id }) => [
					`owner-${id}`,
					first.organisations.school
				])
			)
		};
		const input = { draftSeq, fields, state: 'provisional', origin } as const;
		return (await publishReport(db, later.secretariat, later.slug, input)).version;
	};
	expect([await publish(), await publish()]).toEqual([1, 1]);
	await agree('Feed the late badger');
	expect([await publish(), await publish()]).toEqual([2, 2]);
	for (const text of await readAll()) expect(text).toContain('badger');
});
