import { getConfig } from '../platform/config.ts';
import { getDb } from '../platform/db.ts';
import { work } from '../platform/jobs.ts';
import { sendDigests } from './digest.ts';

/** Looks every hour for reports whose participants have not been written to. */
export function registerDigestJobs(): void {
	work('digests-send', async () => {
		const { ORIGIN, HOST, PORT } = getConfig();
		await sendDigests(getDb(), ORIGIN ?? `http://${HOST}:${PORT}`);
	});
}
