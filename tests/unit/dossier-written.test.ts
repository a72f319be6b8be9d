import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { listDossiers } from '#lib/server/dossier/dossier.ts';
import { saveEvent } from '#lib/server/dossier/events.ts';
import { getFacts, saveFacts } from '#lib/server/dossier/facts.ts';
import { writeFeed } from '#lib/server/report/feed.ts';
import { saveFigure } from '#lib/server/dossier/figures.ts';
import { listGaps } from '#lib/server/dossier/gaps.ts';
import { saveResult } from '#lib/server/dossier/results.ts';
import { listAims } from '#lib/server/dossier/aims.ts';
import { openDossier } from '#lib/server/dossier/editing.ts';
import { getRoles, saveRoles } from '#lib/server/dossier/roles.ts';
import { getSharedTexts, saveSharedTexts } from '#lib/server/dossier/shared-texts.ts';
import { Facts, Organisations, SharedTexts } from '#lib/model/dossier-form.ts';
import { ExternalEvent, Figure, Result } from '#lib/model/entry-form.ts';
import * as v from 'valibot';
import { demoDatabase, findDemoActor } from '../support/demo.ts';
import { showDossier, showEvent, showMeeting } from '../support/pages.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
let secretariat: Actor;
let admin: Actor;
const SLUG = 'bretagne';
beforeAll(async () => {
	demo = await demoDatabase();
	secretariat = await findDemoActor(demo.db, 'secretariat');
	admin = await findDemoActor(demo.db, 'admin');
});
afterAll(() => demo.close());

async function fillFacts(changes: Record<string, string>) {
	const facts = await getFacts(demo.db, secretariat, SLUG);
	const texts = (name: string, of: { original: string; texts: Record<string, string> } | null) => ({
		[`${name}:original`]: of?.original ?? 'en',
		...Object.fromEntries(
			Object.entries(of?.texts ?? {}).map(([tag, text]) => [`${name}:${tag}`, text])
		)
	});
	return v.parse(Facts, {
		version: facts.version,
		...texts('title', facts.title),
		...texts('background', facts.background),
		address: SLUG,
		country: 'FR',
		region: 'Bretagne',
		startDate: '2020-05-01',
		status: facts.status ?? 'active',
		visibility: 'public',
		...changes
	});
}

test('a status that is saved is printed with its label on the public page', async () => {
	await saveFacts(demo.db, secretariat, SLUG, await fillFacts({ status: 'closed-with-result' }));
	const { text } = await showDossier(demo.db, SLUG);
	expect(text).toContain('Status closed with a result');
	const { incomplete } = await listGaps(demo.db, secretariat);
	expect(incomplete.filter((gap) => gap.field === 'status')).toEqual([]);
});

test('the background is rich text and says in each language whether it is up to date', async () => {
	const { db } = demo;
	const words = '**Visits** in Brittany.\n\n- guest lessons\n- see https://x.example/y';
	const input = await fillFacts({ 'background:en': words });
	await saveFacts(db, secretariat, SLUG, input);
	const english = await showDossier(db, SLUG);
	expect(english.html).toContain('<strong>Visits</strong>');
	expect(english.links.map(({ href }) => href)).toContain('https://x.example/y');
	expect(english.text).toContain('Original text (English).');
	const french = await showDossier(db, SLUG, { locale: 'fr' });
	expect(french.text).toContain('Cette traduction est plus ancienne que l’original (anglais)');
});

test('a result that was saved ticks its aim and is the newest of the timeline', async () => {
	const { db } = demo;
	const [aim] = await listAims(db, secretariat, SLUG);
	const before = await showDossier(db, SLUG);
	expect(before.text).toContain('Aims (1)');
	expect(before.text).toContain('Not yet met by a result');
	const fields = { 'text:en': 'The pilot was evaluated.', date: '2022-02', objectiveId: aim!.id };
	const id = await saveResult(db, secretariat, SLUG, v.parse(Result, fields));
	const { html, text } = await showDossier(db, SLUG);
	expect(text).not.toContain('Not yet met by a result');
	expect(html).toContain(`href="#result-${id}"`);
	const [, first] = html.slice(html.indexOf('id="timeline"')).split('<article');
	expect(first).toContain('The pilot was evaluated.');
	expect(first).toContain('February 2022');
});

test('key figures are printed with unit, parts, source and date', async () => {
	const { db } = demo;
	const fields = {
		'label:en': 'countries that take part',
		value: '55',
		'partLabel:0': 'EU',
		'partValue:0': '27',
		'partLabel:1': 'others',
		'partValue:1': '28',
		sourceNote: 'the conference',
		date: '2022'
	};
	const head = await openDossier(db, secretariat, SLUG);
	const event = await db
		.selectFrom('meeting')
		.select('id')
		.where('slug', '=', 'franco-german-chamber-2020')
		.where('dossierId', '=', head.id)
		.executeTakeFirstOrThrow();
	const input = v.parse(Figure, { ...fields, [`event:${event.id}`]: 'on' });
	await saveFigure(db, secretariat, SLUG, input);
	const printed = '55 = 27 EU + 28 others Source: the conference, 2022';
	expect((await showDossier(db, SLUG)).text).toContain(printed);
	expect((await showEvent(db, 'franco-german-chamber-2020')).text).toContain(printed);
});

