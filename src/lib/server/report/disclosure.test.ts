import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdMeeting, type HeldMeeting } from '../../../../tests/support/held-meeting.ts';
import type { ReportContent } from '#lib/model/report.ts';
import { storeBasis } from '../people/names.rows.ts';
import { buildContent } from './build.ts';
import { readDraftAsVisitor, readDraftToEdit, saveDraft } from './draft.ts';
import { writeFeed } from './feed.ts';
import { readFile } from './files.ts';
import { fileReport } from './filing.ts';
import { writeJson } from './json.ts';
import { correctReport, publishReport, withdrawReport } from './publication.ts';
import { readReport } from './report.ts';

/* What a report names is what may be given out on the day it is published. */

const origin = 'https://emvod.example';
let base: TestDatabase;
let held: HeldMeeting;
let count = 0;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());
beforeEach(async () => {
	held = await holdMeeting(base.db, `disclosed-${++count}`);
});

const answers = (of: HeldMeeting) => ({
	[`owner-${of.actionId}`]: of.organisations.school,
	[`outcome-${of.items.empty}`]: 'no-conclusion'
});
async function publish(fields: Record<string, string> = answers(held), of = held) {
	const { draftSeq } = await readDraftToEdit(base.db, of.secretariat, of.slug);
	const input = { draftSeq, fields, state: 'published' as const, origin };
	return publishReport(base.db, of.secretariat, of.slug, input);
}
const setMeeting = (id: string, values: { visibility?: string; followsId?: string }) =>
	base.db.updateTable('meeting').set(values).where('id', '=', id).execute();

/** The meeting before with an open action, and the one after, with titles of their own. */
async function addNeighbours(tag: string) {
	const { db } = base;
	const near = async (date: string, title: string) => {
		const { dossierId } = held;
		const one = await holdMeeting(db, `${title}-${tag}`.toLowerCase(), { dossierId });
		await db
			.updateTable('meetingDay')
			.set({ date })
			.where('meetingId', '=', one.meetingId)
			.execute();
		await db
			.updateTable('meeting')
			.set({ title: JSON.stringify({ original: 'en', texts: { en: title } }) })
			.where('id', '=', one.meetingId)
			.execute();
		return one;
	};
	const before = await near('2026-08-20', 'Heronbefore');
	const after = await near('2026-09-03', 'Heronafter');
	await fileReport(db, before.meetingId);
	const owner = { ownerOrganisationId: before.organisations.school };
	await db.updateTable('action').set(owner).where('id', '=', before.actionId).execute();
	await setMeeting(held.meetingId, { followsId: before.meetingId });
	return { before, after };
}

/** Everything a visitor gets of the report. */
async function readAll() {
	const { db } = base;
	const view = await readReport(db, null, held.slug);
	const markdown = await readFile(db, null, { slug: held.slug, format: 'md', origin });
	const feed = await writeFeed(db, { origin, language: 'en', title: 'Emvod' });
	const entry = feed.split('<entry>').filter((part) => part.includes(`/reports/${held.slug}`));
	return [JSON.stringify([view, writeJson(view)]), markdown.bytes.toString(), entry.join('')];
}

test('a public report names no meeting, action or film that is for members only', async () => {
	const { db } = base;
	const { before, after } = await addNeighbours(held.slug);
	const open = await buildContent(db, held.meetingId);
	expect(open.previousMeeting?.title.text).toBe('Heronbefore');
	expect(open.nextMeeting?.title.text).toBe('Heronafter');
	expect(open.carried.map(({ id }) => id)).toEqual([before.actionId]);
	expect(open.items[0]!.films).toHaveLength(1);
	// Filed while all was public; closed before it is published.
	await fileReport(db, held.meetingId);
	for (const one of [before, after]) await setMeeting(one.meetingId, { visibility: 'members' });
	const film = open.items[0]!.films[0]!.slug;
	await db
		.updateTable('film')
		.set({ visibility: 'members', dossierId: held.dossierId })
		.where('slug', '=', film)
		.execute();
	const closed = {
		previousMeeting: null,
		nextMeeting: null,
		carried: [],
		items: [{ films: [] }, {}, {}, {}, {}, {}]
	};
	expect(await buildContent(db, held.meetingId)).toMatchObject(closed);
	expect((await readDraftToEdit(db, held.secretariat, held.slug)).content).toMatchObject(closed);
	await publish();
	const given = await readAll();
	expect(given[2]).toContain(held.slug);
	for (const text of given) {
		expect(text).not.toMatch(/heron/i);
		expect(text).not.toContain(film);
		expect(text).not.toContain('A film');
	}
});

