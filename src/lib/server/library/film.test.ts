import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { addDossier, addFilm, addMember } from '../../../../tests/support/films.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import type { Db } from '../platform/db.ts';
import { searchCues } from './cue-search.ts';
import { getFilm, getFilmMedia, listFilms } from './film.ts';
import { getTrack, replaceTrack } from './track.ts';

let scratch: TestDatabase;
let db: Db;
let open: string;
let closed: string;
let editor: Actor;
let reader: Actor;
let other: Actor;
let openFilm: string;
let hiddenFilm: string;

const demo = (name: string) => new Uint8Array(readFileSync(`demo/${name}`));
const slugs = async (actor: Actor | null, filter = {}) =>
	(await listFilms(db, actor, filter)).map((film) => film.slug).toSorted();
const gone = expect.objectContaining({ code: 'not_found', status: 404 });

beforeAll(async () => {
	scratch = await testDatabase();
	db = scratch.db;
	open = await addDossier(db, 'open');
	closed = await addDossier(db, 'closed', 'members');
	editor = await addMember(db, 'Editor', open, 'edit');
	reader = await addMember(db, 'Reader', open, 'take-part');
	other = await addMember(db, 'Other', closed, 'publish');
	openFilm = await addFilm(db, 'open-film', {
		dossierId: open,
		date: '2020-06-12',
		neededLanguages: ['en', 'fr', 'nl']
	});
	hiddenFilm = await addFilm(db, 'hidden-film', { dossierId: open, visibility: 'members' });
	await addFilm(db, 'closed-film', { dossierId: closed });
	await replaceTrack(db, editor, openFilm, {
		language: 'fr',
		kind: 'subtitles',
		bytes: demo('v1.fr.srt')
	});
	await replaceTrack(db, editor, hiddenFilm, {
		language: 'fr',
		kind: 'subtitles',
		bytes: demo('v2.fr.vtt')
	});
}, 60_000);
afterAll(() => scratch?.close());

