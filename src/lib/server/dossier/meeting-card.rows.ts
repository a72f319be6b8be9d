import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { MeetingCard } from '#lib/model/dossier.ts';
import { readableDossier, readableMeeting } from '#lib/server/people/reading.rows.ts';
import { saidOf, type Source } from '#lib/server/people/refusal.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';

interface CardFilter {
	dossierId?: string;
	/** Only what lasts until this date (YYYY-MM-DD) or later and is not over, the next one first. */
	from?: string;
}

/** Meetings and events with their days; the most recent first unless what comes is asked for. To be given with `give`. */
export async function listMeetingCards(
	db: Db,
	actor: Actor | null,
	filter: CardFilter
): Promise<Array<MeetingCard & { saidOf: Source }>> {
	let query = db
		.selectFrom('meeting')
		.leftJoin('dossier', 'dossier.id', 'meeting.dossierId')
		.leftJoin(
			(eb) =>
				eb
					.selectFrom('meetingDay')
					.select((day) => [
						'meetingId',
						day.fn.min('date').as('first'),
						day.fn.max('date').as('last'),
						sql`jsonb_agg(jsonb_build_object('date', date, 'starts', to_char(starts, 'HH24:MI'),
							'ends', to_char(ends, 'HH24:MI'), 'half', half) ORDER BY day)`.as('list')
					])
					.groupBy('meetingId')
					.as('days'),
			(join) => join.onRef('days.meetingId', '=', 'meeting.id')
		)
		.select([
			saidOf('meeting', 'meeting.id').as('saidOf'),
			'meeting.slug',
			'meeting.kind',
			'meeting.ordinal',
			'meeting.title',
			'meeting.status',
			'meeting.mode',
			'meeting.city',
			'meeting.timezone',
			sql`coalesce(days.list, '[]')`.as('days'),
			sql`CASE WHEN dossier.id IS NOT NULL AND ${readableDossier(actor)} THEN
				jsonb_build_object('slug', dossier.slug, 'title', dossier.title) END`.as('dossier')
		])
		.where(readableMeeting(actor));
	if (filter.dossierId) query = query.where('meeting.dossierId', '=', filter.dossierId);
	query = filter.from
		? query
				.where('days.last', '>=', filter.from)
				.where('meeting.status', 'in', ['planned', 'scheduled', 'open'])
				.orderBy('days.first')
		: query.orderBy('days.first', (order) => order.desc().nullsFirst());
	const rows = await query.orderBy('meeting.id').execute();
	return rows as unknown as Array<MeetingCard & { saidOf: Source }>;
}
