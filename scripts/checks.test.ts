import { expect, test } from 'vitest';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { countStories, countUnit, listChecks, listLanes } from './checks.ts';
import { root } from './paths.ts';

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
	expect(() => unit!.parts[0]!.report!.read()).toThrow('ENOENT');
});

test('every story is told once, in one of two lanes that both have some', () => {
	const lanes = listLanes([]);
	const all = readdirSync(join(root, 'tests/e2e')).filter((file) => file.endsWith('.spec.ts'));
	expect(lanes.flat().sort()).toEqual(all.map((file) => `tests/e2e/${file}`).sort());
	for (const lane of lanes) expect(lane.length).toBeGreaterThan(3);
	expect(listLanes(['tests/e2e/room.spec.ts'])).toEqual([['tests/e2e/room.spec.ts']]);
});
