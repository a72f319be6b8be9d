import { testDatabase, type TestDatabase } from './database.ts';

/** A database of one's own that the routes of the application read too: an empty one, or what `open` opens. */
export async function servedDatabase(
	open: () => Promise<TestDatabase> = testDatabase
): Promise<TestDatabase> {
	const own = await open();
	process.env.DATABASE_URL = own.url;
	const { getDb } = await import('#lib/server/platform/db.ts');
	return {
		...own,
		async close() {
			await getDb().destroy();
			await own.close();
		}
	};
}
