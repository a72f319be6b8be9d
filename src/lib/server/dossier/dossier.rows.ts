import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Actor } from '#lib/model/actor.ts';
import type { Dossier, DossierCard, DossierFilter, DossierLink } from '#lib/model/dossier.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import { readableDossier, readableMeeting } from '#lib/server/people/reading.rows.ts';
import { saidOf } from '#lib/server/people/refusal.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';

const CARD = [
	'dossier.slug',
	'dossier.title',
	'dossier.country',
	'dossier.region',
	'dossier.startDate',
	'dossier.endDate',
	'dossier.status',
	'dossier.background',
	'dossier.themes',
	'dossier.visibility'
] as const;

/** Organisations that asked for the taskforce, in the order in which they are named. */
const requestedBy = sql<OrganisationName[]>`coalesce((
	SELECT jsonb_agg(${organisationName('o')} ORDER BY link.position)
	FROM dossier_organisation link JOIN organisation o ON o.id = link.organisation_id
	WHERE link.dossier_id = dossier.id AND link.role = 'requesting'), '[]')`;

/** Dossiers that the relation "modelled on" leads to from the one read, as far as the actor may read them. */
const relatedTo = (actor: Actor | null, from: string, to: string) => sql<DossierLink[]>`coalesce((
	SELECT jsonb_agg(jsonb_build_object('slug', other.slug, 'title', other.title) ORDER BY other.slug)
	FROM dossier_model link JOIN dossier other ON other.id = ${sql.raw(to)}
	WHERE ${sql.raw(from)} = dossier.id AND ${readableDossier(actor, 'other')}), '[]')`;

/** What each filter compares; an address is typed by people, so case and accents do not count. */
const FILTERED = {
	country: sql`ARRAY[dossier.country]`,
	region: sql`ARRAY[dossier.region]`,
	theme: sql`dossier.themes`,
	status: sql`ARRAY[coalesce(dossier.status, 'unknown')]`
};

export async function listDossierRows(
	db: Db,
	actor: Actor | null,
	filter: DossierFilter
): Promise<DossierCard[]> {
	let query = db
		.selectFrom('dossier')
		.select(CARD)
		.select(requestedBy.as('requestedBy'))
		.where(readableDossier(actor))
		.orderBy('dossier.startDate', (order) => order.desc().nullsLast())
		.orderBy('dossier.slug');
	for (const [name, values] of Object.entries(FILTERED)) {
		const wanted = filter[name as keyof DossierFilter];
		if (wanted)
			query = query.where(
				sql<boolean>`EXISTS (SELECT FROM unnest(${values}) own WHERE plain(own) = plain(${wanted}))`
			);
	}
	return (await query.execute()) as unknown as DossierCard[];
}

export async function findDossierRow(db: Db, actor: Actor | null, slug: string) {
	const row = await db
		.selectFrom('dossier')
		.leftJoin('organisation as funder', 'funder.id', 'dossier.funderId')
		.select(CARD)
		.select(['dossier.id', 'dossier.activityTypes'])
		.select(sql<boolean>`dossier.contact_email IS NOT NULL`.as('hasContact'))
		.select([
			relatedTo(actor, 'link.dossier_id', 'link.model_id').as('modelledOn'),
			relatedTo(actor, 'link.model_id', 'link.dossier_id').as('modelFor')
		])
		.select(sql<Localised | null>`dossier.funding -> 'disclaimer'`.as('disclaimer'))
		.select(organisationName('funder').as('funder'))
		.select(requestedBy.as('requestedBy'))
		.select((eb) => [
			jsonArrayFrom(
				eb
					.selectFrom('dossierOrganisation as link')
					.innerJoin('organisation as o', 'o.id', 'link.organisationId')
					.whereRef('link.dossierId', '=', 'dossier.id')
					.orderBy('link.position')
					.select(['o.slug', 'o.name', 'o.label', 'o.country', 'o.sector', 'link.role'])
			).as('organisations'),
			sql`coalesce((SELECT jsonb_agg(jsonb_build_object('id', ob.id, 'text', ob.text,
				'metBy', ARRAY(SELECT coalesce(r.import_key, r.id::text) FROM result r
					WHERE r.objective_id = ob.id ORDER BY r.id)) ORDER BY ob.position)
				FROM objective ob WHERE ob.dossier_id = dossier.id), '[]')`.as('objectives')
		])
		.where('dossier.slug', '=', slug)
		.where(readableDossier(actor))
		.executeTakeFirst();
	return row as unknown as
		Omit<Dossier, 'results' | 'meetings' | 'budget' | 'readiness' | 'figures'> | undefined;
}

