import type { Bench } from '../bench.ts';
import { pause } from '../clock.ts';
import { round } from '../samples.ts';
import type { Subject } from '../subjects.ts';

export interface Churned {
	documents: number;
	/** Bytes that the server still holds of each document that was opened and closed. */
	heapPerDocument: number;
	rssPerDocument: number;
	/** Opened and closed a second. */
	perSecond: number;
	/** Seconds that it was left alone before the second look. */
	rested: number;
}

const [WARM, AT_ONCE] = [100, 10];

/**
 * W9: opens and closes documents, leaves the server alone for as long as it keeps unused ones, and
 * looks at what is left. The servers rest at the same time: the sum of all waits would be minutes.
 */
export async function churnDocuments(
	bench: Bench,
	subjects: readonly Subject[],
	documents: number
): Promise<Map<string, Churned | Error>> {
	const results = new Map<string, Churned | Error>();
	const resting: Array<() => Promise<void>> = [];
	for (const subject of subjects) {
		try {
			resting.push(await churnOne(bench, subject, documents, results));
		} catch (fault) {
			results.set(subject.name, fault as Error);
		}
	}
	await Promise.all(resting.map((finish) => finish()));
	return results;
}

async function churnOne(
	bench: Bench,
	subject: Subject,
	documents: number,
	results: Map<string, Churned | Error>
): Promise<() => Promise<void>> {
	const server = await bench.startServer(subject);
	const users = await bench.startUsers(subject);
	const rest = restOf(subject);
	const open = async (count: number) => {
		const names = await bench.newDocuments(subject, count);
		const places = names.flatMap((name) => bench.seat(name, server.port, 1, 0));
		return users.ask('churn', places, AT_ONCE);
	};
	try {
		await open(WARM);
		await pause(1000);
		const before = await server.memory();
		const took = await open(documents);
		const finished = pause(rest * 1000);
		return async () => {
			try {
				await finished;
				const after = await server.memory();
				results.set(subject.name, {
					documents,
					heapPerDocument: round((after.heap - before.heap) / documents, 0),
					rssPerDocument: round((after.rss - before.rss) / documents, 0),
					perSecond: round((documents / took) * 1000, 0),
					rested: rest
				});
			} finally {
				await server.stop();
			}
		};
	} catch (fault) {
		await server.stop();
		throw fault;
	} finally {
		await users.end();
	}
}

/** Ours keeps a document for a quiet minute and looks every 15 s; Hocuspocus for its debounce. */
function restOf({ kind }: Subject): number {
	if (kind === 'ours') return 80;
	return kind === 'hocuspocus' ? 12 : 5;
}