describe('who sees which film', () => {
	test('a visitor, a member of each, an administrator', async () => {
		expect(await slugs(null)).toEqual(['open-film']);
		expect(await slugs(reader)).toEqual(['hidden-film', 'open-film']);
		expect(await slugs(other)).toEqual(['closed-film', 'open-film']);
		const admin = { ...other, isAdmin: true };
		expect(await slugs(admin)).toEqual(['closed-film', 'hidden-film', 'open-film']);
	});

	test('what is hidden answers as what does not exist, on every way in', async () => {
		for (const actor of [null, other]) {
			await expect(getFilm(db, actor, 'hidden-film')).rejects.toEqual(gone);
			await expect(getTrack(db, actor, 'hidden-film', 'fr')).rejects.toEqual(gone);
			await expect(getFilmMedia(db, actor, 'hidden-film', 'film')).rejects.toEqual(gone);
			await expect(getFilmMedia(db, actor, 'hidden-film', 'poster')).rejects.toEqual(gone);
			expect((await searchCues(db, actor, 'réseau européen')).entries).toEqual([]);
		}
		const { entries } = await searchCues(db, reader, 'RESEAU europeen');
		expect(entries.map((hit) => hit.href)).toEqual(['/library/hidden-film?t=1&subtitle=fr']);
	});

	test('a film of a meeting is seen from a seat in it, until the seat is taken away', async () => {
		const guest = await addMember(db, 'Guest', null, 'read');
		const { id: meetingId } = await db
			.insertInto('meeting')
			.values({
				slug: 'a-meeting',
				kind: 'taskforce',
				title: JSON.stringify({ original: 'en', texts: { en: 'A meeting' } }),
				status: 'scheduled',
				roomName: 'room-a'
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		await db.insertInto('filmMeeting').values({ filmId: hiddenFilm, meetingId }).execute();
		const seat = { meetingId, personId: guest.personId, kind: 'participant' };
		await db.insertInto('seat').values(seat).execute();
		expect(await slugs(guest, { meetingId })).toEqual(['hidden-film']);
		expect((await getFilm(db, guest, 'hidden-film')).meetings).toMatchObject([
			{ slug: 'a-meeting' }
		]);
		await db
			.updateTable('seat')
			.set({ removedAt: new Date() })
			.where('personId', '=', guest.personId)
			.execute();
		expect(await slugs(guest, { meetingId })).toEqual([]);
	});
});

describe('the card of a film', () => {
	test('tracks with addresses, and the languages that are missing', async () => {
		const [film] = await listFilms(db, null, { subtitles: 'fr' });
		expect(film).toMatchObject({
			src: '/library/open-film/film.mp4',
			poster: null,
			year: 2020,
			gaps: ['en'],
			tracks: [{ language: 'fr', kind: 'subtitles', src: '/library/open-film/subtitles/fr.vtt' }]
		});
	});

	test('filters', async () => {
		expect(await slugs(null, { subtitles: 'da' })).toEqual([]);
		expect(await slugs(null, { spoken: 'nl', year: 2020, dossierId: open })).toEqual(['open-film']);
		expect(await slugs(null, { year: 2019 })).toEqual([]);
		expect(await slugs(null, { activity: 'company-visit' })).toEqual([]);
	});

	test('a former address finds the film', async () => {
		await db
			.insertInto('formerSlug')
			.values({ kind: 'film', slug: 'old-name', targetId: openFilm })
			.execute();
		expect((await getFilm(db, null, 'old-name')).slug).toBe('open-film');
	});

	test('a speaker without a basis for the name is shown by role alone', async () => {
		const { id } = await db
			.insertInto('person')
			.values({ name: 'Private Name', roleLabel: 'director' })
			.returning('id')
			.executeTakeFirstOrThrow();
		await addFilm(db, 'spoken-film', { speakerId: id });
		expect((await getFilm(db, null, 'spoken-film')).speaker).toEqual({
			name: null,
			role: 'director'
		});
		await db.updateTable('person').set({ publishName: true }).where('id', '=', id).execute();
		expect((await getFilm(db, null, 'spoken-film')).speaker?.name).toBe('Private Name');
	});

	test('a list of films is two queries, its rows and refused names, however many films', async () => {
		const count = async () => {
			let queries = 0;
			const counted = db.withPlugin({
				transformQuery: ({ node }) => (queries++, node),
				transformResult: async ({ result }) => result
			});
			await listFilms(counted, reader);
			return queries;
		};
		expect(await count()).toBe(2);
	});
});

describe('replacing a track', () => {
	const input = () => ({
		language: 'fr',
		kind: 'subtitles' as const,
		bytes: demo('v6.fr.srt')
	});

	test('only with the right to edit', async () => {
		for (const actor of [null, reader, other])
			await expect(replaceTrack(db, actor, openFilm, input())).rejects.toEqual(gone);
	});

	test('stores the cues, says what it found, and leaves one track', async () => {
		const film = await addFilm(db, 'replaced', { dossierId: open });
		const first = await replaceTrack(db, editor, film, { ...input(), bytes: demo('v1.fr.srt') });
		const second = await replaceTrack(db, editor, film, input());
		expect(second).toMatchObject({ encoding: 'windows-1252', format: 'srt' });
		expect(second.trackId).not.toBe(first.trackId);
		const track = await getTrack(db, null, 'replaced', 'FR');
		expect(track.cues).toEqual(second.cues);
		expect(track.cues).toHaveLength(16);
	});

	test('two at once leave one whole track', async () => {
		const film = await addFilm(db, 'raced', { dossierId: open });
		const bytes = ['v1.fr.srt', 'v6.fr.srt', 'v1.fr.vtt'].map(demo);
		await Promise.all(
			bytes.map((file) => replaceTrack(db, editor, film, { ...input(), bytes: file }))
		);
		expect((await getTrack(db, null, 'raced', 'fr')).cues).toHaveLength(16);
	});

	test('a file that is no subtitles changes nothing', async () => {
		const bytes = new TextEncoder().encode('<!doctype html><title>404</title>');
		await expect(replaceTrack(db, editor, openFilm, { ...input(), bytes })).rejects.toEqual(
			expect.objectContaining({ code: 'library_refused_web_page', status: 422 })
		);
		expect((await getTrack(db, null, 'open-film', 'fr')).cues).toHaveLength(16);
	});

	test('a language is a language tag', async () => {
		await expect(
			replaceTrack(db, editor, openFilm, { ...input(), language: '../x' })
		).rejects.toEqual(expect.objectContaining({ code: 'library_language' }));
	});
});

describe('searching in the spoken words', () => {
	test('without accents and capitals, every word, wildcards are words', async () => {
		const find = async (q: string) => (await searchCues(db, null, q)).entries;
		expect((await find('ECOLES entreprises'))[0]).toMatchObject({
			film: { slug: 'open-film' },
			language: 'fr',
			seconds: 4,
			href: '/library/open-film?t=4&subtitle=fr'
		});
		expect(await find('%%')).toEqual([]);
		expect(await find('e')).toEqual([]);
		expect(await find('ecoles submarine')).toEqual([]);
	});
});
