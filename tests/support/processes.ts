import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Actor } from '#lib/model/actor.ts';

const program = new URL('./notes-server.ts', import.meta.url).pathname;

/** A server of meetings and notes in a process of its own (`notes-server.ts`). */
export interface ServerProcess {
	port: number;
	pid: number;
	/** Ends it; the exit code, null when it was killed. */
	end(signal: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Ends what a failed test left behind: the runner would wait for it for ever. */
export function killLeftovers(): void {
	for (const child of running) child.kill('SIGKILL');
}

/** Starts one; `port` 0 takes a free one. With `jobs` it files reports as well. */
export async function startProcess(
	url: string,
	actors: Actor[],
	port = 0,
	...jobs: 'jobs'[]
): Promise<ServerProcess> {
	const own = [program, url, String(port), JSON.stringify(actors), ...jobs];
	const child = spawn(process.execPath, own, {
		env: { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	running.add(child);
	child.once('exit', () => running.delete(child));
	const [line] = (await Promise.race([
		once(child.stdout, 'data'),
		once(child, 'exit').then(() => Promise.reject(new Error('the server did not start')))
	])) as [Buffer];
	const found = /READY (\d+)/.exec(String(line));
	return { port: Number(found![1]), pid: child.pid!, end: (signal) => end(child, signal) };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
	if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
	const exit = once(child, 'exit');
	child.kill(signal);
	return ((await exit) as [number | null])[0];
}
