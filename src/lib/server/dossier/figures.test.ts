import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	Aim,
	Budget,
	EntryOnly,
	ExternalEvent,
	Figure,
	Publication,
	Result,
	School
} from '#lib/model/entry-form.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newEditedDossier, newOrganisation } from '../../../../tests/support/dossier.ts';
import { moveAim, saveAim } from './aims.ts';
import { getDossier, getDossierWithTimeline } from './dossier.ts';
import { removeEntry } from './editing.ts';
import { getEventFacts } from './event-facts.ts';
import { listEvents, saveEvent } from './events.ts';
import { listDeskFigures, saveFigure } from './figures.ts';
import { linkEntry, unlinkEntry } from './links.ts';
import { listBudget, saveBudgetLine } from './money.ts';
import { getOrganisation } from './organisation.ts';
import { listPublications, savePublication } from './publications.ts';
import { saveResult } from './results.ts';
import { listSchools, listSchoolsNotReady, saveSchool } from './schools.ts';

let test_: TestDatabase;
let home: Awaited<ReturnType<typeof newEditedDossier>>;
let other: Awaited<ReturnType<typeof newEditedDossier>>;
beforeAll(async () => {
	test_ = await testDatabase();
	home = await newEditedDossier(test_.db);
	other = await newEditedDossier(test_.db);
	for (const name of ['Region', 'Departement', 'Network', 'School A', 'School B'])
		await newOrganisation(test_.db, name);
	const event = { 'title:en': 'A conference', date: '2020-12-02', host: 'Region', status: 'held' };
	await saveEvent(test_.db, home.editor, home.slug, v.parse(ExternalEvent, event));
	await savePublication(test_.db, home.editor, home.slug, publication());
});
afterAll(() => test_.close());

const keyOf = ({ id, version }: { id: string; version: string }) => ({ id, version });
const aim = v.parse(Aim, { 'text:en': 'x' });
const publication = (fields: Record<string, string> = {}) =>
	v.parse(Publication, { type: 'tool', 'title:en': 'A tool', source: 'Network', ...fields });
const figure = (fields: Record<string, string> = {}) =>
	v.parse(Figure, { 'label:en': 'countries', value: '55', source: 'Network', ...fields });

const timelineOf = async ({ slug }: { slug: string }) =>
	(await getDossierWithTimeline(test_.db, null, slug)).timeline;

describe('key figures', () => {
	test('a figure has unit, source and date, and is exact', async () => {
		const { db } = test_;
		const input = figure({
			'label:en': 'pupils a year',
			value: '700 000',
			qualifier: 'more-than',
			unit: 'pupils',
			sourceNote: 'page 3',
			date: '2020'
		});
		await saveFigure(db, home.editor, home.slug, input);
		expect((await getDossier(db, null, home.slug)).figures).toEqual([
			expect.objectContaining({
				value: '700000',
				qualifier: 'more-than',
				unit: 'pupils',
				source: expect.objectContaining({ name: 'Network' }),
				sourceNote: 'page 3',
				date: '2020-01-01',
				datePrecision: 'year'
			})
		]);
		await expect(
			saveFigure(db, home.editor, home.slug, figure({ source: '' }))
		).rejects.toMatchObject({ code: 'figure_source' });
	});

	test('parts that do not add up are refused with what is missing, or what is too many', async () => {
		const { db } = test_;
		const parts = { 'partLabel:0': 'EU', 'partValue:0': '27', 'partLabel:1': 'others' };
		await expect(
			saveFigure(db, home.editor, home.slug, figure({ ...parts, 'partValue:1': '27' }))
		).rejects.toMatchObject({ code: 'figure_sum', status: 422, details: { rest: '1' } });
		await expect(
			saveFigure(db, home.editor, home.slug, figure({ ...parts, 'partValue:1': '28.5' }))
		).rejects.toMatchObject({ code: 'figure_over', status: 422, details: { over: '0.5' } });
		const right = figure({ ...parts, 'partValue:1': '28' });
		const id = await saveFigure(db, home.editor, home.slug, right);
		const { figures } = await getDossier(db, null, home.slug);
		expect(figures.find((one) => one.id === id)?.parts).toEqual([
			{ label: 'EU', value: '27' },
			{ label: 'others', value: '28' }
		]);
	});

	test('one figure is shown in two dossiers and with an event', async () => {
		const { db } = test_;
		const { events, own } = await listDeskFigures(db, home.editor, home.slug);
		const input = figure({
			[`event:${events[0]!.id}`]: 'on',
			id: own[0]!.id,
			version: own[0]!.version
		});
		const id = await saveFigure(db, home.editor, home.slug, input);
		await linkEntry(db, other.editor, other.slug, 'figure', id);
		const shown = [
			(await getDossier(db, null, other.slug)).figures,
			(await getEventFacts(db, null, events[0]!.id)).figures
		];
		for (const figures of shown) expect(figures.map((one) => one.id)).toEqual([id]);
		await unlinkEntry(db, other.editor, other.slug, 'figure', id);
		expect((await getDossier(db, null, other.slug)).figures).toEqual([]);
	});
});

