import { SaxesParser } from 'saxes';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { locales } from '#lib/paraglide/runtime.js';
import type { TestDatabase } from '../support/database.ts';
import { servedDatabase } from '../support/served.ts';
import { listAddresses, type Address } from '../support/sweep/addresses.ts';
import { fillDossier } from '../support/sweep/full-dossier.ts';
import { listPublicRoutes, visit, type Given } from '../support/sweep/visitor.ts';
import { readWords } from '../support/sweep/words.ts';
import { listFaults } from '../support/vocabulary.ts';

/*
 * What holds for every public address: the addresses come from the tree of routes and from a dossier
 * in which everything is, so that a new one is looked at without anybody remembering it.
 */

let own: TestDatabase;
let addresses: Address[];
let given: Array<Given & Address>;
beforeAll(async () => {
	own = await servedDatabase();
	await fillDossier(own.db, 'Somebody');
	addresses = await listAddresses(own.db);
	given = [];
	for (const address of addresses) {
		const { route, params, path, locale } = address;
		given.push({ ...address, ...(await visit(route, params, path, { locale })) });
	}
});
afterAll(() => own.close());

const withoutQuery = (path: string) => path.split('?')[0]!;
const routeOf = (route: string) => route.replace('/(public)', '') || '/';

test('every public page has one h1, which no heading repeats, and skips no level', () => {
	const pages = given.filter(({ page }) => page);
	const shown = new Set(pages.map(({ route }) => route));
	// Whoever has not signed in is led away from signing out.
	expect(listPublicRoutes().filter((route) => !shown.has(route) && !isFile(route))).toEqual([
		'/(public)/sign-out'
	]);
	for (const { page, path, locale } of pages) {
		const address = `${path} (${locale})`;
		const [title, ...others] = page!.headings;
		expect(title?.level, address).toBe(1);
		expect(title?.text, address).toBeTruthy();
		expect(
			others.filter(({ level, text }) => level === 1 || text === title!.text),
			address
		).toEqual([]);
		let before = 1;
		for (const { level, text } of others) {
			expect(level, `${address}: ${text}`).toBeLessThanOrEqual(before + 1);
			before = level;
		}
	}
});

test('what pages say to search engines is of schema.org’s own words, with dates and absolute addresses', () => {
	const said = new Map<string, string[]>();
	for (const { page, path } of given)
		for (const [, json] of (page?.head ?? '').matchAll(
			/<script[^>]*ld\+json[^>]*>([^]*?)<\/script>/g
		)) {
			const document = JSON.parse(json!) as { '@type': string };
			said.set(document['@type'], [...(said.get(document['@type']) ?? []), path]);
			expect(listFaults(document), path).toEqual([]);
		}
	expect([...said.keys()].sort()).toEqual(['Event', 'Project', 'Report', 'VideoObject']);
	expect(said.get('Event')!.length).toBeGreaterThan(4);
});

/** Addresses for programs end like files. */
const isFile = (route: string) => /\.\w+$|=reportformat\]$|\[file\]$|\/annexes\//.test(route);

/** Of no dossier, or of all at once; files as they were uploaded, and spoken words. */
const WITHOUT_FUNDER = new Set([
	...['/', '/accessibility', '/privacy', '/sign-in', '/sign-out', '/search', '/search.json'],
	...['/dossiers', '/dossiers.json', '/library', '/library.json', '/feed.atom', '/calendar.ics'],
	...['/sitemap.xml', '/organisations/[slug]', '/organisations/[slug].json'],
	...['/library/[slug]/film.mp4', '/library/[slug]/poster.jpg', '/library/[slug]/chapters.vtt'],
	...['/library/[slug]/subtitles/[file]', '/reports/[slug]/annexes/[id=uuid]']
]);

test('the funder’s sentence stands at every address of a funded dossier, in the language of each', async () => {
	const seen = new Set<string>();
	const lacking: string[] = [];
	for (const one of given) {
		const route = routeOf(one.route);
		if (one.status !== 200 || WITHOUT_FUNDER.has(route)) continue;
		seen.add(route);
		const words = (await readWords(one)).replaceAll(/\r\n /g, '').replaceAll(/\s+/g, ' ');
		// A page is in the reader's language, a file in that of its text.
		const isFrench = one.page ? one.locale === 'fr' : /language=fr/.test(one.path);
		const sentence = isFrench ? 'En français : Paid by somebody' : 'Paid by somebody';
		if (!words.includes(sentence)) lacking.push(`${one.path} (${one.locale})`);
	}
	expect(lacking).toEqual([]);
	const all = listPublicRoutes().map(routeOf);
	expect(all.filter((route) => !seen.has(route) && !WITHOUT_FUNDER.has(route))).toEqual([]);
});

