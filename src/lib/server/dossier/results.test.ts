import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Aim, ExternalEvent, Publication, Result } from '#lib/model/entry-form.ts';
import { show } from '#lib/model/localised.ts';
import { PUBLICATION_TYPES } from '#lib/model/publication.ts';
import { TIMELINE_TYPES } from '#lib/model/timeline.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newEditedDossier, newOrganisation } from '../../../../tests/support/dossier.ts';
import { listAims, moveAim, saveAim } from './aims.ts';
import { getDossier, getDossierWithTimeline } from './dossier.ts';
import { removeEntry } from './editing.ts';
import { getEventFacts } from './event-facts.ts';
import { listEvents, saveEvent } from './events.ts';
import { listHistory } from './history.ts';
import { linkEntry, unlinkEntry } from './links.ts';
import { listPublications, savePublication } from './publications.ts';
import { listResults, saveResult } from './results.ts';

let test_: TestDatabase;
let home: Awaited<ReturnType<typeof newEditedDossier>>;
let other: Awaited<ReturnType<typeof newEditedDossier>>;
beforeAll(async () => {
	test_ = await testDatabase();
	home = await newEditedDossier(test_.db);
	other = await newEditedDossier(test_.db);
	for (const name of ['Region', 'Departement', 'Network', 'School A', 'School B'])
		await newOrganisation(test_.db, name);
});
afterAll(() => test_.close());

const aim = (text: string) => v.parse(Aim, { 'text:en': text });
const publication = (fields: Record<string, string> = {}) =>
	v.parse(Publication, { type: 'tool', 'title:en': 'A tool', source: 'Network', ...fields });
const timelineOf = async ({ slug }: { slug: string }) =>
	(await getDossierWithTimeline(test_.db, null, slug)).timeline;

describe('aims and results', () => {
	test('aims are a list in an order that editors decide', async () => {
		const { db } = test_;
		for (const text of ['one', 'two', 'three'])
			await saveAim(db, home.editor, home.slug, aim(text));
		const order = async () =>
			(await getDossier(db, null, home.slug)).objectives.map(({ text }) => show(text, 'en').text);
		expect(await order()).toEqual(['one', 'two', 'three']);
		const [first, , third] = await listAims(db, home.editor, home.slug);
		await moveAim(db, home.editor, home.slug, { id: third!.id, direction: 'up' });
		await moveAim(db, home.editor, home.slug, { id: first!.id, direction: 'up' });
		expect(await order()).toEqual(['one', 'three', 'two']);
	});

	test('a result ticks its aim and stands in the timeline in the same save', async () => {
		const { db } = test_;
		const id = await saveAim(db, home.editor, home.slug, aim('found an association'));
		const input = v.parse(Result, {
			'text:en': 'An association was founded.',
			date: '2021-12',
			organisation: 'The New Association',
			create: 'on',
			objectiveId: id,
			aims: 'help pupils\nhelp firms'
		});
		const result = await saveResult(db, home.editor, home.slug, input);
		const dossier = await getDossier(db, null, home.slug);
		expect(dossier.objectives.find((one) => one.id === id)?.metBy).toEqual([result]);
		expect(dossier.results[0]).toMatchObject({
			date: '2021-12-01',
			datePrecision: 'month',
			organisation: { name: 'The New Association' },
			aims: [{ texts: { en: 'help pupils' } }, { texts: { en: 'help firms' } }]
		});
		const [newest] = (await timelineOf(home)).dated;
		expect(newest).toMatchObject({
			type: 'result',
			id: result,
			href: `/dossiers/${home.slug}#result-${result}`
		});
	});

	test('an organisation created from a result says so, and is created once', async () => {
		const { db } = test_;
		const found = await db
			.selectFrom('organisation')
			.select(['slug', 'provenance'])
			.where('name', '=', 'The New Association')
			.execute();
		const id = (await listResults(db, home.editor, home.slug))[0]!.id;
		expect(found).toEqual([
			{ slug: 'the-new-association', provenance: { result: id, dossier: home.slug } }
		]);
		const again = { 'text:en': 'Again.', organisation: 'the new association', create: 'on' };
		await saveResult(db, home.editor, home.slug, v.parse(Result, again));
		const { count } = await db
			.selectFrom('organisation')
			.select((eb) => eb.fn.countAll<number>().as('count'))
			.where('name', 'ilike', 'the new association')
			.executeTakeFirstOrThrow();
		expect(count).toBe(1);
	});

	test('an unknown organisation is not created unasked, and the aim of another dossier is none', async () => {
		const { db } = test_;
		const typed = { 'text:en': 'x', organisation: 'Unheard of' };
		await expect(
			saveResult(db, home.editor, home.slug, v.parse(Result, typed))
		).rejects.toMatchObject({ code: 'organisation_unknown' });
		const id = (await listAims(db, home.editor, home.slug))[0]!.id;
		await expect(
			saveResult(db, other.editor, other.slug, v.parse(Result, { 'text:en': 'x', objectiveId: id }))
		).rejects.toMatchObject({ code: 'not_found' });
	});

	test('removing the aim keeps the result; removing asks for the version that was seen', async () => {
		const { db } = test_;
		const met = (await listAims(db, home.editor, home.slug)).find((one) => one.isMet)!;
		const before = (await listResults(db, home.editor, home.slug)).length;
		await expect(
			removeEntry(db, home.editor, home.slug, 'objective', 'aim', { id: met.id, version: '0' })
		).rejects.toMatchObject({ code: 'entry_changed' });
		await removeEntry(db, home.editor, home.slug, 'objective', 'aim', met);
		const results = await listResults(db, home.editor, home.slug);
		expect(results.length).toBe(before);
		expect(results.every((one) => one.objectiveId === null)).toBe(true);
	});
});

