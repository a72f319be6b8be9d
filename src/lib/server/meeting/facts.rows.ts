import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { MeetingFacts } from '#lib/model/meeting-facts.ts';
import type { MeetingRole } from '#lib/model/meeting-kind.ts';
import type { MeetingStep } from '#lib/model/meeting-step.ts';
import type { MeetingPlace } from '#lib/model/place.ts';
import type { Db, Trx } from '../platform/db.ts';

export interface FactsDay {
	date: string;
	starts: string | null;
	ends: string | null;
	half: string | null;
	remote: boolean | null;
	audience: string[];
}

/** The texts of a meeting that people translate. */
export interface MeetingTexts {
	title: Localised;
	objective: Localised | null;
	theme: Localised | null;
	modeReason: Localised | null;
}

/** The facts as they stand, with what the form shows beside them. */
export interface FactsRow
	extends
		Omit<
			MeetingFacts,
			| keyof MeetingTexts
			| 'days'
			| 'registration'
			| 'place'
			| 'kind'
			| 'mode'
			| 'audience'
			| 'isSettled'
		>,
		MeetingTexts {
	id: string;
	slug: string;
	dossierId: string | null;
	dossier: { slug: string; title: Localised } | null;
	ordinal: number | null;
	kind: string;
	mode: string | null;
	status: string;
	/** The public may read of it, as far as its visibility lets them. */
	isAnnounced: boolean;
	statusNote: string | null;
	statusHistory: Array<MeetingStep & { by: string | null }>;
	place: MeetingPlace;
	city: string | null;
	audience: string[];
	registration: { url?: string | null; deadline?: string | null; language?: string | null } | null;
	days: FactsDay[];
}

/** The days of the meeting `m` in their order. */
export const listedDays = sql`coalesce((SELECT jsonb_agg(jsonb_build_object('date', y.date, 'starts', to_char(y.starts, 'HH24:MI'),
	'ends', to_char(y.ends, 'HH24:MI'), 'half', y.half, 'remote', y.remote, 'audience', y.audience)
	ORDER BY y.day) FROM meeting_day y WHERE y.meeting_id = m.id), '[]')`;

export async function findFacts(db: Db, slug: string): Promise<FactsRow | undefined> {
	const { rows } = await sql<FactsRow>`
		SELECT m.id, m.slug, m.dossier_id AS "dossierId", m.ordinal, m.kind, m.title, m.theme, m.objective, m.mode,
			m.mode_reason AS "modeReason", m.timezone, m.chair_id AS "chairId", m.city, coalesce(m.place, '{}') AS place,
			m.working_languages AS languages, m.audience, m.status, m.announced AS "isAnnounced", m.status_note AS "statusNote",
			coalesce((SELECT jsonb_agg(step || jsonb_build_object('by', (SELECT coalesce(p.name, p.role_label)
				FROM person p WHERE p.id = (step ->> 'actorId')::uuid)) ORDER BY place)
				FROM jsonb_array_elements(m.status_history) WITH ORDINALITY AS steps(step, place)), '[]') AS "statusHistory",
			m.programme_status AS "programmeStatus", m.follows_id AS "followsId",
			m.registration, m.visibility, m.low_bandwidth AS "lowBandwidth", m.facts_version AS version,
			CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('slug', d.slug, 'title', d.title) END AS dossier,
			${listedDays} AS days,
			coalesce((SELECT jsonb_agg(jsonb_build_object('role', r.role, 'organisationId', r.id) ORDER BY r.place, r.position)
				FROM (SELECT 'host' AS role, m.host_id AS id, 0 AS place, -1 AS position WHERE m.host_id IS NOT NULL
					UNION ALL SELECT 'funder', m.funder_id, 1, -1 WHERE m.funder_id IS NOT NULL
					UNION ALL SELECT o.role, o.organisation_id, array_position(ARRAY['host','funder','support',
						'requester','secretariat'], o.role) - 1, o.position
						FROM meeting_organisation o WHERE o.meeting_id = m.id) r), '[]') AS roles
		FROM meeting m LEFT JOIN dossier d ON d.id = m.dossier_id WHERE m.slug = ${slug}`.execute(db);
	return rows[0];
}

/** What is kept on record of an announced meeting when it changes, as it stands now. */
export type ArrangedRow = Pick<
	FactsRow,
	'status' | 'isAnnounced' | 'mode' | 'timezone' | 'place' | 'city' | 'days'
>;

export async function findArranged(trx: Trx, id: string): Promise<ArrangedRow> {
	const { rows } = await sql<ArrangedRow>`
		SELECT m.status, m.announced AS "isAnnounced", m.mode, m.timezone, coalesce(m.place, '{}') AS place, m.city,
			${listedDays} AS days FROM meeting m WHERE m.id = ${id}`.execute(trx);
	return rows[0]!;
}

