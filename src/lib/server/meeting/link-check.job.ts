import { getDb } from '../platform/db.ts';
import { work } from '../platform/jobs.ts';
import { checkLinks } from './link-check.ts';

/** Runs every night; which links it visits is decided by when each was last seen. */
export function registerLinkJobs(): void {
	work('links-check', async () => void (await checkLinks(getDb())));
}
