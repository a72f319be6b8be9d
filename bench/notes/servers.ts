import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { now, pause } from './clock.ts';
import { pin } from './machine.ts';
import type { Subject } from './subjects.ts';

export interface Memory {
	rss: number;
	/** Bytes in use after a full collection, buffers included. */
	heap: number;
}

/** A measured server in a process of its own. */
export interface Server {
	readonly pid: number;
	readonly port: number;
	/** Milliseconds from the start of the process until it took connections. */
	readonly startedIn: number;
	isAlive(): boolean;
	/** The last lines that it wrote to its error output. */
	errors(): string;
	memory(): Promise<Memory>;
	/** p99 of its event loop's delay since the last question. */
	delay(): Promise<number>;
	stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface Given {
	program?: string;
	args?: string[];
	env?: Record<string, string>;
	port: number;
	core?: number;
}

interface Told {
	memory: Memory;
	delay: number;
}

const PROBE = new URL('./probe.ts', import.meta.url).href;
const PATIENCE = 20_000;

/** The same Node with the same flags for everybody; resolves when the port takes connections. */
export async function startServer(subject: Subject, given: Given): Promise<Server> {
	const { port } = given;
	const began = now();
	const [flags, args] = [['--expose-gc', '--import', PROBE], given.args ?? []];
	const child = spawn(process.execPath, [...flags, given.program ?? subject.program, ...args], {
		env: {
			...process.env,
			NODE_ENV: 'production',
			NODE_NO_WARNINGS: '1',
			LOG_LEVEL: 'error',
			HOST: '127.0.0.1',
			PORT: String(port),
			...given.env
		},
		stdio: ['ignore', 'ignore', 'pipe', 'ipc']
	});
	let errors = '';
	child.stderr!.on('data', (text) => (errors = (errors + String(text)).slice(-4000)));
	if (given.core !== undefined && child.pid) pin(child.pid, given.core);
	const exit = once(child, 'exit');
	const isAlive = () => child.exitCode === null && child.signalCode === null;
	while (!(await accepts(port))) {
		if (isAlive() && now() - began < PATIENCE) await pause(15);
		else {
			child.kill('SIGKILL');
			throw new Error(`${subject.title} did not start: ${errors.trim() || 'no word from it'}`);
		}
	}
	const ask = async (question: 'memory' | 'delay'): Promise<Told> => {
		const told = once(child, 'message', { signal: AbortSignal.timeout(10_000) });
		child.send(question);
		return ((await told) as [Told])[0];
	};
	return {
		pid: child.pid!,
		port,
		startedIn: now() - began,
		isAlive,
		errors: () => errors,
		async memory() {
			await ask('memory');
			await pause(150); // what is finalised after the collection
			return (await ask('memory')).memory;
		},
		delay: async () => (await ask('delay')).delay,
		async stop(signal = 'SIGKILL') {
			if (isAlive()) child.kill(signal);
			await exit;
		}
	};
}

function accepts(port: number): Promise<boolean> {
	return new Promise((done) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => done(true)).once('error', () => done(false));
		socket.once('connect', () => socket.destroy());
	});
}

/** A folder that is gone after the run. */
export function makeFolder(): { path: string; remove(): void } {
	const path = mkdtempSync(join(tmpdir(), 'emvod-bench-'));
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
