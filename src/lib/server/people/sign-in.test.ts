import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newActor } from '../../../../tests/support/people.ts';
import { createPool } from '../platform/db.ts';
import { hashPassword } from './passwords.ts';
import { readSession } from './sessions.ts';
import { signIn } from './sign-in.ts';

let own: TestDatabase;
let pool: Pool;
beforeAll(async () => {
	own = await testDatabase();
	pool = createPool(own.url, 2);
});
afterAll(async () => {
	await pool.end();
	await own.close();
});

async function newAccount(email: string, password: string): Promise<string> {
	const actor = await newActor(own.db);
	await own.db
		.insertInto('account')
		.values({ personId: actor.personId, email, passwordHash: await hashPassword(password) })
		.execute();
	return actor.personId;
}
const from = (address: string) => ({ address, device: 'test' });

test('the right password opens a session', async () => {
	const personId = await newAccount('ana@example.org', 'långt lösenord');
	const credentials = { email: 'ana@example.org', password: 'långt lösenord' };
	const secret = await signIn(own.db, pool, credentials, from('192.0.2.1'));
	expect((await readSession(own.db, secret))?.actor.personId).toBe(personId);
});

test('a wrong password and an unknown account get the same answer', async () => {
	await newAccount('ben@example.org', 'right');
	const tries = ['ben@example.org', 'nobody@example.org'].map((email) =>
		signIn(own.db, pool, { email, password: 'wrong' }, from('192.0.2.2')).catch((fault) => fault)
	);
	const [known, unknown] = await Promise.all(tries);
	expect(known).toMatchObject({ code: 'wrong_credentials', status: 400 });
	expect(unknown).toMatchObject({ code: known.code, status: known.status, message: known.message });
});

test('after eight wrong passwords even the right one waits, elsewhere others sign in', async () => {
	await newAccount('cleo@example.org', 'right');
	await newAccount('dan@example.org', 'right');
	for (let i = 0; i < 8; i++)
		await expect(
			signIn(own.db, pool, { email: 'cleo@example.org', password: `no ${i}` }, from('192.0.2.3'))
		).rejects.toMatchObject({ code: 'wrong_credentials' });
	await expect(
		signIn(own.db, pool, { email: 'cleo@example.org', password: 'right' }, from('192.0.2.9'))
	).rejects.toMatchObject({
		code: 'throttled',
		status: 429,
		details: { minutes: expect.any(Number) }
	});
	await signIn(own.db, pool, { email: 'dan@example.org', password: 'right' }, from('192.0.2.3'));
});
