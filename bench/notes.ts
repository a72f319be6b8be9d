import { parseArgs } from 'node:util';
import { Refusal, run, tell } from '../scripts/progress.ts';
import { openBench } from './notes/bench.ts';
import { FULL, QUICK } from './notes/plan.ts';
import { report } from './notes/report/report.ts';
import { readResults, WORKLOADS, writeResults, type Workload } from './notes/results.ts';
import { installRivals } from './notes/rivals.ts';
import { runWorkload } from './notes/run.ts';
import { OURS, SUBJECTS } from './notes/subjects.ts';

const HELP = `npm run bench -- notes [W1 … W10] [--quick] [--kills N] [--repetitions N] [--free]
	[--only ours,hocuspocus,…]
--quick: short, to see that all runs. --only: of these servers. Of both nothing is recorded.
--free: not pinned to cores.`;

/**
 * Ours beside its rivals under the workloads of docs/measured.md. A run of some workloads replaces
 * their part of the result; the others stay as they were measured.
 */
await run(async () => {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			quick: { type: 'boolean', default: false },
			free: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
			kills: { type: 'string' },
			repetitions: { type: 'string' },
			only: { type: 'string' }
		}
	});
	if (values.help) return console.log(HELP);
	const chosen = WORKLOADS.filter((one) => !positionals.length || positionals.includes(one));
	const unknown = positionals.find((one) => !WORKLOADS.includes(one as Workload));
	if (unknown) throw new Refusal(`There is no workload "${unknown}".\n${HELP}`);
	const plan = structuredClone(values.quick ? QUICK : FULL);
	if (values.kills) plan.W6.kills = Number(values.kills);
	if (values.repetitions) plan.repetitions = Number(values.repetitions);

	const missing = installRivals();
	if (missing) tell(`Without rivals: ${missing}`);
	const only = values.only?.split(',');
	const isKept = !values.quick && !only;
	const known = missing ? [OURS] : SUBJECTS;
	const subjects = known.filter(({ name }) => !only || only.includes(name));
	const bench = await openBench(!values.free);
	try {
		const results = isKept ? readResults() : {};
		for (const workload of chosen) {
			tell(`${workload} …`);
			const section = await runWorkload(bench, workload, subjects, plan);
			if (missing) for (const { name } of SUBJECTS) section.subjects[name] ??= missing;
			Object.assign(results, { [workload]: section });
			tell(`${workload} took ${section.seconds} s`);
			if (isKept) writeResults(results);
		}
		report(results, isKept);
	} finally {
		await bench.end();
	}
});
