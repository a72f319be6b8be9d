import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { now } from './clock.ts';

export interface Line {
	/** Bytes a second in each direction. */
	bytesPerSecond: number;
	/** Milliseconds that each direction takes. */
	delay: number;
}

/** A thin line to a server on this machine: slow, far, and now and then silent. */
export interface Relay {
	readonly port: number;
	/** Bytes carried so far. */
	readonly carried: { up: number; down: number };
	/** Nothing moves for so many milliseconds. */
	stall(ms: number): void;
	/** Breaks every connection and takes none until `mend`. */
	cut(): void;
	mend(): void;
	close(): void;
}

/** So much may wait in one direction before the sender has to. */
const LONGEST_QUEUE = 64 * 1024;

export async function openRelay(target: number, line: Line): Promise<Relay> {
	const carried = { up: 0, down: 0 };
	const sockets = new Set<Socket>();
	let isCut = false;
	let silentUntil = 0;

	function carry(from: Socket, to: Socket, direction: 'up' | 'down'): void {
		let free = 0;
		let waiting = 0;
		from.on('data', (bytes) => {
			carried[direction] += bytes.length;
			waiting += bytes.length;
			if (waiting > LONGEST_QUEUE) from.pause();
			free = Math.max(free, now(), silentUntil) + (bytes.length / line.bytesPerSecond) * 1000;
			setTimeout(
				() => {
					waiting -= bytes.length;
					if (waiting <= LONGEST_QUEUE) from.resume();
					if (!to.destroyed) to.write(bytes);
				},
				free + line.delay - now()
			);
		});
		from.on('close', () => to.destroy());
		from.on('error', () => to.destroy());
	}

	const server = createServer((client) => {
		if (isCut) return void client.destroy();
		const upstream = connect(target, '127.0.0.1');
		for (const socket of [client, upstream]) {
			socket.setNoDelay(true);
			sockets.add(socket);
			socket.on('close', () => sockets.delete(socket));
		}
		carry(client, upstream, 'up');
		carry(upstream, client, 'down');
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		port: (server.address() as AddressInfo).port,
		carried,
		stall(ms) {
			silentUntil = now() + ms;
		},
		cut() {
			isCut = true;
			for (const socket of sockets) socket.destroy();
		},
		mend() {
			isCut = false;
		},
		close() {
			for (const socket of sockets) socket.destroy();
			server.close();
		}
	};
}
