import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { PastReportInput, readKept } from '#lib/model/intake-input.ts';
import { original } from '#lib/model/localised.ts';
import { getFacts } from '../meeting/facts.ts';
import { readAttendanceList } from '../meeting/attendance-list.ts';
import { getProgramme } from '../meeting/programme.ts';
import { createMeeting } from '../meeting/new-meeting.ts';
import { takeStep } from '../meeting/status.ts';
import { seedItemNotes } from '../notes/content.ts';
import type { Db } from '../platform/db.ts';
import { readDesk } from '../report/desk.ts';
import { readDraftToEdit } from '../report/draft.ts';
import { suggestTexts } from '../report/suggestion.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newOrganisation } from '../../../../tests/support/dossier.ts';
import { addItem } from '../../../../tests/support/notes.ts';
import { newActor, newDossier } from '../../../../tests/support/people.ts';
import { OLD_REPORT } from '../../../../tests/support/programmes.ts';
import { previewImport, readImportPage } from './preview.ts';
import { importPastReport } from './report.ts';

let base: TestDatabase;
let db: Db;
let secretary: Actor;
let dossierId: string;
/** A target that makes a meeting of its own. */
let elsewhere: string;
beforeAll(async () => {
	base = await testDatabase();
	({ db } = base);
	secretary = await newActor(db);
	dossierId = await newDossier(db, [[secretary, 'publish']]);
	const dossier = db.selectFrom('dossier').select('slug').where('id', '=', dossierId);
	elsewhere = `new:${(await dossier.executeTakeFirstOrThrow()).slug}`;
});
afterAll(() => base.close());

const preview = (text: string, target: string) =>
	previewImport(db, secretary, { what: 'report', target, text, file: null }, '2026-11-26');
const agreeReport = (fields: Record<string, string>) =>
	v.parse(PastReportInput, { intakeId: randomUUID(), ...fields });

function newMeeting(date: string): Promise<string> {
	const kind = 'taskforce-meeting' as const;
	return createMeeting(db, secretary, { dossierId, title: 'Held elsewhere', date, kind }, 'fr');
}

async function heldWithAgenda(...titles: string[]): Promise<{ slug: string; itemIds: string[] }> {
	const slug = await newMeeting('2019-03-04');
	const { id, version } = await getFacts(db, secretary, slug);
	const wish = { version, reason: null, step: 'hold' as const };
	await takeStep(db, secretary, slug, wish);
	const itemIds: string[] = [];
	for (const [n, title] of titles.entries()) {
		const itemId = await addItem(db, id, `n${n + 1}`);
		await db
			.updateTable('agendaItem')
			.set({ title: JSON.stringify(original('fr', title)) })
			.where('id', '=', itemId)
			.execute();
		itemIds.push(itemId);
	}
	return { slug, itemIds };
}

test('a report goes to a meeting that was held elsewhere: its items, its words, nothing twice', async () => {
	const meeting = await heldWithAgenda('Présentations', 'Table ronde');
	await seedItemNotes(db, meeting.itemIds[1]!, [{ text: 'Noted in the room.' }]);
	const target = `meeting:${meeting.slug}`;
	expect(
		(await readImportPage(db, secretary)).targets.flatMap(({ meetings }) => meetings)
	).toContainEqual(expect.objectContaining({ slug: meeting.slug, status: 'held' }));
	const unwritten = async () => (await readDesk(db, secretary)).unwritten.map(({ slug }) => slug);
	expect(await unwritten()).toContain(meeting.slug);
	const fields = await preview(
		OLD_REPORT.replace('Presentations', 'PRÉSENTATIONS').replace('Round table', 'Table ronde'),
		target
	);
	const input = agreeReport({ ...fields, target });
	const first = await importPastReport(db, secretary, input);
	expect(first.isNew).toBe(true);
	expect(await importPastReport(db, secretary, input)).toEqual({ ...first, isNew: false });

	const { head, content } = await readDraftToEdit(db, secretary, first.reportSlug);
	expect(head.meetingSlug).toBe(meeting.slug);
	expect(content).toMatchObject({
		language: 'en', // of its text, not of the meeting's title
		title: { text: 'Held elsewhere', lang: 'fr' },
		objective: 'See what is there.'
	});
	expect(
		content.days.map(({ date }) => date),
		'its own day stays'
	).toEqual(['2019-03-04']);
	expect(
		content.items.map(({ title, blocks }) => [title.text, blocks.map(({ text }) => text)])
	).toEqual([
		['Présentations', ['The network was shown.', 'A film followed.']],
		['Table ronde', ['Noted in the room.']],
		['Table ronde', ['Each organisation had three minutes.']],
		['Next steps', []]
	]);
	expect(await unwritten()).not.toContain(meeting.slug);
	const { targets } = await readImportPage(db, secretary);
	expect(targets.flatMap(({ meetings }) => meetings.map(({ slug }) => slug))).not.toContain(
		meeting.slug
	);
	await expect(
		importPastReport(db, secretary, { ...input, intakeId: randomUUID() })
	).rejects.toMatchObject({ code: 'intake_report_held' });
});

