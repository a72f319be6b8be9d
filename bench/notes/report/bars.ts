import { round } from '../samples.ts';
import type { Outcomes, Results, Workload } from '../results.ts';

/** A promise of the issue beside what was measured; `measured` null: not in this result. */
export interface Bar {
	what: string;
	measured: number | null;
	limit: number;
	unit: string;
	/** Shown beside the figure, e.g. the rival's. */
	beside?: string;
}

function of<W extends Workload>(results: Results, workload: W, name: string): Outcomes[W] | null {
	const found = results[workload]?.subjects[name];
	return found === undefined || typeof found === 'string' ? null : found;
}

export function listBars(results: Results): Bar[] {
	const bars: Bar[] = [];
	const add = (what: string, measured: number | null | undefined, limit: number, unit: string) =>
		bars.push({ what, measured: measured ?? null, limit, unit });
	const compare = (
		what: string,
		ours: number | undefined,
		theirs: number | undefined,
		limit: number
	) =>
		bars.push({
			what,
			measured: ours !== undefined && theirs ? round(ours / theirs) : null,
			limit,
			unit: '×',
			beside: `${ours} : ${theirs}`
		});
	const crashed = of(results, 'W6', 'ours');
	add(`W6 acknowledged and missing, ${crashed?.kills ?? 0} SIGKILLs`, crashed?.lost, 0, 'strokes');
	for (const [workload, limit, ratio] of [
		['W1', 10, 1.2],
		['W2', 30, 1]
	] as const) {
		const [ours, theirs] = ['ours', 'hocuspocus'].map((name) => of(results, workload, name));
		const p95 = ours?.propagation.p95?.median;
		add(`${workload} propagation p95`, p95, limit, 'ms');
		compare(
			`${workload} propagation p95, to Hocuspocus`,
			p95,
			theirs?.propagation.p95?.median,
			ratio
		);
		if (workload === 'W1') add('W1 saved p95', ours?.saved?.p95?.median, 25, 'ms');
		const [own, other] = [ours, theirs].map((one) => ({
			server: one?.cpuPer10k?.median,
			both: one?.cpuPer10k && round(one.cpuPer10k.median + (one.postgresCpuPer10k?.median ?? 0), 3)
		}));
		compare(`${workload} processor of the server, to Hocuspocus`, own!.server, other!.server, 1.2);
		compare(
			`${workload} processor with PostgreSQL's, to Hocuspocus`,
			own!.both ?? undefined,
			other!.both ?? undefined,
			1.2
		);
	}
	const rooms = of(results, 'W3', 'ours');
	add('W3 idle open document, heap', rooms?.heapPerDocument, 400, 'KB');
	add('W3 idle open document, resident', rooms?.rssPerDocument, 400, 'KB');
	const stormed = of(results, 'W5', 'ours');
	const equal = stormed && (stormed.equal ?? Infinity) / 1000;
	add('W5 200 sockets equal again', equal && round(equal), 8, 's');
	return bars;
}

/** One line: met or missed, and by how much. */
export function judge({ what, measured, limit, unit, beside }: Bar): string {
	const bar = limit === 0 ? '0' : `≤ ${limit}`;
	if (measured === null || Number.isNaN(measured))
		return `| ${what} | ${bar} ${unit} | – | not measured |`;
	const figure = `${measured} ${unit}${beside ? ` (${beside})` : ''}`;
	const isMet = measured <= limit;
	const by = limit ? `${Math.abs(round((measured / limit - 1) * 100, 0))} %` : `${measured}`;
	const verdict = isMet ? (limit ? `met, ${by} below` : 'met') : `**missed** by ${by}`;
	return `| ${what} | ${bar} ${unit} | ${figure} | ${verdict} |`;
}
