import { claim, findHolder } from './claim.ts';
import { connect } from './database.ts';
import { findLivekit } from './livekit-program.ts';
import { clearLivekit, startLivekit, type Livekit } from './livekit.ts';
import { choosePorts } from './ports.ts';
import { clearPostgres, startPostgres, type Postgres } from './postgres.ts';
import { Refusal, tell } from './progress.ts';

interface ServicesOptions {
	data: string;
	/** Address of the application, for LiveKit's webhook. */
	app: string;
	/** First of the ports; without it, remembered or free ones. */
	firstPort?: number;
	/** Off only for tests. */
	fsync?: boolean;
	/** Databases and LiveKit servers named here are used instead of embedded ones. */
	given: { DATABASE_URL?: string; LIVEKIT_URL?: string };
	/** Abandons a build or download of LiveKit. */
	signal?: AbortSignal;
}

export interface Services {
	postgres?: Postgres;
	livekit?: Livekit;
	/** Starts LiveKit again after `livekit.stop()`, with the same ports and keys. */
	restartLivekit(): Promise<Livekit | undefined>;
	/** The same for PostgreSQL. */
	restartPostgres(): Promise<Postgres | undefined>;
	/** What the application needs to know of them. */
	env: Record<string, string>;
	stop(): Promise<void>;
}

/** Starts what the application needs and nobody else provides, in one data folder, alone in it. */
export async function startServices(options: ServicesOptions): Promise<Services> {
	const { data, app, firstPort, fsync, given, signal } = options;
	const release = claim(data);
	if (!release) {
		throw new Refusal(
			`Emvod runs already on ${data} (process ${findHolder(data)}). ` +
				'Stop it, or give this one its own folder in EMVOD_DATA.'
		);
	}
	let { postgres, livekit }: { postgres?: Postgres; livekit?: Livekit } = {};
	async function stop() {
		await livekit?.stop();
		await postgres?.stop();
		release?.();
	}
	try {
		await clearLivekit(data);
		await clearPostgres(data);
		const ports = await choosePorts(data, firstPort);
		const launchPostgres = () => startPostgres({ data, port: ports.postgres, fsync });
		if (given.DATABASE_URL) {
			await (await connect(given.DATABASE_URL)).end();
			tell('Database given by DATABASE_URL answers');
		} else {
			postgres = await launchPostgres();
			tell(`PostgreSQL ready on port ${ports.postgres}`);
		}
		signal?.throwIfAborted();
		const found = given.LIVEKIT_URL ? undefined : await findLivekit(signal);
		async function launchLivekit() {
			if (!found || 'reason' in found) return undefined;
			return startLivekit({ program: found.program, data, ports, app });
		}
		if (!found) tell('LiveKit is given');
		else if ('reason' in found) tell(`No video: ${found.reason}`);
		else {
			// Agenda, notes, films and reports need no LiveKit: a broken one must not keep them away.
			livekit = await launchLivekit().catch((error: Error) => {
				tell(`No video: ${error.message}`);
				return undefined;
			});
			if (livekit) tell(`LiveKit ready on port ${ports.livekit}`);
		}
		return {
			get postgres() {
				return postgres;
			},
			get livekit() {
				return livekit;
			},
			restartLivekit: async () => (livekit = await launchLivekit()),
			restartPostgres: async () => (postgres &&= await launchPostgres()),
			env: { ...(postgres && { DATABASE_URL: postgres.url }), ...livekit?.env },
			stop
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
