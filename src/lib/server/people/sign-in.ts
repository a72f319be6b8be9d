import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import * as v from 'valibot';
import type { Actor } from '#lib/model/actor.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { verifyNothing, verifyPassword } from './passwords.ts';
import { findAccountByEmail, findDigestWish, findEmail, saveDigestWish } from './person.rows.ts';
import { openSession } from './sessions.ts';
import { countFailure, forgetFailures, refuseThrottled } from './throttle.ts';

export const Credentials = v.object({
	email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.minLength(1), v.maxLength(254)),
	password: v.pipe(v.string(), v.minLength(1), v.maxLength(1000))
});

/** The reader's own e-mail address; null for a guest. Nobody else's is ever read. */
export function readOwnEmail(db: Db, actor: Actor): Promise<string | null> {
	return findEmail(db, actor.personId);
}

/** Whether the reader gets a digest after a meeting; null for a guest. */
export function readDigestWish(db: Db, actor: Actor): Promise<boolean | null> {
	return findDigestWish(db, actor.personId);
}

/** Says for oneself, and for nobody else, whether digests are wanted. */
export function setDigest(db: Db, actor: Actor, wants: boolean): Promise<void> {
	return saveDigestWish(db, actor.personId, wants);
}

/**
 * Signs in with e-mail and password; open to everyone, throttled per account and per address.
 * An unknown account and a wrong password get the same answer after the same time.
 * @returns the session secret for the cookie
 * @throws {AppError} `wrong_credentials` (400), `throttled` (429)
 */
export async function signIn(
	db: Db,
	pool: Pool,
	credentials: v.InferOutput<typeof Credentials>,
	from: { address: string; device: string }
): Promise<string> {
	const account = createHash('sha256').update(credentials.email).digest('hex');
	await refuseThrottled(pool, 'sign-in-account', account);
	await refuseThrottled(pool, 'sign-in-address', from.address);
	const found = await findAccountByEmail(db, credentials.email);
	const right = found
		? await verifyPassword(found.passwordHash, credentials.password)
		: await verifyNothing(credentials.password);
	if (!found || !right) {
		await countFailure(pool, 'sign-in-account', account);
		await countFailure(pool, 'sign-in-address', from.address);
		throw new AppError('wrong_credentials', 400, 'E-mail or password is not right.');
	}
	await forgetFailures(pool, 'sign-in-account', account);
	return openSession(db, found.personId, from.device);
}
