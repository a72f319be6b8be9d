import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { PastReportInput, ProgrammeInput, readKept } from '#lib/model/intake-input.ts';
import { readPlan } from '../agenda/plan.ts';
import { getDossier } from '../dossier/dossier.ts';
import { findState } from '../agenda/state.rows.ts';
import { getFacts } from '../meeting/facts.ts';
import { createMeeting } from '../meeting/new-meeting.ts';
import { getProgramme } from '../meeting/programme.ts';
import type { Db } from '../platform/db.ts';
import { findDraftForAttendee, readDraftToEdit } from '../report/draft.ts';
import { demoDatabase, findDemoActor } from '../../../../tests/support/demo.ts';
import { showDossier } from '../../../../tests/support/pages.ts';
import { newActor, newDossier } from '../../../../tests/support/people.ts';
import { AVANT_PROGRAMME, OLD_REPORT } from '../../../../tests/support/programmes.ts';
import { readImported } from './imported.ts';
import { previewImport, readImportPage } from './preview.ts';
import { importProgramme } from './programme.ts';
import { importPastReport } from './report.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
let db: Db;
let secretary: Actor;
let stranger: Actor;
beforeAll(async () => {
	demo = await demoDatabase();
	db = demo.db;
	const id = await dossierOf();
	secretary = await newActor(db);
	stranger = await newActor(db);
	await db
		.insertInto('dossierMember')
		.values({ dossierId: id, personId: secretary.personId, level: 'publish' })
		.execute();
	await newDossier(db, [[stranger, 'publish']]);
});
afterAll(() => demo.close());

const preview = (
	text: string,
	what: 'programme' | 'report' = 'programme',
	target = 'new:bretagne'
) => previewImport(db, secretary, { what, target, text, file: null }, '2026-11-26');
const agree = (fields: Record<string, string>, over: Record<string, string> = {}) =>
	v.parse(ProgrammeInput, { intakeId: randomUUID(), target: 'new:bretagne', ...fields, ...over });
const agreeReport = (fields: Record<string, string>, over: Record<string, string> = {}) =>
	v.parse(PastReportInput, { intakeId: randomUUID(), target: 'new:bretagne', ...fields, ...over });

async function dossierOf(): Promise<string> {
	const { id } = await db
		.selectFrom('dossier')
		.select('id')
		.where('slug', '=', 'bretagne')
		.executeTakeFirstOrThrow();
	return id;
}

function planMeeting(slug: string, dossierId: string): Promise<{ id: string }> {
	return db
		.insertInto('meeting')
		.values({
			slug,
			dossierId,
			kind: 'taskforce-meeting',
			title: JSON.stringify({ original: 'fr', texts: { fr: 'Son propre titre' } }),
			status: 'planned',
			mode: 'online',
			roomName: randomUUID()
		})
		.returning('id')
		.executeTakeFirstOrThrow();
}

/** How many rows every table has that an import may write to. */
async function countRows(): Promise<Record<string, number>> {
	const tables = [
		'meeting',
		'meetingDay',
		'meetingPart',
		'meetingEvent',
		'agendaItem',
		'itemSpeaker',
		'itemOrganisation',
		'person',
		'organisation',
		'invitationList',
		'invitee',
		'budgetLine',
		'budgetPayer',
		'report',
		'action'
	] as const;
	const counts = await Promise.all(
		tables.map((table) =>
			db
				.selectFrom(table)
				.select((eb) => eb.fn.countAll<number>().as('count'))
				.executeTakeFirstOrThrow()
		)
	);
	return Object.fromEntries(tables.map((table, n) => [table, Number(counts[n]!.count)]));
}

