import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { getFacts } from '#lib/server/dossier/facts.ts';
import { listGaps } from '#lib/server/dossier/gaps.ts';
import { listOrganisationChoices } from '#lib/server/dossier/naming.ts';
import { listPublications } from '#lib/server/dossier/publications.ts';
import { listResults } from '#lib/server/dossier/results.ts';
import { listAims } from '#lib/server/dossier/aims.ts';
import { openDossier } from '#lib/server/dossier/editing.ts';
import FactsPage from '../../src/routes/(app)/desk/dossiers/[slug]/+page.svelte';
import PublicationsPage from '../../src/routes/(app)/desk/dossiers/[slug]/publications/+page.svelte';
import ResultsPage from '../../src/routes/(app)/desk/dossiers/[slug]/results/+page.svelte';
import { demoDatabase, findDemoActor } from '../support/demo.ts';
import { renderPage } from '../support/pages.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
let secretariat: Actor;
const SLUG = 'bretagne';
beforeAll(async () => {
	demo = await demoDatabase();
	secretariat = await findDemoActor(demo.db, 'secretariat');
});
afterAll(() => demo.close());

async function showFacts(form: object | null = null) {
	const data = {
		head: await openDossier(demo.db, secretariat, SLUG),
		facts: await getFacts(demo.db, secretariat, SLUG)
	};
	return renderPage(FactsPage, { data, form }, { path: `/desk/dossiers/${SLUG}` });
}

describe('gaps', () => {
	test('each leads to the field where it is mended', async () => {
		const { incomplete, conflicts } = await listGaps(demo.db, secretariat);
		const hrefs = [...incomplete, ...conflicts].map((gap) => gap.href);
		for (const start of [
			`/desk/dossiers/${SLUG}#status`,
			`/desk/dossiers/${SLUG}/publications?edit=`,
			`/desk/dossiers/${SLUG}/results`,
			'/desk/organisations/',
			'/desk/meetings/bretagne-1#city',
			'/desk/meetings/bretagne-3#mode'
		])
			expect(
				hrefs.some((href) => href.startsWith(start)),
				start
			).toBe(true);
		expect((await showFacts()).html).toMatch(/<select[^>]*id="status"/);
	});

	test('an entry without a date opens with its date field', async () => {
		const { incomplete } = await listGaps(demo.db, secretariat);
		const { href } = incomplete.find((gap) => gap.field === 'date')!;
		const [, id] = /edit=([0-9a-f-]+)#date$/.exec(href) ?? [];
		const data = {
			head: await openDossier(demo.db, secretariat, SLUG),
			...(await listPublications(demo.db, secretariat, SLUG)),
			organisations: await listOrganisationChoices(demo.db, secretariat, SLUG),
			open: id
		};
		const { html } = await renderPage(PublicationsPage, { data, form: null }, { path: href });
		const entry = html.slice(html.indexOf(`id="entry-${id}"`));
		expect(entry.slice(0, entry.indexOf('</li>'))).toMatch(/id="date"/);
		expect(html.match(/id="date"/g)).toHaveLength(1);
	});
});

test('a refused form keeps every word and says at each field what is wrong', async () => {
	const long = `<b>"x"\u200F${'x'.repeat(5000)}`;
	const form = {
		values: {
			form: 'facts',
			'title:en': long,
			'title:original': 'en',
			region: 'Somewhere',
			version: '7'
		},
		issues: { 'title.en': 'max_length', status: 'picklist' }
	};
	const { html, text } = await showFacts(form);
	expect(html).toContain('x'.repeat(5000));
	expect(html).not.toContain('<b>"x"');
	expect(text).toContain('At most 300 characters.');
	expect(text).toContain('This must be filled in.');
	expect(html).toMatch(/value="Somewhere"/);
	expect(html).toMatch(/name="version" value="7"/);
});

test('after a conflict both texts are shown, and saving again is a decision', async () => {
	const { version } = await getFacts(demo.db, secretariat, SLUG);
	const form = {
		values: { form: 'facts', region: 'Mine', version: '1', 'title:en': 'My title' },
		issues: {},
		code: 'entry_changed',
		message: 'x',
		details: {}
	};
	const { text, html } = await showFacts(form);
	expect(text).toContain('Saved by the other editor: Bretagne');
	expect(text).toContain('Saved by the other editor: Bretagne (France) programme');
	expect(text).toContain('Save mine over theirs');
	expect(html).toContain(`name="version" value="${version}"`);
});

test('every control of the results page has a name, also in an open entry', async () => {
	const results = await listResults(demo.db, secretariat, SLUG);
	const data = {
		head: await openDossier(demo.db, secretariat, SLUG),
		aims: await listAims(demo.db, secretariat, SLUG),
		results,
		organisations: [],
		open: results[0]!.id
	};
	const { html } = await renderPage(ResultsPage, { data, form: null }, { path: '/desk' });
	const named = new Set([...html.matchAll(/<label[^>]* for="([^"]+)"/g)].map(([, id]) => id));
	for (const [control] of html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)) {
		if (/type="(hidden|checkbox)"/.test(control)) continue;
		const id = /\bid="([^"]+)"/.exec(control)?.[1];
		expect(/aria-label=/.test(control) || named.has(id ?? ''), control).toBe(true);
	}
});