describe('publications', () => {
	test('an entry without type or source is refused, and a level is no type', () => {
		const faults = (fields: Record<string, string>) =>
			v
				.safeParse(Publication, { 'title:en': 'x', type: 'tool', source: 'Network', ...fields })
				.issues?.map((one) => v.getDotPath(one));
		expect(faults({})).toBeUndefined();
		expect(faults({ type: '' })).toEqual(['type']);
		expect(faults({ type: 'secondary-education' })).toEqual(['type']);
		expect(faults({ source: ' ' })).toEqual(['source']);
		expect(faults({ level: 'secondary-education' })).toBeUndefined();
	});

	test('every type has its place in the order of the timeline', () => {
		const told = { 'meeting-report': 'report', 'taskforce-update': 'notice' } as Record<
			string,
			string
		>;
		for (const type of PUBLICATION_TYPES) expect(TIMELINE_TYPES).toContain(told[type] ?? type);
	});

	test('an announcement is a kind of its own', async () => {
		const { db } = test_;
		const input = publication({
			type: 'announcement',
			'title:en': 'A new service',
			date: '2020-06'
		});
		await savePublication(db, home.editor, home.slug, input);
		const { dated } = await timelineOf(home);
		expect(dated.find((one) => one.type === 'announcement')).toMatchObject({
			title: { texts: { en: 'A new service' } },
			datePrecision: 'month'
		});
	});

	test('a tool is kept once and shown in two dossiers; a correction shows in both', async () => {
		const { db } = test_;
		const id = await savePublication(db, home.editor, home.slug, publication());
		await linkEntry(db, other.editor, other.slug, 'publication', id);
		const [kept] = (await listPublications(db, home.editor, home.slug)).own.filter(
			(one) => one.id === id
		);
		expect(kept?.elsewhere).toBe(1);
		await savePublication(
			db,
			home.editor,
			home.slug,
			publication({ id, version: kept!.version, 'title:en': 'A better tool' })
		);
		for (const dossier of [home, other]) {
			const tools = (await timelineOf(dossier)).undated.filter((one) => one.type === 'tool');
			expect(tools.map(({ title }) => title.texts.en)).toEqual(['A better tool']);
		}
		const linked = await listPublications(db, other.editor, other.slug);
		expect([linked.own, linked.linked.map((one) => one.id)]).toEqual([[], [id]]);
		await unlinkEntry(db, other.editor, other.slug, 'publication', id);
		expect((await timelineOf(other)).undated).toEqual([]);
	});
});

test('an event of others has its host and who presented the taskforce there', async () => {
	const { db } = test_;
	const form = (fields: Record<string, string>) =>
		v.parse(ExternalEvent, {
			'title:en': 'Web-conference of the Chamber',
			date: '2020-12-02',
			host: 'Region',
			presentedBy: 'Network',
			status: 'held',
			mode: 'online',
			...fields
		});
	const id = await saveEvent(db, home.editor, home.slug, form({}));
	expect((await getEventFacts(db, null, id)).presentedBy?.name).toBe('Network');
	const found = (await timelineOf(home)).dated.find((one) => one.type === 'event');
	expect(found).toMatchObject({
		date: '2020-12-02',
		source: { name: 'Region' },
		href: '/events/web-conference-of-the-chamber'
	});
	const version = (await listEvents(db, home.editor, home.slug))[0]!.version;
	await saveEvent(db, home.editor, home.slug, form({ id, version, to: '2020-12-04' }));
	const days = await db
		.selectFrom('meetingDay')
		.select(['day', 'date'])
		.where('meetingId', '=', id)
		.orderBy('day')
		.execute();
	expect(days.map(({ day, date }) => `${day} ${date}`)).toEqual([
		'1 2020-12-02',
		'2 2020-12-03',
		'3 2020-12-04'
	]);
	await expect(
		saveEvent(db, home.editor, home.slug, form({ to: '2020-12-01' }))
	).rejects.toMatchObject({ code: 'event_days' });
	await expect(saveEvent(db, home.editor, home.slug, form({ id, version }))).rejects.toMatchObject({
		code: 'entry_changed'
	});
});

test('what was added and removed is in the history with what it was', async () => {
	const { db } = test_;
	const { entries: steps } = await listHistory(db, home.editor, home.slug);
	const told = steps.map(({ what, subject }) => [what, subject?.texts.en]);
	expect(told).toContainEqual(['aim-removed', 'found an association']);
	expect(told).toContainEqual(['publication-changed', 'A better tool']);
	expect(told).toContainEqual(['event-added', 'Web-conference of the Chamber']);
	expect(steps.every(({ who }) => who === 'Edi')).toBe(true);
});
