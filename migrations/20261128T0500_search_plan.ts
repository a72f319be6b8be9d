import { sql, type Kysely } from 'kysely';

/**
 * The view of everything that can be found is planned once for each connection. The planner would
 * rather plan it anew for the kind at hand, which takes ten times what writing an entry does, at every
 * write of a table that is searched.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER FUNCTION refresh_search(text, uuid[]) SET plan_cache_mode = force_generic_plan`.execute(
		db
	);
}
