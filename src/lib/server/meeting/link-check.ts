import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../platform/db.ts';
import { visit, type Guard } from '../platform/outside.ts';
import { forgetUnused, listDue, saveVisit } from './link.rows.ts';

const AT_ONCE = 3;
const PAUSE_MS = 500;
const MOST = 120;

/**
 * Visits the outside links that are due: each once a week, one that failed again after a day. Three
 * at a time with a pause, at most 120 in a run; the next run takes the rest.
 * @returns how many were visited
 */
export async function checkLinks(
	db: Db,
	options: { guard?: Guard; now?: () => Date; pauseMs?: number } = {}
): Promise<number> {
	const now = options.now ?? (() => new Date());
	await forgetUnused(db);
	const due = await listDue(db, now(), MOST);
	for (let at = 0; at < due.length; at += AT_ONCE) {
		if (at > 0) await wait(options.pauseMs ?? PAUSE_MS);
		await Promise.all(
			due.slice(at, at + AT_ONCE).map(async (url) => {
				await saveVisit(db, url, await visit(url, options.guard), now());
			})
		);
	}
	return due.length;
}
