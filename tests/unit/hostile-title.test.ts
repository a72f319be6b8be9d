import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileReport } from '#lib/server/report/filing.ts';
import type { TestDatabase } from '../support/database.ts';
import { holdMeeting, type HeldMeeting } from '../support/held-meeting.ts';
import { publishHeld } from '../support/publish-held.ts';
import { servedDatabase } from '../support/served.ts';
import { visit } from '../support/sweep/visitor.ts';
import {
	onOneLine,
	readAtom,
	readCalendar,
	readDocxTitles,
	readJson,
	readMarkdown,
	readPageTitles,
	readPdfTitles
} from '../support/titles.ts';

/** Markup, quotes, references, line ends of three kinds, signs of other formats and without a place, marks of direction, and length. */
const TITLE =
	'Été <script>alert(1)</script> </title> "q" \'a\' & &copy; &amp;lt; #evil() *b* _i_ `c` ~s~ | [x](http://y) ]]> -->' +
	' \u202eRTL\u202c \u200f\u2067שלום\u2069 \\n \\, ; {m} $x$ \u0007\u001b\u0085bell' +
	'\r\nBEGIN:VALARM\nEND:VEVENT\r# second ' +
	'œ'.repeat(5000);
const EXPECTED = onOneLine(TITLE);
/** Up to where the direction changes, which moves what is drawn. */
const [DRAWN = ''] = EXPECTED.replace(/\s/g, '').split('\u202e');

let own: TestDatabase;
let held: HeldMeeting;
beforeAll(async () => {
	own = await servedDatabase();
	const { db } = own;
	held = await holdMeeting(db, 'hostile');
	const title = JSON.stringify({ original: 'en', texts: { en: TITLE } });
	const { dossierId, meetingId, organisations } = held;
	await db.updateTable('dossier').set({ title }).where('id', '=', dossierId).execute();
	await db.updateTable('meeting').set({ title }).where('id', '=', meetingId).execute();
	await db.updateTable('film').set({ title, dossierId, date: '2020-06-12' }).execute();
	const { host } = organisations;
	await db.updateTable('organisation').set({ name: TITLE }).where('id', '=', host).execute();
	await fileReport(db, meetingId);
	await publishHeld(db, held, { [`title-${held.items.talk}`]: TITLE, summary: TITLE });
});
afterAll(() => own.close());

/** What stands at an address of one of its things. */
async function open(path: string) {
	const [, place, slug, rest = ''] = /^\/(\w+)\/([a-z-]+)(.*)$/.exec(path)!;
	const format = /^\.(pdf|docx|md|json)$/.exec(rest)?.[1];
	const isReport = place === 'reports' && format !== undefined;
	const route = `/(public)/${place}/[slug]${isReport ? '.[format=reportformat]' : rest}`;
	const given = await visit(route, { slug: slug!, ...(isReport && { format }) }, path);
	expect(given.status, path).toBe(200);
	return given;
}
const find = async (kind: string) => {
	const given = await visit('/(public)/search.json', {}, '/search.json?q=alert');
	const { results } = readJson(given) as { results: Array<{ kind: string; title: string }> };
	return results.filter((one) => one.kind === kind).map(({ title }) => title);
};

const PLACES = {
	dossier: '/dossiers/dossier-hostile',
	meeting: '/meetings/hostile',
	report: '/reports/hostile',
	film: '/library/film-hostile',
	organisation: '/organisations/host-hostile'
};

test.each(Object.entries(PLACES))(
	'the title of a %s is words and nothing else: on its page, as data, and where it is found',
	async (kind, path) => {
		const titles = readPageTitles(await open(path));
		expect(titles.heading).toBe(TITLE);
		expect(onOneLine(titles.title)).toContain(EXPECTED);
		if (kind !== 'organisation') expect(titles.linked).toBe(TITLE);
		if (kind === 'film') expect(titles.shared).toBe(TITLE);
		const data = readJson(await open(`${path}.json`));
		expect(kind === 'organisation' ? data.name : data.title).toBe(TITLE);
		expect(await find(kind)).toEqual([TITLE]);
	}
);

test('so it is in lists, feeds and calendars', async () => {
	const list = readJson(await visit('/(public)/dossiers.json', {}, '/dossiers.json'));
	expect(list).toMatchObject({ dossiers: [{ title: TITLE }] });
	const films = readJson(await visit('/(public)/library.json', {}, '/library.json'));
	expect(films).toMatchObject({ films: [{ title: TITLE }] });
	const dossier = readJson(await open(`${PLACES.dossier}.json`));
	expect(dossier).toMatchObject({ meetings: [{ title: TITLE }], funder: { name: TITLE } });

	const { feed, entries, authors } = readAtom(await open(`${PLACES.dossier}/feed.atom`));
	expect(onOneLine(feed)).toBe(EXPECTED);
	expect(entries.length).toBeGreaterThan(1);
	for (const entry of [...entries, ...authors]) expect(onOneLine(entry)).toBe(EXPECTED);

	const own = readCalendar(await open(`${PLACES.meeting}.ics`));
	const all = readCalendar(await open(`${PLACES.dossier}/calendar.ics`));
	expect(onOneLine(all.name)).toBe(EXPECTED);
	for (const { events, parts } of [own, all]) {
		expect(parts).toEqual(['vevent']);
		expect(events.map(onOneLine)).toEqual([EXPECTED]);
	}
	for (const line of (await open(`${PLACES.meeting}.ics`)).bytes.toString().split('\r\n'))
		if (!line.includes(': ')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('so it is in files: PDF of report and programme, DOCX, Markdown', async () => {
	for (const path of [`${PLACES.report}.pdf`, `${PLACES.meeting}/programme.pdf`]) {
		const { title, heading, drawn } = await readPdfTitles(await open(path));
		expect(drawn, path).toContain(DRAWN);
		expect(onOneLine(title), path).toContain(EXPECTED);
		expect(onOneLine(heading), path).toContain(EXPECTED);
	}
	const docx = await readDocxTitles(await open(`${PLACES.report}.docx`));
	expect(docx.headings.map(onOneLine)).toEqual([EXPECTED]);
	expect(onOneLine(docx.title)).toBe(EXPECTED);
	expect(readMarkdown(await open(`${PLACES.report}.md`)).map(onOneLine)).toEqual([EXPECTED]);
});
