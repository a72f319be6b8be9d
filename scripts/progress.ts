/** A failure whose message is all the operator needs: shown as one sentence, without a stack. */
export class Refusal extends Error {}

const began = performance.now();

/** One visible line with the seconds since the script began. */
export function tell(text: string): void {
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	console.log(`[${seconds.padStart(5)} s] ${text}`);
}

/** Says every ten seconds that this work still goes on, and for how long. */
export async function during<T>(work: string, run: () => Promise<T>): Promise<T> {
	const from = performance.now();
	const timer = setInterval(() => {
		tell(`Still ${work} (${Math.round((performance.now() - from) / 1000)} s)`);
	}, 10_000);
	try {
		return await run();
	} finally {
		clearInterval(timer);
	}
}

export function explain(error: unknown): void {
	console.error(error instanceof Refusal ? error.message : error);
}

/** Runs a command-line script: exit code 1 and one sentence when it refuses. */
export async function run(main: () => Promise<void>): Promise<never> {
	try {
		await main();
		process.exit(0);
	} catch (error) {
		explain(error);
		process.exit(1);
	}
}
