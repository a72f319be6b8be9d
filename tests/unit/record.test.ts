import { PostgresDialect, Kysely, CamelCasePlugin } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { writeDossier } from '#lib/model/dossier-json.ts';
import { writeParticipantReport, writeProgramme } from '#lib/model/programme-json.ts';
import {
	findNewSlug,
	getDossier,
	getDossierWithTimeline,
	listDossiers
} from '#lib/server/dossier/dossier.ts';
import { writeFeed } from '#lib/server/report/feed.ts';
import { getOrganisation } from '#lib/server/dossier/organisation.ts';
import { listPublicPaths } from '#lib/server/dossier/sitemap.ts';
import { listLatest } from '#lib/server/dossier/latest.ts';
import { writeCalendar } from '#lib/server/meeting/calendar.ts';
import { getProgramme, listParticipantReports } from '#lib/server/meeting/programme.ts';
import type { Db } from '#lib/server/platform/db.ts';
import type { DB } from '#lib/server/platform/schema.ts';
import { demoDatabase, findDemoActor } from '../support/demo.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
let other: Actor;
beforeAll(async () => {
	demo = await demoDatabase();
	other = await findDemoActor(demo.db, 'other');
});
afterAll(() => demo.close());

const notThere = expect.objectContaining({ status: 404 });
const request = { origin: 'http://localhost', language: 'en', title: 'Emvod' };

test('a dossier for members does not exist for others, in any form', async () => {
	const { db } = demo;
	for (const account of [null, 'secretariat', 'teacher']) {
		const actor = account ? await findDemoActor(db, account) : null;
		await expect(getDossier(db, actor, 'nordic-example')).rejects.toThrow(notThere);
		await expect(getProgramme(db, actor, 'nordic-example-1')).rejects.toThrow(notThere);
		await expect(
			writeCalendar(db, actor, { ...request, slug: 'nordic-example-1' })
		).rejects.toThrow(notThere);
		const all = [
			await listDossiers(db, actor),
			await listLatest(db, actor, { limit: 100 }),
			await getOrganisation(db, actor, 'jetnet-dk'),
			await writeCalendar(db, actor, request)
		];
		expect(JSON.stringify(all)).not.toMatch(/nordic/i);
	}
	expect((await getDossier(db, other, 'nordic-example')).meetings).toHaveLength(1);
	expect((await getProgramme(db, other, 'nordic-example-1')).items).toHaveLength(1);
	expect(await writeCalendar(db, other, request)).toContain('nordic-example-1');
});

test('feeds and the site map hold only what is public, whoever asks', async () => {
	await expect(writeFeed(demo.db, { ...request, slug: 'nordic-example' })).rejects.toThrow(
		notThere
	);
	expect(await writeFeed(demo.db, request)).not.toMatch(/nordic/i);
	const paths = await listPublicPaths(demo.db);
	expect(paths.join('\n')).not.toMatch(/nordic/i);
	expect(paths).toContain('/reports/bretagne-1');
});

test('the pages and their data hold nothing that is kept inside', async () => {
	const { db } = demo;
	const dossier = await getDossier(db, null, 'bretagne');
	const event = await getProgramme(db, null, 'vet-conference-2022');
	const given = JSON.stringify([
		dossier,
		writeDossier(dossier, (await getDossierWithTimeline(db, null, dossier.slug)).timeline, 'en'),
		writeProgramme(await getProgramme(db, null, 'bretagne-1'), 'en'),
		writeProgramme(await getProgramme(db, null, 'bretagne-2'), 'en'),
		writeProgramme(event, 'en'),
		(await listParticipantReports(db, null, event)).map((one) => writeParticipantReport(one, 'en')),
		await writeFeed(db, request)
	]);
	for (const inside of [
		'4200',
		'downKbps',
		'Internal remark',
		'asksColleague',
		'katapult community',
		'Enora',
		'roomName',
		'S3 announces',
		'S1 speaks'
	])
		expect(given, inside).not.toContain(inside);
});

test('a name is printed only on a recorded basis, else the role stands for the person', async () => {
	const { db } = demo;
	const speakers = async () =>
		(await getProgramme(db, null, 'bretagne-1')).items.flatMap((item) => item.speakers);
	expect(await speakers()).toContainEqual(
		expect.objectContaining({ name: 'Anneke Voorbeeld', role: 'coordinator' })
	);
	await db
		.updateTable('person')
		.set({ publishName: null })
		.where('name', '=', 'Anneke Voorbeeld')
		.execute();
	expect(JSON.stringify(await speakers())).not.toContain('Anneke');
	expect(await speakers()).toContainEqual(
		expect.objectContaining({ name: null, role: 'coordinator' })
	);
});

test('former addresses lead to the present ones', async () => {
	const find = (kind: 'dossier' | 'meeting' | 'film', slug: string) =>
		findNewSlug(demo.db, kind, slug);
	expect(await find('dossier', 'bretagne-france-school-company-cooperation')).toBe('bretagne');
	expect(await find('meeting', '2020-06-12-taskforce-meeting-1')).toBe('bretagne-1');
	expect(await find('meeting', '2022-02-03-vet-conference')).toBe('vet-conference-2022');
	expect(await find('film', '2020-06-12-taskforce-meeting-1')).toBeUndefined();
});

test('an announced speaker or talk that was not held is kept and marked', async () => {
	const { items } = await getProgramme(demo.db, null, 'bretagne-1');
	const missed = items.flatMap((item) => item.speakers).filter((one) => one.spoke === false);
	expect(missed.map(({ role, planned }) => [role, planned])).toEqual([
		['ambassador', true],
		['manager', true]
	]);
	expect(items.filter((item) => item.reported === false)).toHaveLength(1);
});

test('reading a page takes the same number of queries however much there is to show', async () => {
	let queries = 0;
	const pool = new pg.Pool({ connectionString: demo.url });
	const counting = new Kysely<DB>({
		dialect: new PostgresDialect({ pool }),
		plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
		log: () => void (queries += 1)
	}) as Db;
	const count = async (read: () => Promise<unknown>) => {
		queries = 0;
		await read();
		return queries;
	};
	const admin = await findDemoActor(demo.db, 'admin');
	const readDossier = (slug: string) => () => getDossierWithTimeline(counting, admin, slug);
	const full = await count(readDossier('bretagne'));
	expect(full).toBeLessThanOrEqual(8);
	expect(full).toBe(await count(readDossier('nordic-example')));
	const readMeeting = (slug: string) => () => getProgramme(counting, admin, slug);
	const long = await count(readMeeting('bretagne-1'));
	expect(long).toBeLessThanOrEqual(8);
	expect(long).toBe(await count(readMeeting('nordic-example-1')));
	expect(await count(() => listLatest(counting, admin, { limit: 100 }))).toBe(2);
	await counting.destroy();
});
