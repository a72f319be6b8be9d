import { includes, type Actor } from '#lib/model/actor.ts';
import { show } from '#lib/model/localised.ts';
import type { Change } from '#lib/model/comparison.ts';
import type { Phrase, ReportContent, ReportVersion, Visibility } from '#lib/model/report.ts';
import type { Translation } from '#lib/model/report-translation.ts';
import { mergeContent } from '#lib/model/report-visibility.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { getReport, listReaders, requireNotWithdrawn } from './access.ts';
import { describeReport, type Imprint } from './document.ts';
import { findSuccessor, type ReportHead } from './report.rows.ts';
import { applyTexts } from './texts.ts';
import { describe, listTranslations } from './translation.ts';
import { findTranslation } from './translation.rows.ts';
import { listVersions, readVersion, type VersionRow } from './version.rows.ts';
import { compareTexts } from './comparison.ts';

/** A version of a report as one reader may see it. */
export interface ReportView {
	id: string;
	slug: string;
	version: number;
	current: number;
	/** Of this version; of the report where it is the current one. */
	state: 'provisional' | 'published' | 'superseded';
	at: string;
	content: ReportContent;
	/** Who may read the names of those who came. */
	attendanceVisibility: Visibility;
	/** Whether this text may hold them; a translation holds what everybody may read. */
	namesAttendance: boolean;
	/** The language it was written in. */
	original: string;
	/** Set when `content` is a translation; `seq` counts its changes. */
	translation: (Translation & { seq: number }) | null;
	/** The other languages in which it can be read. */
	translations: Translation[];
	versions: ReportVersion[];
	/** The report that took this one's place, where the reader may know of it. */
	successor: { slug: string; title: Phrase } | null;
	canEdit: boolean;
}

/**
 * The current version, or version `n`, or its translation, which holds the public text only.
 * Passages the actor may not read are not queried.
 * @throws {AppError} `not_found`, `moved`, `report_withdrawn` (410, with id, date and reason)
 */
export async function readReport(
	db: Db,
	actor: Actor | null,
	slug: string,
	n?: number,
	language?: string | null
): Promise<ReportView> {
	const { head, level } = await getReport(db, actor, slug);
	requireNotWithdrawn(head);
	if (head.version === 0) throw notFound();
	const row = language && language !== head.language ? await getTexts(db, head, language, n) : null;
	const version = row?.version ?? n ?? head.version;
	const readers: Visibility[] = row ? ['public'] : listReaders(level);
	const [found, versions, successor, translations] = await Promise.all([
		readVersion(db, head.id, version, readers),
		listVersions(db, head.id),
		head.supersededBy ? findSuccessor(db, actor, head.supersededBy) : undefined,
		listTranslations(db, head)
	]);
	if (!found) throw notFound();
	const content = mergeContent(found.open, found.kept);
	const isSuperseded = head.state === 'superseded' && version === head.version;
	return {
		id: head.id,
		slug: head.slug,
		version,
		current: head.version,
		state: isSuperseded ? 'superseded' : found.state,
		at: found.at.toISOString(),
		content: row ? applyTexts(content, row.texts, language!) : content,
		attendanceVisibility: head.attendanceVisibility,
		namesAttendance: found.namesAttendance,
		original: head.language,
		translation: row && {
			...describe({ language: language!, version }, head.version),
			seq: row.seq
		},
		translations,
		versions: versions.map((row) => describeVersion(row, head.language)),
		successor: successor
			? { slug: successor.slug, title: show(successor.title, head.language) }
			: null,
		canEdit: includes(level, 'publish')
	};
}

async function getTexts(db: Db, head: ReportHead, language: string, n: number | undefined) {
	const row = await findTranslation(db, head.id, language, { n, complete: true });
	if (!row) throw notFound();
	return row;
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