/** Waits for the meeting's row, as commands of its agenda do, and tells what decides about changes. */
export function lockFacts(trx: Trx, id: string) {
	return trx
		.selectFrom('meeting')
		.select(['status', 'factsVersion', 'slug'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirstOrThrow();
}

const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

/** Writes the facts but for the days and the further organisations. */
export async function updateFacts(
	trx: Trx,
	id: string,
	facts: Omit<MeetingFacts, keyof MeetingTexts> & MeetingTexts
): Promise<void> {
	const lead = (role: MeetingRole) => facts.roles.find((one) => one.role === role)?.organisationId;
	const { city, ...place } = facts.place;
	const stated = Object.entries(place).filter(([, value]) => value);
	const { needed, ...registration } = facts.registration;
	await trx
		.updateTable('meeting')
		.set({
			title: JSON.stringify(facts.title),
			kind: facts.kind,
			objective: json(facts.objective),
			theme: json(facts.theme),
			mode: facts.mode,
			modeReason: json(facts.modeReason),
			hostId: lead('host') ?? null,
			funderId: lead('funder') ?? null,
			chairId: facts.chairId,
			city: city || null,
			place: stated.length ? JSON.stringify(Object.fromEntries(stated)) : null,
			timezone: facts.timezone,
			workingLanguages: facts.languages,
			audience: facts.audience,
			registration: needed || registration.url ? JSON.stringify(registration) : null,
			lowBandwidth: facts.lowBandwidth,
			visibility: facts.visibility,
			programmeStatus: facts.programmeStatus,
			followsId: facts.followsId
		})
		.$if(facts.isSettled, (query) => query.set({ statusNote: null }))
		.where('id', '=', id)
		.execute();
	await trx.deleteFrom('meetingOrganisation').where('meetingId', '=', id).execute();
	const rest = facts.roles.filter(
		({ role, organisationId }) =>
			!((role === 'host' || role === 'funder') && lead(role) === organisationId)
	);
	if (rest.length)
		await trx
			.insertInto('meetingOrganisation')
			.values(rest.map((one, position) => ({ meetingId: id, position, ...one })))
			.onConflict((conflict) => conflict.doNothing())
			.execute();
}

/** Writes the days anew in their order; the numbers of those that stay do not change. */
export async function replaceDays(trx: Trx, id: string, days: FactsDay[]): Promise<void> {
	await trx.deleteFrom('meetingDay').where('meetingId', '=', id).execute();
	if (!days.length) return;
	await trx
		.insertInto('meetingDay')
		.values(days.map((day, n) => ({ meetingId: id, day: n + 1, ...day })))
		.execute();
}

/** Counts the change, for the next editor and for calendars. */
export async function raiseVersion(trx: Trx, id: string): Promise<void> {
	await trx
		.updateTable('meeting')
		.set({ factsVersion: sql`facts_version + 1`, factsAt: sql`now()` })
		.where('id', '=', id)
		.execute();
}

/** The last day that has agenda items or on which people were present; 0 for none. */
export async function findLastUsedDay(trx: Trx, id: string): Promise<number> {
	const { rows } = await sql<{ day: number }>`SELECT greatest(
		(SELECT max(day) FROM agenda_item WHERE meeting_id = ${id} AND removed_at IS NULL),
		(SELECT max(p.day) FROM presence p JOIN seat s ON s.id = p.seat_id WHERE s.meeting_id = ${id}),
		0) AS day`.execute(trx);
	return rows[0]?.day ?? 0;
}

/** Ids among these that exist and may stand in the meeting: all organisations, people of the dossier. */
export async function countKnown(
	trx: Trx,
	{
		organisations,
		person,
		meeting,
		dossierId
	}: {
		organisations: string[];
		person: string | null;
		meeting: string | null;
		dossierId: string | null;
	}
): Promise<{ organisations: number; person: number; meeting: number }> {
	const { rows } = await sql<{ organisations: number; person: number; meeting: number }>`SELECT
		(SELECT count(*)::int FROM organisation WHERE id = ANY(${organisations}::uuid[])) AS organisations,
		(SELECT count(*)::int FROM dossier_member WHERE person_id = ${person}::uuid
			AND dossier_id = ${dossierId}::uuid) AS person,
		(SELECT count(*)::int FROM meeting WHERE id = ${meeting}::uuid
			AND dossier_id IS NOT DISTINCT FROM ${dossierId}::uuid) AS meeting`.execute(trx);
	return rows[0]!;
}
