import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { listDossiers } from '#lib/server/dossier/dossier.ts';
import { createPool } from '#lib/server/platform/db.ts';
import { getHost } from '#lib/server/platform/host.ts';
import { demoDatabase, findDemoActor } from '../support/demo.ts';
import {
	findInOrder,
	showDossier,
	showMeeting,
	showOrganisation,
	type PageLocale,
	type RenderedPage
} from '../support/pages.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
let admin: Actor;
let page: RenderedPage;
beforeAll(async () => {
	demo = await demoDatabase();
	admin = await findDemoActor(demo.db, 'admin');
	page = await showDossier(demo.db, 'bretagne');
});
afterAll(() => demo.close());

/** The entries of the timeline, each as its piece of HTML. */
const entriesOf = ({ html }: RenderedPage) =>
	html
		.slice(html.indexOf('id="timeline"'))
		.split('<article')
		.slice(1)
		.map((piece) => piece.slice(0, piece.indexOf('</article>')));

test('the list of dossiers is data too', async () => {
	const { GET } = await import('../../src/routes/(public)/dossiers.json/+server.ts');
	getHost().pool = createPool(demo.url, 2);
	const url = new URL('https://emvod.example/dossiers.json?country=FR');
	const answer = await GET({ url, locals: { actor: null, locale: 'en' } } as never);
	await getHost().pool?.end();
	const { dossiers } = (await answer.json()) as { dossiers: object[] };
	expect(dossiers).toEqual([
		{
			slug: 'bretagne',
			title: expect.any(String),
			titleLanguage: 'en',
			country: 'FR',
			region: 'Bretagne',
			period: { from: '2020-05-01', to: null },
			status: null,
			themes: expect.any(Array),
			requestedBy: expect.arrayContaining([expect.objectContaining({ country: 'FR' })]),
			url: 'https://emvod.example/dossiers/bretagne'
		}
	]);
});

test('a period of which only the end is known says until when', async () => {
	const { db } = demo;
	const read = async (locale: PageLocale) => (await showDossier(db, 'bretagne', { locale })).text;
	const of = db.updateTable('dossier').where('slug', '=', 'bretagne');
	await of.set({ startDate: null, endDate: '2021-06-30' }).execute();
	expect(await read('en')).toContain('Period until 30 June 2021');
	expect(await read('fr')).toContain('Période jusqu’au 30 juin 2021');
	expect(await read('nl')).toContain('Periode tot 30 juni 2021');
	expect(await read('es')).toContain('Periodo hasta el 30 de junio de 2021');
	expect(await read('da')).toContain('Periode indtil 30. juni 2021');
	await of.set({ startDate: '2020-05-01', endDate: null }).execute();
});

test('a page in French leads to what programs get in French', async () => {
	const { head, html } = await showDossier(demo.db, 'bretagne', { locale: 'fr' });
	for (const twin of ['.json', '/feed.atom', '/calendar.ics'])
		for (const part of [head, html]) expect(part).toContain(`href="/fr/dossiers/bretagne${twin}"`);
});

test('a visitor gets every field and the whole timeline from the server', () => {
	const sections = [
		'Schools and companies across Brittany run visits',
		'Status not stated',
		'Requested by Institut de Locarn, AlertEducation',
		'Country France',
		'Region Bretagne',
		'Period since 1 May 2020',
		'secretariat EU STEM Coalition',
		'Funded by European Commission',
		'Activities innovation challenge, talk in class',
		'Next meeting',
		'Build one region-wide programme',
		'Participants of the taskforce launched a new association.',
		'Timeline',
		'Who pays for what',
		'Schools ready: 1 of 2 checked',
		'What are taskforces?'
	];
	expect(sections.filter((words) => !page.text.includes(words))).toEqual([]);
	expect(findInOrder(page.text, sections)).toBeGreaterThan(0);
	expect(entriesOf(page)).toHaveLength(16);
});

test('the title is translated, and a new title leaves the address as it was', async () => {
	const { db } = demo;
	const french = await showDossier(db, 'bretagne', { locale: 'fr' });
	expect(french.headings[0]).toEqual({
		level: 1,
		text: 'Bretagne (France) : programme de coopération école-entreprise'
	});
	const where = (slug: string) => db.updateTable('dossier').where('slug', '=', slug);
	const title = { original: 'en', texts: { en: 'Brittany renamed' } };
	const before = await db
		.selectFrom('dossier')
		.select('title')
		.where('slug', '=', 'bretagne')
		.executeTakeFirstOrThrow();
	await where('bretagne')
		.set({ title: JSON.stringify(title) })
		.execute();
	expect((await showDossier(db, 'bretagne')).headings[0]?.text).toBe('Brittany renamed');
	await where('bretagne')
		.set({ title: JSON.stringify(before.title) })
		.execute();
});

