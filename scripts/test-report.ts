import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** What came of a check. `faults`: each failed test with the beginning of its words. */
export interface Counts {
	passed: number;
	failed: number;
	faults: string[];
}

export interface Report {
	file: string;
	read(): Counts;
}

interface UnitReport {
	numPassedTests: number;
	numFailedTests: number;
	testResults: Array<{
		name: string;
		status: string;
		message: string;
		assertionResults: Array<{ status: string; fullName: string; failureMessages: string[] }>;
	}>;
}

interface StoriesReport {
	stats: { expected: number; unexpected: number; flaky: number };
	errors: Array<{ message?: string }>;
	suites: Suite[];
}

interface Suite {
	file: string;
	suites?: Suite[];
	specs: Array<{
		title: string;
		line: number;
		tests: Array<{ status: string; results: Array<{ errors: Array<{ message?: string }> }> }>;
	}>;
}

/** A report in a fresh file: a runner that dies before writing it leaves nothing to misread. */
export function reportBy(count: (report: never) => Counts): Report {
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

/** One fault in at most twelve lines: a difference of two long texts would bury the others. */
function tellFault(where: string, words: Array<string | undefined>): string {
	const lines = stripVTControlCharacters(words.join('\n')).trim().split('\n');
	return [where, ...lines.slice(0, 12).map((line) => `    ${line.slice(0, 300)}`)].join('\n');
}

/** Reads vitest's JSON report; a file that could not be loaded is a failure without tests. */
export function countUnit(report: UnitReport): Counts {
	const files = report.testResults.filter((file) => file.status === 'failed');
	const unloaded = files.filter((file) => file.assertionResults.length === 0);
	const tests = files.flatMap((file) =>
		file.assertionResults
			.filter((test) => test.status === 'failed')
			.map((test) => tellFault(`${file.name}: ${test.fullName}`, test.failureMessages))
	);
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + unloaded.length,
		faults: [...tests, ...unloaded.map((file) => tellFault(file.name, [file.message]))]
	};
}

function listStoryFaults(suite: Suite): string[] {
	const faults = suite.specs.flatMap((spec) =>
		spec.tests
			.filter((test) => test.status === 'unexpected' || test.status === 'flaky')
			.map((test) =>
				tellFault(
					`${suite.file}:${spec.line}: ${spec.title}`,
					test.results.flatMap((result) => result.errors.map((error) => error.message))
				)
			)
	);
	return [...faults, ...(suite.suites ?? []).flatMap(listStoryFaults)];
}

/** Reads Playwright's JSON report; a test that passed only when repeated counts as failed. */
export function countStories({ stats, errors, suites }: StoriesReport): Counts {
	const outside = errors.map((error) => tellFault('Outside the stories', [error.message]));
	return {
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky + errors.length,
		faults: [...suites.flatMap(listStoryFaults), ...outside]
	};
}
