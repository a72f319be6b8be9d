import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { demoDatabase, findDemoActor } from '../../../../tests/support/demo.ts';
import { newActor, newDossier, newMeeting } from '../../../../tests/support/people.ts';
import { listReferences, seedReferences } from '../../../../tests/support/person-references.ts';
import { findMerged } from '../people/names.rows.ts';
import { followMerge, readPerson } from '../people/names.ts';
import { openSession, readSession } from '../people/sessions.ts';
import { comparePeople, mergePeople } from './merging.ts';
import { FOLLOWING, PAIRED } from './merging.rows.ts';
import { exportPerson } from './person-export.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
let admin: Actor;
let secretary: Actor;
let dossierId: string;
/** Everything that can point to a person points to them. */
let everywhere: string;
beforeAll(async () => {
	demo = await demoDatabase();
	admin = await findDemoActor(demo.db, 'admin');
	secretary = await newActor(demo.db, { name: 'Secretary' });
	dossierId = await newDossier(demo.db, [[secretary, 'publish']]);
	everywhere = await add({ name: 'Other Berg' });
	await seedReferences(demo.db, everywhere, dossierId);
});
afterAll(() => demo.close());

interface Known {
	name?: string | null;
	roleLabel?: string;
	publishName?: boolean | null;
	publicOffice?: boolean;
	kind?: string;
}
/** A person who takes part in the secretary's dossier. */
async function add(values: Known = {}, level = 'read'): Promise<string> {
	const { id: personId } = await demo.db
		.insertInto('person')
		.values({ name: 'Nova Berg', ...values })
		.returning('id')
		.executeTakeFirstOrThrow();
	await demo.db.insertInto('dossierMember').values({ dossierId, personId, level }).execute();
	return personId;
}
const two = async (kept: Known = {}, other: Known = {}) => ({
	kept: await add(kept),
	other: await add(other)
});
const read = (id: string) =>
	demo.db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
const code = (name: string) => expect.objectContaining({ code: name });

test('every column that points to a person is moved, also one that a later migration adds', async () => {
	const handled = [...FOLLOWING, ...Object.keys(PAIRED).map((table) => `${table}.person_id`)];
	expect(await listReferences(demo.db, 'person')).toEqual(handled.sort());
	// Of two rows one goes: whatever points to it must be led to the other first.
	for (const [table, { led }] of Object.entries(PAIRED))
		expect(await listReferences(demo.db, table), table).toEqual(
			led ? [`${led.table}.${led.column}`] : []
		);
});

/** What the export has of somebody to whom one row of a column points, and nothing else: the lengths of its lists. */
async function exportAlone(reference: string): Promise<unknown[]> {
	const [table, column] = reference.split('.') as [string, string];
	const trx = await demo.db.startTransaction().execute();
	try {
		const { id } = await trx
			.insertInto('person')
			.values({ name: 'Alone Berg' })
			.returning('id')
			.executeTakeFirstOrThrow();
		await sql`SELECT set_config('emvod.erasure', 'on', true)`.execute(trx);
		await sql`UPDATE ${sql.table(table)} SET ${sql.id(column)} = ${id} WHERE ctid = (
			SELECT ctid FROM ${sql.table(table)} WHERE ${sql.id(column)} = ${everywhere})`.execute(trx);
		const data: Record<string, unknown> = await exportPerson(trx, admin, id);
		const { person, exportedAt, ...rest } = data;
		expect({ person, exportedAt }).toMatchObject({ person: { name: 'Alone Berg' } });
		return Object.entries(rest).flatMap(([key, value]): unknown[] => {
			if (Array.isArray(value)) return value.length ? [value.length] : [];
			return value === null ? [] : [key];
		});
	} finally {
		await trx.rollback().execute();
	}
}

test('everything that points to a person is in what they are given of what is stored', async () => {
	for (const reference of await listReferences(demo.db, 'person')) {
		const isAccount = reference.startsWith('account.');
		expect(await exportAlone(reference), reference).toEqual([isAccount ? 'account' : 1]);
	}
});

