import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useDataFolder } from '../../../../tests/support/data-folder.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import type { Actor } from '#lib/model/actor.ts';
import { cutLists } from '#lib/model/cut-list.ts';
import { linkAction } from '#lib/model/kept-action.ts';
import { holdMeeting } from '../../../../tests/support/held-meeting.ts';
import { publishHeld } from '../../../../tests/support/publish-held.ts';
import { repeat } from '../../../../tests/support/repeat.ts';
import { readKeptActions } from './action-keeping.ts';
import { opensDesk, readDesk } from './desk.ts';
import { readDraftToEdit } from './draft.ts';
import { fileReport } from './filing.ts';
import { correctReport, dropCorrection, publishReport } from './publication.ts';
import { readTranslationToEdit, saveTranslation } from './translation.ts';

const folder = useDataFolder();
let test_: TestDatabase;
beforeAll(async () => {
	test_ = await testDatabase();
});
afterAll(async () => {
	await test_.close();
	folder.remove();
});

test('the desk is offered to whoever can open it, and to nobody else', async () => {
	const { db } = test_;
	const [editor, publisher] = [await newActor(db), await newActor(db)];
	const [reader, chair] = [await newActor(db), await newActor(db)];
	const admin = await newActor(db, { isAdmin: true });
	const dossierId = await newDossier(db, [
		[editor, 'edit'],
		[publisher, 'publish'],
		[reader, 'take-part']
	]);
	const { id } = await newMeeting(db, dossierId);
	await db.updateTable('meeting').set({ chairId: chair.personId }).where('id', '=', id).execute();
	const guest = { ...publisher, isGuest: true };
	for (const [actor, opens] of [
		[null, false],
		[editor, true],
		[reader, false],
		[chair, true],
		[guest, false],
		[publisher, true],
		[admin, true]
	] as const)
		expect(await opensDesk(db, actor)).toBe(opens);
	await expect(readDesk(db, reader)).rejects.toMatchObject({ code: 'not_found' });
	expect(await readDesk(db, publisher)).toMatchObject({ waiting: [], isKeeper: true });
	expect(await readDesk(db, editor)).toMatchObject({ waiting: [], isKeeper: false });
});

test('each line of the desk is there for whom it leads somewhere, and for nobody else', async () => {
	const { db } = test_;
	const held = await holdMeeting(db, 'on-the-desk');
	const foreign = await holdMeeting(db, 'on-another-desk');
	const editor = await newActor(db, { name: 'Editor' });
	const chair = await newActor(db, { name: 'Chair' });
	await db
		.insertInto('dossierMember')
		.values({ dossierId: held.dossierId, personId: editor.personId, level: 'edit' })
		.execute();
	await db
		.updateTable('meeting')
		.set({ chairId: chair.personId })
		.where('id', '=', held.meetingId)
		.execute();
	for (const one of [held, foreign]) {
		await fileReport(db, one.meetingId);
		await db
			.updateTable('action')
			.set({ due: '2020-01-01', ownerOrganisationId: one.organisations.school })
			.where('id', '=', one.actionId)
			.execute();
	}
	await db
		.insertInto('organisation')
		.values({
			slug: 'nameless',
			label: JSON.stringify({ original: 'en', texts: { en: 'A school' } })
		})
		.execute();
	const see = async (actor: Actor) => {
		const { waiting, overdue, gaps } = await readDesk(db, actor);
		return {
			waiting: waiting.map(({ slug }) => slug),
			overdue: overdue.map(({ id, text }) => [id, text]),
			organisations: gaps.incomplete.filter(({ href }) => href.startsWith('/desk/organisations'))
				.length
		};
	};
	const line = [[held.actionId, 'Write the programme']];
	expect(await see(held.secretariat)).toEqual({
		waiting: [held.slug],
		overdue: line,
		organisations: 1
	});
	expect(await see(editor)).toEqual({ waiting: [], overdue: line, organisations: 0 });
	expect(await see(chair)).toEqual({ waiting: [held.slug], overdue: line, organisations: 0 });
	expect((await see(foreign.secretariat)).overdue[0]![0]).toBe(foreign.actionId);
	for (const actor of [held.member, held.outsider])
		await expect(readDesk(db, actor)).rejects.toMatchObject({ code: 'not_found' });
	await expect(readDesk(db, null)).rejects.toMatchObject({ code: 'sign_in' });
	// What a line leads to opens.
	for (const actor of [held.secretariat, chair])
		expect((await readDraftToEdit(db, actor, held.slug)).head.slug).toBe(held.slug);
	for (const actor of [held.secretariat, chair, editor]) {
		const link = new URL(linkAction(held.actionId, held.slug), 'https://emvod.example');
		const { actions } = await readKeptActions(db, actor, {
			state: 'all',
			meeting: link.searchParams.get('meeting')!
		});
		expect(link.hash).toBe(`#action-${held.actionId}`);
		expect(actions.map(({ id }) => id)).toContain(held.actionId);
	}
});

