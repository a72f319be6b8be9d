import { setTimeout as sleep } from 'node:timers/promises';
import { explain, tell } from './progress.ts';

const patience = 9500;
const startPatience = 3000;

export interface Shutdown {
	/** Aborts when the stop begins. */
	readonly signal: AbortSignal;
	/** The start itself: a stop in its middle first lets it come to the next check of `signal`. */
	await(start: Promise<void>): Promise<void>;
	/** Registers what is to be stopped; the last registered stops first. */
	defer(step: () => Promise<void>): void;
	/** Stops everything and ends the process. */
	stop(reason: string, code: number): Promise<never>;
}

/** Ordered stop of the whole process on SIGTERM, Ctrl-C, hang-up or an unexpected error. */
export function prepareShutdown(): Shutdown {
	const controller = new AbortController();
	const steps: Array<() => Promise<void>> = [];
	let starting: Promise<unknown> = Promise.resolve();

	async function stop(reason: string, code: number): Promise<never> {
		if (controller.signal.aborted) return new Promise<never>(() => undefined);
		controller.abort();
		setTimeout(() => {
			console.error('Something did not stop in time.');
			process.exit(1);
		}, patience).unref();
		await Promise.race([starting, sleep(startPatience)]);
		for (const step of steps.reverse()) await step().catch(explain);
		tell(`Stopped (${reason})`);
		process.exit(code);
	}

	for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
		process.on(name, () => void stop(name, 0));
	}
	process.on('uncaughtException', (error) => {
		if (controller.signal.aborted) return;
		explain(error);
		void stop('error', 1);
	});
	return {
		signal: controller.signal,
		await(start) {
			starting = start.catch(() => undefined);
			return start;
		},
		defer: (step) => void steps.push(step),
		stop
	};
}
