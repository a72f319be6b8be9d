import { includes, type Actor } from '#lib/model/actor.ts';
import { show } from '#lib/model/localised.ts';
import type { Change } from '#lib/model/comparison.ts';
import type { ReportContent, ReportVersion } from '#lib/model/report.ts';
import { mergeContent } from '#lib/model/report-visibility.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { getReport, listReaders } from './access.ts';
import { describeReport, type Imprint } from './document.ts';
import type { ReportHead } from './report.rows.ts';
import { listVersions, readVersion, type VersionRow } from './version.rows.ts';
import { compareTexts } from './comparison.ts';

/** A version of a report as one reader may see it. */
export interface ReportView {
	id: string;
	slug: string;
	version: number;
	current: number;
	state: 'provisional' | 'published';
	at: string;
	content: ReportContent;
	versions: ReportVersion[];
	canEdit: boolean;
}

/**
 * The current version, or version `n`. Passages the actor may not read are not queried.
 * @throws {AppError} `not_found`, `moved`, `report_withdrawn` (410, with id, date and reason)
 */
export async function readReport(
	db: Db,
	actor: Actor | null,
	slug: string,
	n?: number
): Promise<ReportView> {
	const { head, level } = await getReport(db, actor, slug);
	requirePresent(head);
	const version = n ?? head.version;
	const readers = listReaders(level);
	const [found, versions] = await Promise.all([
		readVersion(db, head.id, version, readers),
		listVersions(db, head.id)
	]);
	if (!found) throw notFound();
	return {
		id: head.id,
		slug: head.slug,
		version,
		current: head.version,
		state: found.state,
		at: found.at.toISOString(),
		content: mergeContent(found.open, found.kept),
		versions: versions.map((row) => describeVersion(row, head.language)),
		canEdit: includes(level, 'publish')
	};
}

function requirePresent(head: ReportHead): void {
	if (head.state === 'withdrawn')
		throw new AppError('report_withdrawn', 410, 'This report was withdrawn.', {
			id: head.id,
			slug: head.slug,
			language: head.language,
			at: head.withdrawnAt!.toISOString(),
			reason: head.withdrawnReason!
		});
	if (head.version === 0) throw notFound();
}

function describeVersion(row: VersionRow, language: string): ReportVersion {
	return {
		n: row.version,
		at: row.at.toISOString(),
		state: row.state,
		kind: row.kind,
		reason: show(row.reason, language)?.text ?? null
	};
}

/** What changed from version `from` to version `to`, word by word, as this reader may see it. */
export async function compareVersions(
	db: Db,
	actor: Actor | null,
	slug: string,
	from: number,
	to: number
): Promise<{ view: ReportView; changes: Change[][] }> {
	const [before, after] = await Promise.all([
		readReport(db, actor, slug, from),
		readReport(db, actor, slug, to)
	]);
	return { view: after, changes: compareContents(before.content, after.content) };
}

/** The word difference of two texts of one report, without its imprint. */
export function compareContents(before: ReportContent, after: ReportContent): Change[][] {
	const imprint: Imprint = {
		slug: '',
		version: 0,
		state: 'published',
		at: '1970-01-01T00:00:00Z',
		address: '',
		origin: ''
	};
	return compareTexts(describeReport(before, imprint), describeReport(after, imprint));
}