/** To be given with `give`. */
export async function listResultRows(
	db: Db,
	actor: Actor | null,
	dossierId: string
): Promise<Dossier['results']> {
	const rows = await db
		.selectFrom('result as r')
		.leftJoin('organisation as o', 'o.id', 'r.organisationId')
		.select([
			saidOf('result', 'r.id').as('saidOf'),
			sql<string>`coalesce(r.import_key, r.id::text)`.as('id'),
			'r.date',
			'r.datePrecision',
			'r.text',
			'r.aims'
		])
		.select(organisationName('o').as('organisation'))
		.select((eb) =>
			jsonArrayFrom(
				eb
					.selectFrom('resultMeeting as link')
					.innerJoin('meeting as m', 'm.id', 'link.meetingId')
					.whereRef('link.resultId', '=', 'r.id')
					.where(readableMeeting(actor, 'm'))
					.orderBy('m.id')
					.select(['m.slug', 'm.title', saidOf('meeting', 'm.id').as('saidOf')])
			).as('meetings')
		)
		.where('r.dossierId', '=', dossierId)
		.orderBy('r.date', (order) => order.desc().nullsLast())
		.orderBy('r.id')
		.execute();
	return rows as unknown as Dossier['results'];
}

export async function listBudgetRows(db: Db, dossierId: string): Promise<Dossier['budget']> {
	const rows = await db
		.selectFrom('budgetLine as b')
		.select(['b.id', 'b.label', 'b.amount', 'b.currency', 'b.status'])
		.select((eb) =>
			jsonArrayFrom(
				eb
					.selectFrom('budgetPayer as p')
					.innerJoin('organisation as o', 'o.id', 'p.organisationId')
					.whereRef('p.budgetLineId', '=', 'b.id')
					.orderBy('o.name')
					.select(['o.slug', 'o.name', 'o.label', 'o.country', 'o.sector'])
			).as('payers')
		)
		.where('b.dossierId', '=', dossierId)
		.orderBy('b.position')
		.execute();
	return rows as unknown as Dossier['budget'];
}

/** Schools counted, never named and without the figures of their line. */
export async function findReadinessRow(db: Db, dossierId: string): Promise<Dossier['readiness']> {
	const lacks = (part: string) =>
		sql<number>`count(*) FILTER (WHERE details -> ${sql.lit(part)} ->> 'ok' = 'false')::int`;
	const row = await db
		.selectFrom('equipmentCheck as c')
		.where('c.dossierId', '=', dossierId)
		.select([
			sql<number>`count(*)::int`.as('checked'),
			sql<number>`count(*) FILTER (WHERE NOT EXISTS (
				SELECT 1 FROM jsonb_each(details) part WHERE part.value ->> 'ok' = 'false'))::int`.as('ready'),
			lacks('internet').as('line'),
			lacks('pc').as('computer'),
			lacks('bigScreen').as('screen'),
			lacks('sound').as('sound')
		])
		.select((eb) =>
			jsonArrayFrom(
				eb
					.selectFrom('organisation as o')
					.where('o.id', 'in', (inner) =>
						inner
							.selectFrom('equipmentCheck')
							.select('payerId')
							.where('dossierId', '=', dossierId)
							.where('payerId', 'is not', null)
							.$castTo<{ payerId: string }>()
					)
					.orderBy('o.name')
					.select(['o.slug', 'o.name', 'o.label', 'o.country', 'o.sector'])
			).as('payers')
		)
		.executeTakeFirstOrThrow();
	if (row.checked === 0) return null;
	const { checked, ready, payers, ...missing } = row;
	return { checked, ready, missing, payers: payers as unknown as OrganisationName[] };
}

/** The present address behind a former one. */
export async function findFormerTarget(
	db: Db,
	kind: 'dossier' | 'meeting' | 'film' | 'organisation',
	slug: string
): Promise<string | undefined> {
	const { rows } = await sql<{ slug: string }>`
		SELECT target.slug FROM former_slug f JOIN ${sql.table(kind)} target ON target.id = f.target_id
		WHERE f.kind = ${kind} AND f.slug = ${slug}`.execute(db);
	return rows[0]?.slug;
}

/** Choices of the filters: what occurs among the dossiers this actor may read. */
export async function listFilterChoices(db: Db, actor: Actor | null) {
	return db
		.selectFrom('dossier')
		.where(readableDossier(actor))
		.select([
			sql<
				string[]
			>`coalesce(array_agg(DISTINCT country) FILTER (WHERE country IS NOT NULL), '{}')`.as(
				'countries'
			),
			sql<
				string[]
			>`coalesce(array_agg(DISTINCT region) FILTER (WHERE region IS NOT NULL), '{}')`.as('regions'),
			sql<string[]>`coalesce(array_agg(DISTINCT coalesce(status, 'unknown')), '{}')`.as('statuses'),
			sql<
				string[]
			>`ARRAY(SELECT DISTINCT unnest(themes) FROM dossier WHERE ${readableDossier(actor)})`.as(
				'themes'
			)
		])
		.executeTakeFirstOrThrow();
}