test('a public report names the next meeting only when that is announced', async () => {
	const { db } = base;
	const { after } = await addNeighbours(held.slug);
	const set = (status: string) =>
		db.updateTable('meeting').set({ status }).where('id', '=', after.meetingId).execute();
	const next = async () =>
		(await readDraftToEdit(db, held.secretariat, held.slug)).content.nextMeeting?.title.text;
	await set('planned');
	await fileReport(db, held.meetingId);
	expect(await next()).toBeUndefined();
	await set('scheduled');
	expect(await next()).toBe('Heronafter');
	await set('planned');
	await publish();
	for (const text of await readAll()) expect(text).not.toContain('Heronafter');
});

test('a planned meeting does not stand before the announced next one, in draft, version and correction', async () => {
	const { db } = base;
	const add = async (title: string, date: string, status: string) => {
		const { meetingId } = await holdMeeting(db, `${title}-${held.slug}`, {
			dossierId: held.dossierId
		});
		const name = JSON.stringify({ original: 'en', texts: { en: title } });
		await db
			.updateTable('meeting')
			.set({ title: name, status })
			.where('id', '=', meetingId)
			.execute();
		await db.updateTable('meetingDay').set({ date }).where('meetingId', '=', meetingId).execute();
		return meetingId;
	};
	const set = (id: string, status: string) =>
		db.updateTable('meeting').set({ status }).where('id', '=', id).execute();
	const sayOf = ({ ordinal, previousMeeting, nextMeeting }: ReportContent) => [
		previousMeeting?.title.text,
		ordinal,
		nextMeeting?.title.text,
		nextMeeting?.date
	];
	const draft = async () => sayOf((await readDraftToEdit(db, held.secretariat, held.slug)).content);
	await add('first', '2026-08-01', 'held');
	const secret = await add('secret before', '2026-08-02', 'planned');
	const planned = await add('planned', '2026-09-01', 'planned');
	const told = await add('told', '2026-09-08', 'scheduled');
	await add('later', '2026-09-15', 'scheduled');
	expect(sayOf(await buildContent(db, held.meetingId))).toEqual(['first', 2, 'told', '2026-09-08']);
	await fileReport(db, held.meetingId);
	// Until it is published the draft follows what is announced.
	await set(planned, 'scheduled');
	expect(await draft()).toEqual(['first', 2, 'planned', '2026-09-01']);
	await set(planned, 'planned');
	expect(await draft()).toEqual(['first', 2, 'told', '2026-09-08']);
	await publish();
	const published = async () => sayOf((await readReport(db, null, held.slug)).content);
	expect(await published()).toEqual(['first', 2, 'told', '2026-09-08']);
	// Afterwards it says what it said.
	for (const id of [planned, secret]) await set(id, 'scheduled');
	await correctReport(db, held.secretariat, held.slug, { kind: 'editorial', reason: 'A comma' });
	await publish({ summary: 'Said better.' });
	expect(await published()).toEqual(['first', 2, 'told', '2026-09-08']);
	await set(told, 'cancelled');
	expect(await published()).toEqual(['first', 2, 'told', '2026-09-08']);
});

