import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Organisation, OrganisationName } from '#lib/model/organisation.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import {
	readableAttendance,
	readableDossier,
	readableInDossier,
	readableMeeting,
	readablePublication
} from '#lib/server/people/reading.rows.ts';
import { saidOf } from '#lib/server/people/refusal.rows.ts';
import { give } from '#lib/server/people/refusal.ts';
import { speakerOrganisation } from '#lib/server/people/speaker.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';

type Own = Omit<Organisation, 'dossiers' | 'meetings' | 'films' | 'publications' | 'relations'> & {
	id: string;
};

export async function findOrganisationRow(db: Db, slug: string): Promise<Own | undefined> {
	const row = await db
		.selectFrom('organisation as o')
		.leftJoin('organisation as parent', 'parent.id', 'o.parentId')
		.select([
			'o.id',
			'o.slug',
			'o.name',
			'o.label',
			'o.country',
			'o.sector',
			'o.fullName',
			'o.acronym',
			'o.aliases',
			'o.kind',
			'o.place',
			'o.url',
			'o.founded',
			'o.foundedPrecision',
			'o.unit',
			'o.partnerNote',
			'o.about'
		])
		.select(organisationName('parent').as('parent'))
		.select(
			sql<
				OrganisationName[]
			>`coalesce((SELECT jsonb_agg(${organisationName('child')} ORDER BY child.name)
				FROM organisation child WHERE child.parent_id = o.id), '[]')`.as('children')
		)
		.where('o.slug', '=', slug)
		.executeTakeFirst();
	return row as unknown as Own | undefined;
}

/** Where an organisation occurs, as far as the actor may read it: one query for all four lists. */
export async function findOccurrences(
	db: Db,
	actor: Actor | null,
	id: string
): Promise<Pick<Organisation, 'dossiers' | 'meetings' | 'films' | 'publications'>> {
	type Lists = Pick<Organisation, 'dossiers' | 'meetings' | 'films' | 'publications'>;
	const { rows } = await sql<Lists>`
		SELECT
			coalesce((SELECT jsonb_agg(jsonb_build_object('slug', d.slug, 'title', d.title, 'roles', roles.list)
					ORDER BY d.start_date DESC NULLS LAST, d.slug)
				FROM dossier d JOIN LATERAL (
					SELECT jsonb_agg(role ORDER BY role) AS list FROM (
						SELECT role FROM dossier_organisation WHERE dossier_id = d.id AND organisation_id = ${id}
						UNION SELECT 'funder' WHERE d.funder_id = ${id}) named
				) roles ON roles.list IS NOT NULL
				WHERE ${readableDossier(actor, 'd')}), '[]') AS dossiers,
			coalesce((SELECT jsonb_agg(jsonb_build_object('slug', m.slug, 'kind', m.kind, 'title', m.title, 'date', day.first,
					'saidOf', ${saidOf('meeting', 'm.id')})
					ORDER BY day.first DESC)
				FROM meeting m JOIN LATERAL (
					SELECT min(date) AS first FROM meeting_day WHERE meeting_id = m.id) day ON true
				WHERE ${readableMeeting(actor, 'm')} AND (m.host_id = ${id} OR m.funder_id = ${id}
					OR (${readableAttendance(actor, 'm')} AND EXISTS (SELECT 1 FROM attendance a
						WHERE a.meeting_id = m.id AND a.organisation_id = ${id} AND a.state = 'present'))
					OR EXISTS (SELECT 1 FROM agenda_item i LEFT JOIN item_speaker s ON s.agenda_item_id = i.id
						LEFT JOIN person p ON p.id = s.person_id
						WHERE i.meeting_id = m.id AND i.removed_at IS NULL
							AND (i.organisation_id = ${id} OR ${speakerOrganisation('s', 'p')} = ${id})))), '[]') AS meetings,
			coalesce((SELECT jsonb_agg(jsonb_build_object('slug', f.slug, 'title', f.title, 'date', f.date,
					'saidOf', ${saidOf('film', 'f.id')})
					ORDER BY f.date DESC NULLS LAST, f.id)
				FROM film f WHERE f.source_id = ${id} AND ${readableInDossier(actor, 'f')}), '[]') AS films,
			coalesce((SELECT jsonb_agg(jsonb_build_object('id', coalesce(p.import_key, p.id::text), 'title', p.title, 'saidOf', ${saidOf('publication', 'p.id')},
					'type', p.type, 'date', p.date, 'datePrecision', p.date_precision)
					ORDER BY p.date DESC NULLS LAST, p.id)
				FROM publication p
				WHERE p.source_id = ${id} AND ${readablePublication(actor, 'p')}), '[]') AS publications
	`.execute(db);
	return give(db, rows[0] ?? { dossiers: [], meetings: [], films: [], publications: [] });
}