test('a correction of substance waits on the desk of the chair, and says so to the secretariat', async () => {
	const { db } = test_;
	const held = await holdMeeting(db, 'waits-for-chair');
	const chair = await newActor(db, { name: 'Chair' });
	await db
		.updateTable('meeting')
		.set({ chairId: chair.personId })
		.where('id', '=', held.meetingId)
		.execute();
	await fileReport(db, held.meetingId);
	const { draftSeq } = await readDraftToEdit(db, held.secretariat, held.slug);
	const fields = {
		[`owner-${held.actionId}`]: held.organisations.school,
		[`outcome-${held.items.empty}`]: 'no-conclusion'
	};
	const input = { draftSeq, fields, state: 'published' as const, origin: 'https://emvod.example' };
	await publishReport(db, held.secretariat, held.slug, input);
	const see = async (actor: Actor) => (await readDesk(db, actor)).waiting;
	expect(await see(chair)).toEqual([]);
	await correctReport(db, held.secretariat, held.slug, { kind: 'editorial', reason: 'Comma' });
	expect(await see(chair)).toMatchObject([{ awaitsReader: false }]);
	await dropCorrection(db, held.secretariat, held.slug);
	await correctReport(db, held.secretariat, held.slug, { kind: 'substantive', reason: 'Figures' });
	expect(await see(chair)).toMatchObject([{ slug: held.slug, awaitsReader: true }]);
	expect(await see(held.secretariat)).toMatchObject([{ awaitsReader: false, awaitsChair: true }]);
});

test('a meeting without a date is the last of those to come', async () => {
	const { db } = test_;
	const editor = await newActor(db);
	const dossierId = await newDossier(db, [[editor, 'edit']]);
	const [undated, dated] = [await newMeeting(db, dossierId), await newMeeting(db, dossierId)];
	await db.deleteFrom('meetingDay').where('meetingId', '=', undated.id).execute();
	const { coming } = await readDesk(db, editor);
	expect(coming.map(({ slug, date }) => [slug, date === null])).toEqual([
		[dated.slug, false],
		[undated.slug, true]
	]);
});

test('a meeting of two days stays on the desk on its second day, and goes the day after', async () => {
	const { db } = test_;
	const editor = await newActor(db);
	const dossierId = await newDossier(db, [[editor, 'edit']]);
	const { id, slug } = await newMeeting(db, dossierId);
	const hold = async (first: number) => {
		await db.deleteFrom('meetingDay').where('meetingId', '=', id).execute();
		await sql`INSERT INTO meeting_day (meeting_id, day, date)
			SELECT ${id}, n + 1, current_date + ${first}::int + n FROM generate_series(0, 1) n`.execute(db);
		return (await readDesk(db, editor)).coming.map((one) => one.slug);
	};
	expect(await hold(0)).toEqual([slug]);
	expect(await hold(-1)).toEqual([slug]);
	expect(await hold(-2)).toEqual([]);
});

