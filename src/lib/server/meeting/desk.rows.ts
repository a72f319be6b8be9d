import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { MeetingStep } from '#lib/model/meeting-step.ts';
import { noticeFactsChanged } from '../dossier/notice.rows.ts';
import type { Db } from '../platform/db.ts';
import { edits } from './editor.rows.ts';
import { listedDays, type ArrangedRow } from './facts.rows.ts';
import type { Invitee } from './invitee.rows.ts';

export interface AwaitedMeeting {
	slug: string;
	title: Localised;
	date: string | null;
	awaited: number;
	/** Of those, how many may be reminded: written to, silent, never reminded, with an address. */
	remindable: number;
	silentKeys: Array<{ name: string | null; label: Localised | null }>;
}

const toCome = sql<boolean>`m.status IN ('planned', 'scheduled', 'open')
	AND coalesce(day.last >= current_date, true)`;
const days = sql`LEFT JOIN LATERAL (SELECT min(date) AS first, max(date) AS last,
		jsonb_agg(date ORDER BY day) AS dates
	FROM meeting_day WHERE meeting_id = m.id) day ON true`;

/** Meetings to come with invited organisations that have not answered. */
export async function listAwaited(db: Db, actor: Actor): Promise<AwaitedMeeting[]> {
	const { rows } = await sql<AwaitedMeeting>`
		SELECT m.slug, m.title, day.first AS date, count(*)::int AS awaited,
			count(*) FILTER (WHERE m.status <> 'planned' AND mail.invited AND mail.reminders = 0
				AND o.contact_email IS NOT NULL)::int AS remindable,
			coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'label', o.label) ORDER BY i.position)
				FILTER (WHERE i.is_key), '[]') AS "silentKeys"
		FROM meeting m JOIN invitee i ON i.meeting_id = m.id AND i.answer IS NULL
		JOIN organisation o ON o.id = i.organisation_id ${days}
		CROSS JOIN LATERAL (SELECT count(*) > 0 AS invited, count(*) FILTER (WHERE kind = 'reminder') AS reminders
			FROM invitee_mail WHERE meeting_id = m.id AND organisation_id = i.organisation_id) mail
		WHERE ${edits(actor, 'm.dossier_id')} AND ${toCome}
		GROUP BY m.id, day.first ORDER BY day.first NULLS LAST, m.id`.execute(db);
	return rows;
}

/** Announced or planned meetings whose last day is over and that nobody closed, noted as held or cancelled, latest first. */
export async function listUnconfirmed(
	db: Db,
	actor: Actor
): Promise<Array<{ slug: string; title: Localised; date: string }>> {
	const { rows } = await sql<{ slug: string; title: Localised; date: string }>`
		SELECT m.slug, m.title, day.last AS date FROM meeting m ${days}
		WHERE ${edits(actor, 'm.dossier_id')} AND m.status IN ('planned', 'scheduled')
			AND day.last < current_date
		ORDER BY day.last DESC, m.slug`.execute(db);
	return rows;
}

export interface UnpreparedMeeting {
	slug: string;
	title: Localised;
	date: string | null;
	lacks: Array<'date' | 'host' | 'place' | 'programme'>;
}

/** Meetings within 60 days, or without a date, that lack date, host, place or programme. */
export async function listUnprepared(db: Db, actor: Actor): Promise<UnpreparedMeeting[]> {
	const { rows } = await sql<UnpreparedMeeting>`SELECT * FROM (
		SELECT m.slug, m.title, day.first AS date, array_remove(ARRAY[
			CASE WHEN day.first IS NULL THEN 'date' END,
			CASE WHEN m.host_id IS NULL THEN 'host' END,
			CASE WHEN m.mode IS DISTINCT FROM 'online' AND m.city IS NULL AND m.place IS NULL THEN 'place' END,
			CASE WHEN NOT EXISTS (SELECT FROM agenda_item i
				WHERE i.meeting_id = m.id AND i.removed_at IS NULL) THEN 'programme' END], NULL) AS lacks
		FROM meeting m ${days}
		WHERE m.kind <> 'external-event' AND ${edits(actor, 'm.dossier_id')} AND ${toCome}
			AND coalesce(day.first < current_date + 60, true)) soon
		WHERE cardinality(lacks) > 0 ORDER BY date NULLS LAST, slug`.execute(db);
	return rows;
}

export interface ChangedMeeting extends ArrangedRow {
	slug: string;
	title: Localised;
	statusHistory: MeetingStep[];
	invitees: Array<Pick<Invitee, 'answer' | 'answeredAt' | 'invitedAt' | 'told'>>;
}

/**
 * Meetings that were moved, changed, cancelled or revived and whose days, or those they had before, are not
 * over, with what decides whether somebody is still to be told.
 */
export async function listChanged(db: Db, actor: Actor): Promise<ChangedMeeting[]> {
	const { rows } = await sql<ChangedMeeting>`
		SELECT m.slug, m.title, m.status, m.announced AS "isAnnounced", m.status_history AS "statusHistory",
			m.mode, m.timezone, coalesce(m.place, '{}') AS place, m.city, ${listedDays} AS days, jsonb_agg(jsonb_build_object(
			'answer', i.answer, 'answeredAt', i.answered_at, 'invitedAt', mail.invited, 'told', mail.told)) AS invitees
		FROM meeting m JOIN invitee i ON i.meeting_id = m.id ${days}
		CROSS JOIN LATERAL (SELECT min(at) FILTER (WHERE kind = 'invitation') AS invited,
			max(steps) FILTER (WHERE kind <> 'reminder') AS told
			FROM invitee_mail WHERE meeting_id = m.id AND organisation_id = i.organisation_id) mail
		WHERE ${edits(actor, 'm.dossier_id')} AND m.announced AND m.status IN ('scheduled', 'open', 'cancelled')
			AND jsonb_path_exists(m.status_history, '$[*] ? (@.status == "moved" || @.status == "changed" || @.status == "cancelled")')
			AND (coalesce(day.last >= current_date, true) OR EXISTS (
				SELECT FROM jsonb_array_elements(m.status_history) step,
					jsonb_array_elements_text(step -> 'from') former
				WHERE step ->> 'status' = 'moved' AND former::date >= current_date))
		GROUP BY m.id, day.first ORDER BY day.first NULLS LAST, m.slug`.execute(db);
	return rows;
}

/** Meetings to come whose notice on the timeline names other dates, hours or places than they have. */
export async function listOutdatedNotices(
	db: Db,
	actor: Actor
): Promise<Array<{ slug: string; title: Localised }>> {
	const { rows } = await sql<{ slug: string; title: Localised }>`
		SELECT m.slug, m.title FROM meeting m JOIN publication p ON p.notice_of = m.id ${days}
		WHERE ${edits(actor, 'm.dossier_id')} AND ${toCome} AND (EXISTS (
				SELECT FROM jsonb_each(p.notice_dates) named WHERE named.value <> coalesce(day.dates, '[]'))
			OR jsonb_path_exists(${noticeFactsChanged}, '$.*[*]'))
		ORDER BY day.first NULLS LAST, m.slug`.execute(db);
	return rows;
}
