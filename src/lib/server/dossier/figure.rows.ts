import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { KeyFigure } from '#lib/model/dossier.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import { readableByDossier, readableMeeting } from '#lib/server/people/reading.rows.ts';
import { saidOf, type Source } from '#lib/server/people/refusal.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';

/**
 * Figures of a dossier, its own and those it shows of others, or those shown with a meeting; only
 * what the actor may read. To be given with `give`.
 */
export async function listFigures(
	db: Db,
	actor: Actor | null,
	where: { dossierId: string } | { meetingId: string }
): Promise<Array<KeyFigure & { saidOf: Source }>> {
	const scope =
		'dossierId' in where
			? sql`(f.dossier_id = ${where.dossierId} OR EXISTS (SELECT FROM figure_dossier link
				WHERE link.figure_id = f.id AND link.dossier_id = ${where.dossierId}))`
			: sql`EXISTS (SELECT FROM figure_meeting link JOIN meeting m ON m.id = link.meeting_id
				WHERE link.figure_id = f.id AND m.id = ${where.meetingId} AND ${readableMeeting(actor, 'm')})`;
	const { rows } = await sql<KeyFigure & { saidOf: Source }>`
		SELECT ${saidOf('figure', 'f.id')} AS "saidOf", f.id, f.label, f.value::text AS value, f.qualifier, f.unit, f.parts, ${organisationName('s')} AS source,
			f.source_note AS "sourceNote", f.date, f.date_precision AS "datePrecision"
		FROM key_figure f LEFT JOIN organisation s ON s.id = f.source_id
		WHERE ${scope} AND ${readableByDossier(actor, 'f')} ORDER BY f.id`.execute(db);
	return rows;
}