test('a preview writes nothing; confirming writes everything once, twice the same is one', async () => {
	const before = await countRows();
	const fields = await preview(AVANT_PROGRAMME);
	expect(await countRows()).toEqual(before);

	const input = agree(fields);
	const both = await Promise.all([
		importProgramme(db, secretary, input),
		importProgramme(db, secretary, input)
	]);
	const third = await importProgramme(db, secretary, input);
	expect(new Set([...both, third].map(({ slug }) => slug)).size).toBe(1);
	expect([...both, third].filter(({ isNew }) => isNew)).toHaveLength(1);
	const after = await countRows();
	const added = Object.fromEntries(
		Object.entries(after).map(([table, count]) => [table, count - before[table]!])
	);
	expect(added).toMatchObject({
		meeting: 1,
		meetingDay: 2,
		meetingPart: 2,
		meetingEvent: 1,
		agendaItem: 7,
		itemSpeaker: 4,
		invitationList: 1,
		invitee: 5,
		budgetLine: 2,
		budgetPayer: 3,
		report: 0
	});

	const said = await readImported(db, secretary, third.slug);
	expect(said).toMatchObject({ days: 2, items: 7, invited: 5, budget: 2, dossierSlug: 'bretagne' });
	expect(said).toMatchObject({ readers: 'members', isPlanned: true });
	await expect(readImported(db, stranger, third.slug)).rejects.toMatchObject({ status: 404 });

	const meeting = await getProgramme(db, secretary, third.slug);
	expect(third.slug).toBe('bretagne-2020-08-27');
	expect(meeting.days.map(({ date, starts, half }) => [date, starts, half])).toEqual([
		['2020-08-27', '09:00', null],
		['2020-08-28', null, 'morning']
	]);
	expect(meeting.programmeStatus).toBe('provisional');
	expect(meeting.parts.map(({ title }) => title.texts.fr)).toEqual([
		'Echanges de pratiques',
		'Discussion'
	]);
	expect(meeting.items[0]).toMatchObject({
		title: { original: 'fr', texts: { fr: 'Le réseau EU STEM Coalition' } },
		talk: {
			original: 'fr',
			texts: { fr: 'Objectifs et réalisations des partenaires européens' }
		}
	});
	expect(meeting.invitation?.exhaustive).toBe(false);
});

test('the programme of bretagne-2: organisations are those that are known, by any of their names', async () => {
	const names = async () => (await countRows()).organisation;
	const before = await names();
	const { slug } = await importProgramme(db, secretary, agree(await preview(AVANT_PROGRAMME)));
	expect(await names()).toBe(before);
	const meeting = await getProgramme(db, secretary, slug);
	const bySpeaker = meeting.items.flatMap(({ speakers }) =>
		speakers.map(({ role, organisation }) => [role, organisation?.name])
	);
	expect(bySpeaker).toEqual([
		['coordinatrice', 'EU STEM Coalition'],
		['ambassadeur', 'EU STEM Coalition'],
		['directrice', 'Jet-Net & TechNet'],
		['intervenante', 'Basque Innovation Agency']
	]);
	expect(meeting.invitation?.invited.map(({ organisation }) => organisation.name)).toEqual([
		"Rectorat de l'Académie de Rennes",
		'Conseil régional de Bretagne',
		"AJE Finistère et Côtes d'Armor",
		'UPSTI',
		'EPA'
	]);
	// It is planned; a number comes with the announcement.
	expect(
		(
			await db
				.selectFrom('meeting')
				.select('ordinal')
				.where('slug', '=', slug)
				.executeTakeFirstOrThrow()
		).ordinal
	).toBeNull();
});

test('a new speaker is known by role only: no basis for the name is recorded', async () => {
	const fields = await preview(
		'A meeting\n4 March 2027\n1. A talk\nSpeakers: Nora Newcomer, director, Brand New Academy; the mayor of the town'
	);
	const { slug } = await importProgramme(db, secretary, agree(fields, { isAnnounced: 'on' }));
	const person = await db
		.selectFrom('person')
		.select(['publishName', 'roleLabel', 'organisationId'])
		.where('name', '=', 'Nora Newcomer')
		.executeTakeFirstOrThrow();
	expect(person).toMatchObject({ publishName: null, roleLabel: 'director' });
	const visitor = await getProgramme(db, null, slug);
	expect(visitor.items[0]?.speakers).toMatchObject([
		{ name: null, role: 'director', organisation: { name: 'Brand New Academy' } },
		{ name: null, role: 'the mayor of the town' }
	]);
	expect(JSON.stringify(visitor)).not.toContain('Newcomer');
});

