import { tell } from '../../scripts/progress.ts';
import type { Bench } from './bench.ts';
import { now } from './clock.ts';
import type { Plan } from './plan.ts';
import {
	combine,
	currentLoad,
	machine,
	type Outcomes,
	type Section,
	type Workload
} from './results.ts';
import { round } from './samples.ts';
import { OURS, type Subject } from './subjects.ts';
import { makeFolder } from './servers.ts';
import { makeTrace } from './trace.ts';
import { abuse } from './workloads/abuse.ts';
import { leadMeeting } from './workloads/agenda.ts';
import { openBig } from './workloads/big.ts';
import { churnDocuments } from './workloads/churn.ts';
import { crash } from './workloads/crash.ts';
import { useRooms } from './workloads/rooms.ts';
import { survive } from './workloads/storm.ts';
import { useThinLine } from './workloads/thin.ts';
import { typeTogether, type Load, type Typed } from './workloads/typing.ts';

type Found<W extends Workload> = Section<W>['subjects'];

/** One measurement per subject; a subject that cannot be measured says why. */
async function each<T>(
	subjects: readonly Subject[],
	measure: (subject: Subject) => Promise<T>,
	atOnce = 1
): Promise<Record<string, T | string>> {
	const found: Record<string, T | string> = {};
	const rest = [...subjects];
	const lane = async () => {
		for (let one = rest.shift(); one; one = rest.shift()) {
			const subject = one;
			tell(`  ${subject.title}`);
			found[subject.name] = await attempt(subject, () => measure(subject));
		}
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
	return found;
}

async function attempt<T>(subject: Subject, measure: () => Promise<T>): Promise<T | string> {
	try {
		return await measure();
	} catch (fault) {
		const words = fault instanceof Error ? fault.message : String(fault);
		tell(`${subject.title}: ${words}`);
		return words.split('\n')[0]!.slice(0, 200);
	}
}

/** All subjects once, then all again: what disturbs the machine disturbs them alike. */
async function interleave(
	bench: Bench,
	subjects: readonly Subject[],
	load: Load,
	repetitions: number
): Promise<Found<'W1'>> {
	const all = new Map<string, Array<Typed | string>>(subjects.map(({ name }) => [name, []]));
	for (let n = 0; n < repetitions; n++) {
		tell(`  repetition ${n + 1} of ${repetitions}`);
		for (const subject of subjects) {
			const typed = await attempt(subject, () => typeTogether(bench, subject, load));
			all.get(subject.name)!.push(typed);
		}
	}
	const entries = [...all].map(([name, found]) => {
		const good = found.filter((one) => typeof one !== 'string');
		return [name, good.length ? combine(good) : found[0]!] as const;
	});
	return Object.fromEntries(entries) as Found<'W1'>;
}

const workloads: {
	[W in Workload]: (bench: Bench, subjects: readonly Subject[], plan: Plan) => Promise<Found<W>>;
} = {
	W1: (bench, subjects, { W1, repetitions }) => interleave(bench, subjects, W1, repetitions),
	W2: (bench, subjects, { W2, repetitions }) => interleave(bench, subjects, W2, repetitions),
	W3: (bench, subjects, { W3 }) =>
		each(without(subjects), (subject) => useRooms(bench, subject, W3)),
	async W4(bench, subjects, { W4: load }) {
		const folder = makeFolder();
		const trace = makeTrace(folder.path);
		try {
			return await each(without(subjects), async (subject) => {
				const big = await openBig(bench, subject, { trace, load });
				return { ...big, typed: combine([big.typed]) };
			});
		} finally {
			folder.remove();
		}
	},
	W5: (bench, subjects, { W5 }) =>
		each(without(subjects), (subject) => survive(bench, subject, W5)),
	W6: (bench, subjects, { W6 }) =>
		each(subjects, (subject) => {
			const isOurs = subject === OURS;
			const kills = isOurs ? W6.kills : W6.rivalKills;
			return crash(bench, subject, { kills, longest: isOurs ? W6.longest : W6.rivalLongest });
		}),
	W7: (bench, subjects) => each(without(subjects), (subject) => abuse(bench, subject)),
	// Two at once: the line is what takes time here, not the machine.
	W8: (bench, subjects, { W8 }) =>
		each(without(subjects), (subject) => useThinLine(bench, subject, W8), 2),
	async W9(bench, subjects, { W9: documents }) {
		const found = await churnDocuments(bench, without(subjects), documents);
		const entries = [...found].map(([name, one]) => [
			name,
			one instanceof Error ? one.message : one
		]);
		return Object.fromEntries(entries) as Found<'W9'>;
	},
	W10: (bench, _, { W10 }) => each([OURS], () => leadMeeting(bench, W10))
};

/** Hocuspocus with debounce 0 differs in how it stores: only where that is measured. */
function without(subjects: readonly Subject[]): Subject[] {
	return subjects.filter(({ isVariant }) => !isVariant);
}

/** Runs a workload for all subjects. */
export async function runWorkload<W extends Workload>(
	bench: Bench,
	workload: W,
	subjects: readonly Subject[],
	plan: Plan
): Promise<Section<W>> {
	const [loadBefore, began] = [currentLoad(), now()];
	const found = await workloads[workload](bench, subjects, plan);
	const load = plan[workload as 'W1'] as Load | undefined;
	return {
		at: new Date().toISOString().slice(0, 16).replace('T', ' '),
		machine,
		loadBefore,
		loadAfter: currentLoad(),
		isPinned: bench.isPinned,
		seconds: round((now() - began) / 1000, 0),
		...(workload === 'W1' || workload === 'W2' || workload === 'W4' ? { load } : {}),
		subjects: found as Record<string, Outcomes[W] | string>
	};
}
