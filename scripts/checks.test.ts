import { expect, test } from 'vitest';
import { countStories, countUnit, listChecks } from './checks.ts';

test('a unit test file that could not be loaded counts as a failure', () => {
	const loaded = { status: 'failed', assertionResults: [{}, {}] };
	const unloaded = { status: 'failed', assertionResults: [] };
	const report = { numPassedTests: 5, numFailedTests: 1, testResults: [loaded, unloaded] };
	expect(countUnit(report)).toEqual({ passed: 5, failed: 2 });
});

test('a story that passed only when repeated, and a fault outside the stories, are failures', () => {
	const stats = { expected: 3, unexpected: 1, flaky: 1 };
	expect(countStories({ stats, errors: [{}] })).toEqual({ passed: 3, failed: 3 });
});

test('a runner that died leaves no report to be read', () => {
	const unit = listChecks([]).find((check) => check.name === 'unit');
	expect(() => unit?.report?.read()).toThrow('ENOENT');
});
