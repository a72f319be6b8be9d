import { lookup } from 'node:dns/promises';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';

interface Address {
	address: string;
	family: number;
}

/** What decides where this server may go; tests bring their own, for a server on loopback. */
export interface Guard {
	resolve(host: string): Promise<Address[]>;
	isAllowed(address: string): boolean;
	ports: readonly number[];
}

const closed = new BlockList();
for (const [net, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3]
] as const)
	closed.addSubnet(net, bits, 'ipv4');
// Of IPv6 only what is routed in the world at large, without the ways back into IPv4.
const open6 = new BlockList();
open6.addSubnet('2000::', 3, 'ipv6');
const closed6 = new BlockList();
for (const [net, bits] of [
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16]
] as const)
	closed6.addSubnet(net, bits, 'ipv6');

/** Public addresses only: neither this machine, nor its networks, nor what is reserved. */
export function isPublicAddress(address: string): boolean {
	if (!isIPv6(address)) return !closed.check(address, 'ipv4');
	return open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}

const guarded: Guard = {
	resolve: (host) => lookup(host, { all: true }),
	isAllowed: isPublicAddress,
	ports: [80, 443]
};

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 65_536;

export interface Visit {
	isAlive: boolean;
	/** The HTTP status, or why there was none: `refused`, `unresolved`, `timeout`, `failed`. */
	status: string;
	/** Where it says it has gone for good. */
	movedTo: string | null;
}

/**
 * Whether something stands at an outside address: HEAD, and GET where that is not understood. The
 * name is resolved once and the connection goes to that very address; redirects are not followed.
 */
export async function visit(url: string, guard: Guard = guarded): Promise<Visit> {
	const parsed = URL.canParse(url) ? new URL(url) : null;
	if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password)
		return dead('refused');
	const port = Number(parsed.port || (parsed.protocol === 'https:' ? 443 : 80));
	if (!guard.ports.includes(port)) return dead('refused');
	const host = parsed.hostname.replace(/^\[|\]$/g, '');
	const addresses = await withTime(guard.resolve(host)).catch(() => []);
	const [first] = addresses;
	if (!first) return dead('unresolved');
	if (!addresses.every(({ address }) => guard.isAllowed(address))) return dead('refused');
	const head = await ask(parsed, 'HEAD', first);
	return /^(4|5)\d\d$/.test(head.status) || head.status === 'failed'
		? ask(parsed, 'GET', first)
		: head;
}

function dead(status: string): Visit {
	return { isAlive: false, status, movedTo: null };
}

function withTime<T>(promise: Promise<T>): Promise<T> {
	return Promise.race([
		promise,
		new Promise<never>((_, reject) =>
			setTimeout(() => reject(new Error('timeout')), TIMEOUT_MS).unref()
		)
	]);
}

function ask(url: URL, method: 'HEAD' | 'GET', pinned: Address): Promise<Visit> {
	const request = url.protocol === 'https:' ? requestSecure : requestPlain;
	const pin: LookupFunction = (_, options, done) =>
		options.all ? done(null, [pinned] as never) : done(null, pinned.address, pinned.family);
	return new Promise((resolve) => {
		const sent = request(
			url,
			{
				method,
				lookup: pin,
				agent: false,
				signal: AbortSignal.timeout(TIMEOUT_MS),
				headers: { 'user-agent': 'Emvod link check', accept: '*/*' }
			},
			(answer) => {
				resolve(judge(url, answer));
				let bytes = 0;
				answer.on('data', (chunk: Buffer) => {
					bytes += chunk.length;
					if (bytes > MOST_BYTES) answer.destroy();
				});
				answer.on('error', () => undefined);
			}
		);
		sent.on('error', (fault) =>
			resolve(
				dead(fault.name === 'TimeoutError' || fault.name === 'AbortError' ? 'timeout' : 'failed')
			)
		);
		sent.end();
	});
}

/** What asks for a sign-in or is busy is there; only what is gone or broken is not. */
function judge(url: URL, { statusCode = 0, headers }: IncomingMessage): Visit {
	const isAlive = statusCode < 400 || [401, 403, 405, 429].includes(statusCode);
	const isMoved = statusCode === 301 || statusCode === 308;
	const target = headers.location ?? '';
	const movedTo = isMoved && URL.canParse(target, url) ? new URL(target, url).href : null;
	return { isAlive, status: String(statusCode), movedTo };
}