test('two organisations requested it, each a link', () => {
	const links = page.html.slice(page.html.indexOf('Requested by'), page.html.indexOf('Country'));
	expect([...links.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
		'/organisations/locarn',
		'/organisations/alerteducation'
	]);
});

test('dossiers are found by the ISO code of their country', async () => {
	const find = async (country: string) =>
		(await listDossiers(demo.db, admin, { country })).map(({ slug, region }) => [slug, region]);
	expect(await find('FR')).toEqual([['bretagne', 'Bretagne']]);
	expect(await find('DK')).toEqual([['nordic-example', 'Fyn']]);
	expect(await find('ES')).toEqual([]);
});

test('a start date is a date without time, printed as each language writes it', async () => {
	const { startDate } = await demo.db
		.selectFrom('dossier')
		.select('startDate')
		.where('slug', '=', 'bretagne')
		.executeTakeFirstOrThrow();
	expect(startDate).toBe('2020-05-01');
	for (const [locale, words] of [
		['en', '1 May 2020'],
		['fr', '1 mai 2020'],
		['nl', '1 mei 2020'],
		['es', '1 de mayo de 2020'],
		['da', '1. maj 2020']
	] as const)
		expect((await showDossier(demo.db, 'bretagne', { locale })).text).toContain(words);
});

test('a result stands with its date, its organisation and its aims', () => {
	const found = findInOrder(page.text, [
		'Results',
		'Friday, 10 December 2021',
		'Participants of the taskforce launched a new association.',
		'New association for school-company relations in Bretagne',
		'It wants to',
		'support young people towards work and orientation',
		'let companies meet and contribute to education',
		'let teachers and counsellors meet the business world',
		'Timeline'
	]);
	expect(found).toBeGreaterThan(0);
});

test('every dossier explains in the same words what taskforces are', async () => {
	const explain = ({ text }: RenderedPage) =>
		/What are taskforces\? .*?what came of it\./.exec(text)?.[0];
	const other = await showDossier(demo.db, 'nordic-example', { actor: admin });
	expect(explain(page)).toMatch(/A taskforce is a group/);
	expect(explain(other)).toBe(explain(page));
});

test('each entry has one link to what it tells, named by its full title', () => {
	const titles = entriesOf(page).map((entry) => {
		const links = [...entry.matchAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)];
		const own = links.filter(([, href]) => !href!.startsWith('/organisations/'));
		expect(own.length, entry).toBeLessThanOrEqual(1);
		const heading = /<h3[^>]*>(.*?)<\/h3>/s.exec(entry)?.[1] ?? '';
		expect(heading.match(/<a /g), entry).toHaveLength(1);
		return heading.replaceAll(/<[^>]+>/g, '').trim();
	});
	expect(titles).toContain(
		'Second Taskforce Meeting scheduled for school-company partnership programme in Bretagne'
	);
	expect(titles.filter((title) => /click|more info|^$/i.test(title))).toEqual([]);
});