test('everything that points to the other points to the kept one', async () => {
	const { db } = demo;
	const kept = await add({ name: 'Kept Berg' });
	const other = everywhere;
	const count = async (reference: string, id: string) => {
		const [table, column] = reference.split('.') as [string, string];
		const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(table)}
			WHERE ${sql.id(column)} = ${id}`.execute(db);
		return rows[0]!.n;
	};
	const references = await listReferences(demo.db, 'person');
	const counts = async (id: string) =>
		Object.fromEntries(
			await Promise.all(references.map(async (one) => [one, await count(one, id)] as const))
		);
	const before = await counts(other);
	expect(references.filter((one) => before[one] === 0)).toEqual([]);
	await mergePeople(db, admin, { kept, other });
	const after = await counts(kept);
	// The merge itself points to the kept one; the membership in one dossier is one.
	expect(after).toEqual({
		...before,
		'person_merge.person_id': before['person_merge.person_id']! + 1
	});
	expect(await read(other)).toBeUndefined();
	expect(await read(kept)).toMatchObject({ name: 'Kept Berg', formerNames: ['Other Berg'] });
	const { merged } = await readPerson(db, admin, kept);
	expect(merged).toContainEqual({ name: 'Other Berg', at: expect.any(Date), by: admin.name });
	expect(Math.abs(Date.now() - merged[0]!.at.getTime())).toBeLessThan(60_000);
});

test('where both stand, one row is left that says what both did', async () => {
	const { db } = demo;
	const { kept, other } = await two();
	const meeting = await newMeeting(db, dossierId);
	const meetingId = meeting.id;
	const put = async (personId: string, is: boolean) => {
		const { id: seatId } = await db
			.insertInto('seat')
			.values({ meetingId, personId, kind: 'participant', heads: is ? 1 : 4 })
			.returning('id')
			.executeTakeFirstOrThrow();
		await db.insertInto('presence').values({ seatId }).execute();
		const state = is ? 'apologies' : 'present';
		await db.insertInto('attendancePerson').values({ meetingId, personId, state }).execute();
		await db.insertInto('digest').values({ meetingId, personId }).execute();
	};
	await put(kept, true);
	await put(other, false);
	await db
		.updateTable('dossierMember')
		.set({ level: 'edit' })
		.where('personId', '=', other)
		.execute();
	const { id: organisationId } = await db
		.selectFrom('organisation')
		.select('id')
		.executeTakeFirstOrThrow();
	const { id: agendaItemId } = await db
		.insertInto('agendaItem')
		.values({ meetingId, rank: 'a', title: '{}', minutes: 5 })
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('itemSpeaker')
		.values([
			{ agendaItemId, personId: kept, position: 0, planned: true, spoke: false },
			{
				agendaItemId,
				personId: other,
				position: 1,
				planned: false,
				spoke: true,
				roleLabel: 'guest',
				organisationId
			}
		])
		.execute();
	const reportId = (await db.selectFrom('report').select('id').executeTakeFirstOrThrow()).id;
	await db
		.insertInto('reportComment')
		.values([
			{ reportId, version: 1, personId: kept, text: 'Said by both' },
			{ reportId, version: 1, personId: other, text: 'Said by both' },
			{ reportId, version: 1, personId: other, text: 'Said by one' }
		])
		.execute();
	await mergePeople(db, secretary, { kept, other });
	const seats = await db
		.selectFrom('seat')
		.where('meetingId', '=', meetingId)
		.select(['personId', 'heads'])
		.select((eb) =>
			eb
				.selectFrom('presence')
				.whereRef('presence.seatId', '=', 'seat.id')
				.select((p) => p.fn.countAll<number>().as('n'))
				.as('presences')
		)
		.execute();
	expect(seats).toEqual([{ personId: kept, heads: 4, presences: 2 }]);
	const came = await db
		.selectFrom('attendancePerson')
		.where('meetingId', '=', meetingId)
		.select(['personId', 'state'])
		.execute();
	expect(came).toEqual([{ personId: kept, state: 'present' }]);
	const speakers = await db
		.selectFrom('itemSpeaker')
		.where('agendaItemId', '=', agendaItemId)
		.select(['personId', 'planned', 'spoke', 'roleLabel', 'organisationId'])
		.execute();
	const said = { roleLabel: 'guest', organisationId };
	expect(speakers).toEqual([{ personId: kept, planned: true, spoke: true, ...said }]);
	const level = await db
		.selectFrom('dossierMember')
		.where('personId', '=', kept)
		.select('level')
		.execute();
	expect(level).toEqual([{ level: 'edit' }]);
	const comments = await db
		.selectFrom('reportComment')
		.where('personId', '=', kept)
		.select('text')
		.orderBy('text')
		.execute();
	expect(comments.map(({ text }) => text)).toEqual(['Said by both', 'Said by one']);
});

describe('the stricter basis for printing the name', () => {
	type Basis = 'consent' | 'public-role' | 'refused' | null;
	const general = { consent: true, 'public-role': true, refused: false };
	/** What is printed in a meeting after merging: of the kept one, of the other, with these bases. */
	async function merged(
		[keptAll, keptHere, keptThere]: [Basis, Basis, boolean],
		[otherAll, otherHere, otherThere]: [Basis, Basis, boolean]
	) {
		const { db } = demo;
		const standing = (basis: Basis): Known => ({
			publishName: basis && general[basis],
			publicOffice: basis === 'public-role'
		});
		const people = await two(standing(keptAll), standing(otherAll));
		const { id: meetingId } = await newMeeting(db, dossierId);
		const elsewhere = await newMeeting(db, dossierId);
		for (const [personId, basis, isThere] of [
			[people.kept, keptHere, keptThere],
			[people.other, otherHere, otherThere]
		] as const) {
			if (isThere)
				await db.insertInto('seat').values({ meetingId, personId, kind: 'speaker' }).execute();
			if (basis) await db.insertInto('nameBasis').values({ meetingId, personId, basis }).execute();
		}
		await mergePeople(db, secretary, people);
		const { rows } = await sql<{ here: boolean; elsewhere: boolean }>`SELECT
			printed_name(p, ${meetingId}) IS NOT NULL AS here, printed_name(p, ${elsewhere.id}) IS NOT NULL AS elsewhere
			FROM person p WHERE id = ${people.kept}`.execute(db);
		return [rows[0]!.here, rows[0]!.elsewhere];
	}
	const cases: Array<[string, Parameters<typeof merged>, boolean[]]> = [
		[
			'both agreed to all',
			[
				['consent', null, true],
				['public-role', null, true]
			],
			[true, true]
		],
		[
			'the other refused all',
			[
				['consent', null, true],
				['refused', null, false]
			],
			[false, false]
		],
		[
			'the kept one refused all',
			[
				['refused', null, true],
				['consent', null, true]
			],
			[false, false]
		],
		[
			'the other refused here',
			[
				['consent', null, true],
				['consent', 'refused', true]
			],
			[false, true]
		],
		[
			'the kept one refused here',
			[
				['consent', 'refused', true],
				['consent', 'consent', true]
			],
			[false, true]
		],
		[
			'agreed here, the other refused all',
			[
				[null, 'consent', true],
				['refused', null, false]
			],
			[false, false]
		],
		[
			'agreed here while refusing all',
			[
				['refused', 'consent', true],
				[null, null, false]
			],
			[true, false]
		],
		[
			'the other agreed here',
			[
				[null, null, true],
				[null, 'consent', true]
			],
			[true, false]
		],
		[
			'the other agreed to all and was here',
			[
				[null, null, false],
				['consent', null, true]
			],
			[true, false]
		],
		[
			'the other agreed to all and was elsewhere',
			[
				[null, null, true],
				['consent', null, false]
			],
			[false, false]
		],
		[
			'nothing was recorded',
			[
				[null, null, true],
				[null, null, true]
			],
			[false, false]
		]
	];
	test.each(cases)('%s', async (_, bases, printed) => {
		expect(await merged(...bases)).toEqual(printed);
	});
});

describe('accounts', () => {
	const give = (personId: string) =>
		demo.db
			.insertInto('account')
			.values({ personId, email: `${personId}@demo.example`, passwordHash: 'x' })
			.execute();
	const whoHas = async (secret: string) => (await readSession(demo.db, secret))?.actor.personId;

	test('of two who both have one are merged by an administrator only, and one way to sign in is left', async () => {
		const { db } = demo;
		const people = await two();
		await give(people.kept);
		await give(people.other);
		await expect(mergePeople(db, secretary, people)).rejects.toThrow(code('merge_accounts'));
		expect(await read(people.other)).toBeDefined();
		const [stays, ends] = [
			await openSession(db, people.kept, ''),
			await openSession(db, people.other, '')
		];
		await mergePeople(db, admin, people);
		expect([await whoHas(stays), await whoHas(ends)]).toEqual([people.kept, undefined]);
		const left = await db
			.selectFrom('account')
			.where('personId', 'in', [people.kept, people.other])
			.select('email')
			.execute();
		expect(left).toEqual([{ email: `${people.kept}@demo.example` }]);
	});

	test('go with the person and stay signed in; what a guest link opened ends', async () => {
		const { db } = demo;
		const people = await two({ kind: 'guest' });
		await give(people.other);
		const [guest, owner] = [
			await openSession(db, people.kept, ''),
			await openSession(db, people.other, '')
		];
		await mergePeople(db, secretary, people);
		expect(await whoHas(owner)).toBe(people.kept);
		expect(await whoHas(guest)).toBeUndefined();
		expect((await read(people.kept))?.kind).toBe('person');
	});

	test('a guest who is another guest stays in', async () => {
		const { db } = demo;
		const { id: meetingId } = await newMeeting(db, dossierId);
		const guest = async () => {
			const { id: personId } = await db
				.insertInto('person')
				.values({ name: 'Gust Guest', kind: 'guest' })
				.returning('id')
				.executeTakeFirstOrThrow();
			const there = await newMeeting(db, dossierId);
			for (const meeting of [meetingId, there.id])
				await db
					.insertInto('seat')
					.values({ meetingId: meeting, personId, kind: 'viewer' })
					.execute();
			return personId;
		};
		const [kept, other] = [await guest(), await guest()];
		const secret = await openSession(db, other, '');
		await mergePeople(db, secretary, { kept, other });
		expect(await whoHas(secret)).toBe(kept);
	});

	test('the name of one is changed by administrators only', async () => {
		const { db } = demo;
		const people = await two({ name: 'Nova Berg' }, { name: 'N. Berg' });
		await give(people.other);
		await expect(mergePeople(db, secretary, people)).rejects.toThrow(code('person_account'));
		await mergePeople(db, secretary, { kept: people.other, other: people.kept });
		expect(await read(people.other)).toMatchObject({ name: 'N. Berg', formerNames: ['Nova Berg'] });
	});
});

test('only those who keep both merge them, and not while one is in a meeting', async () => {
	const { db } = demo;
	const stranger = await newActor(db, { name: 'Stranger' });
	const elsewhere = await newDossier(db, [[stranger, 'publish']]);
	const people = await two();
	for (const actor of [stranger, await newActor(db)])
		for (const act of [
			() => mergePeople(db, actor, people),
			() => comparePeople(db, actor, [people.kept, people.other])
		])
			await expect(act()).rejects.toThrow(code('not_found'));
	await expect(mergePeople(db, null, people)).rejects.toThrow(code('sign_in'));
	await expect(
		mergePeople(db, secretary, { kept: people.kept, other: people.kept })
	).rejects.toThrow(code('merge_same'));
	const row = { dossierId: elsewhere, personId: people.other, level: 'read' };
	await db.insertInto('dossierMember').values(row).execute();
	await expect(mergePeople(db, secretary, people)).rejects.toThrow(code('merge_elsewhere'));
	const { id: meetingId } = await newMeeting(db, dossierId);
	await db.updateTable('meeting').set({ status: 'open' }).where('id', '=', meetingId).execute();
	await db
		.insertInto('seat')
		.values({ meetingId, personId: people.other, kind: 'viewer' })
		.execute();
	await expect(mergePeople(db, admin, people)).rejects.toThrow(code('merge_inside'));
	await db.updateTable('meeting').set({ status: 'held' }).where('id', '=', meetingId).execute();
	await mergePeople(db, admin, people);
});

test('somebody who merges two that another made one meanwhile is led to the one they are', async () => {
	const { db } = demo;
	const { kept, other } = await two();
	expect(await mergePeople(db, secretary, { kept, other })).toBe(kept);
	for (const merge of [
		{ kept, other },
		{ kept: other, other: kept }
	]) {
		expect(await mergePeople(db, secretary, merge)).toBe(kept);
		await expect(mergePeople(db, await newActor(db), merge)).rejects.toThrow(code('not_found'));
	}
	const third = await add();
	await expect(mergePeople(db, secretary, { kept: third, other })).rejects.toThrow(
		code('not_found')
	);
});

test('old addresses lead to the kept one, over any number of merges, for those who keep it', async () => {
	const { db } = demo;
	const [first, second, third] = [await add(), await add(), await add()];
	await mergePeople(db, secretary, { kept: second, other: first });
	await mergePeople(db, secretary, { kept: third, other: second });
	for (const id of [first, second]) {
		expect(await findMerged(db, id)).toBe(third);
		expect(await followMerge(db, secretary, id)).toBe(third);
		expect(await followMerge(db, await newActor(db), id)).toBeNull();
	}
	expect(await followMerge(db, secretary, third)).toBeNull();
	expect((await readPerson(db, secretary, third)).merged).toHaveLength(2);
});

test('of two who merge the same people crosswise one is refused', async () => {
	const { db } = demo;
	const { kept, other } = await two();
	const both = await Promise.allSettled([
		mergePeople(db, secretary, { kept, other }),
		mergePeople(db, secretary, { kept: other, other: kept })
	]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});
