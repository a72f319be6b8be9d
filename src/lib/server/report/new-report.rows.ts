import type { ReportState } from '#lib/model/report-life.ts';
import type { ReportContent } from '#lib/model/report.ts';
import type { Restricted } from '#lib/model/report-visibility.ts';
import type { Db } from '../platform/db.ts';

/**
 * Adds the one report of a meeting; false when it, or another of that slug, is there already. Any
 * conflict counts: of two that add the same report at once, either key may be the one that clashes.
 */
export async function insertDraft(
	db: Db,
	draft: {
		slug: string;
		meetingId: string;
		language: string;
		/** By item, the last update of its notes that the text was made of. */
		notesTaken: Record<string, number>;
		open: ReportContent;
		restricted: Restricted;
	}
): Promise<boolean> {
	const row = await db
		.insertInto('report')
		.values({
			slug: draft.slug,
			meetingId: draft.meetingId,
			state: 'draft',
			language: draft.language,
			notesTaken: JSON.stringify(draft.notesTaken),
			draft: JSON.stringify(draft.open),
			draftRestricted: JSON.stringify(draft.restricted)
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Adds an imported report; undefined when the meeting has one already. */
export async function insertImported(
	db: Db,
	report: {
		slug: string;
		importKey: string;
		meetingId: string;
		state: ReportState;
		language: string;
		version: number;
		approval?: unknown;
		provenance?: unknown;
		open: ReportContent;
		restricted: Restricted;
	}
): Promise<string | undefined> {
	const row = await db
		.insertInto('report')
		.values({
			slug: report.slug,
			importKey: report.importKey,
			meetingId: report.meetingId,
			state: report.state,
			language: report.language,
			version: report.version,
			approval: report.approval === undefined ? null : JSON.stringify(report.approval),
			provenance: JSON.stringify(report.provenance ?? {}),
			draft: JSON.stringify(report.open),
			draftRestricted: JSON.stringify(report.restricted)
		})
		.onConflict((conflict) => conflict.column('meetingId').doNothing())
		.returning('id')
		.executeTakeFirst();
	return row?.id;
}

/** Meetings that were closed here and have no report, not even a draft. */
export async function listUnreported(db: Db): Promise<string[]> {
	const rows = await db
		.selectFrom('meeting')
		.leftJoin('report', 'report.meetingId', 'meeting.id')
		.select('meeting.id')
		.where('meeting.status', '=', 'held')
		.where('meeting.closedAt', 'is not', null)
		.where('report.id', 'is', null)
		.execute();
	return rows.map(({ id }) => id);
}
