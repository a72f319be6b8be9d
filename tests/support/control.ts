import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = number | string | null | undefined;

/**
 * Playwright's workers are processes of their own, but what they stop and start again belongs to
 * the process of the global setup: they ask it over loopback.
 */
export async function offerControls(
	controls: Record<string, () => Promise<Answer>>
): Promise<{ address: string; server: Server }> {
	const server = createServer(async (request, response) => {
		const name = (request.url ?? '').slice(1);
		try {
			const control = request.method === 'POST' ? controls[name] : undefined;
			if (!control) throw new Error(`There is no control "${name}"`);
			response.end(JSON.stringify({ value: (await control()) ?? null }));
		} catch (error) {
			response.statusCode = 500;
			response.end(JSON.stringify({ message: String(error) }));
		}
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return { address: `http://127.0.0.1:${port}`, server };
}

async function ask(control: string): Promise<Answer> {
	const response = await fetch(`${process.env.EMVOD_TEST_CONTROL}/${control}`, { method: 'POST' });
	const answer = (await response.json()) as { value: Answer; message?: string };
	if (!response.ok) throw new Error(answer.message);
	return answer.value;
}

/** What a story may do to the running stack. Leave it running at the end of the story. */
export const stack = {
	get address() {
		return process.env.EMVOD_TEST_ADDRESS ?? '';
	},
	get databaseUrl() {
		return process.env.EMVOD_TEST_DATABASE ?? '';
	},
	get data() {
		return process.env.EMVOD_TEST_DATA ?? '';
	},
	/** SIGTERM; returns the exit code. */
	stopApp: () => ask('stopApp'),
	/** SIGKILL: what a crash of the machine does to the application alone. */
	killApp: () => ask('killApp'),
	startApp: () => ask('startApp'),
	killLivekit: () => ask('killLivekit'),
	startLivekit: () => ask('startLivekit'),
	stopPostgres: () => ask('stopPostgres'),
	killPostgres: () => ask('killPostgres'),
	startPostgres: () => ask('startPostgres'),
	/** A second process of the application on the same database and folder; its address. */
	startTwin: async () => String(await ask('startTwin')),
	stopTwin: () => ask('stopTwin'),
	killTwin: () => ask('killTwin'),
	/** Process id of the application. */
	appPid: async () => Number(await ask('appPid'))
};
