import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { servedDatabase } from '../support/served.ts';
import { visit } from '../support/sweep/visitor.ts';

let own: TestDatabase;
const DOSSIERS = [
	{ slug: 'breizh', country: 'FR', region: 'Bretagne', themes: ['Girls & ICT'], status: 'active' },
	{ slug: 'alsace', country: 'FR', region: 'Alsace', themes: ['STEAM'], status: 'paused' },
	{
		slug: 'euskadi',
		country: 'ES',
		region: 'País Vasco',
		themes: ['STEAM', 'Girls & ICT'],
		status: 'active'
	},
	{ slug: 'inside', country: 'DK', region: 'Fyn', themes: ['Secret'], status: 'requested' }
];
beforeAll(async () => {
	own = await servedDatabase();
	for (const { slug, ...facts } of DOSSIERS)
		await own.db
			.insertInto('dossier')
			.values({
				...facts,
				slug,
				title: JSON.stringify({ original: 'en', texts: { en: `Of ${slug}` } }),
				visibility: slug === 'inside' ? 'members' : 'public'
			})
			.execute();
});
afterAll(() => own.close());

interface List {
	shown: string[];
	/** The choices of each filter, with where each leads. */
	filters: Record<string, Array<{ text: string; href: string; isChosen: boolean }>>;
	text: string;
}

async function open(query = ''): Promise<List> {
	const { page, status } = await visit('/(public)/dossiers', {}, `/dossiers${query}`);
	expect(status).toBe(200);
	const filters: List['filters'] = {};
	for (const [, name, list] of page!.html.matchAll(/id="by-(\w+)"[^]*?<ul[^>]*>([^]*?)<\/ul>/g))
		filters[name!] = [...list!.matchAll(/<a href="([^"]*)"([^>]*)>([^<]*)/g)].map(
			([, href, more, text]) => ({
				href: href!.replaceAll('&amp;', '&'),
				isChosen: more!.includes('aria-current="true"'),
				text: text!.replaceAll('&amp;', '&').trim()
			})
		);
	const shown = page!.links.flatMap(({ href }) => /^\/dossiers\/(\w+)$/.exec(href)?.[1] ?? []);
	return { shown: shown.sort(), filters, text: page!.text };
}

/** Follows the link of a choice on a page. */
async function choose(from: List, filter: string, text: string): Promise<List> {
	const link = from.filters[filter]?.find((one) => one.text === text);
	expect(link, `${filter}: ${text}`).toBeTruthy();
	return open(link!.href);
}

test('each filter offers what the visitor can find and leads to the dossiers that have it', async () => {
	const all = await open();
	expect(all.shown).toEqual(['alsace', 'breizh', 'euskadi']);
	const choices = Object.entries(all.filters).map(([name, links]) => [
		name,
		links.map(({ text }) => text)
	]);
	expect(Object.fromEntries(choices)).toEqual({
		country: ['All', 'France', 'Spain'],
		region: ['All', 'Alsace', 'Bretagne', 'País Vasco'],
		theme: ['All', 'Girls & ICT', 'STEAM'],
		status: ['All', 'active', 'paused']
	});
	const expected: Array<[string, string, string[]]> = [
		['country', 'France', ['alsace', 'breizh']],
		['country', 'Spain', ['euskadi']],
		['region', 'País Vasco', ['euskadi']],
		['theme', 'Girls & ICT', ['breizh', 'euskadi']],
		['theme', 'STEAM', ['alsace', 'euskadi']],
		['status', 'active', ['breizh', 'euskadi']],
		['status', 'paused', ['alsace']]
	];
	for (const [filter, text, slugs] of expected) {
		const list = await choose(all, filter, text);
		expect(list.shown, text).toEqual(slugs);
		const chosen = list.filters[filter]!.filter(({ isChosen }) => isChosen);
		expect(chosen.map((one) => one.text)).toEqual([text]);
		expect((await choose(list, filter, 'All')).shown).toEqual(all.shown);
	}
});

test('filters add up, each is left by itself, and what fits nothing says so', async () => {
	const steam = await choose(await open(), 'theme', 'STEAM');
	const paused = await choose(steam, 'status', 'paused');
	expect(paused.shown).toEqual(['alsace']);
	expect((await choose(paused, 'theme', 'All')).shown).toEqual(['alsace']);
	expect((await choose(paused, 'status', 'All')).shown).toEqual(['alsace', 'euskadi']);
	const none = await choose(paused, 'country', 'Spain');
	expect(none.shown).toEqual([]);
	expect(none.text).toContain('No dossier');
	for (const query of ['?theme=Secret', '?country=DK', '?region=Fyn', '?status=requested'])
		expect((await open(query)).shown, query).toEqual([]);
});

test('the choices stand in the order of the reader’s alphabet, states in that of a taskforce’s life', async () => {
	const facts = [
		{ slug: 'iledefrance', country: 'NL', region: 'Île-de-France', themes: ['Theme 10'] },
		{ slug: 'zeeland', country: 'DK', region: 'Zeeland', themes: ['Theme 9'] }
	];
	for (const { slug, ...more } of facts)
		await own.db
			.insertInto('dossier')
			.values({
				...{ ...more, slug, status: 'requested' },
				title: JSON.stringify({ original: 'en', texts: { en: slug } })
			})
			.execute();
	const { filters } = await open();
	const texts = (name: string) => filters[name]!.slice(1).map(({ text }) => text);
	expect(texts('country')).toEqual(['Denmark', 'France', 'Netherlands', 'Spain']);
	expect(texts('region')).toEqual(['Alsace', 'Bretagne', 'Île-de-France', 'País Vasco', 'Zeeland']);
	expect(texts('theme')).toEqual(['Girls & ICT', 'STEAM', 'Theme 9', 'Theme 10']);
	expect(texts('status')).toEqual(['requested', 'active', 'paused']);
});
