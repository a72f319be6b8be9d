import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { during, tell } from './progress.ts';

const version = '1.13.5';
const run = promisify(execFile);

/** Where the program was found, or the reason why there is none. */
export type Found = { program: string } | { reason: string };

/** Whether the output of `livekit-server --version` names a release our client library speaks to. */
export function isSuitable(output: string): boolean {
	const series = version.split('.').slice(0, 2).join('\\.');
	return new RegExp(`\\b${series}\\.\\d+`).test(output);
}

/** Whether the output of `go version` names Go 1.26 or newer, which LiveKit needs. */
export function canBuild(output: string): boolean {
	const [, major, minor] = /\bgo(\d+)\.(\d+)/.exec(output) ?? [];
	return Number(major) > 1 || (major === '1' && Number(minor) >= 26);
}

/**
 * The LiveKit server of this machine: LIVEKIT_SERVER, PATH, our cache; else built by Go, else
 * downloaded as the official release. Every step has a time limit; `signal` abandons it.
 */
export async function findLivekit(signal?: AbortSignal): Promise<Found> {
	const given = process.env.LIVEKIT_SERVER;
	if (given) {
		const fault = `LIVEKIT_SERVER=${given} is not a LiveKit server ${version}`;
		return (await answers(given)) ? { program: given } : { reason: fault };
	}
	if (await answers('livekit-server')) return { program: 'livekit-server' };
	const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	const cached = join(cache, 'emvod', `livekit-server-${version}`, 'livekit-server');
	if (await answers(cached)) return { program: cached };

	let workshop: string;
	try {
		mkdirSync(dirname(cached), { recursive: true });
		workshop = mkdtempSync(join(dirname(cached), 'new-'));
	} catch (error) {
		return { reason: describeNone(`the cache cannot be written: ${lastLine(error)}`) };
	}
	const reasons: string[] = [];
	try {
		for (const make of [build, download]) {
			try {
				const made = await make(workshop, signal);
				if (!(await answers(made))) throw new Error('the program made does not run');
				renameSync(made, cached);
				return { program: cached };
			} catch (error) {
				reasons.push(`${make.name}: ${lastLine(error)}`);
			}
		}
	} finally {
		rmSync(workshop, { recursive: true, force: true });
	}
	return { reason: describeNone(reasons.join('; ')) };
}

function describeNone(why: string): string {
	return (
		`no LiveKit server ${version} here (${why}). Install it and name it in ` +
		'LIVEKIT_SERVER, install Go 1.26, or give LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET'
	);
}

async function answers(program: string): Promise<boolean> {
	try {
		return isSuitable((await run(program, ['--version'], { timeout: 10_000 })).stdout);
	} catch {
		return false;
	}
}

async function build(workshop: string, signal?: AbortSignal): Promise<string> {
	const go = await run('go', ['version'], { timeout: 10_000 }).catch(() => undefined);
	if (!go) throw new Error('Go is not installed');
	if (!canBuild(go.stdout)) throw new Error(`Go 1.26 or newer needed, found ${go.stdout.trim()}`);
	tell(`Building the LiveKit server ${version} with Go, once: several minutes on a slow machine`);
	await during('building the LiveKit server', () =>
		run('go', ['install', `github.com/livekit/livekit-server/cmd/server@v${version}`], {
			env: { ...process.env, GOBIN: workshop },
			timeout: 15 * 60_000,
			signal
		})
	);
	return join(workshop, 'server');
}

/** The checksum comes from the release itself: it tells a broken download, not a false release. */
async function download(workshop: string, signal?: AbortSignal): Promise<string> {
	const processor = { x64: 'amd64', arm64: 'arm64' }[process.arch as string];
	if (process.platform !== 'linux' || !processor) {
		throw new Error(`LiveKit releases no program for ${process.platform} ${process.arch}`);
	}
	const archive = `livekit_${version}_linux_${processor}.tar.gz`;
	const sums = (await get('checksums.txt', 8000, signal)).toString();
	const expected = sums.split('\n').find((line) => line.trim().endsWith(archive));
	if (!expected) throw new Error(`${archive} is not in checksums.txt`);
	tell(`Downloading the LiveKit server ${version}`);
	const bytes = await get(archive, 180_000, signal);
	const sum = createHash('sha256').update(bytes).digest('hex');
	if (sum !== expected.trim().split(/\s+/)[0]) throw new Error(`${archive} has a wrong checksum`);
	writeFileSync(join(workshop, archive), bytes);
	await run('tar', ['-xzf', archive, 'livekit-server'], { cwd: workshop, timeout: 60_000 });
	return join(workshop, 'livekit-server');
}

async function get(file: string, patience: number, signal?: AbortSignal): Promise<Buffer> {
	const limits = [AbortSignal.timeout(patience), ...(signal ? [signal] : [])];
	const address = `https://github.com/livekit/livekit/releases/download/v${version}/${file}`;
	const response = await fetch(address, { signal: AbortSignal.any(limits) });
	if (!response.ok) throw new Error(`${address} answers ${response.status}`);
	return Buffer.from(await response.arrayBuffer());
}

function lastLine(error: unknown): string {
	const { stderr, message } = error as { stderr?: string; message: string };
	return (stderr?.trim() || message).split('\n').at(-1) ?? message;
}
