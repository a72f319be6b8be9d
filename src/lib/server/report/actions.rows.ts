import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { Owner, ReportAction } from '#lib/model/report.ts';
import { recordChanges } from '../notes/action.rows.ts';
import { organisationText } from '../people/organisation.rows.ts';
import type { Db, Trx } from '../platform/db.ts';
import { describeNaming, isWithdrawn, nameable } from './disclosure.rows.ts';
import type { MeetingFacts } from './facts.rows.ts';

const ownerName = sql<string | null>`coalesce(
	printed_name(person, action.meeting_id), person.role_label, ${organisationText('organisation')})`;

function selectActions(db: Db) {
	return db
		.selectFrom('action')
		.leftJoin('organisation', 'organisation.id', 'action.ownerOrganisationId')
		.leftJoin('person', 'person.id', 'action.ownerPersonId')
		.select([
			'action.id',
			'action.meetingId',
			'action.due',
			'action.state',
			'action.agendaItemId as itemId',
			'action.ownerOrganisationId',
			'action.ownerPersonId',
			ownerName.as('ownerName')
		])
		.$narrowType<{ state: ReportAction['state'] }>();
}

/** Owner, due date and state of the actions agreed in this meeting. */
export async function listActions(db: Db, meetingId: string) {
	return selectActions(db)
		.where('action.meetingId', '=', meetingId)
		.orderBy('action.createdAt')
		.orderBy('action.id')
		.execute();
}
export type ActionRow = Awaited<ReturnType<typeof listActions>>[number];

/** These actions as they stand now, with the time of their last change here. */
export async function listActionsById(db: Db, ids: string[]) {
	if (ids.length === 0) return [];
	return selectActions(db)
		.where(sql<boolean>`action.id::text = ANY(${ids})`)
		.select(
			sql<Date | null>`(SELECT max(c.at) FROM action_change c WHERE c.action_id = action.id)`.as(
				'changedAt'
			)
		)
		.execute();
}

/** Actions of earlier meetings of the dossier that nobody has finished, oldest meeting first. */
export async function listOpenBefore(
	db: Db,
	before: Pick<MeetingFacts, 'id' | 'visibility' | 'dossierVisibility'> & {
		dossierId: string;
		ordinal: number;
	}
) {
	return selectActions(db)
		.innerJoin('meeting', 'meeting.id', 'action.meetingId')
		.where('meeting.dossierId', '=', before.dossierId)
		.where('meeting.id', '!=', before.id)
		.where('meeting.ordinal', '<', before.ordinal)
		.where(nameable(describeNaming(before), 'meeting'))
		.where(sql<boolean>`NOT ${isWithdrawn('meeting')}`)
		.where('action.state', 'in', ['open', 'late'])
		.orderBy('meeting.ordinal')
		.orderBy('action.due')
		.orderBy('action.id')
		.select(['meeting.slug as meetingSlug', 'meeting.title as meetingTitle'])
		.$narrowType<{ meetingTitle: Localised }>()
		.execute();
}

/** The public words of actions, from reports already filed or from what a participant recommended; restricted ones are not among them. */
export async function findActionWords(db: Db, meetingIds: string[]): Promise<Map<string, string>> {
	if (meetingIds.length === 0) return new Map();
	const { rows } = await sql<{ id: string; text: string }>`
		SELECT found->>'id' AS id, found->>'text' AS text
		FROM report
		LEFT JOIN report_version v ON v.report_id = report.id AND v.version = report.version,
		jsonb_path_query(coalesce(v.content, report.draft), '$.items[*].actions[*]') AS found
		WHERE report.meeting_id = ANY(${meetingIds})
		UNION ALL
		SELECT r.action_id::text, r.text FROM recommendation_action r JOIN action ON action.id = r.action_id
		WHERE action.meeting_id = ANY(${meetingIds})`.execute(db);
	return new Map(rows.map((row) => [row.id, row.text]));
}

/** What may be said of an action; what is left out stays as it is. */
export interface ActionPatch {
	owner?: Pick<Owner, 'kind' | 'id'> | null;
	due?: string | null;
	state?: ReportAction['state'];
	note?: string;
}

/**
 * Writes what is said of an action where it is kept once, so that later meetings carry it, and keeps
 * who wrote it: of an action of this meeting, or of an earlier one of its dossier. One of whose notes
 * only the words were kept so far is added. False when it is neither.
 */
