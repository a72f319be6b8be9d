import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { getDossierWithTimeline } from '#lib/server/dossier/dossier.ts';
import { listGaps } from '#lib/server/dossier/gaps.ts';
import { writeCalendar } from '#lib/server/meeting/calendar.ts';
import { getProgramme } from '#lib/server/meeting/programme.ts';
import { demoDatabase, findDemoActor, readDemoFile } from '../support/demo.ts';
import { loadDemo } from '../../scripts/demo.ts';

interface Expected {
	timelineMostRecentFirst: string[];
	timelineUndatedShownApart: string[];
	timelineBeforeDossierStart: string[];
	incompleteFieldsReported: Array<[string, string]>;
	conflictsReported: Array<[string, string]>;
	counts: Record<string, number>;
	icsEvents: Record<string, number>;
	subtitleGaps: Array<[string, string]>;
}

let demo: Awaited<ReturnType<typeof demoDatabase>>;
let expected: Expected;
let slugs: Map<string, string>;
let secretariat: Actor;

beforeAll(async () => {
	demo = await demoDatabase();
	const file = await readDemoFile<{
		expect: Expected;
		meetings: Array<{ id: string; slug: string }>;
	}>();
	expected = file.expect;
	slugs = new Map(file.meetings.map(({ id, slug }) => [id, slug]));
	secretariat = await findDemoActor(demo.db, 'secretariat');
});
afterAll(() => demo.close());

const readTimeline = async () => (await getDossierWithTimeline(demo.db, null, 'bretagne')).timeline;

test('the timeline is newest first by the fixed rule, undated entries apart', async () => {
	const timeline = await readTimeline();
	expect(timeline.dated.map(({ id }) => id)).toEqual(expected.timelineMostRecentFirst);
	expect(timeline.undated.map(({ id }) => id).sort()).toEqual(expected.timelineUndatedShownApart);
});

test('entries older than the dossier are marked', async () => {
	const { dated } = await readTimeline();
	const before = dated.filter(({ beforeStart }) => beforeStart).map(({ id }) => id);
	expect(before).toEqual(expected.timelineBeforeDossierStart);
});

test('the incomplete fields are reported to the secretariat, no more and no fewer', async () => {
	const { incomplete } = await listGaps(demo.db, secretariat);
	const found = incomplete.map(({ key, field }) => [key, field]);
	expect(found.sort()).toEqual([...expected.incompleteFieldsReported].sort());
});

test('the conflicts are reported with what each consists of', async () => {
	const { conflicts } = await listGaps(demo.db, secretariat);
	expect(conflicts.map(({ key }) => key).sort()).toEqual(
		expected.conflictsReported.map(([key]) => key).sort()
	);
	const find = (code: string) => conflicts.find((conflict) => conflict.code === code);
	expect(find('attendance')).toMatchObject({ key: 'm1', note: expect.stringContaining('fifteen') });
	expect(find('slot')).toMatchObject({ key: 'm5-B', note: expect.stringContaining('afternoon') });
	expect(find('programme')).toMatchObject({ key: 'm1', counts: { speakers: 2, items: 1 } });
	expect(find('status')).toMatchObject({
		key: 'm2',
		note: expect.stringContaining('30 September')
	});
	expect(find('result')).toMatchObject({ key: 'bretagne', counts: { result: '2021-12-10' } });
});

test('the languages in which films cannot be followed are reported', async () => {
	const { subtitles } = await listGaps(demo.db, secretariat);
	expect(subtitles.map(({ key, language }) => [key, language])).toEqual(expected.subtitleGaps);
});

test('whoever edits nothing is told of no gaps', async () => {
	const participant = await findDemoActor(demo.db, 'participant');
	const gaps = await listGaps(demo.db, participant);
	expect(gaps).toEqual({ incomplete: [], conflicts: [], subtitles: [] });
});

test('invited organisations, films and parallel tracks are counted from the record', async () => {
	const first = await getProgramme(demo.db, null, slugs.get('m1')!);
	const conference = await getProgramme(demo.db, null, slugs.get('m5')!);
	const tracks = (day: number) =>
		conference.slots.filter((slot) => slot.day === day).flatMap((slot) => slot.tracks).length;
	expect({
		invitedOrganisations: first.invitation?.invited.length,
		videosOfM1: first.films.length,
		parallelTracksDay1: tracks(1),
		parallelTracksDay2: tracks(2)
	}).toEqual(expected.counts);
});

test('the calendar has one event per day', async () => {
	for (const [meeting, count] of Object.entries(expected.icsEvents)) {
		const calendar = await writeCalendar(demo.db, null, {
			origin: 'http://localhost',
			language: 'en',
			title: 'Emvod',
			slug: slugs.get(meeting)
		});
		expect(calendar.match(/^BEGIN:VEVENT\r$/gm)?.length, meeting).toBe(count);
	}
});

test('loading twice changes nothing', async () => {
	const count = async () => {
		const tables = await demo.db.introspection.getTables();
		const counts: Record<string, number> = {};
		// A statement that finds everything in its place counts as a change all the same.
		const isKept = ({ schema, name }: (typeof tables)[number]) =>
			schema === 'public' && name !== 'change_count';
		for (const { name } of tables.filter(isKept)) {
			const row = await demo.db
				.selectFrom(name as 'person')
				.select((eb) => eb.fn.countAll<number>().as('count'))
				.executeTakeFirstOrThrow();
			counts[name] = row.count;
		}
		return counts;
	};
	const before = await count();
	expect(before.organisation).toBe(37);
	await loadDemo(demo.url, { mediaDir: demo.mediaDir, meeting: null });
	expect(await count()).toEqual(before);
});
