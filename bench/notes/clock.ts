/** Milliseconds of a clock that all processes of the machine share and nobody sets. */
export function now(): number {
	return Number(process.hrtime.bigint() / 1000n) / 1000;
}

export function pause(ms: number): Promise<void> {
	return new Promise((done) => setTimeout(done, ms));
}

/** Waits until `holds`; returns the milliseconds it took, or NaN when it did not within the limit. */
export async function until(
	holds: () => boolean | Promise<boolean>,
	limit = 15_000,
	every = 10
): Promise<number> {
	const began = now();
	while (!(await holds())) {
		if (now() - began > limit) return NaN;
		await pause(every);
	}
	return now() - began;
}
