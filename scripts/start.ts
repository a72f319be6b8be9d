// npm start and npm run dev: everything Emvod needs on one machine, in one command.
import { join } from 'node:path';
import { buildIfStale } from './build.ts';
import { describeAccounts, isEmpty, refuseOpenAccounts } from './demo-accounts.ts';
import { migrateAloud } from './migrate.ts';
import { dataFolder, root } from './paths.ts';
import { readFirstPort } from './ports.ts';
import { explain, Refusal, tell } from './progress.ts';
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

	const { DATABASE_URL, LIVEKIT_URL } = process.env;
	const services = await startServices({
		data,
		app: web.address,
		firstPort: readFirstPort(),
		given: { DATABASE_URL, LIVEKIT_URL },
		signal: shutdown.signal
	});
	shutdown.defer(() => services.stop());
	shutdown.signal.throwIfAborted();
	Object.assign(process.env, services.env);
	const url = process.env.DATABASE_URL ?? '';
	await migrateAloud(url);

	// Accounts with a published password are for this machine only, unless asked for.
	if (web.isPrivate) process.env.EMVOD_DEMO ??= '1';
	const demoAllowed = process.env.EMVOD_DEMO === '1';
	if (demoAllowed && (await isEmpty(url))) {
		tell('Loading the demo');
		const { loadDemo } = await import('./demo.ts');
		await loadDemo(url, { mediaDir: join(data, 'media') });
		tell('Demo loaded');
	}
	if (!demoAllowed && !web.isPrivate) {
		await refuseOpenAccounts(url);
		tell('No demo, because others can reach this address; EMVOD_DEMO=1 loads it all the same');
	}

	shutdown.signal.throwIfAborted();
	if (isDevelopment) {
		const { startDevelopment } = await import('./development.ts');
		shutdown.defer(await startDevelopment(web.host, web.port));
	} else {
		await buildIfStale(shutdown.signal);
		shutdown.signal.throwIfAborted();
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

try {
	await shutdown.await(start(process.argv.includes('--dev')));
} catch (error) {
	if (!shutdown.signal.aborted) explain(error);
	await shutdown.stop('start failed', 1);
}
