import type { Localised } from '#lib/model/localised.ts';
import type { ReportState } from '#lib/model/report-life.ts';
import type { ReportContent } from '#lib/model/report.ts';
import type { VersionKind } from '#lib/model/report-version.ts';
import { splitContent } from '#lib/model/report-visibility.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { addActions } from './actions.rows.ts';
import { buildContent } from './build.ts';
import { findMeetingFacts } from './facts.rows.ts';
import { insertDraft, insertImported } from './new-report.rows.ts';
import { listNotesNow } from './notes-taken.rows.ts';
import { findReportOfMeeting } from './report.rows.ts';
import { insertVersion } from './version.rows.ts';

/**
 * Files the draft of a held meeting's report: once, however often it is asked. A report that exists
 * is left as the secretariat has it; notes written since are told in it (`later-notes.ts`). Its
 * language is that of the meeting's title unless one is given.
 * @throws {AppError} `not_found` when there is no such meeting
 */
export async function fileReport(
	db: Db,
	meetingId: string,
	language?: string
): Promise<{ slug: string; isNew: boolean }> {
	const existing = await findReportOfMeeting(db, meetingId);
	if (existing) return { slug: existing.slug, isNew: false };
	const meeting = await findMeetingFacts(db, meetingId);
	if (!meeting) throw notFound();
	// Before the notes are read: what comes in between is told rather than overlooked.
	const notesTaken = await listNotesNow(db, meetingId);
	const content = await buildContent(db, meetingId, language);
	// An action that nobody took over in the room has an owner to find: it is kept like the others.
	const actions = content.items.flatMap(({ id: itemId, actions }) =>
		actions.map(({ id }) => ({ id, itemId }))
	);
	await addActions(db, meetingId, actions);
	const draft = { meetingId, language: content.language, notesTaken, ...splitContent(content) };
	// The meeting's own address; another report may hold it since before the meeting was renamed.
	for (const slug of [meeting.slug, `${meeting.slug}-report`]) {
		if (await insertDraft(db, { ...draft, slug })) return { slug, isNew: true };
		const other = await findReportOfMeeting(db, meetingId);
		if (other) return { slug: other.slug, isNew: false };
	}
	throw new Error(`no free address for the report of meeting ${meetingId}`);
}

export interface ImportedVersion {
	n: number;
	/** ISO instant of its publication. */
	at: string;
	state: 'provisional' | 'published';
	kind: VersionKind;
	reason?: Localised | null;
	/** Pairs of what stood there and what replaced it. */
	changes?: Array<[string, string]>;
	content: ReportContent;
}
export interface ImportedReport {
	meetingId: string;
	slug: string;
	importKey: string;
	/** `draft` with no versions, else the state of the last one. */
	state: ReportState;
	approval?: unknown;
	provenance?: unknown;
	versions: ImportedVersion[];
	/** The text being edited; the last version's when left out. */
	draft?: ReportContent;
}

/**
 * Brings in a report that was published elsewhere, with its versions and their dates. A second
 * import of the same meeting changes nothing and answers false.
 */
export async function importReport(db: Db, report: ImportedReport): Promise<boolean> {
	const draft = report.draft ?? report.versions.at(-1)?.content;
	if (!draft) throw new Error(`report ${report.importKey} has neither a version nor a draft`);
	const id = await insertImported(db, {
		...report,
		language: draft.language,
		version: report.versions.length ? Math.max(...report.versions.map(({ n }) => n)) : 0,
		...splitContent(draft)
	});
	if (!id) return false;
	for (const version of report.versions)
		await insertVersion(db, {
			reportId: id,
			version: version.n,
			draftSeq: version.n === report.versions.at(-1)?.n ? 1 : null,
			state: version.state,
			kind: version.kind,
			reason: version.reason ?? null,
			changes: version.changes,
			actorId: null,
			at: new Date(version.at),
			...splitContent(version.content)
		});
	return true;
}
