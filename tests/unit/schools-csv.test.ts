import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { School } from '#lib/model/entry-form.ts';
import { listSchools, saveSchool } from '#lib/server/dossier/schools.ts';
import SchoolsPage from '../../src/routes/(app)/desk/dossiers/[slug]/schools/+page.svelte';
import type { TestDatabase } from '../support/database.ts';
import { newEditedDossier, newOrganisation } from '../support/dossier.ts';
import { renderPage, type PageLocale } from '../support/pages.ts';
import { servedDatabase } from '../support/served.ts';
import { visit } from '../support/sweep/visitor.ts';

let own: TestDatabase;
let home: Awaited<ReturnType<typeof newEditedDossier>>;
const FORMULAS = ['=HYPERLINK("http://evil.example")', '@SUM(1)', '=1+1, "quoted"'];
beforeAll(async () => {
	own = await servedDatabase();
	home = await newEditedDossier(own.db);
	const [school, payer, note] = FORMULAS as [string, string, string];
	for (const name of [school, payer, 'École normale']) await newOrganisation(own.db, name);
	const save = (fields: Record<string, string>) =>
		saveSchool(own.db, home.editor, home.slug, v.parse(School, fields));
	await save({ school, payer, note, 'equipment:internet': 'lacking', checkedOn: '2020-06-01' });
	await save({ school: 'École normale', 'equipment:internet': 'ok' });
	const disclaimer = { original: 'en', texts: { en: 'Paid by us', fr: '-Payé par nous' } };
	await own.db
		.updateTable('dossier')
		.set({ funding: JSON.stringify({ disclaimer }) })
		.where('id', '=', home.id)
		.execute();
});
afterAll(() => own.close());

const ROUTE = '/(app)/desk/dossiers/[slug]/schools.csv';
async function ask(locale: PageLocale, actor: typeof home.reader | null = home.reader) {
	const { status, bytes, type } = await visit(ROUTE, { slug: home.slug }, '/x', { locale, actor });
	const text = bytes.toString().slice(bytes.toString().indexOf('\n\n') + 2);
	return { status, type, text };
}
const read = async (locale: PageLocale) =>
	parse((await ask(locale)).text, { bom: true }) as string[][];

test('a table reader finds each school that lacks something in its row, and nothing is a formula', async () => {
	expect(await ask('en')).toMatchObject({ status: 200, type: 'text/csv; charset=utf-8' });
	const [head, ...rows] = await read('en');
	expect(rows).toHaveLength(2);
	expect(rows[0]).toHaveLength(head!.length);
	for (const words of FORMULAS) expect(rows[0]).toContain(`'${words}`);
	expect(rows[0]).toContain('2020-06-01');
	for (const cell of [head!, ...rows].flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
});

test('its words are those of the reader’s language, and the funder’s sentence stands below', async () => {
	const [english, french, danish] = [await read('en'), await read('fr'), await read('da')];
	expect(english[0]![0]).toBe('School');
	expect(french[0]![0]).toBe('École');
	expect(new Set([english, french, danish].map(([head]) => head!.join())).size).toBe(3);
	expect(french[1]!.join()).not.toContain(english[1]![1]);
	const last = (rows: string[][]) => rows.at(-1)!.filter(Boolean);
	expect(last(english)).toEqual(['Paid by us']);
	expect(last(french)).toEqual(["'-Payé par nous"]);
	expect(last(danish)).toEqual(['Paid by us']);
});

test('the desk leads to it in the language of the page, and nobody else gets it', async () => {
	const schools = await listSchools(own.db, home.editor, home.slug);
	const data = { head: { slug: home.slug }, schools, organisations: [], open: null };
	const path = `/fr/desk/dossiers/${home.slug}/schools`;
	const { links } = await renderPage(SchoolsPage, { data, form: null }, { path, locale: 'fr' });
	expect(links.map(({ href }) => href)).toContain(`${path}.csv`);
	for (const actor of [null, home.stranger]) expect((await ask('en', actor)).status).toBe(404);
});
