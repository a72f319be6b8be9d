import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { getConfig } from './platform/config.ts';
import { getDb } from './platform/db.ts';
import { getHost } from './platform/host.ts';

type State = 'ok' | 'failing' | 'degraded' | 'off';
type Name = 'database' | 'migrations' | 'disk' | 'livekit' | 'ffmpeg';

const NEEDED_BYTES = 200 * 1024 * 1024;
let ffmpeg: Promise<State> | undefined;

/** Asks every part at once; database, migrations and disk decide, LiveKit and ffmpeg only degrade. */
export async function readReadiness(): Promise<{
	ok: boolean;
	checks: Record<Name, State>;
}> {
	const [database, migrations, disk, livekit, encoder] = await Promise.all([
		checkDatabase(),
		checkMigrations(),
		checkDisk(),
		checkLiveKit(),
		(ffmpeg ??= checkFfmpeg())
	]);
	const checks = { database, migrations, disk, livekit, ffmpeg: encoder };
	const ok = !getHost().closing && [database, migrations, disk].every((state) => state === 'ok');
	return { ok, checks };
}

async function attempt(run: () => Promise<boolean>): Promise<State> {
	try {
		return (await run()) ? 'ok' : 'failing';
	} catch {
		return 'failing';
	}
}

function checkDatabase(): Promise<State> {
	return attempt(async () => (await sql`select 1`.execute(getDb())).rows.length === 1);
}

function checkMigrations(): Promise<State> {
	return attempt(
		async () =>
			(await sql`select 1 from kysely_migration limit 1`.execute(getDb())).rows.length === 1
	);
}

function checkDisk(): Promise<State> {
	return attempt(async () => {
		const { bavail, bsize } = await statfs(getConfig().EMVOD_DATA).catch(() => statfs('.'));
		return bavail * bsize > NEEDED_BYTES;
	});
}

async function checkLiveKit(): Promise<State> {
	const url = getConfig().LIVEKIT_URL;
	if (!url) return 'off';
	const state = await attempt(async () => {
		const answer = await fetch(url.replace(/^ws/, 'http'), {
			signal: AbortSignal.timeout(1500)
		});
		return answer.ok;
	});
	return state === 'ok' ? 'ok' : 'degraded';
}

async function checkFfmpeg(): Promise<State> {
	const state = await attempt(async () => {
		await promisify(execFile)('ffmpeg', ['-version'], { timeout: 5000 });
		return true;
	});
	return state === 'ok' ? 'ok' : 'degraded';
}
