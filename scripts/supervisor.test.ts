import { spawn } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { identify } from './process.ts';
import { nextDelay, supervise } from './supervisor.ts';

test('restarts come ever more slowly, and quickly again after a settled run', () => {
	const delays = [0, 0, 0, 0, 0, 0, 0, 0].reduce<number[]>(
		(all) => [...all, nextDelay(all.at(-1) ?? 0, 100)],
		[]
	);
	expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
	expect(nextDelay(30_000, 60_000)).toBe(500);
});

test('a killed process comes back until it is stopped', async () => {
	vi.spyOn(console, 'log').mockImplementation(() => undefined);
	const launch = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
	const service = supervise('Test', launch);
	service.watch();
	const first = service.pid;
	process.kill(first, 'SIGKILL');
	await vi.waitUntil(() => service.pid !== first && identify(service.pid), { timeout: 5000 });
	const second = service.pid;
	await service.stop('SIGTERM', 2000);
	expect(service.ended).toBe(true);
	expect(identify(second)).toBeUndefined();
});
