import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { likeAnywhere } from '#lib/model/search.ts';
import { search } from '#lib/server/library/search.ts';
import { showSearch } from '../support/pages.ts';
import { demoDatabase, findDemoActor } from '../support/demo.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
beforeAll(async () => {
	demo = await demoDatabase();
});
afterAll(() => demo.close());

const find = async (query: string, account?: string) => {
	const actor = account ? await findDemoActor(demo.db, account) : null;
	const { hits, approximate } = await search(demo.db, actor, query);
	return { ids: hits.map(({ kind, id }) => `${kind}:${id}`), approximate };
};

describe('a region is found under each of its names, with or without accents', () => {
	for (const query of ['Bretagne', 'bretagne', 'Brittany', 'Brétagne', 'BREIZH'])
		test(query, async () => {
			const { ids, approximate } = await find(query);
			expect(approximate).toBe(false);
			expect(ids).toContain('dossier:bretagne');
			expect(ids).toContain('meeting:bretagne-2');
			expect(ids).toContain('report:bretagne-1');
			expect(ids).toContain('organisation:region');
		});
});

test('an organisation is found by its abbreviation and other spellings', async () => {
	for (const query of ['JNTN', 'jet-net&technet', 'Jet-Net & TechNet', 'youth and technology'])
		expect((await find(query)).ids, query).toContain('organisation:jntn');
	expect((await find('DAREIC')).ids).toContain('organisation:rectorat');
});

test('places with and without their accent lead to the same', async () => {
	const { ids } = await find('Fréhel');
	expect(ids).toContain('meeting:bretagne-2');
	expect((await find('frehel')).ids).toEqual(ids);
});

test('spoken words are found in the language in which they are shown', async () => {
	const { hits } = await search(demo.db, null, 'watching closely');
	expect(hits.find(({ kind }) => kind === 'cue')?.href).toMatch(
		/^\/library\/basque-programme\?t=\d+&subtitle=en$/
	);
});

test('spoken words stand under the title of their film, each with its time and language', async () => {
	const page = await showSearch(demo.db, 'the');
	const [, spoken = ''] = page.html.split('id="kind-cue"');
	const titles = [...spoken.matchAll(/href="\/library\/([a-z0-9-]+)"/g)].map(([, slug]) => slug);
	expect(titles.length).toBeGreaterThan(0);
	expect(new Set(titles).size).toBe(titles.length);
	const times = page.links.filter(({ href }) => href.includes('?t='));
	expect(times.length).toBeGreaterThan(titles.length);
	for (const { text } of times) expect(text).toMatch(/^\d+:\d\d$/);
	expect(page.text).toMatch(/\d:\d\d English /);
});

test('a typing mistake still leads somewhere, and it is said so', async () => {
	const { ids, approximate } = await find('Bretange');
	expect(approximate).toBe(true);
	expect(ids).toContain('dossier:bretagne');
});

test('characters of the pattern language are ordinary characters', async () => {
	expect(likeAnywhere('100%_\\')).toBe('%100\\%\\_\\\\%');
	for (const query of ['%%', '__', '\\\\', "'; DROP TABLE person; --"])
		expect((await find(query)).ids, query).toEqual([]);
});

test('what is for members is found by members only', async () => {
	const secret = ['dossier:nordic-example', 'meeting:nordic-example-1'];
	expect((await find('Nordic')).ids).toEqual([]);
	expect((await find('Fortroligt')).ids).toEqual([]);
	expect((await find('Nordic', 'secretariat')).ids).toEqual([]);
	expect((await find('Nordic', 'other')).ids).toEqual(secret);
	expect((await find('Fortroligt', 'other')).ids).toEqual([secret[1]]);
});

test('restricted passages, unpublished names and internal questions are not found', async () => {
	for (const query of ['host the pilot', 'Enora', 'community of practice state', '4200'])
		expect((await find(query, 'admin')).ids, query).toEqual([]);
});

test('a word is found with another ending, in the language in which it is written', async () => {
	const { db } = demo;
	const meeting = await db
		.selectFrom('meeting')
		.where('slug', '=', 'bretagne-3')
		.select('title')
		.executeTakeFirstOrThrow();
	const texts = {
		en: 'Supporting the apprentices',
		fr: 'Les établissements régionaux',
		nl: 'Bijzondere vergaderingen',
		es: 'Trabajadores técnicos',
		da: 'Uddannelserne mødes'
	};
	await db
		.updateTable('meeting')
		.set({ title: JSON.stringify({ original: 'fr', texts }) })
		.where('slug', '=', 'bretagne-3')
		.execute();
	for (const query of [
		'apprentice supported',
		'établissement régional',
		'etablissement',
		'vergadering',
		'trabajador',
		'uddannelser'
	])
		expect((await find(query)).ids, query).toContain('meeting:bretagne-3');
	await db
		.updateTable('meeting')
		.set({ title: JSON.stringify(meeting.title) })
		.where('slug', '=', 'bretagne-3')
		.execute();
});