test('a report for members names the meetings and films of its own dossier', async () => {
	const { db } = base;
	const { before, after } = await addNeighbours(held.slug);
	for (const { meetingId } of [before, after, held])
		await setMeeting(meetingId, { visibility: 'members' });
	await fileReport(db, held.meetingId);
	await publish();
	const { content } = await readReport(db, held.member, held.slug);
	expect(content.previousMeeting?.slug).toBe(before.slug);
	expect(content.nextMeeting?.slug).toBe(after.slug);
	expect(content.carried.map(({ id }) => id)).toEqual([before.actionId]);
});

test('an action of a meeting whose report was withdrawn is carried no further', async () => {
	const { db } = base;
	const { before } = await addNeighbours(held.slug);
	await publish(answers(before), before);
	await fileReport(db, held.meetingId);
	const draft = async () => (await readDraftToEdit(db, held.secretariat, held.slug)).content;
	expect((await draft()).carried).toHaveLength(1);
	await withdrawReport(db, before.secretariat, before.slug, 'Wrong');
	expect((await buildContent(db, held.meetingId)).carried).toEqual([]);
	expect((await draft()).carried).toEqual([]);
	await publish();
	expect((await readReport(db, null, held.slug)).content.carried).toEqual([]);
});

test('a name that was refused after the draft was filed is not published; consent later counts', async () => {
	const { db } = base;
	const { personId } = await db
		.selectFrom('itemSpeaker')
		.where('agendaItemId', '=', held.items.talk)
		.where('position', '=', 0)
		.select('personId')
		.executeTakeFirstOrThrow();
	await db
		.updateTable('action')
		.set({ ownerPersonId: personId })
		.where('id', '=', held.actionId)
		.execute();
	await fileReport(db, held.meetingId);
	const fields = { [`outcome-${held.items.empty}`]: 'no-conclusion' };
	const record = (basis: string) =>
		storeBasis(db, { personId, meetingId: held.meetingId, basis, recordedBy: null });
	const shown = async () =>
		JSON.stringify((await readDraftAsVisitor(db, held.secretariat, held.slug)).content);
	expect(await shown()).toContain('Anneke Voorbeeld');
	await record('refused');
	expect(await shown()).not.toContain('Voorbeeld');
	await publish(fields);
	for (const text of await readAll()) expect(text).not.toContain('Voorbeeld');
	const [item] = (await readReport(db, null, held.slug)).content.items;
	expect(item!.speakers[0]).toMatchObject({ name: null, role: 'coordinator that day' });
	expect(item!.actions[0]!.owner).toMatchObject({ kind: 'person', name: 'coordinator' });
	await record('consent');
	await correctReport(db, held.secretariat, held.slug, { kind: 'editorial', reason: 'Consent' });
	await publish({});
	const { content } = await readReport(db, null, held.slug);
	expect(content.items[0]!.speakers[0]!.name).toBe('Anneke Voorbeeld');
	expect(content.items[0]!.actions[0]!.owner?.name).toBe('Anneke Voorbeeld');
	for (const text of (await readAll()).slice(0, 2)) expect(text).toContain('Anneke Voorbeeld');
});

test('a refused name that was typed reads in the preview as it will once it is published', async () => {
	const { db } = base;
	const { personId } = await db
		.selectFrom('itemSpeaker')
		.where('agendaItemId', '=', held.items.talk)
		.where('position', '=', 0)
		.select('personId')
		.executeTakeFirstOrThrow();
	await fileReport(db, held.meetingId);
	await storeBasis(db, { personId, meetingId: held.meetingId, basis: 'refused', recordedBy: null });
	const summary = 'Anneke Voorbeeld asked for a visit.';
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	const fields = { ...answers(held), summary };
	await saveDraft(db, held.secretariat, held.slug, { draftSeq, fields });
	const preview = (await readDraftAsVisitor(db, held.secretariat, held.slug)).content;
	expect(preview.summary).toBe('coordinator asked for a visit.');
	// Who writes the draft goes on reading what was typed.
	expect((await readDraftToEdit(db, held.secretariat, held.slug)).content.summary).toBe(summary);
	await publish();
	expect((await readReport(db, null, held.slug)).content.summary).toBe(preview.summary);
});
