import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCALES } from '#lib/model/localised.ts';
import { demoDatabase } from '../support/demo.ts';
import { showDossier, showMeeting, showReport } from '../support/pages.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
beforeAll(async () => {
	demo = await demoDatabase();
});
afterAll(() => demo.close());

/** Every language in which the database says that something is. */
async function listTags(): Promise<Array<{ place: string; tag: string }>> {
	const { rows: columns } = await sql<{ table: string; column: string }>`
		SELECT t.relname AS table, a.attname AS column
		FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
		WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r'
			AND (format_type(a.atttypid, NULL) = 'jsonb' OR a.attname ~ 'language')`.execute(demo.db);
	const tags: Array<{ place: string; tag: string }> = [];
	for (const { table, column } of columns) {
		const own = sql.ref(`${table}.${column}`);
		const { rows } = await sql<{ value: unknown }>`
			SELECT ${own} AS value FROM ${sql.table(table)} WHERE ${own} IS NOT NULL`.execute(demo.db);
		const isTag = /language/.test(column);
		const found = new Set(rows.flatMap(({ value }) => (isTag ? [value].flat() : readTags(value))));
		tags.push(...[...found].map((tag) => ({ place: `${table}.${column}`, tag: String(tag) })));
	}
	return tags;
}

/** The keys of every text per language in a JSON value. */
function readTags(value: unknown): string[] {
	const tags: string[] = [];
	JSON.stringify(value, (key, one: unknown) => {
		if (key === 'texts' && one && typeof one === 'object') tags.push(...Object.keys(one));
		return one;
	});
	return tags;
}

test('everything that is stored in a language is tagged by BCP 47', async () => {
	const tags = await listTags();
	expect(tags.length).toBeGreaterThan(20);
	for (const { place, tag } of tags)
		expect(() => Intl.getCanonicalLocales(tag), `${place}: ${tag}`).not.toThrow();
});

/** The language in which a place of a page says it is; undefined: that of the page. */
function languageAt(html: string, words: string): string | undefined {
	const at = html.indexOf(words);
	expect(at, words).toBeGreaterThan(0);
	const open: Array<{ tag: string; lang: string | undefined }> = [];
	for (const [all, close, tag] of html.slice(0, at).matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
		if (['br', 'hr', 'img', 'input', 'link', 'meta'].includes(tag!)) continue;
		if (close) open.splice(open.findLastIndex((one) => one.tag === tag));
		else open.push({ tag: tag!, lang: / lang="([^"]*)"/.exec(all)?.[1] });
	}
	return open.findLast(({ lang }) => lang !== undefined)?.lang;
}

test('what a page shows in another language than its own says so, in all five languages', async () => {
	const talk = 'Objectifs et réalisations des partenaires européens';
	for (const locale of LOCALES) {
		const dossier = await showDossier(demo.db, 'bretagne', { locale });
		const result = 'Participants of the taskforce launched a new association';
		expect(languageAt(dossier.html, result), locale).toBe(locale === 'en' ? undefined : 'en');
		const foreign = locale === 'fr' ? undefined : 'fr';
		const meeting = await showMeeting(demo.db, 'bretagne-1', { locale });
		expect(languageAt(meeting.html, talk), locale).toBe(foreign);
	}
	expect(languageAt((await showReport(demo.db, 'bretagne-1')).html, talk)).toBe('fr');
});
