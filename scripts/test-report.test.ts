import { expect, test } from 'vitest';
import { listChecks } from './checks.ts';
import { countStories, countUnit } from './test-report.ts';

test('failures of unit tests are counted and told, a file that could not be loaded too', () => {
	const loaded = {
		name: 'a.test.ts',
		status: 'failed',
		message: '',
		assertionResults: [
			{ status: 'passed', fullName: 'holds', failureMessages: [] },
			{ status: 'failed', fullName: 'breaks', failureMessages: ['\u001b[31mexpected 1\u001b[39m'] }
		]
	};
	const unloaded = { name: 'b.test.ts', status: 'failed', message: 'no b', assertionResults: [] };
	const report = { numPassedTests: 5, numFailedTests: 1, testResults: [loaded, unloaded] };
	expect(countUnit(report)).toEqual({
		passed: 5,
		failed: 2,
		faults: ['a.test.ts: breaks\n    expected 1', 'b.test.ts\n    no b']
	});
});

test('a story that passed only when repeated, and a fault outside the stories, are failures', () => {
	const stats = { expected: 3, unexpected: 1, flaky: 1 };
	const told = (status: string, ...messages: string[]) => ({
		status,
		results: messages.map((message) => ({ errors: [{ message }] }))
	});
	const specs = [
		{ title: 'fails', line: 4, tests: [told('unexpected', 'not seen')] },
		{ title: 'holds', line: 9, tests: [{ status: 'expected', results: [{ errors: [] }] }] }
	];
	const inner = {
		file: 'a.spec.ts',
		specs: [{ title: 'f', line: 7, tests: [told('flaky', '1')] }]
	};
	const suites = [{ file: 'a.spec.ts', specs, suites: [inner] }];
	expect(countStories({ stats, errors: [{ message: 'no browser' }], suites })).toEqual({
		passed: 3,
		failed: 3,
		faults: [
			'a.spec.ts:4: fails\n    not seen',
			'a.spec.ts:7: f\n    1',
			'Outside the stories\n    no browser'
		]
	});
});

test('a fault of many lines is cut', () => {
	const errors = [{ message: Array(40).fill('x').join('\n') }];
	const stats = { expected: 0, unexpected: 0, flaky: 0 };
	const [fault] = countStories({ stats, errors, suites: [] }).faults;
	expect(fault?.split('\n')).toHaveLength(13);
});

test('a runner that died leaves no report to be read', () => {
	const unit = listChecks([]).find((check) => check.name === 'unit');
	expect(() => unit?.report?.read()).toThrow('ENOENT');
});
