import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { claimSlot } from '../../scripts/claim.ts';
import { loadDemo } from '../../scripts/demo.ts';
import { migrate } from '../../scripts/migrate.ts';
import { root } from '../../scripts/paths.ts';
import { findFreePort } from '../../scripts/ports.ts';
import { createEmptyDatabase } from '../../scripts/scratch.ts';
import { startServices } from '../../scripts/services.ts';
import { App } from './app.ts';
import { offerControls } from './control.ts';

/** Before the stories: database, LiveKit, demo and the built application, all of their own. */
export default async function setup(): Promise<() => Promise<void>> {
	const slot = claimSlot(join(root, '.emvod/stories'));
	const data = join(slot.data, 'data');
	for (const folder of ['media', 'mail', 'logs']) {
		rmSync(join(data, folder), { recursive: true, force: true });
	}
	mkdirSync(join(data, 'logs'), { recursive: true, mode: 0o711 });
	const port = await findFreePort();
	const address = `http://127.0.0.1:${port}`;
	const services = await startServices({ data, app: address, fsync: false, given: {} });
	let app: App | undefined;
	let twin: App | undefined;

	async function stopAll() {
		await twin?.stop();
		await app?.stop();
		await services.stop();
		slot.release();
	}
	try {
		const database = await createEmptyDatabase(services.env.DATABASE_URL ?? '', 'emvod_stories');
		await migrate(database);
		await loadDemo(database, { mediaDir: join(data, 'media') });
		app = new App(
			{
				...services.env,
				DATABASE_URL: database,
				EMVOD_DATA: data,
				EMVOD_DEMO: '1',
				HOST: '127.0.0.1',
				PORT: String(port)
			},
			join(data, 'logs', 'app.log')
		);
		await app.start();
		const running = app;
		const controls = await offerControls({
			stopApp: () => running.stop(),
			killApp: () => running.stop('SIGKILL'),
			startApp: async () => void (await running.start()),
			killLivekit: async () => void (await services.livekit?.stop('SIGKILL')),
			startLivekit: async () => void (await services.restartLivekit()),
			stopPostgres: async () => void (await services.postgres?.stop()),
			killPostgres: async () => void (await services.postgres?.stop('SIGKILL')),
			startPostgres: async () => void (await services.restartPostgres()),
			appPid: async () => running.pid,
			startTwin: async () => {
				const twinPort = await findFreePort();
				twin = new App({ ...running.env, PORT: String(twinPort) }, join(data, 'logs', 'twin.log'));
				await twin.start();
				return `http://127.0.0.1:${twinPort}`;
			},
			stopTwin: async () => twin?.stop(),
			killTwin: async () => twin?.stop('SIGKILL')
		});
		process.env.EMVOD_TEST_ADDRESS = address;
		process.env.EMVOD_TEST_CONTROL = controls.address;
		process.env.EMVOD_TEST_DATABASE = database;
		process.env.EMVOD_TEST_DATA = data;
		return async () => {
			controls.server.close();
			await stopAll();
		};
	} catch (error) {
		await stopAll();
		throw error;
	}
}
