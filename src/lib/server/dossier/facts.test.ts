import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { Facts, Organisations } from '#lib/model/dossier-form.ts';
import type { Actor } from '#lib/model/actor.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor } from '../../../../tests/support/people.ts';
import { getDossier, findNewSlug, listDossiers } from './dossier.ts';
import { createDossier, getFacts, listOwnDossiers, saveFacts } from './facts.ts';
import { listHistory } from './history.ts';
import { getRoles, saveRoles } from './roles.ts';

let test_: TestDatabase;
let admin: Actor;
let editor: Actor;
let stranger: Actor;
const START = { title: 'A taskforce', language: 'en', country: 'FR', region: 'Bretagne' } as const;

beforeAll(async () => {
	test_ = await testDatabase();
	const { db } = test_;
	admin = await newActor(db, { isAdmin: true, name: 'Ada' });
	editor = await newActor(db, { name: 'Edi' });
	stranger = await newActor(db);
	for (const name of ['Institut', 'Alert', 'Commission'])
		await db.insertInto('organisation').values({ name, slug: name.toLowerCase() }).execute();
});
afterAll(() => test_.close());

async function begin(level: 'edit' | 'publish' = 'edit'): Promise<string> {
	const { db } = test_;
	const slug = await createDossier(db, admin, { ...START, status: 'active' });
	const { id } = await db
		.selectFrom('dossier')
		.select('id')
		.where('slug', '=', slug)
		.executeTakeFirstOrThrow();
	await db
		.insertInto('dossierMember')
		.values({ dossierId: id, personId: editor.personId, level })
		.execute();
	return slug;
}

async function fill(slug: string, changes: Record<string, string> = {}) {
	const { version } = await getFacts(test_.db, admin, slug);
	return v.parse(Facts, {
		version,
		'title:en': 'A taskforce',
		address: slug,
		country: 'FR',
		status: 'active',
		visibility: 'members',
		...changes
	});
}

async function fillRoles(slug: string, changes: Record<string, string> = {}) {
	const { version } = await getRoles(test_.db, admin, slug);
	return v.parse(Organisations, { version, 'requesting:0': 'Institut', ...changes });
}

describe('a status is required', () => {
	const base = { version: '1', 'title:en': 'x', address: 'x', country: '', visibility: 'members' };
	test.each([[undefined], [''], ['unknown']])('%s is refused', (status) => {
		const faults = v.safeParse(Facts, status === undefined ? base : { ...base, status }).issues;
		expect(faults?.map((one) => v.getDotPath(one))).toEqual(['status']);
	});
});

test('a dossier begins for its members, and administrators and secretariats may begin one', async () => {
	const { db } = test_;
	const slug = await begin('publish');
	expect((await listDossiers(db, null)).map((one) => one.slug)).not.toContain(slug);
	expect((await listOwnDossiers(db, editor)).mayCreate).toBe(true);
	await expect(createDossier(db, stranger, { ...START, status: 'active' })).rejects.toMatchObject({
		status: 404
	});
	await expect(createDossier(db, null, { ...START, status: 'active' })).rejects.toMatchObject({
		code: 'sign_in'
	});
	await expect(listOwnDossiers(db, stranger)).rejects.toMatchObject({ code: 'not_found' });
});

test('whoever does not edit it finds no dossier in any of its forms', async () => {
	const { db } = test_;
	const slug = await begin();
	const facts = await fill(slug);
	const roles = await fillRoles(slug);
	for (const run of [
		() => getFacts(db, stranger, slug),
		() => saveFacts(db, stranger, slug, facts),
		() => getRoles(db, stranger, slug),
		() => saveRoles(db, stranger, slug, roles),
		() => listHistory(db, stranger, slug)
	])
		await expect(run()).rejects.toMatchObject({ code: 'not_found', status: 404 });
});

test('the background says of each translation whether it is still up to date', async () => {
	const { db } = test_;
	const slug = await begin();
	const background = { 'background:en': 'One', 'background:fr': 'Un', 'background:original': 'en' };
	await saveFacts(db, editor, slug, await fill(slug, background));
	expect((await getFacts(db, editor, slug)).background).toEqual({
		original: 'en',
		texts: { en: 'One', fr: 'Un' },
		states: { fr: 'human' }
	});
	await saveFacts(db, editor, slug, await fill(slug, { ...background, 'background:en': 'Two' }));
	expect((await getFacts(db, editor, slug)).background?.states).toEqual({ fr: 'outdated' });
});

