import { sql } from 'kysely';
import type { Correction, ReportState } from '#lib/model/report-life.ts';
import type { ReportContent, Visibility } from '#lib/model/report.ts';
import type { Kept, Restricted } from '#lib/model/report-visibility.ts';
import type { Db } from '../platform/db.ts';
import { givenText } from './attendance.rows.ts';

/** A report without its text. `version` is 0 until the first publication. */
const head = [
	'report.id',
	'report.slug',
	'report.state',
	'report.language',
	'report.draftSeq',
	'report.version',
	'report.withdrawnAt',
	'report.withdrawnReason',
	'report.supersededBy',
	'report.supersededAt',
	'report.meetingId',
	'meeting.dossierId',
	'meeting.chairId',
	'meeting.slug as meetingSlug',
	'meeting.visibility as meetingVisibility',
	'meeting.attendanceVisibility',
	'dossier.visibility as dossierVisibility'
] as const;

export function selectReports(db: Db) {
	return db
		.selectFrom('report')
		.innerJoin('meeting', 'meeting.id', 'report.meetingId')
		.leftJoin('dossier', 'dossier.id', 'meeting.dossierId');
}

export function findReport(db: Db, slug: string) {
	return selectReports(db)
		.where('report.slug', '=', slug)
		.select([
			...head,
			sql<Correction | null>`report.correction`.as('correction'),
			sql<number>`coalesce((SELECT max(gone.version) FROM report_withdrawal gone
				WHERE gone.report_id = report.id AND NOT gone.is_version_readable), 0)`.as('hiddenUpTo')
		])
		.$narrowType<{ state: ReportState; attendanceVisibility: Visibility }>()
		.executeTakeFirst();
}
/** `hiddenUpTo`: versions up to this one were withdrawn and stay so; 0: none. */
export type ReportHead = NonNullable<Awaited<ReturnType<typeof findReport>>>;

export function findReportOfMeeting(db: Db, meetingId: string) {
	return db
		.selectFrom('report')
		.where('meetingId', '=', meetingId)
		.select(['id', 'slug', 'state'])
		.executeTakeFirst();
}

/** The slug a former address of a report leads to now. */
export async function findRenamed(db: Db, slug: string): Promise<string | undefined> {
	const row = await db
		.selectFrom('formerSlug')
		.innerJoin('report', 'report.id', 'formerSlug.targetId')
		.where('formerSlug.kind', '=', 'report')
		.where('formerSlug.slug', '=', slug)
		.select('report.slug')
		.executeTakeFirst();
	return row?.slug;
}

/** What of a draft the named readers may see; passages of other readers are not read. */
export function readDraft(db: Db, id: string, readers: readonly Visibility[]) {
	return db
		.selectFrom('report')
		.innerJoin('meeting', 'meeting.id', 'report.meetingId')
		.where('report.id', '=', id)
		.select([
			givenText('report.draft', readers).$castTo<ReportContent>().as('open'),
			'report.draftSeq',
			kept('draft_restricted', readers).as('kept')
		])
		.executeTakeFirstOrThrow();
}

/** Replaces the draft if nobody else did since `draftSeq`; the new sequence, or undefined. */
export async function updateDraft(
	db: Db,
	id: string,
	draftSeq: number,
	text: { open: ReportContent; restricted: Restricted }
): Promise<number | undefined> {
	const row = await db
		.updateTable('report')
		.set({
			draft: JSON.stringify(text.open),
			draftRestricted: JSON.stringify(text.restricted),
			draftSeq: draftSeq + 1
		})
		.where('id', '=', id)
		.where('draftSeq', '=', draftSeq)
		.returning('draftSeq')
		.executeTakeFirst();
	return row?.draftSeq;
}

/** Holds the report's row until the transaction ends, so that two publishers follow each other. */
export function lockReport(db: Db, id: string) {
	return db
		.selectFrom('report')
		.where('id', '=', id)
		.forUpdate()
		.select(['state', 'version', 'draftSeq', sql<Correction | null>`correction`.as('correction')])
		.$narrowType<{ state: ReportState }>()
		.executeTakeFirstOrThrow();
}

export async function setReport(
	db: Db,
	id: string,
	values: {
		state?: ReportState;
		version?: number;
		correction?: Correction | null;
		withdrawnAt?: Date | null;
		withdrawnBy?: string | null;
		withdrawnReason?: string | null;
		supersededBy?: string | null;
		supersededAt?: Date | null;
	}
): Promise<void> {
	const { correction, ...rest } = values;
	await db
		.updateTable('report')
		.set({
			...rest,
			...(correction === undefined ? {} : { correction: correction && JSON.stringify(correction) })
		})
		.where('id', '=', id)
		.execute();
}

/** Restricted passages of the given readers only, as one JSON list made by the database. */
export function kept(column: 'draft_restricted' | 'restricted', readers: readonly Visibility[]) {
	const lists = readers
		.filter((reader) => reader !== 'public')
		.map((reader) => sql`(${sql.ref(column)}->${sql.lit(reader)})`);
	if (lists.length === 0) return sql<Kept[]>`'[]'::jsonb`;
	return sql<Kept[]>`${sql.join(lists, sql` || `)}`;
}
