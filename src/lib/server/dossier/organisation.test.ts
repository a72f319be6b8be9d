import { sql } from 'kysely';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { listStaleTexts } from './gaps.ts';
import { getOrganisation } from './organisation.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor, newDossier } from '../../../../tests/support/people.ts';
import {
	addRelation,
	createOrganisation,
	listOrganisationsToEdit,
	OrganisationInput,
	readOrganisationToEdit,
	removeRelation,
	saveOrganisation
} from '../people/organisations.ts';

let own: TestDatabase;
let secretary: Actor;
let member: Actor;
beforeAll(async () => {
	own = await testDatabase();
	secretary = await newActor(own.db, { name: 'Secretary' });
	member = await newActor(own.db, { name: 'Member' });
	await newDossier(own.db, [
		[secretary, 'publish'],
		[member, 'edit']
	]);
});
afterAll(() => own.close());

const form = (fields: Record<string, string>) => v.parse(OrganisationInput, fields);
const create = (slug: string, fields: Record<string, string> = {}) =>
	createOrganisation(own.db, secretary, form({ slug, name: slug.toUpperCase(), ...fields }));

test('an organisation has kind, sector, acronym, names in languages, aliases, unit and partner note', async () => {
	await create('rectorat', {
		name: '',
		label_fr: 'Rectorat de l’académie',
		label_nl: 'Rectoraat',
		acronym: 'REC',
		aliases: 'Académie de Rennes\n\nRectorat\nRectorat',
		kind: 'public-body',
		sector: 'education',
		country: 'fr',
		unitName: 'Délégation aux relations',
		unitAcronym: 'DAREIC',
		partnerNote: 'official partner'
	});
	expect(await getOrganisation(own.db, null, 'rectorat')).toMatchObject({
		name: null,
		label: { original: 'fr', texts: { fr: 'Rectorat de l’académie', nl: 'Rectoraat' } },
		acronym: 'REC',
		aliases: ['Académie de Rennes', 'Rectorat'],
		kind: 'public-body',
		sector: 'education',
		country: 'FR',
		unit: { name: 'Délégation aux relations', acronym: 'DAREIC' },
		partnerNote: 'official partner'
	});
	const found = async (words: string) =>
		(await listOrganisationsToEdit(own.db, secretary, words)).entries;
	expect(await found('academie rennes')).toHaveLength(0);
	expect(await found('academie de')).toHaveLength(1);
});

test('saving keeps the original of a name in languages, and the languages the form has no field for', async () => {
	await create('basque', { label_fr: 'Office de la langue' });
	const label = {
		original: 'fr',
		texts: { fr: 'Office de la langue', en: 'Language office', eu: 'Erakundea' },
		states: { en: 'machine', eu: 'human' }
	};
	await own.db
		.updateTable('organisation')
		.where('slug', '=', 'basque')
		.set({ label: JSON.stringify(label) })
		.execute();
	const save = async (fields: Record<string, string>) => {
		const { edited } = await readOrganisationToEdit(own.db, secretary, 'basque');
		const input = form({ name: 'BASQUE', edited: String(edited), ...fields });
		await saveOrganisation(own.db, secretary, 'basque', input);
		return (await readOrganisationToEdit(own.db, secretary, 'basque')).label;
	};
	const shown = { label_fr: 'Office de la langue', label_en: 'Language office' };
	expect(await save({ ...shown, place: 'Bayonne' })).toEqual(label);
	expect(await save({ ...shown, label_da: 'Sprogkontor' })).toEqual({
		original: 'fr',
		texts: { ...label.texts, da: 'Sprogkontor' },
		states: { ...label.states, da: 'human' }
	});
	expect(await save({ label_en: 'Language office' })).toMatchObject({
		original: 'en',
		texts: { en: 'Language office', eu: 'Erakundea' }
	});
});