test('a new address keeps the old one, and nobody else can take either', async () => {
	const { db } = test_;
	const [slug, other] = [await begin(), await begin()];
	const wanted = `${slug}-renamed`;
	expect(await saveFacts(db, editor, slug, await fill(slug, { address: wanted }))).toBe(wanted);
	expect(await findNewSlug(db, 'dossier', slug)).toBe(wanted);
	for (const address of [slug, wanted])
		await expect(
			saveFacts(db, editor, other, await fill(other, { address }))
		).rejects.toMatchObject({ code: 'address_taken', status: 409 });
	expect(await saveFacts(db, editor, wanted, await fill(wanted, { address: slug }))).toBe(slug);
	expect(await findNewSlug(db, 'dossier', wanted)).toBe(slug);
});

test('the second of two editors is told and overwrites nothing', async () => {
	const { db } = test_;
	const slug = await begin();
	const [first, second] = [await fill(slug, { region: 'A' }), await fill(slug, { region: 'B' })];
	await saveFacts(db, editor, slug, first);
	await expect(saveFacts(db, admin, slug, second)).rejects.toMatchObject({
		code: 'entry_changed',
		status: 409
	});
	expect((await getFacts(db, editor, slug)).region).toBe('A');
	const [third, fourth] = [await fill(slug, { region: 'C' }), await fill(slug, { region: 'D' })];
	const both = await Promise.allSettled([
		saveFacts(db, editor, slug, third),
		saveFacts(db, admin, slug, fourth)
	]);
	expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('only whoever publishes makes it public, and only when it names who asked for it', async () => {
	const { db } = test_;
	const slug = await begin();
	const open = async () => fill(slug, { visibility: 'public' });
	await expect(saveFacts(db, editor, slug, await open())).rejects.toMatchObject({ status: 404 });
	await expect(saveFacts(db, admin, slug, await open())).rejects.toMatchObject({
		code: 'no_requester'
	});
	await saveRoles(db, editor, slug, await fillRoles(slug, { 'requesting:1': 'alert' }));
	await saveFacts(db, admin, slug, await open());
	const { requestedBy, status } = await getDossier(db, null, slug);
	expect(requestedBy.map((one) => one.name)).toEqual(['Institut', 'Alert']);
	expect(status).toBe('active');
});

test('models are shown both ways, and only to whoever may read them', async () => {
	const { db } = test_;
	const [slug, model] = [await begin(), await begin()];
	await saveRoles(db, editor, slug, await fillRoles(slug, { 'modelledOn:0': model }));
	const own = await getDossier(db, editor, slug);
	expect(own.modelledOn.map((one) => one.slug)).toEqual([model]);
	expect((await getDossier(db, editor, model)).modelFor.map((one) => one.slug)).toEqual([slug]);
	await expect(
		saveRoles(db, editor, slug, await fillRoles(slug, { 'modelledOn:0': 'no-such-dossier' }))
	).rejects.toMatchObject({ code: 'dossier_unknown', details: { name: 'no-such-dossier' } });
});

test('a funder needs a disclaimer, and an unknown organisation is named in the refusal', async () => {
	const { db } = test_;
	const slug = await begin();
	await expect(
		saveRoles(db, editor, slug, await fillRoles(slug, { funder: 'Commission' }))
	).rejects.toMatchObject({ code: 'disclaimer_missing' });
	await expect(
		saveRoles(db, editor, slug, await fillRoles(slug, { 'host:0': 'Nobody Ltd' }))
	).rejects.toMatchObject({ code: 'organisation_unknown', details: { name: 'Nobody Ltd' } });
	const funded = { funder: 'Commission', 'disclaimer:fr': 'Financé.' };
	await saveRoles(db, editor, slug, await fillRoles(slug, funded));
	const { funder, disclaimer } = await getDossier(db, editor, slug);
	expect([funder?.name, disclaimer?.texts]).toEqual(['Commission', { fr: 'Financé.' }]);
});

test('every step is stamped with time and actor, and the history cannot be changed', async () => {
	const { db } = test_;
	const slug = await begin();
	await saveRoles(db, editor, slug, await fillRoles(slug));
	await saveFacts(db, admin, slug, await fill(slug, { visibility: 'public', status: 'paused' }));
	const { entries: steps } = await listHistory(db, editor, slug);
	expect(steps.map(({ what, who }) => [what, who])).toEqual([
		['status-paused', 'Ada'],
		['published', 'Ada'],
		['organisations-changed', 'Edi'],
		['status-active', 'Ada'],
		['created', 'Ada']
	]);
	for (const { at } of steps) expect(Date.now() - at.getTime()).toBeLessThan(600_000);
	await expect(db.updateTable('dossierEvent').set({ what: 'x' }).execute()).rejects.toThrow(
		'never changed'
	);
});