test('a budget line may have no amount and several payers', async () => {
	const { db } = test_;
	const fields = {
		'label:en': 'Travel',
		status: 'offered',
		'payer:0': 'Region',
		'payer:3': 'Network'
	};
	const id = await saveBudgetLine(db, home.editor, home.slug, v.parse(Budget, fields));
	const [line] = (await getDossier(db, null, home.slug)).budget;
	expect([line?.amount, line?.currency, line?.status]).toEqual([null, null, 'offered']);
	// In some languages this is five thousand, in others five: nobody's money is guessed.
	expect(v.safeParse(Budget, { ...fields, amount: '5.000' }).success).toBe(false);
	expect(line?.payers.map((one) => one.name)).toEqual(['Network', 'Region']);
	const version = (await listBudget(db, home.editor, home.slug))[0]!.version;
	const change = { ...fields, id, version, amount: '1 200,50', currency: 'DKK', 'payer:0': '' };
	await saveBudgetLine(db, home.editor, home.slug, v.parse(Budget, change));
	const [changed] = (await getDossier(db, null, home.slug)).budget;
	expect([Number(changed?.amount), changed?.currency, changed?.payers.length]).toEqual([
		1200.5,
		'DKK',
		1
	]);
	expect(v.safeParse(Budget, { ...fields, status: '' }).success).toBe(false);
});

test('schools that are not ready are listed with the payer, for members only', async () => {
	const { db } = test_;
	const check = (school: string, line: string) =>
		v.parse(School, {
			school,
			payer: 'Departement',
			'equipment:internet': line,
			'equipment:pc': 'ok',
			note: '=1+1'
		});
	await saveSchool(db, home.editor, home.slug, check('School A', 'ok'));
	await saveSchool(db, home.editor, home.slug, check('School B', 'lacking'));
	const { schools } = await listSchoolsNotReady(db, home.reader, home.slug);
	expect(schools.map(({ school, payer }) => [school.name, payer?.name])).toEqual([
		['School B', 'Departement']
	]);
	for (const actor of [null, home.stranger])
		await expect(listSchoolsNotReady(db, actor, home.slug)).rejects.toMatchObject({ status: 404 });
	expect((await getDossier(db, null, home.slug)).readiness).toMatchObject({ checked: 2, ready: 1 });
	expect(JSON.stringify(await getDossier(db, null, home.slug))).not.toContain('School B');
	expect(await listSchools(db, home.editor, home.slug)).toHaveLength(2);
});

test('a school is in the list of a dossier once, also for two who add it at the same time', async () => {
	const { db } = test_;
	const check = (fields: Record<string, string>) =>
		v.parse(School, { 'equipment:pc': 'ok', ...fields });
	const save = (fields: Record<string, string>) =>
		saveSchool(db, other.editor, other.slug, check(fields));
	const there = { code: 'school_there', status: 409, details: { name: 'School A' } };
	const both = await Promise.allSettled([
		save({ school: 'School A' }),
		save({ school: 'school a' })
	]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: there });
	await save({ school: 'School B' });
	const [a, b] = await listSchools(db, other.editor, other.slug);
	await expect(save({ ...keyOf(b!), school: 'SCHOOL A' })).rejects.toMatchObject(there);
	await save({ ...keyOf(a!), school: 'School A', note: 'looked at again' });
	expect(
		(await listSchools(db, other.editor, other.slug)).map(({ details }) => details.note)
	).toEqual(['looked at again', undefined]);
});

test('a name is kept once: an organisation that is renamed bears its new name everywhere', async () => {
	const { db } = test_;
	await db
		.updateTable('organisation')
		.set({ name: 'Network & Co' })
		.where('slug', '=', 'network')
		.execute();
	const dossier = await getDossier(db, null, home.slug);
	const shown = [
		dossier.figures[0]?.source?.name,
		dossier.budget[0]?.payers[0]?.name,
		(await timelineOf(home)).undated.find((one) => one.type === 'tool')?.source?.name,
		(await getOrganisation(db, null, 'network')).name
	];
	expect(new Set(shown)).toEqual(new Set(['Network & Co']));
	await db
		.updateTable('organisation')
		.set({ name: 'Network' })
		.where('slug', '=', 'network')
		.execute();
});

test('a visitor, a reader and another taskforce find none of the forms', async () => {
	const { db } = test_;
	const { slug } = home;
	const [tool] = (await listPublications(db, home.editor, slug)).own;
	const only = v.parse(EntryOnly, { id: tool!.id, version: tool!.version });
	for (const actor of [home.reader, home.stranger, null]) {
		const refusal = actor ? { code: 'not_found', status: 404 } : { code: 'sign_in', status: 401 };
		for (const run of [
			() => saveAim(db, actor, slug, aim),
			() => moveAim(db, actor, slug, { id: tool!.id, direction: 'up' }),
			() => saveResult(db, actor, slug, v.parse(Result, { 'text:en': 'x' })),
			() => savePublication(db, actor, slug, publication()),
			() => linkEntry(db, actor, slug, 'publication', tool!.id),
			() => unlinkEntry(db, actor, slug, 'publication', tool!.id),
			() => saveFigure(db, actor, slug, figure()),
			() => linkEntry(db, actor, slug, 'figure', tool!.id),
			() => removeEntry(db, actor, slug, 'publication', 'publication', only),
			() => listPublications(db, actor, slug),
			() => listEvents(db, actor, slug),
			() => listBudget(db, actor, slug),
			() => listSchools(db, actor, slug)
		])
			await expect(run()).rejects.toMatchObject(refusal);
	}
	await expect(
		removeEntry(db, other.editor, other.slug, 'publication', 'publication', only)
	).rejects.toMatchObject({ code: 'not_found' });
});
