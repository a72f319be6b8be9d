import { sql, type RawBuilder } from 'kysely';
import { includes, type Actor, type Level } from '#lib/model/actor.ts';
import type { ParticipantReport } from '#lib/model/participant-report.ts';
import type { Programme } from '#lib/model/programme.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import {
	insideMeeting,
	readableDossier,
	readableAttendance,
	readableInDossier,
	readableMeeting,
	readablePublication
} from '#lib/server/people/reading.rows.ts';
import { saidOf, type Source } from '#lib/server/people/refusal.rows.ts';
import { speakerOrganisation, speakerRole } from '#lib/server/people/speaker.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';

type Said<T> = T & { saidOf: Source };
type Head = Omit<Programme, 'items' | 'films' | 'materials' | 'invitation'> & {
	dossierId: string | null;
};

/** Who came to a held meeting: the number for everybody, names only for who may read the list. */
function attendance(actor: Actor | null): RawBuilder<Programme['attendance']> {
	const listed = (
		state: string
	) => sql`coalesce((SELECT jsonb_agg(${organisationName('o')} ORDER BY o.name, o.id)
		FROM attendance a JOIN organisation o ON o.id = a.organisation_id
		WHERE a.meeting_id = m.id AND a.state = ${sql.lit(state)}), '[]')`;
	const people = sql`coalesce((SELECT jsonb_agg(jsonb_build_object('name', printed_name(p, m.id),
			'role', coalesce(a.role_label, p.role_label), 'organisation', ${organisationName('o')}) ORDER BY p.name, p.id)
		FROM attendance_person a JOIN person p ON p.id = a.person_id
		LEFT JOIN organisation o ON o.id = a.organisation_id
		WHERE a.meeting_id = m.id AND a.state = 'present'
			AND coalesce(printed_name(p, m.id), a.role_label, p.role_label) IS NOT NULL), '[]')`;
	const isRecorded = sql<boolean>`(EXISTS (SELECT FROM attendance a WHERE a.meeting_id = m.id AND a.state <> 'expected')
		OR EXISTS (SELECT FROM attendance_person a WHERE a.meeting_id = m.id))`;
	return sql`CASE WHEN m.status = 'held' THEN jsonb_build_object('isRecorded', ${isRecorded},
		'organisations', (SELECT count(*) FROM attendance a WHERE a.meeting_id = m.id AND a.state = 'present'),
		'persons', CASE WHEN NOT EXISTS (SELECT FROM attendance a WHERE a.meeting_id = m.id AND a.state = 'present')
			THEN (SELECT coalesce(sum(coalesce(a.heads, 1)), 0) FROM attendance_person a
				WHERE a.meeting_id = m.id AND a.state = 'present') END,
		'visibility', m.attendance_visibility,
		'statement', CASE WHEN ${readableAttendance(actor, 'm')} AND NOT ${isRecorded} THEN m.attendance_statement END,
		'list', CASE WHEN ${readableAttendance(actor, 'm')} THEN jsonb_build_object('present', ${listed('present')},
			'apologies', ${listed('apologies')}, 'people', ${people}) END) END`;
}

/** A step that changed the place, without the former one: it could bear a name that was refused since. */
const withoutPlace = sql`CASE WHEN step #> '{was,place}' IS NULL THEN step ELSE jsonb_set(step, '{was,place}', '""') END`;

/** What became of a meeting; of one that was planned first, others than those inside read from its announcement on. */
function steps(actor: Actor | null): RawBuilder<Programme['statusHistory']> {
	return sql`coalesce((SELECT jsonb_agg((${withoutPlace}) - 'actorId' ORDER BY place)
		FROM (SELECT step, place, bool_or(step ->> 'status' NOT IN ('planned','cancelled')) OVER (ORDER BY place) AS told
			FROM jsonb_array_elements(m.status_history) WITH ORDINALITY AS taken(step, place)) one
		WHERE told OR m.kind = 'external-event' OR NOT m.status_history @> '[{"status": "planned"}]'
			OR ${insideMeeting(actor, 'm')}), '[]')`;
}

