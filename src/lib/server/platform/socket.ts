import { Server, type Socket } from 'socket.io';
import * as v from 'valibot';
import type { Actor } from '#lib/model/actor.ts';
import {
	clientEvents,
	type ClientEvent,
	type Input,
	type Replies,
	type Reply,
	type ServerEvents
} from '#lib/realtime/events.ts';
import { topic } from './cluster.ts';
import { getConfig } from './config.ts';
import { AppError } from './errors.ts';
import { getHost } from './host.ts';
import { logFault } from './log.ts';
import { TokenBucket } from './token-bucket.ts';

const UNREADABLE = { code: 'malformed', message: 'This message could not be read.' };

/** One connection: who it is and what the domains keep for it. */
export interface LiveClient {
	socket: Socket;
	actor: Actor;
	sessionHash: string;
}
type Handler<E extends ClientEvent> = (
	client: LiveClient,
	input: Input<E>
) => Promise<Replies[E]> | Replies[E];
export type On = <E extends ClientEvent>(event: E, handler: Handler<E>) => void;

export interface LiveSetup {
	/** Finds the person behind a cookie header; undefined refuses the connection. */
	authenticate(cookie: string): Promise<{ actor: Actor; sessionHash: string } | undefined>;
	/** Throws an AppError when this actor may not send this event at all. */
	authorise(event: ClientEvent, actor: Actor): void;
	register(on: On): void;
	left(client: LiveClient): void;
}

/** Attaches Socket.IO to the process's HTTP server; safe to call again after a module reload. */
export function attachSocket(setup: LiveSetup): void {
	const host = getHost();
	if (!host.server) return;
	host.live = setup;
	if (host.io && host.ioServer !== host.server) {
		host.io.engine.close();
		host.io = undefined;
	}
	if (host.io) {
		host.io.of('/').removeAllListeners('connection');
		for (const socket of host.io.of('/').sockets.values()) socket.conn.close();
	} else {
		host.io = createServer().attach(host.server);
		host.ioServer = host.server;
		host.io.use((socket, next) => {
			getHost()
				.live!.authenticate(socket.handshake.headers.cookie ?? '')
				.then((found) => {
					if (!found) return next(new Error('sign-in needed'));
					socket.data = { ...found };
					next();
				})
				.catch((fault: unknown) => {
					logFault(fault, 'socket sign-in');
					next(new Error('try again'));
				});
		});
	}
	host.io.on('connection', (socket) => connect(socket, setup));
}

function createServer(): Server {
	return new Server({
		serveClient: false,
		destroyUpgrade: false, // other upgrades on this server (Vite in development) are not ours
		maxHttpBufferSize: 256 * 1024,
		connectTimeout: 10_000,
		pingInterval: 10_000,
		pingTimeout: 5_000,
		// Browsers do not apply the same-origin rule to WebSocket: compare Origin ourselves.
		allowRequest: (request, answer) => {
			const origin = request.headers.origin;
			const expected = getConfig().ORIGIN;
			const own = expected ? URL.parse(expected)?.host : request.headers.host;
			answer(null, !getHost().closing && (!origin || URL.parse(origin)?.host === own));
		}
	});
}

function connect(socket: Socket, setup: LiveSetup): void {
	const client: LiveClient = {
		socket,
		...(socket.data as Omit<LiveClient, 'socket'>)
	};
	const bucket = new TokenBucket(120, 60);
	void socket.join(`user:${client.actor.personId}`);
	setup.register((event, handler) => {
		socket.on(event as string, (...sent: unknown[]) => {
			const tell = readAck(sent);
			void answer(
				event,
				sent[0],
				handler as unknown as Handler<ClientEvent>,
				client,
				setup,
				bucket
			).then(tell);
		});
	});
	// Who asks for what does not exist is told so, instead of waiting for an answer in vain.
	socket.onAny((event: string, ...sent: unknown[]) => {
		if (!Object.hasOwn(clientEvents, event)) readAck(sent)({ ok: false, ...UNREADABLE });
	});
	socket.on('disconnect', () => setup.left(client));
}

/** Takes the callback for the answer off the arguments of an event; not every client sends one. */
function readAck(sent: unknown[]): (reply: object) => void {
	const last = sent.at(-1);
	if (typeof last !== 'function') return () => undefined;
	sent.pop();
	return last as (reply: object) => void;
}

async function answer(
	event: ClientEvent,
	raw: unknown,
	handler: Handler<ClientEvent>,
	client: LiveClient,
	setup: LiveSetup,
	bucket: TokenBucket
): Promise<Reply<ClientEvent>> {
	try {
		if (!bucket.take())
			throw new AppError('too_fast', 429, 'Too many messages at once. Wait a moment.');
		const input = v.safeParse(clientEvents[event], raw);
		if (!input.success) throw new AppError(UNREADABLE.code, 400, UNREADABLE.message);
		setup.authorise(event, client.actor);
		return { ok: true, ...(await handler(client, input.output as never)) };
	} catch (fault) {
		if (fault instanceof AppError)
			return {
				ok: false,
				code: fault.code,
				message: fault.message,
				details: fault.details
			};
		const id = logFault(fault, `socket ${event}`);
		return {
			ok: false,
			code: 'fault',
			message: `Something went wrong (id ${id}).`
		};
	}
}

interface Sending {
	room: string | string[];
	event: keyof ServerEvents;
	payload: ServerEvents[keyof ServerEvents];
	except?: string[];
	volatile?: boolean;
}
const sendings = topic<Sending>('socket.send', (sending) => send(sending));
const breaks = topic<string>('socket.break', (personId) => breakConnections(personId));

function send({ room, event, payload, except = [], volatile = false }: Sending): void {
	const target = getHost().io?.to(room).except(except);
	(volatile ? target?.volatile : target)?.emit(event, payload);
}

/**
 * Sends one typed event to a room (`meeting:ID`, `user:ID`), whichever process its people are
 * connected to. With `publishHere` the only place that broadcasts.
 */
export function publish<E extends keyof ServerEvents>(
	room: string | string[],
	event: E,
	payload: ServerEvents[E]
): void {
	send({ room, event, payload });
	sendings.tell({ room, event, payload });
}

/**
 * Sends to those connected to this process: what every process tells its own people. `room` may
 * also be a socket's id; `except` names rooms left out; `volatile` may be lost on a slow line.
 */
export function publishHere<E extends keyof ServerEvents>(
	room: string | string[],
	event: E,
	payload: ServerEvents[E],
	options: { except?: string[]; volatile?: boolean } = {}
): void {
	send({ room, event, payload, ...options });
}

/** Sends one typed event to everybody connected to this process. */
export function publishToAllHere<E extends keyof ServerEvents>(
	event: E,
	payload: ServerEvents[E]
): void {
	getHost().io?.emit(event, payload);
}

/** Everybody connected to this process. */
export function listSockets(): Socket[] {
	return [...(getHost().io?.of('/').sockets.values() ?? [])];
}

/** Breaks a person's connections so that they come again and everything they join is checked anew. */
export function reconnectPerson(personId: string): void {
	breakConnections(personId);
	breaks.tell(personId);
}

function breakConnections(personId: string): void {
	for (const socket of listSockets()) if (socket.rooms.has(`user:${personId}`)) socket.conn.close();
}
