import type { Server as HttpServer } from 'node:http';
import type { Pool } from 'pg';
import type { Server as SocketServer } from 'socket.io';
import type { Cluster } from './cluster.ts';
import type { LiveSetup } from './socket.ts';

/**
 * What one process holds once, however many copies of the modules exist (server.ts, the built
 * application and Vite each load their own): the HTTP server, Socket.IO, the pool.
 */
export interface Host {
	server?: HttpServer;
	io?: SocketServer;
	ioServer?: HttpServer;
	live?: LiveSetup;
	pool?: Pool;
	cluster?: Cluster;
	/** True from the first stop signal on: readiness is red and no new work starts. */
	closing: boolean;
	/** Run in order before sockets close, each within the time the server gives it. */
	drains: Array<() => Promise<void>>;
}

const KEY = Symbol.for('emvod.host');

export function getHost(): Host {
	const all = globalThis as unknown as Record<symbol, Host | undefined>;
	return (all[KEY] ??= { closing: false, drains: [] });
}
