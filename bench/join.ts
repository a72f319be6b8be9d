import { percentile, record } from './support/record.ts';
import { onStage } from './support/stage.ts';

const RUNS = 20;

/** From the click on Join now to a usable room and to the first decoded remote picture. */
await onStage(async ({ open, plan }) => {
	await plan('bench-join');
	const sender = await open('chair');
	await sender.goto('/meetings/bench-join/room');
	await sender.getByRole('button', { name: 'Join now' }).click();
	await sender.getByRole('button', { name: /Turn camera/ }).waitFor();

	const [usable, picture]: [number[], number[]] = [[], []];
	const page = await open('participant');
	for (let run = 0; run < RUNS; run++) {
		await page.goto('/meetings/bench-join/room');
		const button = page.getByRole('button', { name: 'Join now' });
		await button.waitFor();
		await page.waitForLoadState('networkidle');
		const times = await page.evaluate(async () => {
			const join = [...document.querySelectorAll('button')].find(({ textContent }) =>
				/Join now/.test(textContent)
			)!;
			const start = performance.now();
			join.click();
			const until = async (ready: () => boolean) => {
				while (!ready()) {
					if (performance.now() - start > 20_000) return NaN;
					await new Promise((done) => requestAnimationFrame(done));
				}
				return performance.now() - start;
			};
			const agenda = () => Boolean(document.querySelector('main ol li[aria-label], main ol > li'));
			const [usable, picture] = await Promise.all([
				until(() => agenda()),
				until(() =>
					[...document.querySelectorAll<HTMLVideoElement>('[data-remote] video')].some(
						(video) => video.getVideoPlaybackQuality().totalVideoFrames > 0
					)
				)
			]);
			return { usable, picture };
		});
		usable.push(times.usable);
		picture.push(times.picture);
		await page.getByRole('button', { name: 'Leave' }).click();
	}
	const row = (name: string, samples: number[]) =>
		`| ${name} | ${[0.5, 0.95, 1].map((p) => Math.round(percentile(samples, p))).join(' | ')} |`;
	record('join', 'Joining a meeting', [
		`${RUNS} joins into a room with one sender, milliseconds after the click on *Join now*.`,
		'',
		'| | p50 | p95 | max |',
		'|---|---|---|---|',
		row('room usable (agenda shown)', usable),
		row('first remote picture decoded', picture)
	]);
});
