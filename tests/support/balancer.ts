import { createServer, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/** The cookie by which a browser stays with one process, as long polling needs. */
export const SIDE = 'side';

/**
 * A reverse proxy before several processes: sticky by cookie, and to another one when the chosen
 * is not there.
 */
export async function startBalancer(addresses: string[]) {
	const targets = addresses.map((address) => new URL(address));
	const chosenBy = ({ headers }: IncomingMessage) =>
		Number(new RegExp(`${SIDE}=(\\d)`).exec(headers.cookie ?? '')?.[1] ?? 0);
	/** The sides to try, the chosen one first. */
	const order = (incoming: IncomingMessage) => {
		const chosen = chosenBy(incoming);
		return [chosen, ...targets.keys().filter((side) => side !== chosen)];
	};

	const server = createServer((incoming, answer) => {
		const parts: Buffer[] = [];
		incoming.on('data', (part: Buffer) => parts.push(part));
		incoming.on('end', () => pass(order(incoming)));
		function pass([side, ...others]: number[]): void {
			if (side === undefined) return void answer.writeHead(502).end();
			const { method, url, headers } = incoming;
			const { hostname, port } = targets[side]!;
			const onward = request({ hostname, port, path: url, method, headers }, (response) => {
				const cookies = [...(response.headers['set-cookie'] ?? []), `${SIDE}=${side}; Path=/`];
				answer.writeHead(response.statusCode ?? 502, {
					...response.headers,
					'set-cookie': cookies
				});
				response.pipe(answer);
				response.on('error', () => answer.destroy());
			});
			onward.on('error', () => (answer.headersSent ? answer.destroy() : pass(others)));
			onward.end(Buffer.concat(parts));
		}
	});
	server.on('upgrade', (incoming, socket, head) => {
		socket.on('error', () => socket.destroy());
		function pass([side, ...others]: number[]): void {
			if (side === undefined) return void socket.destroy();
			const { hostname, port } = targets[side]!;
			const onward = connect(Number(port), hostname, () => {
				const { method, url, rawHeaders } = incoming;
				const lines = [`${method} ${url} HTTP/1.1`];
				for (let at = 0; at < rawHeaders.length; at += 2)
					lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
				onward.write(`${lines.join('\r\n')}\r\n\r\n`);
				onward.write(head);
				onward.pipe(socket).pipe(onward);
				others = [];
			});
			onward.on('error', () => (others.length ? pass(others) : socket.destroy()));
			onward.on('close', () => others.length || socket.destroy());
		}
		pass(order(incoming));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		address: `http://127.0.0.1:${port}`,
		close() {
			server.close();
			server.closeAllConnections();
		}
	};
}
