import jsonld from 'jsonld';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeVideo } from '#lib/model/film-schema.ts';
import { describeDossier, describeMeeting } from '#lib/model/linked-data.ts';
import { listDossiers, getDossier } from '../dossier/dossier.ts';
import { getFilm, listFilms } from '../library/film.ts';
import { getProgramme } from '../meeting/programme.ts';
import { demoDatabase } from '../../../../tests/support/demo.ts';
import { listFaults } from '../../../../tests/support/vocabulary.ts';
import { describeForSearch } from './json-ld.ts';
import { readReport, type ReportView } from './report.ts';

/* Each test hands an object over to a reader that is not ours, and its words to schema.org's own list. */

const origin = 'https://emvod.example';
let demo: Awaited<ReturnType<typeof demoDatabase>>;
beforeAll(async () => {
	demo = await demoDatabase();
});
afterAll(() => demo.close());

const CONTEXT = {
	'@vocab': 'https://schema.org/',
	url: { '@id': 'https://schema.org/url', '@type': '@id' }
};
/** What JSON-LD means, once schema.org is known to know all of its words. */
async function read(document: object) {
	const given = JSON.parse(JSON.stringify(document)) as jsonld.JsonLdDocument;
	expect(listFaults(given as object)).toEqual([]);
	const [node] = await jsonld.expand(given, {
		documentLoader: (url) => {
			if (url !== 'https://schema.org') throw new Error(`an unknown context: ${url}`);
			const document = { '@context': CONTEXT };
			return Promise.resolve({ documentUrl: url, contextUrl: undefined as never, document });
		}
	});
	return node!;
}
const type = (name: string) => [`https://schema.org/${name}`];
const say = (name: string) => `https://schema.org/${name}`;

test('words that schema.org does not know of a type are found, and so are values that do not fit', () => {
	const film = { '@context': 'https://schema.org', '@type': 'VideoObject', name: 'A film' };
	expect(listFaults(film)).toEqual([]);
	for (const [more, fault] of [
		[{ startDate: '2020-06-12' }, 'startDate: no property of VideoObject'],
		[{ uploadDate: '12 June 2020' }, 'uploadDate: "12 June 2020" is none of Date, DateTime'],
		[{ url: '/library/a-film' }, 'url: "/library/a-film" is none of URL'],
		[{ duration: '50' }, 'duration: "50" is none of Duration'],
		[{ name: '' }, 'name: "" is none of Text'],
		[{ hasPart: [{ '@type': 'Person', name: 'x' }] }, 'is none of CreativeWork'],
		[{ hasPart: { '@type': 'Clip', start: 1 } }, 'Clip.start: no property of Clip'],
		[{ '@type': 'Movie!' }, 'no type Movie!']
	] as const)
		expect(listFaults({ ...film, ...more }).join(), fault).toContain(fault);
	const event = { '@type': 'Event', eventStatus: 'https://schema.org/EventMoved' };
	expect(listFaults(event)).toHaveLength(1);
});

test('a dossier', async () => {
	for (const { slug } of await listDossiers(demo.db, null))
		await read(describeDossier(await getDossier(demo.db, null, slug), 'en', origin));
	const node = await read(
		describeDossier(await getDossier(demo.db, null, 'bretagne'), 'en', origin)
	);
	expect(node).toMatchObject({ '@type': type('Project') });
	expect(node[say('url')]).toEqual([{ '@id': `${origin}/dossiers/bretagne` }]);
	expect(node[say('member')]).toHaveLength(2);
});

test('a meeting, with the way it is held', async () => {
	const slugs = await demo.db
		.selectFrom('meeting')
		.select('slug')
		.where('visibility', '=', 'public')
		.execute();
	expect(slugs.length).toBeGreaterThan(4);
	for (const { slug } of slugs) {
		const meeting = await getProgramme(demo.db, null, slug).catch(() => null);
		if (meeting) await read(describeMeeting(meeting, 'fr', origin));
	}
	const node = await read(
		describeMeeting(await getProgramme(demo.db, null, 'bretagne-1'), 'en', origin)
	);
	expect(node).toMatchObject({ '@type': type('Event') });
	expect(node[say('eventAttendanceMode')]).toEqual([
		{ '@value': 'https://schema.org/OnlineEventAttendanceMode' }
	]);
	expect(node[say('location')]).toEqual([
		expect.objectContaining({ '@type': type('VirtualLocation') })
	]);
});

