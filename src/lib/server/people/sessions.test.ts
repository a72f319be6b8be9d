import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor } from '../../../../tests/support/people.ts';
import { listen } from '../platform/bus.ts';
import {
	endAllSessions,
	endListedSession,
	endSession,
	listSessions,
	openSession,
	readSession
} from './sessions.ts';

let test_: TestDatabase;
beforeAll(async () => {
	test_ = await testDatabase();
});
afterAll(() => test_.close());

test('a session is found by its secret, and the table holds only a hash', async () => {
	const { db } = test_;
	const actor = await newActor(db, { name: 'Ana' });
	const secret = await openSession(db, actor.personId, 'Firefox');
	expect((await readSession(db, secret))?.actor).toEqual(actor);
	const rows = await db.selectFrom('session').selectAll().execute();
	expect(JSON.stringify(rows)).not.toContain(secret);
	expect(await readSession(db, rows[0]!.idHash)).toBeUndefined();
});

test('an expired session opens nothing', async () => {
	const { db } = test_;
	const actor = await newActor(db);
	const secret = await openSession(db, actor.personId, '');
	await db
		.updateTable('session')
		.set({ expiresAt: new Date(Date.now() - 1000) })
		.where('personId', '=', actor.personId)
		.execute();
	expect(await readSession(db, secret)).toBeUndefined();
});

test('one ends one’s own sessions only, and the live connection is told', async () => {
	const { db } = test_;
	const [ana, ben] = [await newActor(db), await newActor(db)];
	const told: string[] = [];
	const stop = listen('session.ended', ({ personId }) => told.push(personId));
	const anas = await openSession(db, ana.personId, 'phone');
	const bens = await openSession(db, ben.personId, 'desktop');
	const [listed] = await listSessions(db, ana, anas);
	expect(listed).toMatchObject({ device: 'phone', isThis: true });
	await endListedSession(db, ben, listed!.idHash);
	expect(await readSession(db, anas)).toBeDefined();
	await endListedSession(db, ana, listed!.idHash);
	expect(await readSession(db, anas)).toBeUndefined();
	await endSession(db, ben, bens);
	expect(await readSession(db, bens)).toBeUndefined();
	await Promise.resolve();
	expect(told).toEqual([ana.personId, ben.personId]);
	stop();
});

test('all sessions of a person end at once', async () => {
	const { db } = test_;
	const actor = await newActor(db);
	const secrets = [
		await openSession(db, actor.personId, 'a'),
		await openSession(db, actor.personId, 'b')
	];
	await endAllSessions(db, actor.personId);
	expect(await Promise.all(secrets.map((secret) => readSession(db, secret)))).toEqual([
		undefined,
		undefined
	]);
});
