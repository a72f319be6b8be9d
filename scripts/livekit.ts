import { spawn } from 'node:child_process';
import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ports } from './ports.ts';
import type { Service } from './postgres.ts';
import { end, identify } from './process.ts';
import { Refusal, tell } from './progress.ts';
import { readSecrets } from './secrets.ts';
import { supervise } from './supervisor.ts';

export interface Livekit extends Service {
	/** What the application reads: LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET. */
	env: Record<string, string>;
}

interface LivekitOptions {
	program: string;
	data: string;
	ports: Ports;
	/** Address of the application, for the webhook. */
	app: string;
}

/** Starts a LiveKit server for this machine only and waits until it answers. */
export async function startLivekit(options: LivekitOptions): Promise<Livekit> {
	const { data, ports, program } = options;
	mkdirSync(join(data, 'logs'), { recursive: true });
	const { config, pidFile } = filesIn(data);
	const log = join(data, 'logs', 'livekit.log');
	rmSync(config, { force: true });
	writeFileSync(config, JSON.stringify(configure(options), null, '\t'), { mode: 0o600 });
	if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) rmSync(log);

	const server = supervise('LiveKit', () => {
		const out = openSync(log, 'a', 0o600);
		const child = spawn(program, ['--config', config], {
			// Its own process group, so that Ctrl-C in the terminal does not reach it before the app.
			detached: true,
			stdio: ['ignore', out, out]
		});
		child.once('error', (error) => tell(`LiveKit could not be run: ${error.message}`));
		closeSync(out);
		writeFileSync(pidFile, String(child.pid));
		return child;
	});
	const deadline = Date.now() + 20_000;
	while (!(await isReady(ports.livekit))) {
		if (server.ended || Date.now() > deadline) {
			await server.stop('SIGKILL', 0);
			throw new Refusal(`LiveKit did not start; ${log} says why.`);
		}
		await sleep(50);
	}
	server.watch();
	const { livekitKey, livekitSecret } = readSecrets(data);
	return {
		env: {
			LIVEKIT_URL: `ws://127.0.0.1:${ports.livekit}`,
			LIVEKIT_API_KEY: livekitKey,
			LIVEKIT_API_SECRET: livekitSecret
		},
		get pid() {
			return server.pid;
		},
		async stop(signal = 'SIGTERM') {
			// The first SIGTERM waits for the participants to leave: they get a second.
			await server.stop(signal, 1000);
			rmSync(pidFile, { force: true });
		}
	};
}

/** JSON is YAML too, and needs no library to write. */
function configure({ data, ports, app }: LivekitOptions): unknown {
	const { livekitKey, livekitSecret } = readSecrets(data);
	return {
		port: ports.livekit,
		bind_addresses: ['127.0.0.1'],
		rtc: {
			tcp_port: 0, // it would listen on every interface; on loopback UDP never needs it
			udp_port: ports.mediaUdp,
			node_ip: '127.0.0.1',
			interfaces: { includes: [findLoopback()] },
			use_external_ip: false,
			enable_loopback_candidate: true,
			// An own address, so that the built-in list of public STUN servers is not used.
			stun_servers: ['127.0.0.1:3478']
		},
		room: { auto_create: false },
		keys: { [livekitKey]: livekitSecret },
		webhook: { api_key: livekitKey, urls: [`${app}/api/livekit/webhook`] },
		logging: { level: 'warn', pion_level: 'error' }
	};
}

function findLoopback(): string {
	return process.platform === 'linux' ? 'lo' : 'lo0';
}

async function isReady(port: number): Promise<boolean> {
	try {
		return (await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1000) })).ok;
	} catch {
		return false;
	}
}

function filesIn(data: string): { config: string; pidFile: string } {
	return { config: join(data, 'livekit.json'), pidFile: join(data, 'livekit.pid') };
}

/** Ends the server that a kill -9 of its keeper left running, known by its arguments. */
export async function clearLivekit(data: string): Promise<void> {
	const { config, pidFile } = filesIn(data);
	if (!existsSync(pidFile)) return;
	const pid = Number(readFileSync(pidFile, 'utf8'));
	if (!identify(pid)?.endsWith(`--config ${config}`)) return;
	tell(`Stopping LiveKit left over from a killed run (process ${pid})`);
	await end(pid, 'SIGKILL', 0);
}
