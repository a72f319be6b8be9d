// What runs in production: migrates the database of DATABASE_URL and serves the built application.
import { refuseOpenAccounts } from './demo-accounts.ts';
import { connect } from './database.ts';
import { migrateAloud } from './migrate.ts';
import { explain, Refusal, tell } from './progress.ts';
import { prepareShutdown } from './shutdown.ts';
import { readWeb, refuseTakenPort } from './web.ts';

const shutdown = prepareShutdown();
// A parent that gave us a channel (the tests) must not be outlived.
if (process.send) process.on('disconnect', () => void shutdown.stop('parent gone', 0));
process.env.NODE_ENV = 'production';

async function start(): Promise<void> {
	const web = readWeb(process.env);
	const url = process.env.DATABASE_URL;
	if (!url) throw new Refusal('DATABASE_URL is missing. npm start brings a database of its own.');
	await refuseTakenPort(web);
	await (await connect(url)).end();
	await migrateAloud(url);
	if (process.env.EMVOD_DEMO !== '1') await refuseOpenAccounts(url);
	shutdown.signal.throwIfAborted();
	const { serve } = await import('../server.ts');
	const server = await serve(web.host, web.port);
	shutdown.defer(() => server.close());
	shutdown.signal.throwIfAborted();
	tell(`Emvod listens on ${process.env.ORIGIN ?? web.address}`);
	process.send?.('ready');
}

try {
	await shutdown.await(start());
} catch (error) {
	if (!shutdown.signal.aborted) explain(error);
	await shutdown.stop('start failed', 1);
}
