// npm start and npm run dev: everything Emvod needs on one machine, in one command.
import { join } from 'node:path';
import { buildIfStale } from './build.ts';
import { describeAccounts, isEmpty, refuseOpenAccounts } from './demo-accounts.ts';
import { migrateAloud } from './migrate.ts';
import { dataFolder, root } from './paths.ts';
import { readFirstPort } from './ports.ts';
import { during, explain, Refusal, tell } from './progress.ts';
import { startServices } from './services.ts';
import { prepareShutdown } from './shutdown.ts';
import { readWeb, refuseTakenPort } from './web.ts';

const shutdown = prepareShutdown();

async function start(isDevelopment: boolean): Promise<void> {
	if (!process.version.startsWith('v24.')) {
		throw new Refusal(`Emvod needs Node 24, this is ${process.version}: use npm start.`);
	}
	process.chdir(root);
	process.env.NODE_ENV = isDevelopment ? 'development' : 'production';
	const data = dataFolder();
	process.env.EMVOD_DATA = data;
	const web = readWeb(process.env);
	await refuseTakenPort(web);

	// Accounts with a published password are for this machine only, unless asked for.
	if (web.isPrivate) process.env.EMVOD_DEMO ??= '1';
	const { DATABASE_URL, LIVEKIT_URL } = process.env;
	const services = await startServices({
		data,
		app: web.address,
		firstPort: readFirstPort(),
		given: { DATABASE_URL, LIVEKIT_URL },
		signal: shutdown.signal,
		defer: shutdown.defer,
		prepare: (url) => prepareDatabase(url, join(data, 'media'), web.isPrivate),
		beside: async (signal) => {
			if (!isDevelopment) await buildIfStale(signal);
		}
	});
	Object.assign(process.env, services.env);
	const url = process.env.DATABASE_URL ?? '';

	shutdown.signal.throwIfAborted();
	if (isDevelopment) {
		const { startDevelopment } = await import('./development.ts');
		shutdown.defer(await startDevelopment(web.host, web.port));
	} else {
		const { serve } = await import('../server.ts');
		const server = await serve(web.host, web.port);
		shutdown.defer(() => server.close());
	}
	shutdown.signal.throwIfAborted();
	tell(`Emvod is ready: ${process.env.ORIGIN ?? web.address}`);
	if (!process.env.ORIGIN && !web.isPrivate) {
		tell('Set ORIGIN to the public address: until then only this machine is answered.');
	}
	for (const line of await describeAccounts(url)) console.log(line);
	console.log('Ctrl-C stops everything.');
}

/** Brings the database to the newest schema, and loads the demo into an empty one where it may be. */
async function prepareDatabase(url: string, mediaDir: string, isPrivate: boolean): Promise<void> {
	process.env.DATABASE_URL = url;
	await migrateAloud(url);
	shutdown.signal.throwIfAborted();
	if (process.env.EMVOD_DEMO !== '1') {
		if (isPrivate) return;
		await refuseOpenAccounts(url);
		return tell(
			'No demo, because others can reach this address; EMVOD_DEMO=1 loads it all the same'
		);
	}
	if (!(await isEmpty(url))) return;
	tell('Loading the demo: a minute, several on a slow machine');
	const { loadDemo } = await import('./demo.ts');
	await during('loading the demo', () => loadDemo(url, { mediaDir }));
	tell('Demo loaded');
}

try {
	await shutdown.await(start(process.argv.includes('--dev')));
} catch (error) {
	if (!shutdown.signal.aborted) explain(error);
	await shutdown.stop('start failed', 1);
}