test('a film, with captions, and chapters as clips from one to the next', async () => {
	const films = await listFilms(demo.db, null);
	for (const { slug } of films)
		await read(describeVideo(await getFilm(demo.db, null, slug), origin, 'en'));
	const { slug } = films.find(({ tracks }) => tracks.length)!;
	const film = await getFilm(demo.db, null, slug);
	const chapters = [
		{ at: 0, title: 'Beginning' },
		{ at: 12.4, title: 'Middle' },
		{ at: 30, title: 'End' }
	];
	const node = await read(describeVideo({ ...film, chapters, seconds: 50.2 }, origin, 'en'));
	expect(node).toMatchObject({ '@type': type('VideoObject') });
	expect(node[say('duration')]).toEqual([{ '@value': 'PT50S' }]);
	expect(node[say('caption')]).toHaveLength(film.tracks.length);
	expect(node[say('caption')]).toEqual(
		expect.arrayContaining([expect.objectContaining({ '@type': type('MediaObject') })])
	);
	const value = (of: jsonld.NodeObject, name: string) =>
		(of[say(name)] as Array<{ '@value': unknown; '@id': unknown }>).map(
			(one) => one['@value'] ?? one['@id']
		)[0];
	const clips = node[say('hasPart')] as jsonld.NodeObject[];
	expect(clips.map((clip) => clip['@type'])).toEqual(Array(3).fill(type('Clip')));
	expect(
		clips.map((clip) =>
			['name', 'startOffset', 'endOffset', 'url'].map((name) => value(clip, name))
		)
	).toEqual([
		['Beginning', 0, 12.4, `${origin}/library/${slug}?t=0`],
		['Middle', 12.4, 30, `${origin}/library/${slug}?t=12`],
		['End', 30, 50.2, `${origin}/library/${slug}?t=30`]
	]);
});

test('a report, with its version, its files, annexes and translations', async () => {
	const view = await readReport(demo.db, null, 'bretagne-1');
	const node = await read(describeForSearch(view, origin));
	expect(node).toMatchObject({ '@id': `${origin}/reports/bretagne-1`, '@type': type('Report') });
	expect(node[say('version')]).toEqual([{ '@value': '3' }]);
	expect(node[say('encoding')]).toHaveLength(3);

	// The meeting is the same event in both.
	const meeting = describeMeeting(
		await getProgramme(demo.db, null, 'bretagne-1'),
		'en',
		origin
	) as unknown as Record<string, unknown>;
	const { about } = describeForSearch(view, origin) as unknown as { about: typeof meeting };
	expect(about).toMatchObject({
		startDate: expect.stringMatching(/T.*Z$/) as string,
		eventStatus: 'https://schema.org/EventMovedOnline'
	});
	for (const key of ['url', 'startDate', 'endDate', 'eventAttendanceMode', 'location'])
		expect([key, about[key]]).toEqual([key, meeting[key]]);
	expect([meeting.eventStatus].flat()).toContain(about.eventStatus);

	const annex = (id: string, mime: string) => ({
		...{ id, n: 0, title: { text: 'An annex', lang: 'en' }, visibility: 'public' as const },
		...{ href: `/reports/bretagne-1/annexes/${id}`, alt: 'What it shows' },
		file: { type: mime, bytes: 70, width: 1, height: 1 }
	});
	const translation = { language: 'fr', version: 3, state: 'translated' as const };
	const more: ReportView = {
		...view,
		content: {
			...view.content,
			mode: 'hybrid',
			author: { name: 'Secretariat' } as ReportView['content']['author'],
			annexes: [annex('a', 'image/png'), annex('b', 'application/pdf')]
		},
		translations: [translation]
	};
	const full = await read(describeForSearch(more, origin));
	expect(full[say('associatedMedia')]).toMatchObject([
		{ '@type': type('ImageObject') },
		{ '@type': type('MediaObject') }
	]);
	expect(full[say('workTranslation')]).toMatchObject([
		{ '@id': `${origin}/reports/bretagne-1?language=fr` }
	]);
	const translated = { ...more, translation: { ...translation, seq: 1 } };
	expect(await read(describeForSearch(translated, origin))).toMatchObject({
		'@id': `${origin}/reports/bretagne-1?language=fr`,
		[say('translationOfWork')]: [{ '@id': `${origin}/reports/bretagne-1` }]
	});
});
