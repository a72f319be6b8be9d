import { createServer } from 'node:net';
import { Refusal } from './progress.ts';

export interface Web {
	host: string;
	port: number;
	/** Address for people and for LiveKit's webhook on this machine. */
	address: string;
	/** Reachable from this machine only, and under no public name. */
	isPrivate: boolean;
}

/** Where the application is to listen: HOST and PORT. */
export function readWeb(env: NodeJS.ProcessEnv): Web {
	const host = env.HOST || '127.0.0.1';
	const port = Number(env.PORT || 3000);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		throw new Refusal(`PORT must be a port number, not "${env.PORT}".`);
	}
	const everywhere = host === '0.0.0.0' || host === '::';
	const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
	const isLocal = ['127.0.0.1', 'localhost', '::1'].includes(host);
	return { host, port, address: `http://${name}:${port}`, isPrivate: isLocal && !env.ORIGIN };
}

/** Refuses when the port is taken, before anything else is started. */
export async function refuseTakenPort({ host, port }: Web): Promise<void> {
	const code = await new Promise<string | undefined>((done) => {
		const probe = createServer().once('error', (fault) =>
			done((fault as NodeJS.ErrnoException).code)
		);
		probe.listen(port, host, () => probe.close(() => done(undefined)));
	});
	if (code === 'EADDRINUSE') {
		throw new Refusal(
			`Port ${port} on ${host} is taken. Stop what uses it, or choose another PORT.`
		);
	}
	if (code) throw new Refusal(`Cannot listen on ${host}:${port} (${code}). Check HOST and PORT.`);
}
