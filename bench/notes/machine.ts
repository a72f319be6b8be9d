import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';

interface Process {
	parent: number;
	/** Seconds of its own, and of its children that ended. */
	own: number;
	ended: number;
}

const TICKS = 100;

function read(pid: number | string): Process | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		const sum = (at: number) => (Number(fields[at]) + Number(fields[at + 1])) / TICKS;
		return { parent: Number(fields[1]), own: sum(11), ended: sum(13) };
	} catch {
		return undefined;
	}
}

/** Processor seconds of a process so far (Linux). */
export function cpuSeconds(pid: number): number {
	return read(pid)?.own ?? NaN;
}

/** Processor seconds of a process and all its children, e.g. PostgreSQL's. */
export function treeSeconds(pid: number): number {
	const root = read(pid);
	let sum = root ? root.own + root.ended : NaN;
	for (const name of readdirSync('/proc')) {
		const process = /^\d+$/.test(name) ? read(name) : undefined;
		if (process?.parent === pid) sum += process.own;
	}
	return sum;
}

/** Megabytes of memory that a process holds. */
export function residentMegabytes(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** Whether processes can be kept on a core of their own here. */
export const canPin =
	availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** Keeps a process with all its threads on one core; PostgreSQL's children inherit it. */
export function pin(pid: number, core: number): void {
	if (canPin) spawnSync('taskset', ['-apc', String(core), String(pid)]);
}
