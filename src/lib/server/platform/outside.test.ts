import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { isPublicAddress, visit, type Guard } from './outside.ts';

const closing: Array<() => void> = [];
afterAll(() => closing.forEach((close) => close()));

/** A server on loopback, and a guard that lets the visit in under a name of its own. */
async function serve(answer: RequestListener) {
	const asked: string[] = [];
	const server = createServer((request, response) => {
		asked.push(`${request.method} ${request.headers.host}`);
		answer(request, response);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	closing.push(() => server.close());
	const { port } = server.address() as AddressInfo;
	const guard: Guard = {
		resolve: async () => [{ address: '127.0.0.1', family: 4 }],
		isAllowed: () => true,
		ports: [port]
	};
	return { url: `http://somewhere.example:${port}/page`, port, guard, asked };
}

test('what answers is alive, and what is gone is not', async () => {
	for (const [code, isAlive] of [
		[200, true],
		[401, true],
		[302, true],
		[404, false],
		[500, false]
	] as const) {
		const { url, guard, port, asked } = await serve((_, response) => {
			response.writeHead(code, code === 302 ? { location: 'http://127.0.0.1/secret' } : {}).end();
		});
		expect(await visit(url, guard)).toMatchObject({ isAlive, status: String(code) });
		expect(asked[0]).toBe(`HEAD somewhere.example:${port}`);
		expect(asked).toHaveLength(code >= 400 ? 2 : 1);
	}
});

test('who does not understand HEAD is asked with GET', async () => {
	const { url, guard } = await serve((request, response) => {
		response.writeHead(request.method === 'HEAD' ? 405 : 200).end();
	});
	expect(await visit(url, guard)).toMatchObject({ isAlive: true, status: '200' });
});

test('a move for good is noted and not followed', async () => {
	const { url, guard, asked } = await serve((_, response) => {
		response.writeHead(301, { location: '/new place' }).end();
	});
	const { movedTo, isAlive } = await visit(url, guard);
	expect({ movedTo, isAlive }).toEqual({
		movedTo: new URL('/new%20place', url).href,
		isAlive: true
	});
	expect(asked).toHaveLength(1);
});

test('an endless answer is cut off', async () => {
	let sent = 0;
	const { url, guard } = await serve((request, response) => {
		if (request.method === 'HEAD') return void response.writeHead(404).end();
		response.writeHead(200);
		const timer = setInterval(() => {
			sent += 16_384;
			response.write(Buffer.alloc(16_384));
		}, 1);
		response.on('close', () => clearInterval(timer));
	});
	expect(await visit(url, guard)).toMatchObject({ isAlive: true });
	await new Promise((later) => setTimeout(later, 300));
	const after = sent;
	await new Promise((later) => setTimeout(later, 200));
	expect(sent).toBe(after);
});

test('this machine and its networks are never visited, by name or by number', async () => {
	const { port, asked } = await serve((_, response) => void response.end());
	for (const url of [
		`http://127.0.0.1:${port}/`,
		`http://localhost:${port}/`,
		'http://localhost/',
		'http://127.1/',
		'http://2130706433/',
		'http://0x7f.1/',
		'http://[::1]/',
		'http://[::ffff:127.0.0.1]/',
		'http://10.0.0.1/',
		'http://169.254.169.254/latest/meta-data',
		'http://192.168.1.1/',
		'https://user:secret@example.org/',
		'file:///etc/passwd',
		'gopher://example.org/',
		'javascript:alert(1)',
		'not a link'
	])
		expect(await visit(url), url).toMatchObject({ isAlive: false, status: 'refused' });
	expect(asked).toEqual([]);
	expect(isPublicAddress('93.184.216.34')).toBe(true);
	expect(isPublicAddress('2606:2800:220:1::1')).toBe(true);
	for (const closed of [
		'100.64.0.1',
		'172.31.0.1',
		'224.0.0.1',
		'fe80::1',
		'fc00::1',
		'2002:7f00:1::'
	])
		expect(isPublicAddress(closed), closed).toBe(false);
});

test('a name that also leads inside is refused, and the port must be one of the web', async () => {
	const guard = (addresses: string[]): Guard => ({
		resolve: async () => addresses.map((address) => ({ address, family: 4 })),
		isAllowed: isPublicAddress,
		ports: [80, 443]
	});
	expect(await visit('http://two.example/', guard(['93.184.216.34', '10.0.0.1']))).toMatchObject({
		status: 'refused'
	});
	expect(await visit('http://one.example:22/', guard(['93.184.216.34']))).toMatchObject({
		status: 'refused'
	});
	expect(await visit('http://none.example/', guard([]))).toMatchObject({ status: 'unresolved' });
});
