import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { likeAnywhere } from '#lib/model/search.ts';
import { search } from '#lib/server/library/search.ts';
import { createDatabase, createPool } from '#lib/server/platform/db.ts';
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

test('an organisation that was renamed is found by its former name', async () => {
	const { db } = demo;
	const rename = (formerNames: string[]) =>
		db.updateTable('organisation').set({ formerNames }).where('slug', '=', 'ecovem').execute();
	expect((await find('Quondam')).ids).toEqual([]);
	await rename(['Quondam network']);
	expect((await find('Quondam')).ids).toEqual(['organisation:ecovem']);
	await rename([]);
});

test('a notice leads to the meeting it is about, as in the timeline', async () => {
	const { hits } = await search(demo.db, null, 'Second Taskforce Meeting scheduled');
	expect(hits.find(({ kind }) => kind === 'publication')?.href).toBe('/meetings/bretagne-2');
});

describe('a tool is found', () => {
	const TOOL = 'publication:pub3';
	const say = (texts: Record<string, string>) => JSON.stringify({ original: 'en', texts });
	beforeAll(async () => {
		await demo.db
			.updateTable('publication')
			.set({
				title: say({
					en: 'Bèta&TechMentality (BTM): five types of young people',
					fr: 'Mentalités régionaux des élèves',
					nl: 'Vijf soorten jongeren',
					es: 'Cinco tipos de jóvenes y canciones',
					da: 'Værktøj til fem slags unge'
				}),
				summary: say({ en: 'A questionnaire for quokkas', fr: 'Un œilleton' })
			})
			.where('importKey', '=', 'pub3')
			.execute();
	});

	test.each([
		['by its abbreviation', 'btm'],
		['without its accents', 'beta&techmentality'],
		['by words of its summary', 'questionnaire quokka'],
		['in French, in another form of a word', 'mentalité régional'],
		['in French, without a ligature', 'oeilleton'],
		['in Dutch', 'soorten jongeren'],
		['in Spanish, without its accents', 'tipos de jovenes'],
		['in Danish, on another keyboard', 'vaerktoj'],
		['by the name of who supplies it', 'ptvt'],
		['by an alias of who supplies it', 'quokka-alias']
	])('%s', async (_, query) => {
		const setAliases = (aliases: string[]) =>
			demo.db.updateTable('organisation').set({ aliases }).where('slug', '=', 'ptvt').execute();
		const { aliases } = await demo.db
			.selectFrom('organisation')
			.select('aliases')
			.where('slug', '=', 'ptvt')
			.executeTakeFirstOrThrow();
		await setAliases([...aliases, 'Quokka-Aliás']);
		const { ids, approximate } = await find(query);
		expect(approximate).toBe(false);
		expect(ids).toContain(TOOL);
		const { hits } = await search(demo.db, null, query);
		const hit = hits.find(({ id, kind }) => kind === 'publication' && id === 'pub3');
		expect(hit?.href).toBe('/organisations/ptvt');
		await setAliases(aliases);
	});

	test('where it may be read, and nowhere else', async () => {
		const close = (visibility: 'members' | 'public') =>
			demo.db.updateTable('dossier').set({ visibility }).where('slug', '=', 'bretagne').execute();
		await close('members');
		expect((await find('btm')).ids).toEqual([]);
		expect((await find('btm', 'other')).ids).toEqual([]);
		expect((await find('btm', 'secretariat')).ids).toContain(TOOL);
		await close('public');
	});
});

test('a dossier is excerpted without the marks of its text, and ends with a sentence', async () => {
	const { db } = demo;
	const write = (background: string) =>
		db.updateTable('dossier').set({ background }).where('slug', '=', 'bretagne').execute();
	const { background } = await db
		.selectFrom('dossier')
		.where('slug', '=', 'bretagne')
		.select('background')
		.executeTakeFirstOrThrow();
	const en = `A **zeppelin** flies.\n\n- one\n- two\n\n${'And on. '.repeat(100)}`;
	await write(JSON.stringify({ original: 'en', texts: { en } }));
	const { hits } = await search(db, null, 'zeppelin');
	await write(JSON.stringify(background));
	const excerpt = hits.find(({ kind }) => kind === 'dossier')?.excerpt?.texts.en;
	expect(excerpt).toMatch(/^A zeppelin flies\. one; two And on\..* And on\.$/);
	expect(excerpt?.length).toBeLessThanOrEqual(400);
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

test('each mistyped word is put right by itself, by any word that stands anywhere', async () => {
	const { db } = demo;
	const { id } = await db
		.selectFrom('dossier')
		.where('slug', '=', 'bretagne')
		.select('id')
		.executeTakeFirstOrThrow();
	const said = (words: string) => ({
		dossierId: id,
		date: '2021-01-01',
		text: JSON.stringify({ original: 'en', texts: { en: words } })
	});
	const fresh = createDatabase(createPool(demo.url, 2));
	await db.insertInto('result').values(said('Zirconium turbines were shown to pupils')).execute();
	const look = async (query: string) => {
		const { hits, approximate } = await search(fresh, null, query);
		return { ids: hits.map(({ kind, id }) => `${kind}:${id}`), approximate };
	};
	for (const query of ['zirconium tubrines', 'zircomium turbines', 'Bretange zirconium'])
		expect(await look(query), query).toEqual({ ids: ['dossier:bretagne'], approximate: true });
	// What stands somewhere is kept: no other word is put in its place.
	expect((await look('zirconium pupols Finistère')).ids).toEqual([]);
	await db
		.deleteFrom('result')
		.where('date', '=', '2021-01-01')
		.where('dossierId', '=', id)
		.execute();
	await fresh.destroy();
});

test('a word that stands only where one may not read is put right like any other', async () => {
	const { db } = demo;
	const dossier = await db
		.selectFrom('dossier')
		.where('slug', '=', 'nordic-example')
		.select('id')
		.executeTakeFirstOrThrow();
	const text = JSON.stringify({ original: 'en', texts: { en: 'Bretagxe' } });
	const { id } = await db
		.insertInto('result')
		.values({ dossierId: dossier.id, date: '2021-01-01', text })
		.returning('id')
		.executeTakeFirstOrThrow();
	const fresh = createDatabase(createPool(demo.url, 2));
	const { hits, approximate } = await search(fresh, null, 'Bretagxe');
	expect(approximate).toBe(true);
	expect(hits.map((hit) => hit.id)).toContain('bretagne');
	await db.deleteFrom('result').where('id', '=', id).execute();
	await fresh.destroy();
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
