import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { Owner, ReportAction } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import { describeNaming, isWithdrawn, nameable } from './disclosure.rows.ts';
import type { MeetingFacts } from './facts.rows.ts';

const ownerName = sql<string | null>`coalesce(
	printed_name(person, action.meeting_id), person.role_label,
	organisation.name, organisation.label->'texts'->>(organisation.label->>'original'))`;

function selectActions(db: Db) {
	return db
		.selectFrom('action')
		.leftJoin('organisation', 'organisation.id', 'action.ownerOrganisationId')
		.leftJoin('person', 'person.id', 'action.ownerPersonId')
		.select([
			'action.id',
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
		.select([
			'meeting.id as meetingId',
			'meeting.slug as meetingSlug',
			'meeting.title as meetingTitle'
		])
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

/**
 * Writes owner, due date and state where they are kept once, so that later meetings carry them: of
 * an action of this meeting, or of an earlier one of its dossier.
 */
export async function saveAction(
	db: Db,
	of: { meetingId: string; dossierId: string | null },
	id: string,
	value: { owner: Owner | null; due: string | null; state: ReportAction['state'] }
): Promise<void> {
	await db
		.updateTable('action')
		.set({
			ownerOrganisationId: value.owner?.kind === 'organisation' ? value.owner.id : null,
			ownerPersonId: value.owner?.kind === 'person' ? value.owner.id : null,
			due: value.due,
			state: value.state
		})
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
		.execute();
}
