import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { ReportContent, Visibility } from '#lib/model/report.ts';
import type { VersionKind } from '#lib/model/report-version.ts';
import type { Restricted } from '#lib/model/report-visibility.ts';
import type { Db } from '../platform/db.ts';
import { givenText } from './attendance.rows.ts';
import { kept } from './report.rows.ts';

export interface VersionRow {
	version: number;
	at: Date;
	state: 'provisional' | 'published';
	kind: VersionKind;
	reason: Localised | null;
}

/** Every version without its text, oldest first. */
export function listVersions(db: Db, reportId: string): Promise<VersionRow[]> {
	return db
		.selectFrom('reportVersion')
		.where('reportId', '=', reportId)
		.orderBy('version')
		.select(['version', 'at', 'state', 'kind', 'reason'])
		.$narrowType<{ state: VersionRow['state']; kind: VersionKind; reason: Localised | null }>()
		.execute();
}

/**
 * A version: `open` is for everybody; `kept` passages and the `attendance` with its names are what
 * the named readers may see beyond that. What is for others is not read.
 */
export function readVersion(
	db: Db,
	reportId: string,
	version: number,
	readers: readonly Visibility[]
) {
	return db
		.selectFrom('reportVersion')
		.innerJoin('report', 'report.id', 'reportVersion.reportId')
		.innerJoin('meeting', 'meeting.id', 'report.meetingId')
		.where('reportVersion.reportId', '=', reportId)
		.where('reportVersion.version', '=', version)
		.select([
			givenText('report_version.content', ['public']).$castTo<ReportContent>().as('open'),
			kept('restricted', readers).as('kept'),
			sql<
				ReportContent['attendance'] | null
			>`CASE WHEN meeting.attendance_visibility = ANY(${[...readers]}::text[])
				THEN report_version.content -> 'attendance' END`.as('attendance'),
			sql<boolean>`meeting.attendance_visibility = 'public'`.as('isListPublic'),
			'reportVersion.at',
			'reportVersion.state',
			'reportVersion.kind'
		])
		.$narrowType<{ state: VersionRow['state']; kind: VersionKind }>()
		.executeTakeFirst();
}

export function findVersionOfDraft(db: Db, reportId: string, draftSeq: number) {
	return db
		.selectFrom('reportVersion')
		.where('reportId', '=', reportId)
		.where('draftSeq', '=', draftSeq)
		.select('version')
		.executeTakeFirst();
}

export interface NewVersion {
	reportId: string;
	version: number;
	draftSeq: number | null;
	state: VersionRow['state'];
	kind: VersionKind;
	reason: Localised | null;
	changes?: Array<[string, string]>;
	open: ReportContent;
	restricted: Restricted;
	actorId: string | null;
	at?: Date;
}

export async function insertVersion(db: Db, row: NewVersion): Promise<Date> {
	const { at } = await db
		.insertInto('reportVersion')
		.values({
			reportId: row.reportId,
			version: row.version,
			draftSeq: row.draftSeq,
			state: row.state,
			kind: row.kind,
			reason: row.reason && JSON.stringify(row.reason),
			changes: JSON.stringify(row.changes ?? []),
			content: JSON.stringify(row.open),
			restricted: JSON.stringify(row.restricted),
			actorId: row.actorId,
			...(row.at ? { at: row.at } : {})
		})
		.returning('at')
		.executeTakeFirstOrThrow();
	return at;
}

export type FileFormat = 'pdf' | 'docx' | 'md';

/** `disclosed`: which text it was made of, '' as it was published. */
export interface FilePlace {
	reportId: string;
	version: number;
	format: FileFormat;
	disclosed: string;
}

/** Keeps a file of a version; the first one made stays. */
export async function insertFile(db: Db, place: FilePlace, bytes: Buffer): Promise<void> {
	await db
		.insertInto('reportFile')
		.values({ ...place, bytes })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

export async function findFile(
	db: Db,
	{ reportId, version, format, disclosed }: FilePlace
): Promise<Buffer | undefined> {
	const row = await db
		.selectFrom('reportFile')
		.where('reportId', '=', reportId)
		.where('version', '=', version)
		.where('format', '=', format)
		.where('disclosed', '=', disclosed)
		.select('bytes')
		.executeTakeFirst();
	return row?.bytes;
}
