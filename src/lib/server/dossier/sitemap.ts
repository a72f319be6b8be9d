import type { Db } from '#lib/server/platform/db.ts';
import { listPublicPathRows } from './sitemap.rows.ts';

/** The path of every page that anybody may read, without language. */
export function listPublicPaths(db: Db): Promise<string[]> {
	return listPublicPathRows(db);
}
