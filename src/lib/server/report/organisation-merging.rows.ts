import { sql } from 'kysely';
import type { OrganisationFacts } from '#lib/model/organisation-merge.ts';
import { organisationName } from '../people/organisation.rows.ts';
import { isBelow } from '../people/organisations.rows.ts';
import type { Db, Trx } from '../platform/db.ts';
import { json } from '../platform/import.ts';
import { FOLLOWING, PAIRED } from './organisation-references.ts';
import { follow, joinRows, type Merge } from './moving.rows.ts';

/** A record of an organisation as it stands beside another. */
export interface Standing {
	id: string;
	slug: string;
	/** Which edition it is: it grows with each save. */
	edited: number;
	facts: OrganisationFacts;
	/** Every present name, and those it had. */
	called: string[];
	formerNames: string[];
	aliases: string[];
	parentId: string | null;
	/** Belongs to a meeting that is open. */
	isInside: boolean;
}

/** Holds both records until the transaction is over, always in the same order. */
export async function lockOrganisations(trx: Trx, ids: string[]): Promise<void> {
	await sql`SELECT FROM organisation WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`.execute(
		trx
	);
}

/** Tables of a meeting that name an organisation. */
const OF_MEETING = [
	'action.owner_organisation_id',
	'agenda_item.organisation_id',
	'attendance.organisation_id',
	'attendance_person.organisation_id',
	'invitation.organisation_id',
	'invitee.organisation_id',
	'meeting_organisation.organisation_id',
	'seat.organisation_id'
];

const belongsToOpen = sql`EXISTS (SELECT FROM meeting m WHERE m.status = 'open' AND (
	o.id IN (m.host_id, m.funder_id, m.presented_by_id)
	OR ${sql.join(
		OF_MEETING.map((reference) => {
			const [table, column] = reference.split('.') as [string, string];
			return sql`EXISTS (SELECT FROM ${sql.table(table)} x WHERE x.meeting_id = m.id AND ${sql.ref(`x.${column}`)} = o.id)`;
		}),
		sql` OR `
	)}
	OR EXISTS (SELECT FROM dossier_organisation x WHERE x.dossier_id = m.dossier_id AND x.organisation_id = o.id)
	OR EXISTS (SELECT FROM item_organisation x JOIN agenda_item i ON i.id = x.agenda_item_id
		WHERE i.meeting_id = m.id AND x.organisation_id = o.id)
	OR EXISTS (SELECT FROM item_speaker x JOIN agenda_item i ON i.id = x.agenda_item_id
		WHERE i.meeting_id = m.id AND x.organisation_id = o.id)
	OR EXISTS (SELECT FROM seat x JOIN person p ON p.id = x.person_id
		WHERE x.meeting_id = m.id AND p.organisation_id = o.id)))`;

/** Both records, the first first; a parent that is one of the two is none. Fewer when one is no more. */
export async function readOrganisations(db: Db, ids: [string, string]): Promise<Standing[]> {
	const { rows } = await sql<Standing>`
		SELECT o.id, o.slug, o.edited, called(o) AS called, o.aliases, o.former_names AS "formerNames",
			above.id AS "parentId", ${belongsToOpen} AS "isInside", jsonb_build_object(
				'name', o.name, 'label', o.label, 'fullName', o.full_name, 'acronym', o.acronym, 'unit', o.unit,
				'kind', o.kind, 'sector', o.sector, 'country', o.country, 'place', o.place, 'url', o.url,
				'founded', CASE WHEN o.founded IS NOT NULL THEN jsonb_build_object('date', o.founded,
					'precision', coalesce(o.founded_precision, 'day')) END,
				'parent', ${organisationName('above')}, 'partnerNote', o.partner_note, 'about', o.about,
				'contactEmail', o.contact_email, 'contactLanguage', o.contact_language) AS facts
		FROM organisation o
		LEFT JOIN organisation above ON above.id = o.parent_id AND above.id <> ALL (${ids}::uuid[])
		WHERE o.id = ANY(${ids}::uuid[])
		ORDER BY array_position(${ids}::uuid[], o.id)`.execute(db);
	return rows;
}

/** Everything that points to the other organisation points to the kept one. */
export async function moveReferences(trx: Trx, merge: Merge): Promise<void> {
	const { kept, other } = merge;
	// A list of who came that is open in a form is read anew before it is saved.
	await sql`UPDATE meeting SET attendance_version = attendance_version + 1
		WHERE id IN (SELECT meeting_id FROM attendance WHERE organisation_id = ${other})`.execute(trx);
	// Two checks of one school may contradict each other: only a person knows which is right.
	await sql`UPDATE equipment_check o SET is_double = true FROM equipment_check k
		WHERE o.organisation_id = ${other} AND k.organisation_id = ${kept} AND k.dossier_id = o.dossier_id
			AND NOT k.is_double`.execute(trx);
	await sql`DELETE FROM organisation_relation
		WHERE (from_id, to_id) IN ((${kept}::uuid, ${other}::uuid), (${other}::uuid, ${kept}::uuid))`.execute(
		trx
	);
	await sql`UPDATE organisation SET parent_id = NULL WHERE id = ${kept}`.execute(trx);
	for (const [reference, pair] of Object.entries(PAIRED))
		await joinRows(trx, reference, pair, merge);
	for (const reference of FOLLOWING) await follow(trx, reference, merge);
}

