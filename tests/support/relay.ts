import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** A line over loopback that a test can spoil. */
export interface Relay {
	port: number;
	/** Where new connections lead. */
	target: number;
	/** Breaks every connection and refuses new ones. */
	cut(): void;
	/** What the target answers is lost, though it hears what is said to it. */
	mute(): void;
	/** Nothing passes any more, and nobody is told: a dead line. */
	stall(): void;
	/** As new; connections that were muted are broken, those that were stalled go on. */
	mend(): void;
	/** The line is whole for new connections; those that were stalled stay dead for ever. */
	strand(): void;
	close(): void;
}

export async function layRelay(target: number): Promise<Relay> {
	const pairs = new Set<[inner: Socket, outer: Socket]>();
	const stranded = new Set<Socket>();
	let state: 'whole' | 'cut' | 'mute' | 'stalled' = 'whole';
	const server = createServer((inner) => {
		if (state === 'cut') return void inner.destroy();
		const outer = connect(relay.target, '127.0.0.1');
		const pair: [Socket, Socket] = [inner, outer];
		pairs.add(pair);
		const end = () => {
			pairs.delete(pair);
			inner.destroy();
			outer.destroy();
		};
		for (const one of pair) one.setNoDelay(true).on('error', end).on('close', end);
		inner.on('data', (bytes) => outer.write(bytes));
		outer.on('data', (bytes) => state !== 'mute' && inner.write(bytes));
		if (state === 'stalled') for (const one of pair) one.pause();
	});
	const breakAll = () => {
		for (const [inner] of pairs) inner.destroy();
	};
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const relay: Relay = {
		port: (server.address() as AddressInfo).port,
		target,
		cut() {
			state = 'cut';
			breakAll();
		},
		mute: () => void (state = 'mute'),
		stall() {
			state = 'stalled';
			for (const pair of pairs) for (const one of pair) one.pause();
		},
		mend() {
			if (state === 'mute') breakAll();
			state = 'whole';
			for (const pair of pairs) for (const one of pair) one.resume();
		},
		strand() {
			for (const pair of pairs) for (const one of pair) stranded.add(one);
			pairs.clear();
			state = 'whole';
		},
		close() {
			server.close();
			for (const one of stranded) one.destroy();
			breakAll();
		}
	};
	return relay;
}

/** The same address by way of a relay. */
export function through(relay: Relay, url: string): string {
	const relayed = new URL(url);
	relayed.hostname = '127.0.0.1';
	relayed.port = String(relay.port);
	return relayed.href;
}
