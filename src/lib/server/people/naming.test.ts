import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor, newDossier } from '../../../../tests/support/people.ts';
import { AppError } from '../platform/errors.ts';
import { findOrCreateOrganisation, resolveOrganisation } from './naming.ts';
import {
	createOrganisation,
	OrganisationInput,
	readOrganisationToEdit,
	saveOrganisation
} from './organisations.ts';

let own: TestDatabase;
let secretary: Actor;
beforeAll(async () => {
	own = await testDatabase();
	secretary = await newActor(own.db, { name: 'Secretary' });
	await newDossier(own.db, [[secretary, 'publish']]);
});
afterAll(() => own.close());

type Fields = Record<string, string>;
const form = (fields: Fields) => v.parse(OrganisationInput, fields) as OrganisationInput;
const create = (fields: Fields) => createOrganisation(own.db, secretary, form(fields));
const save = async (slug: string, fields: Fields) => {
	const { edited } = await readOrganisationToEdit(own.db, secretary, slug);
	return saveOrganisation(own.db, secretary, slug, form({ edited: String(edited), ...fields }));
};
const read = (slug: string) => readOrganisationToEdit(own.db, secretary, slug);
const resolve = (typed: string) =>
	own.db.transaction().execute((trx) => resolveOrganisation(trx, typed, 'host'));
const findOrCreate = (name: string) =>
	own.db.transaction().execute((trx) => findOrCreateOrganisation(trx, name, 'host', { test: 'x' }));

test('an organisation is found by each of its names, whoever asks, and created once', async () => {
	const slug = await create({
		name: 'Académie de Rennes',
		fullName: 'Rectorat de l’académie de Rennes',
		acronym: 'RAR',
		aliases: 'Academy of Rennes\nRectorate',
		unitName: 'Délégation aux relations',
		unitAcronym: 'DAREIC',
		label_da: 'Akademiet i Rennes'
	});
	expect(slug).toBe('academie-de-rennes');
	const { id } = await read(slug);
	for (const typed of [
		'academie de RENNES',
		'rectorat de l’academie de rennes',
		'rar',
		'rectorate',
		'Dareic',
		'delegation aux relations',
		'akademiet i rennes',
		slug
	]) {
		expect(await resolve(typed), typed).toBe(id);
		expect(await findOrCreate(typed), typed).toBe(id);
	}
	const made = await findOrCreate('Association Bretagne');
	expect(await findOrCreate('association bretagne')).toBe(made);
	await expect(resolve('Nobody')).rejects.toMatchObject({
		code: 'organisation_unknown',
		details: { name: 'Nobody' },
		field: 'host'
	});
});

test('who types a name that nobody bears is told the nearest one, where one is near', async () => {
	await create({ name: 'Institut de Locarn' });
	for (const typed of ['Locarn', 'Institut Locarn', 'institut de locarne'])
		await expect(resolve(typed), typed).rejects.toMatchObject({
			code: 'organisation_unknown',
			details: { name: typed, near: 'Institut de Locarn' }
		});
	const far = await resolve('Zyxwv').catch((fault: unknown) => fault);
	expect(far).toMatchObject({ code: 'organisation_unknown', details: { name: 'Zyxwv' } });
	expect(far instanceof AppError && far.details).not.toHaveProperty('near');
});

test('a former name and a former address go on leading there, until another bears the name', async () => {
	const before = await create({ name: 'Ministry of Schools' });
	const { id } = await read(before);
	const after = await save(before, { name: 'Ministry of Learning', slug: 'learning' });
	expect((await read(after)).formerNames).toEqual(['Ministry of Schools']);
	for (const typed of ['ministry of schools', before, 'Ministry of Learning'])
		expect(await resolve(typed), typed).toBe(id);
	await create({ name: 'Ministry of Schools', slug: 'new-ministry' });
	expect(await resolve('Ministry of Schools')).toBe((await read('new-ministry')).id);
	await save(after, { name: 'Ministry of Schools', aliases: 'Ministry of Learning' });
	expect((await read(after)).formerNames).toEqual([]);
});

test('two of one name are told apart by their address, and a parent that is left stays', async () => {
	for (const slug of ['lycee-a', 'lycee-b']) await create({ name: 'Lycée Jean Moulin', slug });
	await expect(resolve('lycee jean moulin')).rejects.toMatchObject({
		code: 'organisation_ambiguous'
	});
	const part = await create({ name: 'Workshop', parent: 'lycee-b' });
	expect((await read(part)).parent?.slug).toBe('lycee-b');
	await save(part, { name: 'Workshop', parent: 'Lycée Jean Moulin', place: 'Rennes' });
	expect((await read(part)).parent?.slug).toBe('lycee-b');
	await save(part, { name: 'Workshop', parent: '' });
	expect((await read(part)).parent).toBeNull();
});
