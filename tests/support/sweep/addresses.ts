import { sql } from 'kysely';
import type { Db } from '#lib/server/platform/db.ts';
import { REPORT_FORMATS } from '#lib/model/report-format.ts';
import { SUBTITLE_FORMATS } from '#lib/model/subtitle-format.ts';
import { TOKEN } from './circulation.ts';
import { COMMON } from './planting.ts';
import { listPublicRoutes } from './visitor.ts';

export interface Address {
	route: string;
	locale: 'en' | 'fr';
	params: Record<string, string>;
	path: string;
}

type Values = Array<Record<string, string>>;
const queryAll = async (db: Db, query: ReturnType<typeof sql<Record<string, string>>>) =>
	(await query.execute(db)).rows;

/** What stands for the parameters of a route: everything there is, of what is alike some. */
const VALUES: Record<string, (db: Db) => Promise<Values>> = {
	'/dossiers/[slug]': (db) => queryAll(db, sql`SELECT slug FROM dossier`),
	'/meetings/[slug]': (db) => queryAll(db, sql`SELECT slug FROM meeting`),
	'/events/[slug]': (db) =>
		queryAll(
			db,
			sql`SELECT slug FROM meeting WHERE kind = 'external-event' OR slug = 'swept-held'`
		),
	'/library/[slug]': (db) => queryAll(db, sql`SELECT slug FROM film`),
	'/organisations/[slug]': (db) =>
		queryAll(db, sql`SELECT slug FROM organisation WHERE slug ~ 'swept-(held|planned)'`),
	'/reports/[slug]/annexes/[id=uuid]': (db) =>
		queryAll(db, sql`SELECT r.slug, a.id FROM report_annex a JOIN report r ON r.id = a.report_id`),
	'/reports/[slug]/[version=reportversion]': (db) =>
		queryAll(
			db,
			sql`SELECT r.slug, 'v' || v.version AS version FROM report r JOIN report_version v ON v.report_id = r.id`
		),
	'/reports/[slug]/[range=reportrange]': (db) =>
		queryAll(
			db,
			sql`SELECT r.slug, 'v1..v' || r.version AS range FROM report r WHERE r.version > 1`
		),
	'/reports/[slug]': (db) => queryAll(db, sql`SELECT slug FROM report`)
};
/** Formats of the code; `file`: a language with a format. */
const FORMATS: Record<string, string[]> = {
	format: [...REPORT_FORMATS],
	file: ['en', 'fr'].flatMap((language) =>
		Object.keys(SUBTITLE_FORMATS).map((format) => `${language}.${format}`)
	),
	token: [TOKEN]
};

/** What the addresses of a route may ask for. */
const QUERIES: Record<string, string[]> = {
	'/search': [`?q=${COMMON}`, '?q=spoken', '?q=', '?q=quokkawort'],
	'/search.json': [`?q=${COMMON}`, '?q=spoken', '?q=quokkatestovq'],
	'/library': ['', `?q=${COMMON}`],
	'/library/[slug]': ['', '?transcript=fr&t=1'],
	'/dossiers/[slug]': ['', '?lang=fr', '?type=report'],
	'/reports/[slug]': ['', '?language=fr'],
	'/reports/[slug].[format=reportformat]': ['', '?language=fr']
};

/** Every public address of every route. @throws for a route with a parameter that has no sample */
export async function listAddresses(db: Db): Promise<Address[]> {
	const all: Address[] = [];
	for (const route of listPublicRoutes()) {
		const pattern = route.replace('/(public)', '') || '/';
		const names = [...pattern.matchAll(/\[(\w+)(?:=\w+)?\]/g)].map(([, name]) => name!);
		const [, of] = Object.entries(VALUES).find(([part]) => pattern.startsWith(part)) ?? [];
		let values: Values = of ? await of(db) : [{}];
		for (const name of names.filter((one) => FORMATS[one]))
			values = values.flatMap((value) =>
				FORMATS[name]!.map((format) => ({ ...value, [name]: format }))
			);
		for (const value of values) {
			const params = Object.fromEntries(names.map((name) => [name, value[name] ?? '']));
			if (Object.values(params).includes(''))
				throw new Error(`No sample for ${route}: add it here`);
			const path = pattern.replaceAll(/\[(\w+)(?:=\w+)?\]/g, (_, name: string) => params[name]!);
			for (const query of QUERIES[pattern] ?? [''])
				all.push({ route, params, path: path + query, locale: 'en' });
		}
	}
	// Each page once in another language too.
	const first = new Map(all.map((one) => [one.route, one]).reverse() as Array<[string, Address]>);
	const pages = [...first.values()].filter(
		({ route }) => !/\.\w+$|=reportformat|\[file\]/.test(route)
	);
	return [...all, ...pages.map((one) => ({ ...one, locale: 'fr' as const }))];
}