test('an import says which doubtful places came in, and who can read the meeting now', async () => {
	const fields = await preview(
		'A meeting\n4 March 2027\n09:00-09:30 uverture of the day\n10:00-10:30 Nobody nd nothing…\n10:30-11:00 xpert talk'
	);
	const doubts = readKept(fields.kept).doubts;
	const at = (index: number) => doubts.filter(({ item }) => item === index).length;
	expect([at(0), at(1), at(2)].every(Boolean)).toBe(true);
	const input = agree(fields, { 'items.2.leave': 'on', isAnnounced: 'on' });
	const { slug } = await importProgramme(db, secretary, input);
	const { items } = await getProgramme(db, secretary, slug);
	expect(await readImported(db, secretary, slug)).toMatchObject({
		items: 2,
		readers: 'everyone',
		isPlanned: false,
		doubts: {
			general: doubts.filter(({ item }) => item === null).length,
			items: items.map(({ id }, index) => ({ id, count: at(index) }))
		}
	});
	// The words of a source may name people: they are kept nowhere but where erasure finds them.
	const { provenance } = await db
		.selectFrom('meeting')
		.select('provenance')
		.where('slug', '=', slug)
		.executeTakeFirstOrThrow();
	expect(JSON.stringify(provenance)).not.toContain('uverture');
});

test('of programmes that arrive at once those who name the same new speakers make one person of each', async () => {
	const fields = await preview('A meeting\n4 May 2027\n1. One\n2. Two');
	const [one, two] = ['Paula Parallel', 'Quentin Quick'];
	const dossierId = await dossierOf();
	// Meetings that are planned already: new ones of a dossier wait for each other's addresses.
	const slugs = [1, 2, 3, 4].map((n) => `parallel-${n}`);
	for (const slug of slugs) await planMeeting(slug, dossierId);
	const bring = (slug: string, first: string, second: string) =>
		importProgramme(
			db,
			secretary,
			agree(fields, {
				target: `meeting:${slug}`,
				'items.0.speakers.0.name': first,
				'items.1.speakers.0.name': second
			})
		);
	await Promise.all([
		bring(slugs[0]!, one!, two!),
		bring(slugs[1]!, two!.toUpperCase(), one!),
		bring(slugs[2]!, one!, two!),
		bring(slugs[3]!, two!, one!)
	]);
	const people = await db
		.selectFrom('person')
		.select(sql<string>`lower(name)`.as('name'))
		.where(sql`lower(name)`, 'in', [one!.toLowerCase(), two!.toLowerCase()])
		.execute();
	expect(people.map(({ name }) => name).sort()).toEqual(['paula parallel', 'quentin quick']);
});

test('what was corrected in the preview is what is written: left out, added, moved', async () => {
	const fields = await preview(
		'A meeting\n4 March 2027\n1. One\n2. Two\n\nhttps://example.org/more'
	);
	const input = agree(fields, {
		'items.0.leave': 'on',
		'items.1.title': 'Two, corrected',
		'taken.0': 'https://example.org/more',
		'days.0.date': '2027-03-05'
	});
	const { slug } = await importProgramme(db, secretary, input);
	const meeting = await getProgramme(db, secretary, slug);
	expect(meeting.days[0]?.date).toBe('2027-03-05');
	expect(meeting.items.map(({ title }) => title.texts.en)).toEqual([
		'Two, corrected',
		'https://example.org/more'
	]);
});

test('a planned meeting without agenda gets its programme; one with an agenda is left alone', async () => {
	const { id } = await planMeeting('planned-one', await dossierOf());
	await db.insertInto('meetingDay').values({ meetingId: id, day: 1, date: '2020-08-28' }).execute();
	const { targets } = await readImportPage(db, secretary);
	expect(targets.map(({ slug }) => slug)).toEqual(['bretagne']);
	expect(targets[0]?.meetings.map(({ slug }) => slug)).toContain('planned-one');

	const input = agree(await preview(AVANT_PROGRAMME), { target: 'meeting:planned-one' });
	expect(await importProgramme(db, secretary, input)).toMatchObject({
		slug: 'planned-one',
		isNew: true
	});
	expect(await importProgramme(db, secretary, input)).toMatchObject({ isNew: false });
	const state = await findState(db, id);
	expect(state?.days.map(({ date, starts }) => [date, starts])).toEqual([
		['2020-08-27', '09:00'],
		['2020-08-28', null]
	]);
	expect(state?.items.filter(({ day }) => day === 2)).toHaveLength(3);
	expect(state?.seq).toBe(3);
	const meeting = await getProgramme(db, secretary, 'planned-one');
	expect(meeting).toMatchObject({ mode: 'online', title: { texts: { fr: 'Son propre titre' } } });
	await expect(
		importProgramme(db, secretary, { ...input, intakeId: randomUUID() })
	).rejects.toMatchObject({ code: 'intake_has_agenda', status: 409 });
});

