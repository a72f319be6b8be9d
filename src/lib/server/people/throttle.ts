import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Pool } from 'pg';
import { AppError } from '../platform/errors.ts';

/** Wrong passwords: few per account; many per address, because a whole school shares one. */
const LIMITS = {
	'sign-in-account': { points: 8, duration: 15 * 60 },
	'sign-in-address': { points: 200, duration: 15 * 60 },
	'invitation-address': { points: 100, duration: 15 * 60 },
	/** Messages to secretariats; a school shares one address. */
	'contact-address': { points: 20, duration: 60 * 60 }
} as const;
export type Limit = keyof typeof LIMITS;

const limiters = new WeakMap<Pool, Map<Limit, RateLimiterPostgres>>();

function limiterOf(pool: Pool, limit: Limit): RateLimiterPostgres {
	const all = limiters.get(pool) ?? new Map<Limit, RateLimiterPostgres>();
	limiters.set(pool, all);
	let limiter = all.get(limit);
	if (!limiter) {
		limiter = new RateLimiterPostgres({
			storeClient: pool,
			tableName: 'throttle',
			tableCreated: true,
			clearExpiredByTimeout: false,
			keyPrefix: limit,
			...LIMITS[limit]
		});
		all.set(limit, limiter);
	}
	return limiter;
}

/** Counts one failure against `key`. */
export async function countFailure(pool: Pool, limit: Limit, key: string): Promise<void> {
	await limiterOf(pool, limit).penalty(key, 1);
}

/** @throws {AppError} `throttled` (429) while `key` has failed too often; `minutes` says how long. */
export async function refuseThrottled(pool: Pool, limit: Limit, key: string): Promise<void> {
	const state: RateLimiterRes | null = await limiterOf(pool, limit).get(key);
	if (state && state.consumedPoints >= LIMITS[limit].points) {
		const minutes = Math.max(1, Math.ceil(state.msBeforeNext / 60_000));
		throw new AppError('throttled', 429, `Too many tries. Try again in ${minutes} minutes.`, {
			minutes
		});
	}
}

export async function forgetFailures(pool: Pool, limit: Limit, key: string): Promise<void> {
	await limiterOf(pool, limit).delete(key);
}
