import { createSocket } from 'node:dgram';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Refusal } from './progress.ts';

export interface Ports {
	postgres: number;
	livekit: number;
	mediaUdp: number;
}

const names = ['postgres', 'livekit', 'mediaUdp'] as const;

function isFreeTcp(port: number): Promise<boolean> {
	return new Promise((done) => {
		const probe = createServer().once('error', () => done(false));
		probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
	});
}

function isFreeUdp(port: number): Promise<boolean> {
	return new Promise((done) => {
		const probe = createSocket('udp4').once('error', () => done(false));
		probe.bind(port, '127.0.0.1', () => probe.close(() => done(true)));
	});
}

/** Free for both protocols on loopback. */
export async function isFree(port: number): Promise<boolean> {
	return port > 0 && port < 65_536 && (await isFreeTcp(port)) && (await isFreeUdp(port));
}

/** A free port below the range from which systems hand out ports to outgoing connections. */
export async function findFreePort(taken: readonly number[] = []): Promise<number> {
	for (let attempt = 0; attempt < 200; attempt++) {
		const port = 20_000 + Math.floor(Math.random() * 12_000);
		if (!taken.includes(port) && (await isFree(port))) return port;
	}
	throw new Refusal('No free port found between 20000 and 32000 on 127.0.0.1.');
}

/**
 * Ports of the embedded services: four from `first` on when it is given, else those remembered in
 * the data folder while they are free, else new ones.
 */
export async function choosePorts(data: string, first?: number): Promise<Ports> {
	const chosen: number[] = [];
	const remembered = first === undefined ? readRemembered(data) : [];
	for (const [index, name] of names.entries()) {
		if (first !== undefined) {
			if (!(await isFree(first + index))) {
				throw new Refusal(
					`Port ${first + index} is taken, but EMVOD_PORTS=${first} wants it for ${name}.`
				);
			}
			chosen.push(first + index);
			continue;
		}
		const last = remembered[index] ?? 0;
		const usable = !chosen.includes(last) && (await isFree(last));
		chosen.push(usable ? last : await findFreePort(chosen));
	}
	mkdirSync(data, { recursive: true });
	if (first === undefined) writeFileSync(join(data, 'ports.json'), JSON.stringify(chosen));
	const [postgres = 0, livekit = 0, mediaUdp = 0] = chosen;
	return { postgres, livekit, mediaUdp };
}

function readRemembered(data: string): number[] {
	try {
		const ports: unknown = JSON.parse(readFileSync(join(data, 'ports.json'), 'utf8'));
		return Array.isArray(ports) ? ports.map(Number) : [];
	} catch {
		return [];
	}
}

/** The number in EMVOD_PORTS, or undefined when it is not set. */
export function readFirstPort(value = process.env.EMVOD_PORTS): number | undefined {
	if (!value) return undefined;
	const port = Number(value);
	if (Number.isInteger(port) && port > 0 && port < 65_533) return port;
	throw new Refusal(`EMVOD_PORTS must be a port number, not "${value}".`);
}