export async function saveAction(
	trx: Trx,
	actorId: string | null,
	of: { meetingId: string; dossierId: string | null; itemId?: string | undefined },
	id: string,
	{ owner, ...rest }: ActionPatch
): Promise<boolean> {
	const values = {
		...rest,
		...(owner === undefined
			? {}
			: {
					ownerOrganisationId: owner?.kind === 'organisation' ? owner.id : null,
					ownerPersonId: owner?.kind === 'person' ? owner.id : null
				})
	};
	if (of.itemId) await addActions(trx, of.meetingId, [{ id, itemId: of.itemId }]);
	const { numUpdatedRows } = await trx
		.updateTable('action')
		.set(values)
		.where('id', '=', id)
		.where((eb) =>
			eb.or([
				eb('meetingId', '=', of.meetingId),
				eb(
					'meetingId',
					'in',
					eb.selectFrom('meeting').where('dossierId', '=', of.dossierId).select('meeting.id')
				)
			])
		)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) return false;
	await recordChanges(trx, actorId, [id]);
	return true;
}

/** Adds the rows of actions of which so far only the words were in the notes. */
export async function addActions(
	db: Db,
	meetingId: string,
	actions: Array<{ id: string; itemId: string }>
): Promise<void> {
	if (actions.length === 0) return;
	await sql`INSERT INTO action (id, meeting_id, agenda_item_id)
		SELECT asked.id::uuid, ${meetingId}, item.id
		FROM unnest(${actions.map(({ id }) => id)}::text[],
			${actions.map(({ itemId }) => itemId)}::text[]) AS asked(id, item)
		LEFT JOIN agenda_item item ON item.id::text = asked.item AND item.meeting_id = ${meetingId}
		WHERE pg_input_is_valid(asked.id, 'uuid')
		ON CONFLICT DO NOTHING`.execute(db);
}

/** Keeps the words of actions that stand in no text any more. */
export async function keepWords(
	trx: Trx,
	meetingId: string,
	actions: Array<{ id: string; text: string }>
): Promise<void> {
	if (actions.length === 0) return;
	await sql`UPDATE action a SET words = said.text
		FROM jsonb_to_recordset(${JSON.stringify(actions)}::jsonb) AS said(id text, text text)
		WHERE a.id::text = said.id AND a.meeting_id = ${meetingId}`.execute(trx);
}

/**
 * Removes actions of this meeting that no version of a report of its dossier names. One that was given
 * out is kept: what was published goes on meaning it.
 */
export async function deleteUnsaid(trx: Trx, meetingId: string, ids: string[]): Promise<void> {
	if (ids.length === 0) return;
	await sql`DELETE FROM action a WHERE a.id = ANY(${ids}::uuid[]) AND a.meeting_id = ${meetingId}
		AND NOT EXISTS (SELECT FROM meeting own
			JOIN meeting near ON near.id = own.id OR near.dossier_id = own.dossier_id
			JOIN report r ON r.meeting_id = near.id JOIN report_version v ON v.report_id = r.id
			WHERE own.id = a.meeting_id
				AND concat(v.content::text, v.restricted::text) LIKE '%' || a.id || '%')`.execute(trx);
}

/** Holds the reports not yet published whose draft shows this action: their forms show what it was. */
export async function lockDraftsOf(trx: Trx, id: string): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`SELECT r.id FROM report r
		WHERE r.state IN ('draft', 'provisional') AND r.meeting_id IN (
			SELECT near.id FROM action a JOIN meeting own ON own.id = a.meeting_id
			JOIN meeting near ON near.id = own.id OR near.dossier_id = own.dossier_id WHERE a.id = ${id})
			AND concat(r.draft::text, r.draft_restricted::text) LIKE ${`%${id}%`}
		ORDER BY r.id FOR UPDATE OF r`.execute(trx);
	return rows.map((row) => row.id);
}

/** A form that was opened before is then refused instead of writing back what it showed. */
export async function renewDrafts(trx: Trx, reportIds: string[]): Promise<void> {
	if (reportIds.length === 0) return;
	await trx
		.updateTable('report')
		.set((eb) => ({ draftSeq: eb('draftSeq', '+', 1) }))
		.where('id', 'in', reportIds)
		.execute();
}