test('a name in another language waits once its original changed, until it is confirmed', async () => {
	await create('renamed', { label_fr: 'Office', label_en: 'Office', label_da: 'Kontor' });
	const save = async (fields: Record<string, string>) => {
		const { edited } = await readOrganisationToEdit(own.db, secretary, 'renamed');
		const shown = { label_en: 'Office', label_da: 'Kontor', edited: String(edited) };
		const input = form({ name: 'RENAMED', ...shown, ...fields });
		await saveOrganisation(own.db, secretary, 'renamed', input);
	};
	const waiting = async (actor = secretary) =>
		(await listStaleTexts(own.db, actor))
			.filter(({ href }) => href.includes('/renamed#'))
			.map(({ of, language, href }) => [of, language, href]);
	await own.db
		.updateTable('organisation')
		.where('slug', '=', 'renamed')
		.set({ label: sql`jsonb_set(label, '{original}', '"fr"')` })
		.execute();
	await save({ label_fr: 'Bureau' });
	const lines = ['da', 'en'].map((tag) => [
		'name',
		tag,
		`/desk/organisations/renamed#label_${tag}`
	]);
	expect(await waiting()).toEqual(lines);
	expect(await waiting(member)).toEqual([]);
	await save({ label_fr: 'Bureau', same_en: 'on' });
	expect(await waiting()).toEqual([lines[0]]);
	await save({ label_fr: 'Bureau', label_da: 'Bureauet' });
	expect(await waiting()).toEqual([]);
});

test('école, collège and lycée are kinds of their own', async () => {
	for (const kind of ['ecole', 'college', 'lycee']) await create(`a-${kind}`, { kind });
	expect((await getOrganisation(own.db, null, 'a-lycee')).kind).toBe('lycee');
	expect(() => form({ slug: 'x', name: 'x', kind: 'academy' })).toThrow();
});

test('a school and a company are partners, seen from both sides, once', async () => {
	await create('firm');
	await create('school');
	const relation = { kind: 'school-company', to: 'firm', since: '2020-01-01', note: '' } as const;
	await addRelation(own.db, secretary, 'school', relation);
	await addRelation(own.db, secretary, 'school', { ...relation, note: 'five classes' });
	for (const [slug, other, isOwn] of [
		['school', 'firm', true],
		['firm', 'school', false]
	] as const)
		expect((await getOrganisation(own.db, null, slug)).relations).toEqual([
			expect.objectContaining({
				kind: 'school-company',
				isOwn,
				note: 'five classes',
				other: expect.objectContaining({ slug: other })
			})
		]);
	await expect(
		addRelation(own.db, secretary, 'school', { ...relation, to: 'school' })
	).rejects.toMatchObject({ code: 'organisation_nowhere' });
	await removeRelation(own.db, secretary, 'firm', {
		from: 'school',
		to: 'firm',
		kind: 'school-company'
	});
	expect((await getOrganisation(own.db, null, 'firm')).relations).toEqual([]);
});

test('a new address keeps the old one, and who saved in between is not overwritten', async () => {
	await create('before');
	const { edited } = await readOrganisationToEdit(own.db, secretary, 'before');
	const fields = form({ slug: 'after', name: 'After', edited: String(edited) });
	expect(await saveOrganisation(own.db, secretary, 'before', fields)).toBe('after');
	const former = await own.db
		.selectFrom('formerSlug')
		.where('kind', '=', 'organisation')
		.select('slug')
		.execute();
	expect(former).toEqual([{ slug: 'before' }]);
	await expect(saveOrganisation(own.db, secretary, 'after', fields)).rejects.toMatchObject({
		code: 'organisation_changed'
	});
	for (const taken of ['after', 'before'])
		await expect(create(taken)).rejects.toMatchObject({ code: 'organisation_slug' });
});

test('a name is needed, and no organisation is part of itself', async () => {
	await expect(create('nameless', { name: '' })).rejects.toMatchObject({
		code: 'organisation_name'
	});
	await create('top');
	await create('below', { parent: 'top' });
	const { edited } = await readOrganisationToEdit(own.db, secretary, 'top');
	const fields = form({ slug: 'top', name: 'Top', parent: 'below', edited: String(edited) });
	await expect(saveOrganisation(own.db, secretary, 'top', fields)).rejects.toMatchObject({
		code: 'organisation_parent'
	});
});

test('only whoever publishes in a dossier may keep organisations', async () => {
	for (const actor of [null, member]) {
		const status = actor ? 404 : 401;
		await expect(listOrganisationsToEdit(own.db, actor)).rejects.toMatchObject({ status });
		await expect(
			createOrganisation(own.db, actor, form({ slug: 'no', name: 'No' }))
		).rejects.toMatchObject({ status });
		await expect(readOrganisationToEdit(own.db, actor, 'top')).rejects.toMatchObject({ status });
	}
});
