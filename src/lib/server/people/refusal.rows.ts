import { sql, type RawBuilder } from 'kysely';

/**
 * A text as SQL, in one language or in several, in which names that people of the meeting refused
 * give way to their role. It asks about the names only of meetings that have any.
 */
export function withoutRefused<T>(said: RawBuilder<T>, meetingId: string): RawBuilder<T> {
	const meeting = sql.raw(meetingId);
	return sql<T>`CASE WHEN ${meeting} IN (SELECT meeting_id FROM refusing_meeting)
		THEN without_refused(${said}, ${meeting}) ELSE ${said} END`;
}
