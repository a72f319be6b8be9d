import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './paths.ts';

export interface Counts {
	passed: number;
	failed: number;
}

export interface Part {
	/** Node scripts with their arguments, run one after the other until one fails. */
	commands: string[][];
	/** Where a test runner leaves its JSON report, and how the counts are read from it. */
	report?: Report;
}

export interface Check {
	name: string;
	title: string;
	/** Run beside each other. */
	parts: Part[];
	/** Further steps make no sense when this one fails. */
	essential?: boolean;
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

/** Stories that show video, which takes a core of its own; the others mostly wait. */
const VIDEO = ['room', 'taskforce-meeting', 'two-processes', 'failures', 'agenda-live'];

/** The stories as two halves with a stack each: one shows video, the other mostly waits. */
export function listLanes(extra: string[]): string[][] {
	if (extra.length) return [extra];
	const files = readdirSync(join(root, 'tests/e2e')).filter((file) => file.endsWith('.spec.ts'));
	const isVideo = (file: string) => VIDEO.includes(file.slice(0, -'.spec.ts'.length));
	return [true, false].map((video) =>
		files.filter((file) => isVideo(file) === video).map((file) => `tests/e2e/${file}`)
	);
}

function tellStories(extra: string[]): Part[] {
	return listLanes(extra).map((files, lane) => {
		const output = `--output=test-results/${lane}`;
		const runner = `${modules}/@playwright/test/cli.js`;
		return {
			commands: [[runner, 'test', '--reporter=list,json', output, ...files]],
			report: reportBy(countStories)
		};
	});
}

/** Every check of the project, in the order in which they run. */
export function listChecks(extra: string[]): Check[] {
	const unit = reportBy(countUnit);
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unit.file}`];
	const run = (...commands: string[][]): Part[] => [{ commands }];
	return [
		{
			name: 'generate',
			title: 'Messages and routes',
			essential: true,
			parts: run(['scripts/i18n.ts'], [`${modules}/@sveltejs/kit/svelte-kit.js`, 'sync'])
		},
		{
			name: 'format',
			title: 'Format',
			parts: run([`${modules}/prettier/bin/prettier.cjs`, '--check', '.'])
		},
		{ name: 'lint', title: 'Lint', parts: run([`${modules}/eslint/bin/eslint.js`, '.']) },
		{
			name: 'borders',
			title: 'Borders between the parts',
			parts: run([`${modules}/dependency-cruiser/bin/dependency-cruiser.mjs`, 'src'])
		},
		{
			name: 'types',
			title: 'Types',
			parts: run([
				`${modules}/svelte-check/bin/svelte-check`,
				...['--tsconfig', './tsconfig.json', '--fail-on-warnings']
			])
		},
		{ name: 'dead', title: 'Dead code', parts: run([`${modules}/knip/bin/knip.js`]) },
		{
			name: 'fresh',
			title: 'Generated files are fresh',
			parts: run(['scripts/db-types.ts', '--check'])
		},
		{
			name: 'unit',
			title: 'Unit tests',
			parts: [
				{
					commands: [[`${modules}/vitest/vitest.mjs`, 'run', ...reporters, ...extra]],
					report: unit
				}
			]
		},
		{ name: 'build', title: 'Build', essential: true, parts: run(['scripts/build.ts']) },
		{ name: 'e2e', title: 'Stories in a browser', parts: tellStories(extra) }
	];
}
