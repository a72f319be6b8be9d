import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Counts {
	passed: number;
	failed: number;
}

export interface Check {
	name: string;
	title: string;
	/** Node scripts with their arguments, run one after the other until one fails. */
	commands: string[][];
	/** Further steps make no sense when this one fails. */
	essential?: boolean;
	/** Where a test runner leaves its JSON report, and how the counts are read from it. */
	report?: Report;
}

interface Report {
	file: string;
	read(): Counts;
}

const modules = 'node_modules';

/** A report in a fresh file: a runner that dies before writing it leaves nothing to misread. */
function reportBy(count: (report: never) => Counts): Report {
	const file = join(tmpdir(), `emvod-report-${randomUUID()}.json`);
	return {
		file,
		read() {
			const counts = count(JSON.parse(readFileSync(file, 'utf8')) as never);
			rmSync(file);
			return counts;
		}
	};
}

/** Counts of vitest's JSON report; a file that could not be loaded is a failure without tests. */
export function countUnit(report: {
	numPassedTests: number;
	numFailedTests: number;
	testResults: Array<{ status: string; assertionResults: unknown[] }>;
}): Counts {
	const unloaded = report.testResults.filter(
		(file) => file.status === 'failed' && file.assertionResults.length === 0
	);
	return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

/** Counts of Playwright's JSON report; a test that passed only when repeated counts as failed. */
export function countStories(report: {
	stats: { expected: number; unexpected: number; flaky: number };
	errors: unknown[];
}): Counts {
	const { expected, unexpected, flaky } = report.stats;
	return { passed: expected, failed: unexpected + flaky + report.errors.length };
}

/** Every check of the project, in the order in which they run. */
export function listChecks(extra: string[]): Check[] {
	const unit = reportBy(countUnit);
	const stories = reportBy(countStories);
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unit.file}`];
	return [
		{
			name: 'generate',
			title: 'Messages and routes',
			essential: true,
			commands: [['scripts/i18n.ts'], [`${modules}/@sveltejs/kit/svelte-kit.js`, 'sync']]
		},
		{
			name: 'format',
			title: 'Format',
			commands: [[`${modules}/prettier/bin/prettier.cjs`, '--check', '.']]
		},
		{ name: 'lint', title: 'Lint', commands: [[`${modules}/eslint/bin/eslint.js`, '.']] },
		{
			name: 'borders',
			title: 'Borders between the parts',
			commands: [[`${modules}/dependency-cruiser/bin/dependency-cruiser.mjs`, 'src']]
		},
		{
			name: 'types',
			title: 'Types',
			commands: [
				[
					`${modules}/svelte-check/bin/svelte-check`,
					...['--tsconfig', './tsconfig.json', '--fail-on-warnings']
				]
			]
		},
		{ name: 'dead', title: 'Dead code', commands: [[`${modules}/knip/bin/knip.js`]] },
		{
			name: 'fresh',
			title: 'Generated files are fresh',
			commands: [['scripts/db-types.ts', '--check']]
		},
		{
			name: 'unit',
			title: 'Unit tests',
			commands: [[`${modules}/vitest/vitest.mjs`, 'run', ...reporters, ...extra]],
			report: unit
		},
		{ name: 'build', title: 'Build', essential: true, commands: [['scripts/build.ts']] },
		{
			name: 'e2e',
			title: 'Stories in a browser',
			commands: [[`${modules}/@playwright/test/cli.js`, 'test', '--reporter=list,json', ...extra]],
			report: stories
		}
	];
}
