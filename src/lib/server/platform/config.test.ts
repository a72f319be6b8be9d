import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const DATABASE_URL = 'postgres://app@127.0.0.1/emvod';

test('reads defaults', () => {
	expect(readConfig({ DATABASE_URL })).toMatchObject({
		HOST: '127.0.0.1',
		PORT: 3000,
		EMVOD_DEMO: false
	});
});

test('lists every fault at once', () => {
	const read = () =>
		readConfig({
			DATABASE_URL: 'mysql://x',
			PORT: 'many',
			ORIGIN: 'nowhere',
			LIVEKIT_URL: 'ws://127.0.0.1:7880'
		});
	expect(read).toThrow(/DATABASE_URL must be a postgres:\/\/ address[^]*LIVEKIT_URL needs/);
	expect(read).toThrow(/PORT/);
	expect(read).toThrow(/ORIGIN/);
});

test('refuses a short secret, and the public key in production', () => {
	const livekit = { LIVEKIT_URL: 'ws://127.0.0.1:7880', LIVEKIT_API_KEY: 'devkey' };
	expect(() => readConfig({ DATABASE_URL, ...livekit, LIVEKIT_API_SECRET: 'secret' })).toThrow(
		/32 characters/
	);
	expect(() =>
		readConfig({
			DATABASE_URL,
			...livekit,
			LIVEKIT_API_SECRET: 'x'.repeat(40),
			NODE_ENV: 'production'
		})
	).toThrow(/public development key/);
});
