import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';

/** Every word of what can be found, in small letters without accents; triggers keep them. */
export async function listWords(db: Db): Promise<string[]> {
	const rows = await db.selectFrom('searchWord').select('word').distinct().execute();
	return rows.map(({ word }) => word);
}

export async function clearWords(db: Db): Promise<void> {
	await sql`SELECT clear_search_words()`.execute(db);
}