test('amounts of the budget are in the dossier once somebody agreed to them', async () => {
	const text =
		'Rencontre de la taskforce\n4 mars 2027\n9h30 Ouverture\nBudget :\n- Interprètes : 1 200,50 € – Rectorat\n- Salle : € 5.000\n- Café';
	const fields = await preview(text);
	expect([fields['budget.0.amount'], fields['budget.0.currency']]).toEqual(['1200.50', 'EUR']);
	const refused = v.safeParse(ProgrammeInput, {
		...{ intakeId: randomUUID(), target: 'new:bretagne' },
		...fields,
		'budget.1.amount': '5.000'
	});
	expect(refused.issues?.map((issue) => v.getDotPath(issue))).toEqual(['budget.1.amount']);
	await importProgramme(db, secretary, agree(fields, { 'budget.1.amount': '5000,00' }));
	const { budget } = await getDossier(db, null, 'bretagne');
	expect(
		budget.slice(-3).map(({ label, amount, currency }) => [label.texts.fr, amount, currency])
	).toEqual([
		['Interprètes (Rectorat)', '1200.50', 'EUR'],
		['Salle', '5000.00', 'EUR'],
		['Café', null, null]
	]);
	const page = await showDossier(db, 'bretagne', { locale: 'fr' });
	expect(page.text).toMatch(/Interprètes \(Rectorat\).*1 200,50 €.*Salle.*5 000 €/);
});

test('an imported meeting is public only when the secretariat chose to announce it', async () => {
	const isPublic = (slug: string) =>
		getProgramme(db, null, slug).then(
			({ status }) => status,
			({ code }) => code
		);
	const stepsOf = async (slug: string) =>
		(await getFacts(db, secretary, slug)).statusHistory.map(({ status }) => status);
	const text = 'Rencontre\n4 mars 2027\n- Ouverture\n- Suite';
	const kept = await importProgramme(db, secretary, agree(await preview(text)));
	expect(await isPublic(kept.slug)).toBe('not_found');
	expect(await stepsOf(kept.slug)).toEqual(['planned']);
	const told = await importProgramme(
		db,
		secretary,
		agree(await preview(text), { isAnnounced: 'on' })
	);
	expect(await isPublic(told.slug)).toBe('scheduled');
	expect(await stepsOf(told.slug)).toEqual(['planned', 'scheduled']);
	const empty = await createMeeting(
		db,
		secretary,
		{ dossierId: await dossierOf(), title: 'Vide', date: '2027-03-04', kind: 'taskforce-meeting' },
		'fr'
	);
	const page = () => readPlan(db, secretary, empty);
	const editor = await newActor(db);
	await db
		.insertInto('dossierMember')
		.values({ dossierId: await dossierOf(), personId: editor.personId, level: 'edit' })
		.execute();
	expect((await page()).mayImport).toBe(true);
	expect((await readPlan(db, editor, empty)).mayImport).toBe(false);
	const { version } = await getFacts(db, secretary, empty);
	const form = { target: `meeting:${empty}`, isAnnounced: 'on' };
	await importProgramme(db, secretary, agree(await preview(text), form));
	expect(await isPublic(empty)).toBe('scheduled');
	// A form of the meeting that is open elsewhere must not set back what the import wrote.
	expect((await getFacts(db, secretary, empty)).version).toBe(version + 1);
	expect((await page()).mayImport).toBe(false);
});

test('the secretariat of another taskforce finds nothing here, to read into or to write to', async () => {
	const fields = await preview(AVANT_PROGRAMME);
	const before = await countRows();
	const nothing = { code: 'not_found', status: 404 };
	await expect(importProgramme(db, stranger, agree(fields))).rejects.toMatchObject(nothing);
	await expect(
		importPastReport(db, stranger, agreeReport(await preview(OLD_REPORT, 'report')))
	).rejects.toMatchObject(nothing);
	await expect(
		importProgramme(db, stranger, agree(fields, { target: 'meeting:bretagne-2' }))
	).rejects.toMatchObject(nothing);
	await expect(
		previewImport(db, stranger, {
			what: 'programme',
			target: 'new:bretagne',
			text: 'x',
			file: null
		})
	).rejects.toMatchObject(nothing);
	const member = await findDemoActor(db, 'teacher').catch(() => newActor(db));
	await expect(readImportPage(db, member)).rejects.toMatchObject(nothing);
	await expect(importProgramme(db, null, agree(fields))).rejects.toMatchObject({ status: 401 });
	expect(await countRows()).toEqual(before);
});