test('titles and summaries are printed whole, however long', async () => {
	const { db } = demo;
	const words = (of: string) =>
		`${Array.from({ length: 80 }, (_, n) => `${of}${n}`).join(' ')} end.`;
	const long = (of: string) => JSON.stringify({ original: 'en', texts: { en: words(of) } });
	const dossier = await db
		.selectFrom('dossier')
		.select('id')
		.where('slug', '=', 'bretagne')
		.executeTakeFirstOrThrow();
	const source = await db
		.selectFrom('organisation')
		.select('id')
		.where('slug', '=', 'region')
		.executeTakeFirstOrThrow();
	const added = await db
		.insertInto('publication')
		.values({
			dossierId: dossier.id,
			sourceId: source.id,
			type: 'tool',
			title: long('title'),
			summary: long('summary'),
			date: '2020-09-01'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const { text } = await showDossier(db, 'bretagne');
	await db.deleteFrom('publication').where('id', '=', added.id).execute();
	expect(text).toContain(words('title'));
	expect(text).toContain(words('summary'));
	expect(text).not.toMatch(/\.\.\.|…/);
});

test('a date is printed as exactly as it is known', () => {
	const entry = (title: string) => entriesOf(page).find((one) => one.includes(title)) ?? '';
	const date = (title: string) => /<time[^>]*>(.*?)<\/time>/.exec(entry(title))?.[1];
	expect(date('Bèta&amp;TechMentality')).toBe('2020');
	expect(date('Jet-Net&amp;TechNet (JNTN)')).toBe('Thursday, 15 March 2018');
	expect(entry('flagship programme')).not.toContain('<time');
});

test('entries may come from organisations that do not own the dossier', () => {
	for (const [title, source] of [
		['Video message from the Regional Council', 'region'],
		['flagship programme of PTvT', 'ptvt'],
		['Interview with the director', 'jntn']
	] as const) {
		const entry = entriesOf(page).find((one) => one.includes(title));
		expect(entry, title).toContain(`href="/organisations/${source}"`);
	}
});

test('what a dossier is modelled on is shown there and at the model', async () => {
	expect(page.text).toContain(
		'Modelled on Jet-Net & TechNet, Jet-Net Denmark, Basque Innovation Agency'
	);
	for (const slug of ['jntn', 'jetnet-dk', 'basque']) {
		const model = await showOrganisation(demo.db, slug);
		expect(model.links, slug).toContainEqual({
			href: '/dossiers/bretagne',
			text: 'Bretagne (France) programme for school-company cooperation'
		});
		expect(model.text, slug).toContain('model programme');
	}
});

test('requester, secretariat and host are kept apart', async () => {
	expect(page.text).toContain('Requested by Institut de Locarn, AlertEducation');
	expect(page.text).toContain('secretariat EU STEM Coalition');
	const meeting = await showMeeting(demo.db, 'bretagne-1');
	expect(meeting.text).toContain('Host Institut de Locarn Working');
});

test('money without an amount has a state, and each line its payers', () => {
	const rows = page.html
		.slice(page.html.indexOf('id="budget"'))
		.split('<tr')
		.slice(2, 6)
		.map((row) => row.slice(row.indexOf('>') + 1, row.indexOf('</tr>')))
		.map((row) =>
			row
				.split(/<\/t[hd]>/)
				.map((cell) =>
					cell
						.replaceAll(/<[^>]+>/g, ' ')
						.replaceAll(/\s+/g, ' ')
						.trim()
				)
				.slice(1, 4)
		);
	expect(rows).toEqual([
		['not stated', 'to be defined', 'not stated'],
		['EU STEM Coalition', 'offered', 'not stated'],
		['EU STEM Coalition', 'offered', 'not stated'],
		['Conseil départemental , Conseil régional de Bretagne', 'if needed', 'not stated']
	]);
});

test('themes of a dossier are printed and find it', async () => {
	const { db } = demo;
	const themes = ['girls in ICT', 'STEAM'];
	const set = (list: string[]) =>
		db.updateTable('dossier').set({ themes: list }).where('slug', '=', 'bretagne').execute();
	await set(themes);
	expect((await showDossier(db, 'bretagne')).text).toContain('girls in ICT, STEAM');
	const find = async (theme: string) =>
		(await listDossiers(db, null, { theme })).map(({ slug }) => slug);
	// An address is typed by hand too: neither case nor accents count.
	for (const theme of ['STEAM', 'steam', 'Stéam', 'GIRLS IN ict'])
		expect(await find(theme), theme).toEqual(['bretagne']);
	for (const filter of [{ country: 'fr' }, { region: 'BRETAGNE' }, { region: 'bretagne' }])
		expect((await listDossiers(db, null, filter)).map(({ slug }) => slug)).toContain('bretagne');
	const status = async (word: string) =>
		(await listDossiers(db, null, { status: word })).map(({ slug }) => slug);
	expect(await status('UNKNOWN')).toEqual(await status('unknown'));
	expect(await find('STEAM%')).toEqual([]);
	expect(await find('coordination')).toEqual([]);
	await set([]);
});

test('an organisation has its name, full name, unit, place, address and partnership', async () => {
	const { db } = demo;
	await db
		.updateTable('organisation')
		.set({ place: 'Rennes' })
		.where('slug', '=', 'rectorat')
		.execute();
	const office = await showOrganisation(db, 'rectorat');
	expect(office.headings[0]?.text).toBe("Rectorat de l'Académie de Rennes");
	expect(office.text).toMatch(/Unit Délégation académique .* \(DAREIC\)/);
	expect(office.text).toContain('Place Rennes');
	const union = await showOrganisation(db, 'upsti');
	expect(union.headings[0]?.text).toBe('UPSTI');
	expect(union.text).toContain(
		'Full name Union des Professeurs de Sciences et Techniques Industrielles'
	);
	expect(union.links).toContainEqual({
		href: 'https://www.upsti.fr/',
		text: 'https://www.upsti.fr/'
	});
	expect(union.text).toContain('Partnership official partner of the EU STEM Coalition');
	expect((await showOrganisation(db, 'epa')).text).toContain(
		'Junior Achievement is a partner of the European project'
	);
});
