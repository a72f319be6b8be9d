import { sql, type Kysely } from 'kysely';

/** An amount is in a currency; of those noted before, nobody stated it. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE budget_line ADD COLUMN currency text CHECK (currency ~ '^[A-Z]{3}$')`.execute(
		db
	);
}
