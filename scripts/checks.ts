import { countStories, countUnit, reportBy, type Report } from './test-report.ts';

export interface Check {
	name: string;
	title: string;
	/** Node scripts with their arguments, run one after the other until one fails. */
	commands: string[][];
	/** Further steps make no sense when this one fails. */
	essential?: boolean;
	/** Neighbours in the list that have lanes run beside each other, those of one lane in order. */
	lane?: number;
	/** Where a test runner leaves its JSON report, and how it is read. */
	report?: Report;
}

const modules = 'node_modules';

/** Every check of the project, in the order in which they run. */
export function listChecks(extra: string[]): Check[] {
	const unit = reportBy(countUnit);
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unit.file}`];
	return [
		{
			name: 'generate',
			title: 'Messages and routes',
			essential: true,
			commands: [['scripts/i18n.ts'], [`${modules}/@sveltejs/kit/svelte-kit.js`, 'sync']]
		},
		// First in their lane: a build may write the messages anew, which these two look for.
		{
			name: 'borders',
			lane: 1,
			title: 'Borders between the parts',
			commands: [[`${modules}/dependency-cruiser/bin/dependency-cruiser.mjs`, 'src']]
		},
		{ name: 'dead', lane: 1, title: 'Dead code', commands: [[`${modules}/knip/bin/knip.js`]] },
		{
			name: 'format',
			lane: 1,
			title: 'Format',
			commands: [[`${modules}/prettier/bin/prettier.cjs`, '--check', '.']]
		},
		{ name: 'lint', lane: 1, title: 'Lint', commands: [[`${modules}/eslint/bin/eslint.js`, '.']] },
		{
			name: 'fresh',
			lane: 1,
			title: 'Generated files are fresh',
			commands: [['scripts/db-types.ts', '--check']]
		},
		{
			name: 'types',
			lane: 2,
			title: 'Types',
			commands: [
				[
					`${modules}/svelte-check/bin/svelte-check`,
					...['--tsconfig', './tsconfig.json', '--fail-on-warnings']
				]
			]
		},
		{ name: 'build', lane: 2, title: 'Build', essential: true, commands: [['scripts/build.ts']] },
		{
			name: 'unit',
			title: 'Unit tests',
			commands: [[`${modules}/vitest/vitest.mjs`, 'run', ...reporters, ...extra]],
			report: unit
		},
		...listStories(extra)
	];
}

/** All stories in two halves at once, each with a database and an application of its own; or those asked for. */
function listStories(extra: string[]): Check[] {
	const halves = extra.length ? [[]] : [1, 2].map((half) => [`--shard=${half}/2`]);
	return halves.map((shard, at) => ({
		name: 'e2e',
		title: 'Stories in a browser' + (shard.length ? `, half ${at + 1}` : ''),
		lane: at + 1,
		commands: [
			[
				`${modules}/@playwright/test/cli.js`,
				...['test', '--reporter=list,json', `--output=test-results/${at + 1}`],
				...shard,
				...extra
			]
		],
		report: reportBy(countStories)
	}));
}
