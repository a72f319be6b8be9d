import { randomUUID } from 'node:crypto';
import { sql, type Insertable } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import type { ReportAction } from '#lib/model/report.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import { edits } from '#lib/server/people/keeping.rows.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import type { DB } from '#lib/server/platform/schema.ts';
import { isKnownElsewhere, otherMeeting, type AuthorIdentity } from './namesake.rows.ts';

export interface EditableReport {
	id: string;
	version: string;
	meetingId: string;
	title: Localised;
	authorId: string | null;
	/** As it is known at the desk, and as it is printed: only on a recorded basis. */
	authorName: string | null;
	printedName: string | null;
	authorRole: string;
	/** What tells the author from others of the same name; null: known by nothing but this report. */
	known: AuthorIdentity | null;
	language: string;
	recommendations: string[];
	/** Recommendations that are actions already; how these stand, for whoever keeps them. */
	taken: Array<{
		text: string;
		action: { id: string; state: ReportAction['state']; meeting: string } | null;
	}>;
	coveredBy: OrganisationName | null;
	coverage: Array<{ track: string; status: string }>;
	mentions: Array<{
		of: OrganisationName;
		by: string;
		organisation: OrganisationName;
		picture: string | null;
	}>;
	opinion: Localised | null;
	question: { to?: string | null; about?: string | null; state?: string } | null;
}

/** The reports of one event, else of a dossier. */
type Scope = { dossierId: string | null; eventId: string | null };
const isIn = ({ dossierId, eventId }: Scope) =>
	eventId ? sql`m.id = ${eventId}` : sql`m.dossier_id = ${dossierId}`;

/** The newest first. */
export async function listReportRows(
	db: Db,
	actor: Actor,
	scope: Scope
): Promise<EditableReport[]> {
	const { rows } = await sql<EditableReport>`
		SELECT r.id, r.xmin::text AS version, r.meeting_id AS "meetingId", m.title, r.author_id AS "authorId",
			author.name AS "authorName", printed_name(author, r.meeting_id) AS "printedName", r.author_role AS "authorRole", r.language, r.recommendations, r.coverage, r.opinion, r.question,
			${organisationName('covered')} AS "coveredBy",
			CASE WHEN ${isKnownElsewhere} THEN jsonb_build_object('role', author.role_label, 'organisation', ${organisationName('home')},
				'meeting', ${otherMeeting}) END AS known,
			coalesce((SELECT jsonb_agg(jsonb_build_object('text', t.text, 'action', CASE WHEN ${edits(actor, 'kept')} THEN
					jsonb_build_object('id', a.id, 'state', a.state, 'meeting', kept.slug) END))
				FROM recommendation_action t JOIN action a ON a.id = t.action_id JOIN meeting kept ON kept.id = a.meeting_id
				WHERE t.participant_report_id = r.id), '[]') AS taken,
			coalesce((SELECT jsonb_agg(jsonb_build_object('of', ${organisationName('named')}, 'by', said ->> 'by',
				'organisation', ${organisationName('speaking')}, 'picture', said ->> 'picture'))
				FROM jsonb_array_elements(r.mentions) said
				JOIN organisation named ON named.id = (said ->> 'of')::uuid
				JOIN organisation speaking ON speaking.id = (said ->> 'organisationId')::uuid), '[]') AS mentions
		FROM participant_report r JOIN meeting m ON m.id = r.meeting_id
		LEFT JOIN organisation covered ON covered.id = r.covered_by_id
		LEFT JOIN person author ON author.id = r.author_id
		LEFT JOIN organisation home ON home.id = author.organisation_id
		WHERE ${isIn(scope)} ORDER BY r.id DESC`.execute(db);
	return rows;
}

type Locked = Pick<
	EditableReport,
	'id' | 'version' | 'authorId' | 'opinion' | 'question' | 'recommendations' | 'language'
>;

export async function lockReport(trx: Trx, scope: Scope, id: string): Promise<Locked | undefined> {
	const { rows } = await sql<Locked>`
		SELECT r.id, r.xmin::text AS version, r.author_id AS "authorId", r.opinion, r.question,
			r.recommendations, r.language
		FROM participant_report r JOIN meeting m ON m.id = r.meeting_id
		WHERE r.id = ${id} AND ${isIn(scope)} FOR UPDATE OF r`.execute(trx);
	return rows[0];
}

export async function writeReport(
	trx: Trx,
	id: string | undefined,
	values: Insertable<DB['participantReport']>
): Promise<string> {
	if (id) {
		await trx.updateTable('participantReport').set(values).where('id', '=', id).execute();
		return id;
	}
	const row = await trx
		.insertInto('participantReport')
		.values(values)
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}

export async function deleteReport(trx: Trx, id: string): Promise<void> {
	await trx.deleteFrom('participantReport').where('id', '=', id).execute();
}

/** The latest numbered meeting of a dossier that was held. */
export async function findLastMeeting(trx: Trx, dossierId: string): Promise<string | undefined> {
	const row = await trx
		.selectFrom('meeting')
		.select('id')
		.where('dossierId', '=', dossierId)
		.where('status', '=', 'held')
		.where('ordinal', 'is not', null)
		.orderBy('ordinal', 'desc')
		.executeTakeFirst();
	return row?.id;
}

/** The new action with its words; undefined when this recommendation is one already. */
export async function insertRecommended(
	trx: Trx,
	one: { reportId: string; text: string; meetingId: string; ownerId: string; due: string | null }
): Promise<string | undefined> {
	const { taken } = await trx
		.selectFrom('recommendationAction')
		.select((eb) => eb.fn.countAll<number>().as('taken'))
		.where('participantReportId', '=', one.reportId)
		.where('text', '=', one.text)
		.executeTakeFirstOrThrow();
	if (taken) return undefined;
	const id = randomUUID();
	await trx
		.insertInto('action')
		.values({ id, meetingId: one.meetingId, ownerOrganisationId: one.ownerId, due: one.due })
		.execute();
	await trx
		.insertInto('recommendationAction')
		.values({ actionId: id, participantReportId: one.reportId, text: one.text })
		.execute();
	return id;
}
