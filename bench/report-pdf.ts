import { describeReport } from '#lib/server/report/document.ts';
import { writePdf } from '#lib/server/report/pdf.ts';
import { sampleContent, sampleImprint, sampleItem } from '../tests/support/report.ts';
import { percentile, record } from './support/record.ts';

const RUNS = 30;
const ITEMS = 40;

/** Printing a report of 40 items: the first of a process, which loads the fonts, then warm. */
const content = sampleContent(0, {
	items: Array.from({ length: ITEMS }, (_, n) => sampleItem(n))
});
let bytes = 0;
async function print(): Promise<number> {
	const start = performance.now();
	const parts = describeReport(content, sampleImprint);
	bytes = (await writePdf(parts, content, sampleImprint)).length;
	return performance.now() - start;
}

const first = await print();
const warm: number[] = [];
for (let run = 0; run < RUNS; run++) {
	// Words of their own in each run, so that nothing of the last one can be kept.
	content.items[0]!.title.text = `Run ${run}`;
	content.summary = `What happened in run ${run}.`;
	warm.push(await print());
}
const round = (p: number) => Math.round(percentile(warm, p));
record('report-pdf', 'Printing a report', [
	`A report of ${ITEMS} items as PDF/UA-1 (${Math.round(bytes / 1024)} KB), ${RUNS} runs, milliseconds.`,
	'',
	'| | p50 | p95 | max |',
	'|---|---|---|---|',
	`| warm | ${round(0.5)} | ${round(0.95)} | ${round(1)} |`,
	`| the first of a process, with its fonts | ${Math.round(first)} | | |`
]);
process.exit(0);
