import pg from 'pg';
import { percentile, record } from './support/record.ts';
import { onStage } from './support/stage.ts';

const RUNS = 10;

/** From the click on Close and file report to the committed draft, and to the word on the screen. */
await onStage(async ({ open, plan, database }) => {
	const client = new pg.Client({ connectionString: database });
	await client.connect();
	const chair = await open('chair');
	const [drafted, shown]: [number[], number[]] = [[], []];
	for (let run = 0; run < RUNS; run++) {
		const slug = `bench-closing-${run}`;
		await plan(slug);
		await chair.goto(`/meetings/${slug}/room`);
		await chair.getByRole('button', { name: 'Join now' }).click();
		await chair
			.getByRole('region', { name: 'Agenda' })
			.getByRole('button', { name: 'Next item' })
			.click();
		await chair.getByRole('button', { name: 'Close meeting' }).click();
		const start = performance.now();
		await chair.getByRole('dialog').getByRole('button', { name: 'Close and file report' }).click();
		const seen = chair
			.getByRole('link', { name: /report/i })
			.first()
			.waitFor();
		for (;;) {
			const { rows } = await client.query(
				'select 1 from report r join meeting m on m.id = r.meeting_id where m.slug = $1',
				[slug]
			);
			if (rows.length) break;
			if (performance.now() - start > 20_000) throw new Error('no draft after 20 s');
			await new Promise((done) => setTimeout(done, 10));
		}
		drafted.push(performance.now() - start);
		await seen;
		shown.push(performance.now() - start);
	}
	await client.end();
	const row = (name: string, samples: number[]) =>
		`| ${name} | ${[0.5, 0.95, 1].map((p) => Math.round(percentile(samples, p))).join(' | ')} |`;
	record('closing', 'Closing a meeting', [
		`${RUNS} meetings, milliseconds after the click on *Close and file report*.`,
		'',
		'| | p50 | p95 | max |',
		'|---|---|---|---|',
		row('draft committed', drafted),
		row('its address on the chair’s screen', shown)
	]);
});
