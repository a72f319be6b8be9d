import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../scripts/paths.ts';
import { round, spread, type Spread, type Summary } from './samples.ts';
import type { Abused } from './workloads/abuse.ts';
import type { Agenda } from './workloads/agenda.ts';
import type { Churned } from './workloads/churn.ts';
import type { Crashed } from './workloads/crash.ts';
import type { Rooms } from './workloads/rooms.ts';
import type { Stormed } from './workloads/storm.ts';
import type { Thin } from './workloads/thin.ts';
import type { Load, Typed } from './workloads/typing.ts';

/** Repetitions of people typing together: the median, and how far they lie apart. */
export interface Repeated {
	repetitions: number;
	/** Repetitions thrown away because the generator was late, and whether one was kept all the same. */
	thrownAway: number;
	isValid: boolean;
	propagation: { p50: Spread | null; p95: Spread | null; p99: Spread | null };
	saved: { p50: Spread | null; p95: Spread | null } | null;
	shown: { p50: Spread | null; p95: Spread | null } | null;
	cpu: Spread | null;
	postgresCpu: Spread | null;
	cpuPer10k: Spread | null;
	postgresCpuPer10k: Spread | null;
	serverDelay: Spread | null;
	lag: Spread | null;
	rss: Spread | null;
	differ: number;
	unstored: number;
}

export interface BigRepeated {
	coldJoin: number | null;
	warmJoin: number;
	heapPerDocument: number;
	rssPerDocument: number;
	typed: Repeated;
}

/** What each workload tells of each subject; a text says why it tells nothing. */
export interface Outcomes {
	W1: Repeated;
	W2: Repeated;
	W3: Rooms;
	W4: BigRepeated;
	W5: Stormed;
	W6: Crashed;
	W7: Abused[];
	W8: Thin;
	W9: Churned;
	W10: Agenda;
}
export type Workload = keyof Outcomes;
export const WORKLOADS = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9', 'W10'] as const;

export interface Section<W extends Workload> {
	/** Day of the measurement, and the machine's state then. */
	at: string;
	machine: string;
	loadBefore: number;
	loadAfter: number;
	isPinned: boolean;
	seconds: number;
	load?: Load;
	subjects: Record<string, Outcomes[W] | string>;
}
export type Results = { [W in Workload]?: Section<W> };

const file = join(root, 'bench/results/notes.json');

export function readResults(): Results {
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : {};
}

export function writeResults(results: Results): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(results, null, '\t')}\n`);
}

export const machine = `${cpus().length} cores, Node ${process.versions.node}`;
export const currentLoad = () => round(loadavg()[0]!, 1);

export function combine(all: Typed[]): Repeated {
	const of = (read: (typed: Typed) => number | null) => spread(all.map(read));
	const sum = (read: (typed: Typed) => number) => all.reduce((total, one) => total + read(one), 0);
	const times = (read: (typed: Typed) => Summary | null) =>
		all.some((one) => read(one)?.n)
			? { p50: of((one) => read(one)?.p50 ?? null), p95: of((one) => read(one)?.p95 ?? null) }
			: null;
	return {
		repetitions: all.length,
		thrownAway: sum((one) => one.thrownAway),
		isValid: all.every((one) => one.isValid),
		propagation: {
			p50: of((one) => one.propagation.p50),
			p95: of((one) => one.propagation.p95),
			p99: of((one) => one.propagation.p99)
		},
		saved: times((one) => one.saved),
		shown: times((one) => one.shown),
		cpu: of((one) => one.cpu),
		postgresCpu: of((one) => one.postgresCpu),
		cpuPer10k: of((one) => one.cpuPer10k),
		postgresCpuPer10k: of((one) => one.postgresCpuPer10k),
		serverDelay: of((one) => one.serverDelay),
		lag: of((one) => one.lag),
		rss: of((one) => one.rss),
		differ: sum((one) => one.differ),
		unstored: sum((one) => one.unstored)
	};
}
