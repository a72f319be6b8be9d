import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, createPool, type Db } from '#lib/server/platform/db.ts';
import { migrate } from '../../scripts/migrate.ts';
import { createEmptyDatabase, dropDatabase, execute, nameDatabase } from '../../scripts/scratch.ts';

const BEFORE = '20261127T1041_search';
const name = `emvod_test_${randomBytes(8).toString('hex')}`;
let server: string;
let db: Db;
/** Rank of an item, what the record says of it, and the answers that were given. */
const ITEMS = [
	['a', true, 'done', 'held'],
	['b', true, 'done', 'held,other'],
	['c', false, 'done', 'held,not-held'],
	['d', false, 'postponed', 'other'],
	['e', false, 'planned', '']
] as const;
beforeAll(async () => {
	server = nameDatabase(process.env.TEST_DATABASE_URL!, 'postgres');
	const url = await createEmptyDatabase(server, name);
	await migrate(url, BEFORE);
	await execute(
		url,
		`INSERT INTO organisation (slug, name) VALUES ('o', 'O')`,
		`INSERT INTO person (name, role_label, organisation_id) SELECT 'Speaker', 'teacher', id FROM organisation`,
		`INSERT INTO meeting (slug, kind, title, status, mode, room_name)
			VALUES ('m', 'taskforce-meeting', '{"original":"en","texts":{"en":"M"}}', 'held', 'online', 'm')`,
		...ITEMS.flatMap(([rank, reported, status, answers]) => [
			`INSERT INTO agenda_item (meeting_id, rank, title, reported, status)
				SELECT id, '${rank}', '{"original":"en","texts":{"en":"${rank}"}}', ${reported}, '${status}' FROM meeting`,
			...answers
				.split(',')
				.filter(Boolean)
				.map(
					(answer) => `INSERT INTO settlement (meeting_id, item_id, answer, words)
						SELECT meeting_id, id, '${answer}', 'Words' FROM agenda_item WHERE rank = '${rank}'`
				)
		]),
		`INSERT INTO item_speaker (agenda_item_id, person_id, spoke)
			SELECT i.id, p.id, true FROM agenda_item i, person p WHERE i.rank IN ('a','b')`,
		`INSERT INTO settlement (meeting_id, item_id, person_id, answer, words)
			SELECT i.meeting_id, i.id, p.id, CASE i.rank WHEN 'a' THEN 'held' ELSE 'other' END, 'Words'
			FROM agenda_item i, person p WHERE i.rank IN ('a','b')`
	);
	await migrate(url);
	db = createDatabase(createPool(url, 2));
});
afterAll(async () => {
	await db.destroy();
	await dropDatabase(server, name);
});

test('records follow the latest answer that was given, and what stood before the first is kept', async () => {
	const items = await db
		.selectFrom('agendaItem')
		.select(['rank', 'reported', 'status'])
		.orderBy('rank')
		.execute();
	expect(items.map(({ rank, reported, status }) => [rank, reported, status])).toEqual([
		['a', true, 'done'],
		['b', false, 'not-discussed'],
		['c', false, 'not-discussed'],
		['d', false, 'postponed'],
		['e', false, 'planned']
	]);
	const speakers = await db
		.selectFrom('itemSpeaker as s')
		.innerJoin('agendaItem as i', 'i.id', 's.agendaItemId')
		.leftJoin('settlement as t', (join) =>
			join.onRef('t.itemId', '=', 's.agendaItemId').onRef('t.personId', '=', 's.personId')
		)
		.select(['i.rank', 's.spoke', 't.stood'])
		.orderBy('i.rank')
		.execute();
	expect(speakers).toEqual([
		{ rank: 'a', spoke: true, stood: { spoke: false } },
		{ rank: 'b', spoke: false, stood: { spoke: false } }
	]);
});

test('what a speaker of a meeting that was held is now is all that is known of that day', async () => {
	await db.updateTable('person').set({ roleLabel: 'head', organisationId: null }).execute();
	const said = await db
		.selectFrom('itemSpeaker as s')
		.leftJoin('organisation as o', 'o.id', 's.organisationId')
		.select(['s.roleLabel', 'o.name'])
		.execute();
	expect(said).toEqual([
		{ roleLabel: 'teacher', name: 'O' },
		{ roleLabel: 'teacher', name: 'O' }
	]);
});
