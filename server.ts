import { existsSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import compression from 'compression';
import { getHost } from '#lib/server/platform/host.ts';

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const drainPatience = 3000;
const requestPatience = 1500;

/** Runs the built application. `close` ends it in order: drains, Socket.IO, HTTP, database pool. */
export async function serve(hostname: string, port: number): Promise<{ close(): Promise<void> }> {
	const built = new URL('./build/handler.js', import.meta.url);
	if (!existsSync(built)) throw new Error('The application is not built: npm run build');
	const guarded = !process.env.ORIGIN;
	// Without ORIGIN kit assumes https; our own header tells it the truth.
	if (guarded) process.env.PROTOCOL_HEADER ??= 'x-forwarded-proto';
	// Programmes (8 MB, refused in words above it), subtitle files and long offline notes go by HTTP;
	// the adapter allows 512 KB.
	process.env.BODY_SIZE_LIMIT ??= '12M';

	const compress = compression();
	let handle: RequestListener = (_request, response) => void response.writeHead(503).end();
	const server = createServer((request, response) => {
		if (guarded) {
			// Without ORIGIN the Host header decides what counts as same origin: only names that
			// can mean nothing but this machine are believed.
			if (!loopback.test(request.headers.host ?? '')) {
				response.writeHead(421, { 'content-type': 'text/plain' });
				return void response.end('Unknown host name: set ORIGIN to the public address.\n');
			}
			request.headers['x-forwarded-proto'] = 'http';
		}
		// Pages, JSON and feeds: a thin line gets a quarter of the bytes. Built files are compressed already.
		compress(request as never, response as never, () => handle(request, response));
	});
	server.headersTimeout = 20_000;
	server.requestTimeout = 15 * 60_000; // a film over a slow line
	server.keepAliveTimeout = 65_000; // longer than the 60 s after which proxies give up

	getHost().server = server; // before the import, which waits for the application's init
	({ handler: handle } = (await import(built.href)) as { handler: RequestListener });
	await new Promise<void>((done, fail) => {
		server.once('error', fail).listen(port, hostname, done);
	});
	return { close: () => close(server) };
}

async function close(server: Server): Promise<void> {
	const host = getHost();
	host.closing = true;
	for (const drain of host.drains) {
		await Promise.race([drain().catch(console.error), sleep(drainPatience)]);
	}
	const closed = new Promise<void>((done) => server.once('close', done));
	// Armed first, and Socket.IO's own close not awaited: both would wait for a hung request.
	const force = setTimeout(() => server.closeAllConnections(), requestPatience);
	if (host.io) void host.io.close();
	else server.close();
	server.closeIdleConnections();
	await closed;
	clearTimeout(force);
	await Promise.race([host.cluster?.close(), sleep(1000)]);
	await Promise.race([host.pool?.end(), sleep(1000)]);
}
