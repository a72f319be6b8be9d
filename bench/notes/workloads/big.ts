import { appendUpdates, ensureDocument } from '#lib/server/notes/log.rows.ts';
import type { Bench } from '../bench.ts';
import { pause } from '../clock.ts';
import { percentile } from '../../support/record.ts';
import { round } from '../samples.ts';
import { makeFolder } from '../servers.ts';
import type { Subject } from '../subjects.ts';
import type { Trace } from '../trace.ts';
import { typeInto, type Load, type Typed } from './typing.ts';

export interface Big {
	/** First opening after a start of the server, ms; null where nothing outlives the process. */
	coldJoin: number | null;
	warmJoin: number;
	heapPerDocument: number;
	rssPerDocument: number;
	/** W1 in this document. */
	typed: Typed;
}

const KB = 1024;

/** W4: a document of 105,000 characters with its whole history. */
export async function openBig(
	bench: Bench,
	subject: Subject,
	{ trace, load }: { trace: Trace; load: Load }
): Promise<Big> {
	const folder = makeFolder();
	const env = { LEVEL: folder.path };
	const users = await bench.startUsers(subject);
	const [document, small] = await bench.newDocuments(subject, 2);
	let server = await bench.startServer(subject, { env });
	try {
		const fill = () => users.ask('fill', bench.seat(document!, server.port, 1, 0)[0]!, trace.file);
		const isStored = await store(bench, subject, document!, trace);
		if (!isStored && subject.store === 'leveldb') {
			await fill();
			await server.stop();
			server = await bench.startServer(subject, { env });
		}
		const { port } = server;
		await users.ask('churn', bench.seat(small!, port, 4, 0), 4);
		await pause(300);
		const before = await server.memory();
		if (subject.store === 'memory') await fill();
		const [reader] = bench.seat(document!, port, 1, 0);
		const first = await users.ask('joinOnce', reader!);
		await users.ask('join', [reader!]);
		const after = await server.memory();
		const warm: number[] = [];
		for (let n = 0; n < 5; n++) warm.push(await users.ask('joinOnce', reader!));
		await users.ask('leave');
		const places = bench.seat(document!, port, load.people, load.typists);
		await users.ask('join', places);
		return {
			coldJoin: subject.store === 'memory' ? null : first,
			warmJoin: round(percentile(warm, 0.5)),
			heapPerDocument: round((after.heap - before.heap) / KB, 0),
			rssPerDocument: round((after.rss - before.rss) / KB, 0),
			typed: await typeInto(bench, subject, { server, users, places, load })
		};
	} finally {
		await users.end();
		await server.stop();
		folder.remove();
	}
}

/** Puts the document where the server finds it; false where only a client can bring it. */
async function store(
	bench: Bench,
	{ kind }: Subject,
	document: string,
	{ updates, state }: Trace
): Promise<boolean> {
	if (kind === 'ours') {
		const { id: docId, epoch } = (await ensureDocument(bench.db, document))!;
		await appendUpdates(
			bench.db,
			updates.map((bytes) => ({ docId, epoch, actorId: null, bytes }))
		);
		return true;
	}
	if (kind !== 'hocuspocus') return false;
	const insert = 'INSERT INTO documents (name, data) VALUES ($1, $2)';
	await bench.rivalsPool.query(insert, [document, Buffer.from(state)]);
	return true;
}
