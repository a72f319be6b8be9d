import type { Bench } from '../bench.ts';
import { round } from '../samples.ts';
import type { Subject } from '../subjects.ts';

export interface Stormed {
	/** From the moment all were cut until all documents were equal, ms; null: not within the limit. */
	equal: number | null;
	/** When the last began to come back. */
	lastBack: number;
	cpu: number;
	postgresCpu: number;
	/** Longest delay of the server's event loop, p99 in ms. */
	serverDelay: number;
}

const SHAPE = { within: 4000, strokes: 5, limit: 30_000 };

/** W5: everybody is cut at once, some have written meanwhile, all come back within 4 s. */
export async function survive(
	bench: Bench,
	subject: Subject,
	{ people, writers }: { people: number; writers: number }
): Promise<Stormed> {
	const server = await bench.startServer(subject);
	const users = await bench.startUsers(subject);
	try {
		const [document] = await bench.newDocuments(subject, 1);
		await users.ask('join', bench.seat(document!, server.port, people, writers));
		await users.ask('write', 2000);
		await users.ask('prepare');
		await server.delay();
		const before = bench.cpu(server);
		const { equal, lastBack } = await users.ask('storm', SHAPE);
		const after = bench.cpu(server);
		return {
			equal,
			lastBack,
			cpu: round(after.server - before.server),
			postgresCpu: round(after.postgres - before.postgres),
			serverDelay: round(await server.delay())
		};
	} finally {
		await users.end();
		await server.stop();
	}
}