test('a translation waits once its original changed, and no longer than that', async () => {
	const { db } = test_;
	const held = await holdMeeting(db, 'translated');
	const { secretariat, slug } = held;
	const translate = async () => {
		const { entries, seq, version } = await readTranslationToEdit(db, secretariat, slug, 'fr');
		const fields = Object.fromEntries(entries.map(({ key }) => [key, 'Traduit']));
		await saveTranslation(db, secretariat, slug, 'fr', { version, seq, fields });
	};
	const see = async (actor = secretariat) =>
		(await readDesk(db, actor)).translations.map(({ of, language, href }) => [of, language, href]);
	await fileReport(db, held.meetingId);
	await publishHeld(db, held);
	await translate();
	expect(await see()).toEqual([]);
	await correctReport(db, secretariat, slug, { kind: 'editorial', reason: 'A comma' });
	expect(await see()).toEqual([]);
	await publishHeld(db, held, { summary: 'Other words' });
	const line = ['report', 'fr', '/desk/reports/translated/translation?language=fr'];
	expect(await see()).toEqual([line]);
	const stale = JSON.stringify({
		original: 'en',
		texts: { en: 'Now', fr: 'Avant', nl: 'Nu' },
		states: { fr: 'outdated', nl: 'human' }
	});
	const ofDossier = db.updateTable('dossier').where('id', '=', held.dossierId);
	await ofDossier.set({ title: stale, background: stale }).execute();
	await db.insertInto('setting').values({ key: 'text.network', value: stale }).execute();
	const desk = `/desk/dossiers/dossier-${slug}`;
	const texts = [
		['background', 'fr', `${desk}#background`],
		['title', 'fr', `${desk}#title`]
	];
	expect(await see()).toEqual([line, ...texts]);
	const admin = await newActor(db, { isAdmin: true });
	expect(await see(admin)).toEqual([line, ...texts, ['shared', 'fr', '/desk/texts']]);
	const editor = await newActor(db);
	const membership = { dossierId: held.dossierId, personId: editor.personId, level: 'edit' };
	await db.insertInto('dossierMember').values(membership).execute();
	expect(await see(editor)).toEqual(texts);
	await translate();
	expect(await see()).toEqual(texts);
});

test('no more of a list is read than the desk shows', async () => {
	const { db } = test_;
	const editor = await newActor(db);
	const dossierId = await newDossier(db, [[editor, 'publish']]);
	await newMeeting(db, dossierId);
	await repeat(db, 'meeting', 29, ['meeting_day.meeting_id'], sql`of.dossier_id = ${dossierId}`);
	const most = async (whole?: string) => {
		let rows = 0;
		const counted = db.withPlugin({
			transformQuery: ({ node }) => node,
			transformResult: async ({ result }) => {
				rows = Math.max(rows, result.rows.length);
				return result;
			}
		});
		const { coming, unwritten, more } = await readDesk(counted, editor, whole);
		return [rows, coming.length, more.coming, unwritten.length, more.unwritten];
	};
	expect(await most()).toEqual([10, 10, 20, 0, 0]);
	expect(await most('coming')).toEqual([30, 30, 0, 0, 0]);
	const ofDossier = db.updateTable('meeting').where('dossierId', '=', dossierId);
	await ofDossier.set({ status: 'held', city: 'Rennes' }).execute();
	expect(await most()).toEqual([20, 0, 0, 20, 10]);
});

test('a list that is cut says how many more there are, and is whole where it is asked for', async () => {
	const { db } = test_;
	const editor = await newActor(db);
	const dossierId = await newDossier(db, [[editor, 'edit']]);
	for (let n = 0; n < 13; n++) await newMeeting(db, dossierId);
	const { coming, more } = await readDesk(db, editor);
	expect([coming.length, more]).toEqual([
		10,
		{ differing: 0, unwritten: 0, published: 0, coming: 3, mails: 0, overdue: 0, gaps: 0 }
	]);
	const whole = await readDesk(db, editor, 'coming');
	expect([whole.coming.length, whole.more.coming]).toEqual([13, 0]);
	const [first] = coming;
	await sql`INSERT INTO action (id, meeting_id, due) SELECT gen_random_uuid(), m.id, '2020-01-01'
		FROM meeting m, generate_series(1, 52) WHERE m.slug = ${first!.slug}`.execute(db);
	const late = await readDesk(db, editor);
	expect([late.overdue.length, late.more.overdue]).toEqual([50, 2]);
	await repeat(db, 'meeting', 29, ['meeting_day.meeting_id'], sql`of.slug = ${first!.slug}`);
	const held = db.updateTable('meeting').where('dossierId', '=', dossierId);
	await held.set({ status: 'held', city: null }).execute();
	const missing = async (all?: string) => {
		const { gaps, more } = await readDesk(db, editor, all);
		return [gaps.incomplete.length, more.gaps];
	};
	const [[some, left], [every, none]] = [await missing(), await missing('gaps')];
	expect([some, none, every]).toEqual([20, 0, some! + left!]);
	expect(every).toBeGreaterThan(20);
	expect(cutLists({ a: [1, 2, 3], b: [1] }, { a: 2, b: 2 })).toEqual({
		lists: { a: [1, 2], b: [1] },
		more: { a: 1, b: 0 }
	});
});