/** What a site map names: its addresses, and of each those in other languages. */
async function readSiteMap() {
	const { bytes, status } = await visit('/(public)/sitemap.xml', {}, '/sitemap.xml');
	expect(status).toBe(200);
	const found: Array<{ loc: string; others: Record<string, string> }> = [];
	let text = '';
	const parser = new SaxesParser({ xmlns: true });
	parser.on('error', (fault) => {
		throw fault;
	});
	parser.on('opentag', ({ local, attributes }) => {
		text = '';
		if (local === 'url') found.push({ loc: '', others: {} });
		const value = (name: string) => attributes[name]?.value ?? '';
		if (local === 'link') found.at(-1)!.others[value('hreflang')] = value('href');
	});
	parser.on('text', (more) => (text += more));
	parser.on('closetag', ({ local, uri }) => {
		if (local === 'loc') found.at(-1)!.loc = text;
		if (local === 'urlset') expect(uri).toBe('http://www.sitemaps.org/schemas/sitemap/0.9');
	});
	parser.write(bytes.toString().replace(/^[^]*?\n\n/, '')).close();
	return found;
}

/** Pages that nobody looks for: forms, versions of what has a main address, and what was mailed. */
const NOT_LISTED = [
	...['/sign-in', '/sign-out', '/answer/[token]', '/invitation/[token]'],
	...['/dossiers/[slug]/contact', '/reports/[slug]/[version=reportversion]'],
	'/reports/[slug]/[range=reportrange]'
];

test('the site map is XML, each of its addresses is a page that answers, and no page is missing', async () => {
	const found = await readSiteMap();
	const origin = 'https://emvod.example';
	const paths = found.map(({ loc }) => loc.slice(origin.length));
	expect(new Set(paths).size).toBe(paths.length);
	const patterns = [...new Set(addresses.map(({ route }) => route))].filter((one) => !isFile(one));
	for (const { loc, others } of found) {
		expect(loc.startsWith(`${origin}/`)).toBe(true);
		const path = loc.slice(origin.length);
		const [route, slug] = patterns.flatMap((route): Array<[string, string]> => {
			const match = new RegExp(`^${routeOf(route).replace('[slug]', '([^/.]+)')}$`).exec(path);
			return match ? [[route, match[1] ?? '']] : [];
		})[0] ?? ['', ''];
		expect(route, path).toBeTruthy();
		expect((await visit(route, { slug }, path)).status, path).toBe(200);
		expect(others).toEqual(
			Object.fromEntries(
				locales.map((locale) => {
					const prefix = locale === 'en' ? '' : `/${locale}`;
					return [locale, origin + (prefix && path === '/' ? `${prefix}/` : prefix + path)];
				})
			)
		);
	}
	const open = given.filter(
		({ page, locale, route }) => page && locale === 'en' && !NOT_LISTED.includes(routeOf(route))
	);
	const missing = open.map(({ path }) => withoutQuery(path)).filter((one) => !paths.includes(one));
	expect([...new Set(missing)]).toEqual([]);
});

/** What an address is of: a dossier, a meeting, a film. */
const nameThing = (path: string) => path.split(/[/.?]/).slice(1, 3).join('/');

/** Files of a film answer at a former address too: players do not follow everywhere. */
const ANSWERS_ITSELF = ['chapters.vtt', 'film.mp4', 'poster.jpg'].map(
	(file) => `/library/[slug]/${file}`
);

test('a former address leads to the present one with language, extension and query; of what is closed it says nothing', async () => {
	await sql`INSERT INTO former_slug (kind, slug, target_id)
		SELECT 'dossier', 'former-' || slug, id FROM dossier
		UNION ALL SELECT 'meeting', 'former-' || slug, id FROM meeting
		UNION ALL SELECT 'film', 'former-' || slug, id FROM film
		UNION ALL SELECT 'organisation', 'former-' || slug, id FROM organisation
		UNION ALL SELECT 'report', 'former-' || slug, id FROM report`.execute(own.db);
	const led = new Set<string>();
	const open = new Set(
		given.flatMap(({ path, status }) => (status === 404 ? [] : [nameThing(path)]))
	);
	const wrong: string[] = [];
	for (const { route, params, path, status } of given.filter(({ locale }) => locale === 'en')) {
		const { slug } = params;
		if (!slug) continue;
		const present = `/fr${path}${path.includes('?') ? '&' : '?'}from=afar`;
		const former = `former-${slug}`;
		const asked = present.replace(`/${slug}`, `/${former}`);
		const answer = await visit(route, { ...params, slug: former }, asked, { locale: 'fr' });
		const isLed = answer.status === 301 || answer.status === 308;
		if (isLed) led.add(routeOf(route));
		const place = isLed ? (JSON.parse(answer.bytes.toString()) as string) : answer.status;
		const right = isLed
			? place === present && open.has(nameThing(path))
			: answer.status === status && (status >= 400 || ANSWERS_ITSELF.includes(routeOf(route)));
		if (!right) wrong.push(`${asked}: ${place}`);
	}
	expect(wrong).toEqual([]);
	const all = listPublicRoutes()
		.map(routeOf)
		.filter((route) => route.includes('[slug]'));
	expect(all.filter((route) => !led.has(route))).toEqual(ANSWERS_ITSELF.sort());
});
