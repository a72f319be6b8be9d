import { parseAtomFeed } from 'feedsmith';
import ICAL from 'ical.js';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getDossier } from '../dossier/dossier.ts';
import { describeFilm } from '../library/film-json.ts';
import { getFilm } from '../library/film.ts';
import { writeCalendar } from '../meeting/calendar.ts';
import { demoDatabase } from '../../../../tests/support/demo.ts';
import { sampleContent, sampleImprint } from '../../../../tests/support/report.ts';
import { describeReport } from './document.ts';
import { writeDocx } from './docx.ts';
import { writeFeed } from './feed.ts';
import { readReport } from './report.ts';

/*
 * What we give out, read by readers that are not ours: each test hands over bytes or an object and
 * looks only at what the independent reader understood.
 */

const origin = 'https://emvod.example';
let demo: Awaited<ReturnType<typeof demoDatabase>>;
beforeAll(async () => {
	demo = await demoDatabase();
});
afterAll(() => demo.close());

describe('Atom', () => {
	const read = async (slug?: string) =>
		parseAtomFeed(
			await writeFeed(demo.db, { origin, language: 'en', title: 'Emvod', ...(slug && { slug }) })
		);

	test('every entry has an id of its own, an author, a link and a time', async () => {
		// Nobody knows yet who holds it.
		const setHost = (hostId: string | null) =>
			demo.db.updateTable('meeting').set({ hostId }).where('slug', '=', 'bretagne-2').execute();
		const { hostId } = await demo.db
			.selectFrom('meeting')
			.where('slug', '=', 'bretagne-2')
			.select('hostId')
			.executeTakeFirstOrThrow();
		await setHost(null);
		expect((await read()).entries!.some(({ authors }) => !authors?.length)).toBe(true);
		for (const feed of [await read(), await read('bretagne')]) {
			expect(feed.entries!.length).toBeGreaterThan(5);
			expect(new Set(feed.entries!.map(({ id }) => id)).size).toBe(feed.entries!.length);
			for (const entry of feed.entries!) {
				expect(entry.title?.value, entry.id).toBeTruthy();
				const [author] = entry.authors ?? feed.authors ?? [];
				expect(author?.name, entry.id).toBeTruthy();
				expect(entry.links?.[0]?.href, entry.id).toMatch(/^https?:\/\//);
				expect(new Date(entry.updated!).getTime(), entry.id).not.toBeNaN();
			}
		}
		await setHost(hostId);
	});

	test('the author is who wrote it, as page and PDF say, not who held the meeting', async () => {
		const { entries } = await read();
		const authorOf = (part: string) =>
			entries!.find(({ links }) => links?.[0]?.href?.includes(part))?.authors?.[0]?.name;
		const { content } = await readReport(demo.db, null, 'bretagne-1');
		expect(content.author!.name).not.toBe(content.host!.name);
		expect(authorOf('/reports/bretagne-1')).toBe(content.author!.name);
		expect(authorOf('#report-r1')).toBe('member of the ECoVEM project');
	});

	test('a report is there in full, updated when its last version was published', async () => {
		const feed = await read('bretagne');
		const entry = feed.entries!.find(({ links }) =>
			links?.[0]?.href?.endsWith('/reports/bretagne-1')
		)!;
		const report = await readReport(demo.db, null, 'bretagne-1');
		expect(new Date(entry.updated!).toISOString()).toBe(report.at);
		const words = entry.content!.value!.replaceAll(/<[^>]+>/g, ' ');
		for (const item of report.content.items) expect(words).toContain(item.title.text);
		expect(entry.summary?.value).toContain(report.content.summary.slice(0, 40));
		expect(entry.content!.value).not.toMatch(/<(script|img|style)|\sclass=|\sstyle=/);
	});

	test('what was changed since is told as changed', async () => {
		const times = async () =>
			new Map((await read('bretagne')).entries!.map(({ id, updated }) => [id, updated]));
		const before = await times();
		await demo.db
			.updateTable('result')
			.set({ text: JSON.stringify({ original: 'en', texts: { en: 'Written anew' } }) })
			.where('importKey', '=', 'res-2')
			.execute();
		const after = await times();
		const changed = [...after].filter(([id, updated]) => updated !== before.get(id));
		expect(changed.map(([id]) => id)).toEqual([`${origin}/#result-res-2`]);
	});

	test('ids outlast a new address of the dossier and are the same in every feed; each language has its own feed', async () => {
		const { db } = demo;
		const ids = async (slug?: string) => (await read(slug)).entries!.map(({ id }) => id);
		const [before, feedId] = [await ids('bretagne'), (await read('bretagne')).id];
		const move = (slug: string) =>
			db.updateTable('dossier').set({ slug }).where('slug', 'in', ['bretagne', 'breizh']).execute();
		await move('breizh');
		expect(await ids('breizh')).toEqual(before);
		expect((await read('breizh')).id).toBe(feedId);
		await move('bretagne');
		const everywhere = await ids();
		expect(before.filter((id) => !everywhere.includes(id))).toEqual([]);

		const french = await writeFeed(db, {
			origin,
			language: 'fr',
			title: 'Emvod',
			slug: 'bretagne'
		});
		const feed = parseAtomFeed(french);
		expect(french).toContain('<feed xml:lang="fr" ');
		expect(feed.id).not.toBe(feedId);
		const link = (rel: string) => feed.links?.find((one) => one.rel === rel)?.href;
		expect(link('self')).toBe(`${origin}/fr/dossiers/bretagne/feed.atom`);
		expect(link('alternate')).toBe(`${origin}/fr/dossiers/bretagne`);
		const entry = feed.entries!.find(({ id }) => id?.endsWith('#result-res-2'));
		expect(entry?.links?.[0]?.href).toBe(`${origin}/fr/dossiers/bretagne#result-res-2`);
	});

	test('an entry that is told as something else is the same entry', async () => {
		const { db } = demo;
		const before = (await read('bretagne')).entries!.map(({ id }) => id);
		const publications = db.updateTable('publication');
		const types = await db.selectFrom('publication').select(['id', 'type']).execute();
		const kinds = (await read('bretagne')).entries!.map(({ categories }) => categories?.[0]?.term);
		await publications.set({ type: 'tool' }).where('type', '<>', 'meeting-report').execute();
		const told = await read('bretagne');
		expect(told.entries!.map(({ categories }) => categories?.[0]?.term).sort()).not.toEqual(
			kinds.sort()
		);
		expect(told.entries!.map(({ id }) => id).sort()).toEqual(before.sort());
		for (const { id, type } of types)
			await publications.set({ type }).where('id', '=', id).execute();
	});

	test('nothing is said to be published before it took place', async () => {
		const { entries } = await read();
		expect(entries!.some(({ published }) => published)).toBe(true);
		for (const { published, updated, id } of entries!)
			if (published) expect(published <= updated!, id).toBe(true);
	});

	test('markup in a title is words', async () => {
		const evil = '<b>&amp; "quotes" ]]> \u202Eright to left';
		await demo.db
			.updateTable('publication')
			.set({ title: JSON.stringify({ original: 'en', texts: { en: evil } }) })
			.where('type', '=', 'tool')
			.execute();
		const titles = (await read()).entries!.map(({ title }) => unescape(title?.value ?? ''));
		expect(titles).toContain(evil);
	});
});

test('the calendar has one event per day, each with what RFC 5545 asks for', async () => {
	const calendar = new ICAL.Component(
		ICAL.parse(
			await writeCalendar(demo.db, null, {
				origin,
				language: 'en',
				dossier: 'bretagne',
				title: 'Bretagne'
			})
		)
	);
	const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
	const days = await demo.db
		.selectFrom('meetingDay')
		.innerJoin('meeting', 'meeting.id', 'meetingDay.meetingId')
		.innerJoin('dossier', 'dossier.id', 'meeting.dossierId')
		.where('dossier.slug', '=', 'bretagne')
		.select('date')
		.execute();
	expect(events.map((event) => event.startDate.toString().slice(0, 10)).sort()).toEqual(
		days.map(({ date }) => date).sort()
	);
	expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
	for (const event of events) {
		expect(event.component.getFirstPropertyValue('dtstamp'), event.uid).toBeTruthy();
		expect(event.component.getFirstPropertyValue('status'), event.uid).toMatch(
			/^(CONFIRMED|TENTATIVE|CANCELLED)$/
		);
	}
});

test('what a funded dossier gives out carries the sentence of its funder, in the reader’s language', async () => {
	const { disclaimer } = await getDossier(demo.db, null, 'bretagne');
	const said = disclaimer!.texts.da!;
	const request = { origin, language: 'da', title: 'Bretagne' };
	expect(
		parseAtomFeed(await writeFeed(demo.db, { ...request, slug: 'bretagne' })).rights?.value
	).toContain(said);
	const calendar = new ICAL.Component(
		ICAL.parse(await writeCalendar(demo.db, null, { ...request, dossier: 'bretagne' }))
	);
	for (const event of calendar.getAllSubcomponents('vevent'))
		expect(event.getFirstPropertyValue('description')).toContain(said);
	const film = await getFilm(demo.db, null, 'eu-stem-coalition');
	expect(describeFilm(film, origin).disclaimer).toMatchObject({ da: said });
});

test('a DOCX reader finds the headings, lists and tables, and every style it needs', async () => {
	const content = sampleContent(3);
	const buffer = await writeDocx(describeReport(content, sampleImprint), content, sampleImprint);
	const { value, messages } = await mammoth.convertToHtml(
		{ buffer },
		// Styles of our own are paragraphs to a reader that does not know them.
		{
			styleMap: ['Decision', 'Action', 'Question', 'Remark'].map(
				(name) => `p[style-name='${name}'] => p:fresh`
			)
		}
	);
	expect(messages).toEqual([]);
	expect(value.match(/<h1>/g)).toHaveLength(1);
	expect(value.match(/<h5>/g)).toHaveLength(3);
	for (const part of ['<h2>', '<ul>', '<table>']) expect(value).toContain(part);
	for (const item of content.items) expect(value).toContain(item.title.text);
});

/** A title is text of type HTML: the reader is handed its source. */
function unescape(text: string): string {
	return text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&');
}
