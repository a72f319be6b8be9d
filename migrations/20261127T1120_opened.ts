import { sql, type Kysely } from 'kysely';

/** Meetings that were opened in the room while they were only planned: this announced them, and their steps say so. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`UPDATE meeting m SET status_history = status_history || jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
			'at', to_char(coalesce(opened_at, closed_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
			'status', 'scheduled', 'actorId', (SELECT e.actor_id FROM meeting_event e
				WHERE e.meeting_id = m.id AND e.at = coalesce(m.opened_at, m.closed_at) ORDER BY e.seq LIMIT 1))))
		WHERE status IN ('open', 'held') AND coalesce(opened_at, closed_at) IS NOT NULL
			AND status_history @> '[{"status": "planned"}]'
			AND NOT status_history @> '[{"status": "scheduled"}]'`.execute(db);
}
