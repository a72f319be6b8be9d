import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tell } from './progress.ts';

export interface Supervised {
	readonly pid: number;
	/** True once the process has ended before `watch` was called, or after `stop`. */
	readonly ended: boolean;
	/** From now on restarts the process when it dies. */
	watch(): void;
	/** Ends the process for good; kills it when it has not gone after `patience` ms. */
	stop(signal: NodeJS.Signals, patience: number): Promise<void>;
}

const longestDelay = 30_000;
const settledAfter = 60_000;

/** Delay before the next restart: doubles with each quick death, starts anew after a settled run. */
export function nextDelay(last: number, livedFor: number): number {
	return livedFor >= settledAfter || last === 0 ? 500 : Math.min(last * 2, longestDelay);
}

/** Keeps one child process alive. `launch` starts it; it is called again after a death. */
export function supervise(name: string, launch: () => ChildProcess): Supervised {
	let child = launch();
	let launchedAt = Date.now();
	let delay = 0;
	let watching = false;
	let stopped = false;
	let timer: NodeJS.Timeout | undefined;

	function hasEnded(): boolean {
		return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
	}
	function restart(): void {
		if (stopped || !watching) return;
		delay = nextDelay(delay, Date.now() - launchedAt);
		tell(`${name} ended unexpectedly; starting it again in ${delay} ms`);
		timer = setTimeout(() => {
			child = launch();
			launchedAt = Date.now();
			child.once('exit', restart);
		}, delay);
	}

	return {
		get pid() {
			return child.pid ?? 0;
		},
		get ended() {
			return hasEnded();
		},
		watch() {
			watching = true;
			if (hasEnded()) restart();
			else child.once('exit', restart);
		},
		async stop(signal, patience) {
			stopped = true;
			clearTimeout(timer);
			if (hasEnded()) return;
			const exit = once(child, 'exit');
			child.kill(signal);
			const force = setTimeout(() => child.kill('SIGKILL'), patience);
			await exit;
			clearTimeout(force);
		}
	};
}