export async function findProgrammeRow(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<Head | undefined> {
	const series = (
		join: string
	) => sql`(SELECT jsonb_build_object('slug', other.slug, 'title', other.title, 'saidOf', ${saidOf('meeting', 'other.id')})
		FROM meeting other WHERE ${sql.raw(join)} AND ${readableMeeting(actor, 'other')}
		ORDER BY other.id LIMIT 1)`;
	const { rows } = await sql<Head>`
		SELECT m.id, CASE WHEN m.announced AND m.visibility = 'public' AND coalesce(d.visibility, 'public') = 'public'
			THEN 'public' ELSE 'members' END AS visibility, m.dossier_id AS "dossierId", m.slug, m.kind, m.ordinal, m.title,
			m.theme, m.objective, m.mode, m.mode_reason AS "modeReason", m.status, m.city, m.place, m.timezone,
			m.working_languages AS languages, m.audience, m.programme_status AS "programmeStatus",
			${steps(actor)} AS "statusHistory",
			${organisationName('host')} AS host, m.low_bandwidth AS "lowBandwidth",
			${organisationName('funder')} AS funder,
			CASE WHEN m.registration IS NOT NULL THEN jsonb_build_object('url', m.registration ->> 'url',
				'deadline', m.registration ->> 'deadline', 'language', nullif(m.registration ->> 'language', '')) END AS registration,
			coalesce((SELECT jsonb_agg(jsonb_build_object('role', r.role, 'organisation', ${organisationName('o')})
				ORDER BY r.role, r.position) FROM meeting_organisation r JOIN organisation o ON o.id = r.organisation_id
				WHERE r.meeting_id = m.id), '[]') AS roles,
			CASE WHEN d.id IS NOT NULL AND ${readableDossier(actor, 'd')} THEN
				jsonb_build_object('slug', d.slug, 'title', d.title) END AS dossier,
			d.funding -> 'disclaimer' AS disclaimer,
			coalesce((SELECT jsonb_agg(jsonb_build_object('day', y.day, 'date', y.date, 'starts', to_char(y.starts, 'HH24:MI'),
				'ends', to_char(y.ends, 'HH24:MI'), 'half', y.half, 'audience', y.audience, 'remote', y.remote)
				ORDER BY y.day) FROM meeting_day y WHERE y.meeting_id = m.id), '[]') AS days,
			coalesce((SELECT jsonb_agg(jsonb_build_object('day', t.day, 'part', t.part, 'title', t.title)
				ORDER BY t.day, t.part) FROM meeting_part t WHERE t.meeting_id = m.id), '[]') AS parts,
			coalesce((SELECT jsonb_agg(jsonb_build_object('id', coalesce(s.import_key, s.id::text), 'day', s.day,
				'half', s.half, 'label', s.label, 'tracks', s.tracks, 'held', s.held, 'isDisputed', s.held_note IS NOT NULL) ORDER BY s.day, s.id)
				FROM parallel_slot s WHERE s.meeting_id = m.id), '[]') AS slots,
			${attendance(actor)} AS attendance,
			${series('other.id = m.follows_id')} AS previous, ${series('other.follows_id = m.id')} AS next,
			(SELECT jsonb_build_object('slug', r.slug, 'state', r.state) FROM report r
				WHERE r.meeting_id = m.id AND r.state <> 'draft') AS report,
			m.seq + m.facts_version - 1 AS sequence, greatest((SELECT max(e.at) FROM meeting_event e
				WHERE e.meeting_id = m.id), m.facts_at)::text AS "updatedAt"
		FROM meeting m LEFT JOIN dossier d ON d.id = m.dossier_id
		LEFT JOIN organisation host ON host.id = m.host_id
		LEFT JOIN organisation funder ON funder.id = m.funder_id
		WHERE m.slug = ${slug} AND ${readableMeeting(actor, 'm')}`.execute(db);
	return rows[0];
}

export async function listItemRows(
	db: Db,
	actor: Actor | null,
	meetingId: string
): Promise<Programme['items']> {
	const { rows } = await sql<Programme['items'][number]>`
		SELECT coalesce(i.import_key, i.id::text) AS id, i.day, i.part, i.title, i.talk, i.format, i.language,
			i.subtitle_languages AS subtitles, i.minutes, i.status, i.reported,
			CASE WHEN f.id IS NOT NULL AND ${readableInDossier(actor, 'f')}
				THEN jsonb_build_object('slug', f.slug, 'title', f.title, 'saidOf', ${saidOf('film', 'f.id')}) END AS film,
			coalesce((SELECT jsonb_agg(jsonb_build_object(
				'name', printed_name(p, i.meeting_id), 'role', ${speakerRole('s', 'p')},
				'organisation', ${organisationName('o')}, 'planned', s.planned, 'spoke', s.spoke) ORDER BY s.position)
				FROM item_speaker s JOIN person p ON p.id = s.person_id
				LEFT JOIN organisation o ON o.id = ${speakerOrganisation('s', 'p')}
				WHERE s.agenda_item_id = i.id), '[]') AS speakers,
			coalesce((SELECT jsonb_agg(${organisationName('o')} ORDER BY l.position)
				FROM (SELECT organisation_id, position FROM item_organisation WHERE agenda_item_id = i.id
					UNION SELECT i.organisation_id, -1 WHERE i.organisation_id IS NOT NULL) l
				JOIN organisation o ON o.id = l.organisation_id), '[]') AS organisations,
			coalesce((SELECT jsonb_agg(b.label ORDER BY b.position) FROM item_budget_line l
				JOIN budget_line b ON b.id = l.budget_line_id WHERE l.agenda_item_id = i.id), '[]') AS budget
		FROM agenda_item i LEFT JOIN film f ON f.id = i.film_id
		WHERE i.meeting_id = ${meetingId} AND i.removed_at IS NULL
		ORDER BY i.day, i.rank`.execute(db);
	return rows;
}

export async function listFilmRows(
	db: Db,
	actor: Actor | null,
	meetingId: string
): Promise<Array<Said<Programme['films'][number]>>> {
	const { rows } = await sql<Said<Programme['films'][number]>>`
		SELECT ${saidOf('film', 'f.id')} AS "saidOf", f.slug, f.title, f.seconds, f.audio_languages AS audio,
			ARRAY(SELECT t.language FROM track t WHERE t.film_id = f.id ORDER BY t.language) AS subtitles
		FROM film_meeting l JOIN film f ON f.id = l.film_id
		WHERE l.meeting_id = ${meetingId} AND ${readableInDossier(actor, 'f')} ORDER BY f.id`.execute(db);
	return rows;
}

export async function listMaterialRows(
	db: Db,
	actor: Actor | null,
	meetingId: string
): Promise<Array<Said<Programme['materials'][number]>>> {
	const { rows } = await sql<Said<Programme['materials'][number]>>`
		SELECT ${saidOf('publication', 'p.id')} AS "saidOf", coalesce(p.import_key, p.id::text) AS id, p.type, p.title, p.date,
			p.date_precision AS "datePrecision", p.status, p.url AS href
		FROM publication_meeting l JOIN publication p ON p.id = l.publication_id
		WHERE l.meeting_id = ${meetingId} AND ${readablePublication(actor, 'p')}
		ORDER BY p.date NULLS LAST, p.id`.execute(db);
	return rows;
}

/**
 * Who is invited, and after the meeting who attended. Members of the dossier also read the answers
 * and who stayed away; whom the meeting depends on is for those who edit it.
 */
export async function findInvitationRow(
	db: Db,
	actor: Actor | null,
	meetingId: string,
	level: Level | null
): Promise<Programme['invitation']> {
	const inside = includes(level, 'read');
	const answer = inside ? sql`|| jsonb_build_object('answer', i.answer)` : sql``;
	const key = includes(level, 'edit') ? sql`|| jsonb_build_object('isKey', i.is_key)` : sql``;
	const seen = inside ? ['present', 'apologies', 'absent'] : ['present'];
	const { rows } = await sql<NonNullable<Programme['invitation']>>`
		SELECT l.exhaustive, coalesce((SELECT jsonb_agg(jsonb_build_object('organisation', ${organisationName('o')},
				'attendance', CASE WHEN m.status = 'held' AND ${readableAttendance(actor, 'm')}
					AND a.state = ANY(${seen}::text[]) THEN a.state END)
				${answer} ${key} ORDER BY i.position)
			FROM invitee i JOIN organisation o ON o.id = i.organisation_id
			LEFT JOIN attendance a ON a.meeting_id = i.meeting_id AND a.organisation_id = i.organisation_id
			WHERE i.meeting_id = l.meeting_id), '[]') AS invited
		FROM invitation_list l JOIN meeting m ON m.id = l.meeting_id
		WHERE l.meeting_id = ${meetingId}`.execute(db);
	return rows[0] ?? null;
}

/** Without the question to a colleague: that is never read for a page. */
export async function listParticipantReportRows(
	db: Db,
	meetingId: string
): Promise<ParticipantReport[]> {
	const { rows } = await sql<ParticipantReport>`
		SELECT coalesce(r.import_key, r.id::text) AS id, r.language, r.opinion, r.recommendations, r.coverage, r.figures,
			jsonb_build_object('name', printed_name(author, r.meeting_id), 'role', r.author_role) AS author,
			${organisationName('covered')} AS "coveredBy", r.annex_images AS "annexImages",
			coalesce((SELECT jsonb_agg(jsonb_build_object('of', ${organisationName('named')}, 'by', said ->> 'by',
				'organisation', ${organisationName('speaking')}, 'picture', said ->> 'picture'))
				FROM jsonb_array_elements(r.mentions) said
				JOIN organisation named ON named.id = (said ->> 'of')::uuid
				JOIN organisation speaking ON speaking.id = (said ->> 'organisationId')::uuid), '[]') AS mentions
		FROM participant_report r LEFT JOIN organisation covered ON covered.id = r.covered_by_id
		LEFT JOIN person author ON author.id = r.author_id
		WHERE r.meeting_id = ${meetingId} ORDER BY r.id`.execute(db);
	return rows;
}

/** Slug of the meeting's report while it is filed and was never published. */
export async function findDraftSlug(db: Db, meetingId: string): Promise<string | null> {
	const row = await db
		.selectFrom('report')
		.select('slug')
		.where('meetingId', '=', meetingId)
		.where('version', '=', 0)
		.where('state', '!=', 'withdrawn')
		.executeTakeFirst();
	return row?.slug ?? null;
}
