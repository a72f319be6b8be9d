import type { Socket } from 'node:net';
import type pg from 'pg';
import { log } from './log.ts';

/** What `pg` has of a connection beside what its types tell. */
interface Inner {
	connection: { stream: Socket };
	readyForQuery: boolean;
}

/**
 * Watches the connections of a pool: one on which a query waits while nothing comes or goes for so
 * many ms is cut, and with it those that nobody uses, or each of them would be tried for as long.
 * Where a line goes dead without a word, TCP takes a quarter of an hour to notice.
 */
export function cutSilent(pool: pg.Pool, ms: number): void {
	const clients = new Set<pg.PoolClient>();
	pool.on('connect', (client) => {
		clients.add(client);
		const { connection } = inside(client);
		connection.stream.setTimeout(ms, () => {
			if (inside(client).readyForQuery) return; // nobody waits
			log.warn({ ms }, 'the database does not answer: connections cut');
			cut(client);
			for (const other of clients) if (inside(other).readyForQuery) cut(other);
		});
	});
	pool.on('remove', (client) => void clients.delete(client as pg.PoolClient));
}

/** Ends a connection without a word to the other side, which may not be there. */
export function cut(client: pg.ClientBase): void {
	inside(client).connection.stream.destroy();
}

function inside(client: pg.ClientBase): Inner {
	return client as unknown as Inner;
}
