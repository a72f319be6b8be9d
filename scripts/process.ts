import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What distinguishes a process from a later one with the same pid: start time and arguments.
 * Undefined when it does not run (a zombie counts as not running).
 */
export function identify(pid: number): string | undefined {
	if (!(pid > 0)) return undefined;
	try {
		if (process.platform !== 'linux') {
			return execFileSync('ps', ['-o', 'lstart=,args=', '-p', String(pid)], { encoding: 'utf8' });
		}
		// /proc instead of ps: slim images have no ps.
		const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
		return args && `${started} ${args}`;
	} catch {
		return undefined;
	}
}

/** Signals the process, waits, and kills it when it has not gone after `patience` ms. */
export async function end(pid: number, signal: NodeJS.Signals, patience: number): Promise<void> {
	const identity = identify(pid);
	if (!identity) return;
	signalQuietly(pid, signal);
	const deadline = Date.now() + patience;
	while (identify(pid) === identity) {
		if (Date.now() > deadline) signalQuietly(pid, 'SIGKILL');
		await sleep(20);
	}
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch {
		// It ended in between.
	}
}
