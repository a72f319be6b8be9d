import { sql, type Kysely } from 'kysely';

/**
 * A school is checked once in a dossier. Rows that say it once more stay: they may contradict each
 * other, and only a person knows which is right. They are marked, and no new ones come.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE equipment_check ADD COLUMN is_double boolean NOT NULL DEFAULT false`.execute(
		db
	);
	await sql`UPDATE equipment_check c SET is_double = true WHERE EXISTS (SELECT FROM equipment_check first
		WHERE first.dossier_id = c.dossier_id AND first.organisation_id = c.organisation_id
			AND first.id < c.id)`.execute(db);
	await sql`CREATE UNIQUE INDEX equipment_check_school ON equipment_check (dossier_id, organisation_id)
		WHERE NOT is_double`.execute(db);
	await sql`COMMENT ON COLUMN equipment_check.is_double IS
		'a second row of its school, from before there could be only one'`.execute(db);
}