test('what is written once stands on every dossier, in the reader’s language', async () => {
	const { db } = demo;
	const { version } = await getSharedTexts(db, admin);
	const input = v.parse(SharedTexts, {
		version,
		'taskforces:en': 'Groups that meet for a while.',
		'network:original': 'en',
		'network:en': 'A network of regions.',
		'network:fr': 'Un réseau de régions.'
	});
	await saveSharedTexts(db, admin, input);
	for (const slug of [SLUG, 'nordic-example']) {
		const page = await showDossier(db, slug, { actor: admin });
		expect(page.text).toContain('What are taskforces? Groups that meet for a while.');
		expect(page.text).toContain('About the network A network of regions.');
		const french = await showDossier(db, slug, { actor: admin, locale: 'fr' });
		expect(french.text).toContain('Un réseau de régions.');
	}
});

test('the funder’s sentence stands on the dossier, its meetings and its events, in the reader’s language', async () => {
	const { db } = demo;
	const roles = await getRoles(db, secretariat, SLUG);
	const input = v.parse(Organisations, {
		version: roles.version,
		'requesting:0': 'locarn',
		'requesting:1': 'alerteducation',
		'secretariat:0': 'coalition',
		'model:0': 'jntn',
		funder: 'ec',
		'disclaimer:original': 'en',
		'disclaimer:en': 'Only the authors answer for this.',
		'disclaimer:fr': 'Seuls les auteurs en répondent.',
		contact: 'Secretariat@Network.example'
	});
	await saveRoles(db, secretariat, SLUG, input);
	const pages = (locale: 'en' | 'fr') => [
		showDossier(db, SLUG, { locale }),
		showMeeting(db, 'bretagne-1', { locale }),
		showEvent(db, 'franco-german-chamber-2020', { locale })
	];
	for (const page of await Promise.all(pages('en')))
		expect(page.text).toContain('Only the authors answer for this.');
	for (const page of await Promise.all(pages('fr')))
		expect(page.text).toContain('Seuls les auteurs en répondent.');
	const feed = { origin: 'https://emvod.example', language: 'fr', slug: SLUG, title: 'x' };
	expect(await writeFeed(db, feed)).toContain('Seuls les auteurs en répondent.');
});

test('the contact form is offered, and its address is nowhere in the page', async () => {
	const page = await showDossier(demo.db, SLUG);
	expect(page.links).toContainEqual({ href: `/dossiers/${SLUG}/contact`, text: 'Get in touch' });
	expect(page.html.toLowerCase()).not.toContain('secretariat@');
});

test('the timeline is filtered by type and language through links that keep each other', async () => {
	const page = await showDossier(demo.db, SLUG, { query: { type: 'film', lang: 'es' } });
	const hrefs = page.links.map(({ href }) => href.replaceAll('&amp;', '&'));
	expect(hrefs).toContain('?type=tool&lang=es#timeline');
	expect(hrefs).toContain('?type=film&lang=fr#timeline');
	expect(hrefs).toContain('?type=film#timeline');
	const [, ...entries] = page.html.slice(page.html.indexOf('id="timeline"')).split('<article');
	expect(entries.map((entry) => />(The Basque [^<]*)</.exec(entry)?.[1])).toEqual([
		'The Basque school-company programme'
	]);
});

test('dossiers are found by region, status and theme, each alone and together', async () => {
	const { db } = demo;
	await saveFacts(
		db,
		secretariat,
		SLUG,
		await fillFacts({ status: 'paused', themes: 'STEAM, girls in ICT' })
	);
	const find = async (filter: object) =>
		(await listDossiers(db, null, filter)).map(({ slug }) => slug);
	expect(await find({ region: 'Bretagne', status: 'paused', theme: 'STEAM' })).toEqual([SLUG]);
	expect(await find({ theme: 'girls in ICT' })).toEqual([SLUG]);
	for (const filter of [{ region: 'Fyn' }, { status: 'active' }, { theme: 'STE' }])
		expect(await find(filter)).not.toContain(SLUG);
});

test('what is to come is listed, events of others with it, and the level of education is a tag', async () => {
	const { db } = demo;
	const event = {
		'title:en': 'An event that is to come',
		date: '2099-01-02',
		host: 'locarn',
		status: 'scheduled'
	};
	await saveEvent(db, secretariat, SLUG, v.parse(ExternalEvent, event));
	const { text } = await showDossier(db, SLUG);
	expect(text).toMatch(/Coming events Friday, 2 January 2099 An event that is to come/);
	expect(text).toContain('Practice secondary education');
});
