import type { Bench } from '../bench.ts';
import { pause } from '../clock.ts';
import { residentMegabytes } from '../machine.ts';
import { round, type Summary } from '../samples.ts';
import type { Subject } from '../subjects.ts';

export interface Rooms {
	/** Memory of a document that one person has open and nobody writes in, KB. */
	heapPerDocument: number;
	rssPerDocument: number;
	propagation: Summary;
	cpu: number;
	postgresCpu: number;
	rss: number;
	lag: number;
	isValid: boolean;
	differ: number;
}

const KB = 1024;

/** W3: many documents at once; first idle, for their memory, then with a writer in each. */
export async function useRooms(
	bench: Bench,
	subject: Subject,
	{ rooms, seconds }: { rooms: number; seconds: number }
): Promise<Rooms> {
	const server = await bench.startServer(subject);
	const users = await bench.startUsers(subject);
	try {
		const [first, ...documents] = await bench.newDocuments(subject, rooms + 1);
		// Code and caches of a first document are no document's memory.
		await users.ask('churn', bench.seat(first!, server.port, 4, 0), 4);
		await pause(300);
		const empty = await server.memory();
		const places = documents.map((document) => bench.seat(document, server.port, 4, 1));
		await users.ask(
			'join',
			places.map(([writer]) => writer!)
		);
		await users.ask('write', 2000);
		await pause(500);
		const full = await server.memory();
		await users.ask(
			'join',
			places.flatMap(([, ...others]) => others)
		);
		await users.ask('prepare');
		await users.ask('begin', 2);
		await pause(1500);
		const before = bench.cpu(server);
		const { propagation, lag } = await users.ask('measure', seconds);
		const after = bench.cpu(server);
		const { differ } = await users.ask('stop');
		return {
			heapPerDocument: round((full.heap - empty.heap) / KB / rooms),
			rssPerDocument: round((full.rss - empty.rss) / KB / rooms),
			propagation,
			cpu: round(after.server - before.server),
			postgresCpu: round(after.postgres - before.postgres),
			rss: round(residentMegabytes(server.pid), 0),
			lag,
			isValid: lag <= 20,
			differ
		};
	} finally {
		await users.end();
		await server.stop();
	}
}
