import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { Db } from '../platform/db.ts';

/** What the form of a meeting offers to choose from. */
export interface Choices {
	organisations: Array<{ id: string; name: string | null; label: Localised | null }>;
	people: Array<{ id: string; name: string; roleLabel: string | null }>;
	meetings: Array<{ id: string; title: Localised; date: string | null }>;
}

export async function listChoices(
	db: Db,
	meeting: { id: string; dossierId: string | null; chairId: string | null }
): Promise<Choices> {
	const { rows } = await sql<Choices>`SELECT
		coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'label', o.label)
			ORDER BY o.name NULLS LAST, o.slug) FROM organisation o), '[]') AS organisations,
		coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', coalesce(p.name, p.role_label, ''),
				'roleLabel', p.role_label) ORDER BY p.name)
			FROM person p WHERE p.id = ${meeting.chairId}::uuid OR EXISTS (SELECT FROM dossier_member own
				WHERE own.person_id = p.id AND own.dossier_id = ${meeting.dossierId}::uuid)), '[]') AS people,
		coalesce((SELECT jsonb_agg(jsonb_build_object('id', m.id, 'title', m.title, 'date',
				(SELECT min(y.date) FROM meeting_day y WHERE y.meeting_id = m.id)) ORDER BY m.id)
			FROM meeting m WHERE m.id <> ${meeting.id}
				AND m.dossier_id IS NOT DISTINCT FROM ${meeting.dossierId}::uuid), '[]') AS meetings`.execute(db);
	return rows[0]!;
}