test('a list that is there keeps its readers; what a report says of it waits on the desk', async () => {
	const bring = async (visibility: string, isListed: boolean) => {
		const { slug } = await heldWithAgenda();
		const { id: meetingId } = await getFacts(db, secretary, slug);
		const row = { attendanceVisibility: visibility };
		await db.updateTable('meeting').set(row).where('id', '=', meetingId).execute();
		const organisationId = await newOrganisation(db, `Guests of ${visibility} ${isListed}`);
		const came = { meetingId, organisationId, state: 'present' };
		if (isListed) await db.insertInto('attendance').values(came).execute();
		const target = `meeting:${slug}`;
		const fields = await preview(OLD_REPORT, target);
		await importPastReport(db, secretary, agreeReport({ ...fields, target }));
		const { attendance } = await getProgramme(db, null, slug);
		const { list } = await readAttendanceList(db, secretary, slug);
		const { note, statement } = list;
		return { visible: list.visibility, note, said: statement?.texts.en ?? null, attendance };
	};
	const said = 'More than fifteen organisations took part.';
	expect(await bring('public', true)).toMatchObject({
		visible: 'public',
		note: said,
		said: null,
		attendance: { organisations: 1, statement: null, list: { present: [expect.anything()] } }
	});
	expect(await bring('restricted', true)).toMatchObject({ visible: 'restricted', note: said });
	const closed = { note: null, said, attendance: { statement: null } };
	expect(await bring('public', false)).toMatchObject({ visible: 'members', ...closed });
	expect(await bring('restricted', false)).toMatchObject({ visible: 'restricted', ...closed });
});

test('the day in the words of a next step is when the action is due; a doubtful one is marked', async () => {
	const words = `${OLD_REPORT}\n- Print it before 1 December 2026\n- Read the minutes of 2 May 2018`;
	const fields = await preview(words, elsewhere);
	expect(fields.kept).toContain('"code":"due_unclear","words":"Read the minutes of 2 May 2018"');
	const { reportSlug } = await importPastReport(
		db,
		secretary,
		agreeReport({ ...fields, target: elsewhere })
	);
	const { content } = await readDraftToEdit(db, secretary, reportSlug);
	const actions = content.items.flatMap((item) => item.actions);
	expect(actions.map(({ text, due }) => [text, due])).toContainEqual([
		'Print it before 1 December 2026',
		'2026-12-01'
	]);
	expect(actions.find(({ text }) => text.startsWith('Read'))).toMatchObject({ due: null });
});

test('a report is not brought into a meeting still to come', async () => {
	const slug = await newMeeting('2127-03-04');
	const target = `meeting:${slug}`;
	await expect(preview(OLD_REPORT, target)).rejects.toMatchObject({
		code: 'intake_report_held'
	});
	const input = agreeReport({ ...(await preview(OLD_REPORT, elsewhere)), target });
	await expect(importPastReport(db, secretary, input)).rejects.toMatchObject({
		code: 'intake_report_held'
	});
});

test('a list of actions becomes actions with owner and day; the rest of it is left to settle', async () => {
	const [ours, slug] = [await newDossier(db, [[secretary, 'publish']]), 'fr-minutes.pdf'];
	const dossier = await db
		.selectFrom('dossier')
		.where('id', '=', ours)
		.select('slug')
		.executeTakeFirstOrThrow();
	const member = await newActor(db, { name: 'Yann Skouer' });
	await db
		.insertInto('dossierMember')
		.values({ dossierId: ours, personId: member.personId, level: 'read' })
		.execute();
	const target = `new:${dossier.slug}`;
	const file = new File([readFileSync(`tests/samples/imports/${slug}`)], slug);
	const fields = await previewImport(
		db,
		secretary,
		{ what: 'report', target, text: '', file },
		'2026-11-26'
	);
	expect(readKept(fields.kept).doubts.filter(({ code }) => code === 'owner_unclear')).toMatchObject(
		['M. Skouer', 'A. Exemple', 'Y. Skouer'].map((words) => ({ words }))
	);
	const { reportSlug } = await importPastReport(db, secretary, agreeReport({ ...fields, target }));
	const { content, names } = await readDraftToEdit(db, secretary, reportSlug);
	const actions = content.items.flatMap((item) => item.actions);
	expect(actions.map(({ text, owner, due }) => [text, owner?.id ?? null, due])).toEqual([
		['Envoyer le bilan aux financeurs', member.personId, '2026-01-31'],
		['Réserver la salle – Qui: A. Exemple – Quand: février 2026', null, null],
		['Relancer les écoles', member.personId, '2026-02-15']
	]);
	expect(names.map(({ name, personId }) => [name, personId])).toContainEqual(['A. Exemple', null]);
	const { objective } = suggestTexts(content);
	expect(objective).toContain('Bilan de l’année 2025; Budget 2026');
	for (const heading of ['Ordre du jour', 'Questions diverses', 'Prochaine'])
		expect(objective).not.toContain(heading);
});

test('whoever leads a line of the next steps owns it; a stranger with a title is doubtful', async () => {
	const agency = await newOrganisation(db, 'Agence Exemple');
	const fields = await preview(
		[
			'Réunion du groupe pilote',
			'4 mars 2019',
			'',
			'Prochaines étapes',
			'- Agence Exemple : envoyer la liste avant le 15 mars 2021',
			'- M. Inconnu – relancer les écoles',
			'- Salle : à réserver pour juin'
		].join('\n'),
		elsewhere
	);
	expect(readKept(fields.kept).doubts.filter(({ code }) => code === 'owner_unclear')).toMatchObject(
		[{ words: 'M. Inconnu' }]
	);
	const input = agreeReport({ ...fields, target: elsewhere });
	const { reportSlug } = await importPastReport(db, secretary, input);
	const { content } = await readDraftToEdit(db, secretary, reportSlug);
	const actions = content.items.flatMap((item) => item.actions);
	expect(actions.map(({ text, owner, due }) => [text, owner?.id ?? null, due])).toEqual([
		['envoyer la liste avant le 15 mars 2021', agency, '2021-03-15'],
		['M. Inconnu – relancer les écoles', null, null],
		['Salle : à réserver pour juin', null, null]
	]);
});