test('a form that somebody changed is checked anew: dates, zones, titles and names of fields', async () => {
	const fields = await preview(AVANT_PROGRAMME);
	const wrong: Array<[string, string]> = [
		['days.0.date', '2020-02-31'],
		['days.0.starts', '25:00'],
		['timezone', 'Mars/Phobos'],
		['title', ' '],
		['items.0.title', 'x'.repeat(301)],
		['items.0.minutes', '1.5'],
		['items.0.format', 'party'],
		['target', "new:x'; drop table meeting"],
		['intakeId', 'no id']
	];
	for (const [name, value] of wrong)
		expect(
			v.safeParse(ProgrammeInput, {
				intakeId: randomUUID(),
				target: 'new:bretagne',
				...fields,
				[name]: value
			}).success,
			name
		).toBe(false);
	const odd = {
		'__proto__.polluted': 'x',
		'constructor.prototype.polluted': 'x',
		'items.0.constructor': 'x'
	};
	expect(
		v.safeParse(ProgrammeInput, {
			intakeId: randomUUID(),
			target: 'new:bretagne',
			...fields,
			...odd
		}).success
	).toBe(true);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	await expect(
		importProgramme(db, secretary, agree(fields, { 'days.1.date': '2020-08-27' }))
	).rejects.toMatchObject({ code: 'day_taken' });
});

test('the report of an earlier meeting becomes a held meeting and a draft, never a publication', async () => {
	const before = await countRows();
	const fields = await preview(OLD_REPORT, 'report');
	expect(await countRows()).toEqual(before);
	const input = agreeReport(fields);
	const first = await importPastReport(db, secretary, input);
	expect(await importPastReport(db, secretary, input)).toEqual({ ...first, isNew: false });

	const { head, content, gaps } = await readDraftToEdit(db, secretary, first.reportSlug);
	expect(head).toMatchObject({ state: 'draft', version: 0 });
	expect(content).toMatchObject({
		title: { text: 'First meeting on school-company cooperation', lang: 'en' },
		status: 'held',
		mode: 'online',
		host: { name: 'Institut de Locarn' },
		summary: 'Partners met online to compare what exists.',
		objective: 'See what is there.'
	});
	expect(content.days.map(({ date }) => date)).toEqual(['2019-06-12']);
	expect(
		content.items.map(({ title, blocks }) => [title.text, blocks.map(({ text }) => text)])
	).toEqual([
		['Presentations', ['The network was shown.', 'A film followed.']],
		['Round table', ['Each organisation had three minutes.']],
		['Next steps', []]
	]);
	expect(content.items[2]?.actions.map(({ text, owner }) => [text, owner])).toEqual([
		['Hold a second meeting', null],
		['Write the programme', null]
	]);
	expect(gaps.filter(({ code }) => code === 'action-owner')).toHaveLength(2);
	const row = await db
		.selectFrom('meeting')
		.select(['status', 'attendanceStatement', 'attendanceVisibility'])
		.where('id', '=', head.meetingId)
		.executeTakeFirstOrThrow();
	expect(row.attendanceStatement).toMatchObject({
		texts: { en: 'More than fifteen organisations took part.' }
	});
	// A source's words may name people: no visitor reads them before the secretariat opens them.
	expect(row.attendanceVisibility).toBe('members');
	expect(content.attendance).toMatchObject({
		recorded: false,
		statement: { text: 'More than fifteen organisations took part.' }
	});
	const page = await getProgramme(db, null, head.meetingSlug);
	expect(page.attendance).toMatchObject({ isRecorded: false, statement: null });
	expect(await findDraftForAttendee(db, null, first.reportSlug)).toBeNull();
});

test('what an earlier report calls a decision is one in the draft', async () => {
	const text = OLD_REPORT.replace(
		'Each organisation had three minutes.',
		'Each organisation had three minutes.\nDecision: a steering group is formed.'
	);
	const fields = await preview(text.replace('12 June 2019', '13 June 2019'), 'report');
	const { reportSlug } = await importPastReport(db, secretary, agreeReport(fields));
	const { content } = await readDraftToEdit(db, secretary, reportSlug);
	const [, table] = content.items;
	expect(table?.blocks.map(({ text }) => text)).toEqual(['Each organisation had three minutes.']);
	expect(table?.decisions.map(({ text }) => text)).toEqual(['a steering group is formed.']);
});
