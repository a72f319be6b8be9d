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
	/** Abandons what is under way. */
	signal?: AbortSignal;
	/** Takes what stops everything, as soon as there is something to stop. */
	defer?: (stop: () => Promise<void>) => void;
	/** Fills the database; LiveKit may still be on its way. */
	prepare?: (databaseUrl: string) => Promise<void>;
	/** Work that needs none of the services and runs beside them. */
	beside?: (signal: AbortSignal) => Promise<void>;
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

/**
 * Starts what the application needs and nobody else provides, in one data folder, alone in it. The
 * database with its preparation, LiveKit, and the work beside go on at the same time.
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
	const { data, app, firstPort, fsync, given } = options;
	const release = claim(data);
	if (!release) {
		throw new Refusal(
			`Emvod runs already on ${data} (process ${findHolder(data)}). ` +
				'Stop it, or give this one its own folder in EMVOD_DATA.'
		);
	}
	const failed = new AbortController();
	const signal = AbortSignal.any([failed.signal, ...(options.signal ? [options.signal] : [])]);
	let { postgres, livekit }: { postgres?: Postgres; livekit?: Livekit } = {};
	/** Services that are being started: a stop must not miss them. */
	const launching = new Set<Promise<unknown>>();
	let stopping: Promise<void> | undefined;

	function launch<T>(start: Promise<T>): Promise<T> {
		const settled = start.catch(() => undefined).finally(() => launching.delete(settled));
		launching.add(settled);
		return start;
	}
	async function stopAll() {
		failed.abort();
		await Promise.all(launching);
		await livekit?.stop();
		await postgres?.stop();
		release?.();
	}
	const stop = () => (stopping ??= stopAll());
	options.defer?.(stop);

	try {
		await clearLivekit(data);
		await clearPostgres(data);
		const ports = await choosePorts(data, firstPort);
		const launchPostgres = async () =>
			(postgres = await startPostgres({ data, port: ports.postgres, fsync }));

		if (given.DATABASE_URL) {
			await (await connect(given.DATABASE_URL)).end();
			tell('Database given by DATABASE_URL answers');
		}
		async function bringDatabase() {
			if (!given.DATABASE_URL) {
				await launch(launchPostgres());
				tell(`PostgreSQL ready on port ${ports.postgres}`);
			}
			signal.throwIfAborted();
			await options.prepare?.(given.DATABASE_URL ?? postgres?.url ?? '');
		}

		let found: Awaited<ReturnType<typeof findLivekit>> | undefined;
		async function launchLivekit() {
			if (!found || 'reason' in found) return undefined;
			return (livekit = await startLivekit({ program: found.program, data, ports, app }));
		}
		async function bringLivekit() {
			if (given.LIVEKIT_URL) return tell('LiveKit is given');
			found = await findLivekit(signal);
			signal.throwIfAborted();
			if ('reason' in found) return tell(`No video: ${found.reason}`);
			// Agenda, notes, films and reports need no LiveKit: a broken one must not keep them away.
			const ready = await launch(launchLivekit()).catch((error: Error) => {
				tell(`No video: ${error.message}`);
			});
			if (ready) tell(`LiveKit ready on port ${ports.livekit}`);
		}

		await Promise.all([bringDatabase(), bringLivekit(), options.beside?.(signal)]);
		signal.throwIfAborted();
		return {
			get postgres() {
				return postgres;
			},
			get livekit() {
				return livekit;
			},
			restartLivekit: launchLivekit,
			restartPostgres: async () => postgres && launchPostgres(),
			env: { ...(postgres && { DATABASE_URL: postgres.url }), ...livekit?.env },
			stop
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