/** The first of these that the organisation can be part of: one that is not part of it. */
export async function findPossibleParent(
	trx: Trx,
	id: string,
	candidates: Array<string | null>
): Promise<string | null> {
	for (const candidate of candidates)
		if (candidate && !(await isBelow(trx, candidate, id))) return candidate;
	return null;
}

/**
 * The other is kept as a trace and is no more: its address leads to the kept one. The address that
 * invitations went to is not kept where another was chosen.
 */
export async function closeOrganisation(trx: Trx, { kept, other }: Merge, actorId: string) {
	await sql`INSERT INTO organisation_merge (former_id, organisation_id, import_key, actor_id, stood)
		SELECT o.id, ${kept}, o.import_key, ${actorId},
			to_jsonb(o) - 'contact_email' || jsonb_build_object('parent', above.name)
		FROM organisation o LEFT JOIN organisation above ON above.id = o.parent_id WHERE o.id = ${other}`.execute(
		trx
	);
	await sql`UPDATE former_slug SET target_id = ${kept}
		WHERE kind = 'organisation' AND target_id = ${other}`.execute(trx);
	await sql`INSERT INTO former_slug (kind, slug, target_id)
		SELECT 'organisation', slug, ${kept} FROM organisation WHERE id = ${other}`.execute(trx);
	await sql`UPDATE organisation k SET created_at = least(k.created_at, o.created_at),
			audiences = k.audiences || ARRAY(SELECT unnest(o.audiences) EXCEPT SELECT unnest(k.audiences)),
			note = nullif(concat_ws(E'\n\n', k.note, nullif(o.note, k.note)), '')
		FROM organisation o WHERE k.id = ${kept} AND o.id = ${other}`.execute(trx);
	await trx.deleteFrom('organisation').where('id', '=', other).execute();
}

/** Writes what is said of the one organisation; names it bears no more are former ones. */
export async function storeFacts(
	trx: Trx,
	id: string,
	facts: OrganisationFacts,
	names: { aliases: string[]; before: string[]; parentId: string | null }
): Promise<void> {
	const { founded, parent: _, label, unit, ...plain } = facts;
	await trx
		.updateTable('organisation')
		.set({
			...plain,
			label: json(label),
			unit: json(unit),
			founded: founded?.date ?? null,
			foundedPrecision: founded?.precision ?? null,
			parentId: names.parentId,
			aliases: names.aliases,
			edited: sql`edited + 1`
		})
		.where('id', '=', id)
		.execute();
	await sql`UPDATE organisation o SET former_names = ARRAY(SELECT one FROM (
			SELECT DISTINCT ON (plain(one)) one, place
			FROM unnest(${names.before}::text[]) WITH ORDINALITY AS before(one, place)
			WHERE NOT EXISTS (SELECT FROM unnest(called(o)) present WHERE plain(present) = plain(one))
			ORDER BY plain(one), place) once ORDER BY place)
		WHERE id = ${id}`.execute(trx);
}

/** How many things of each kind point to an organisation. */
const HOLDINGS = {
	dossiers: [
		'dossier_organisation.organisation_id',
		'dossier.funder_id',
		'budget_payer.organisation_id',
		'equipment_check.organisation_id'
	],
	meetings: [
		'meeting.host_id',
		'meeting.funder_id',
		'meeting_organisation.organisation_id',
		'agenda_item.organisation_id',
		'item_organisation.organisation_id'
	],
	invitations: ['invitee.organisation_id'],
	attendance: [
		'attendance.organisation_id',
		'attendance_person.organisation_id',
		'item_speaker.organisation_id'
	],
	people: ['person.organisation_id'],
	actions: ['action.owner_organisation_id'],
	publications: [
		'film.source_id',
		'publication.source_id',
		'key_figure.source_id',
		'result.organisation_id'
	],
	relations: [
		'organisation_relation.from_id',
		'organisation_relation.to_id',
		'organisation.parent_id'
	]
};
export type Holdings = Record<keyof typeof HOLDINGS, number>;

export async function countHoldings(db: Db, id: string): Promise<Holdings> {
	const counts = Object.entries(HOLDINGS).map(([kind, references]) => {
		const parts = references.map((reference) => {
			const [table, column] = reference.split('.') as [string, string];
			return sql`(SELECT count(*) FROM ${sql.table(table)} WHERE ${sql.id(column)} = ${id})`;
		});
		return sql`(${sql.join(parts, sql` + `)})::int AS ${sql.id(kind)}`;
	});
	const { rows } = await sql<Holdings>`SELECT ${sql.join(counts)}`.execute(db);
	return rows[0]!;
}
