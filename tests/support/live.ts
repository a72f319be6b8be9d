import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import type { Actor } from '#lib/model/actor.ts';
import type { ClientEvent, Input, Reply } from '#lib/realtime/events.ts';
import { startCluster } from '#lib/server/platform/cluster.ts';
import { createPool } from '#lib/server/platform/db.ts';
import { getHost } from '#lib/server/platform/host.ts';
import { attachSocket, type LiveClient, type On } from '#lib/server/platform/socket.ts';

export interface LiveDomain {
	register(on: On): void;
	left?(client: LiveClient): void;
}

export interface LiveServer {
	/** A connection of this person; the cookie is their id. */
	connect(actor: Actor): Promise<Socket>;
	port: number;
	close(): Promise<void>;
}

/** Socket.IO on a plain HTTP server with the given domains: the real wire without the pages. */
export async function startLiveServer(
	databaseUrl: string,
	domain: LiveDomain,
	findActor: (id: string) => Actor | undefined,
	wanted = 0,
	inCluster = false,
	silence?: number
): Promise<LiveServer> {
	process.env.DATABASE_URL = databaseUrl;
	const host = getHost();
	host.pool = createPool(databaseUrl, 6, silence);
	host.server = createServer();
	attachSocket({
		authenticate: async (cookie) => {
			const actor = findActor(cookie.replace('person=', ''));
			return actor && { actor, sessionHash: actor.personId };
		},
		authorise: () => undefined,
		register: domain.register,
		left: (client) => domain.left?.(client)
	});
	if (inCluster) await startCluster(databaseUrl);
	await new Promise<void>((done) => host.server!.listen(wanted, '127.0.0.1', done));
	const { port } = host.server.address() as AddressInfo;
	return {
		port,
		connect: (actor) => connectTo(port, actor.personId),
		async close() {
			await host.io?.close();
			await host.cluster?.close();
			await host.pool?.end();
		}
	};
}

export async function connectTo(
	port: number,
	personId: string,
	transports = ['websocket']
): Promise<Socket> {
	const socket = io(`http://127.0.0.1:${port}`, {
		transports,
		forceNew: true,
		reconnectionDelay: 50,
		reconnectionDelayMax: 200,
		extraHeaders: { cookie: `person=${personId}` }
	});
	await new Promise<void>((done, fail) => {
		socket.once('connect', done);
		socket.once('connect_error', fail);
	});
	return socket;
}

export async function ask<E extends ClientEvent>(
	socket: Socket,
	event: E,
	input: Input<E>
): Promise<Reply<E>> {
	return (await socket.timeout(15_000).emitWithAck(event, input)) as Reply<E>;
}
