import { includes, type Actor } from '#lib/model/actor.ts';
import { show } from '#lib/model/localised.ts';
import type { Phrase, ReportContent, Visibility } from '#lib/model/report.ts';
import type { Translation } from '#lib/model/report-translation.ts';
import type { ReportVersion, Withdrawal } from '#lib/model/report-version.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { getReport, listReaders, requireNotWithdrawn, withdrawnFault } from './access.ts';
import { discloseVersions, discloseWords, fingerprint } from './disclosure.ts';
import { findPresent, type PresentAction } from './present-actions.ts';
import { listWithdrawals } from './withdrawal.rows.ts';
import { describeReport, type Imprint } from './document.ts';
import type { ReportHead } from './report.rows.ts';
import { findSuccessor } from './successor.rows.ts';
import { applyTexts } from './texts.ts';
import { describe, listTranslations } from './translation.ts';
import { findTranslation } from './translation.rows.ts';
import { mergeVersion } from './version.ts';
import { listVersions, readVersion, type VersionRow } from './version.rows.ts';
import { compareTexts, type ChangedSection } from './comparison.ts';

/** A version of a report as one reader may see it. */
export interface ReportView {
	id: string;
	slug: string;
	version: number;
	current: number;
	/** Of this version; of the report where it is the current one. */
	state: 'provisional' | 'published' | 'superseded';
	at: string;
	/** As it may be given out today, which may be less than was published. */
	content: ReportContent;
	/** Who may read the names of those who came. */
	attendanceVisibility: Visibility;
	/** What everybody may read of that; files are made of it. */
	open: ReportContent;
	/** Which text the files are of; '' while nothing was closed since it was published. */
	disclosed: string;
	/** Actions that stand otherwise today than the text says, by id. */
	present: Record<string, PresentAction>;
	/** The language it was written in. */
	original: string;
	/** Set when `content` is a translation; `seq` counts its changes. */
	translation: (Translation & { seq: number }) | null;
	/** The other languages in which it can be read. */
	translations: Translation[];
	versions: ReportVersion[];
	/** Times during which it was withdrawn, oldest first. */
	withdrawals: Withdrawal[];
	/** The report that took this one's place, where the reader may know of it. */
	successor: { slug: string; title: Phrase } | null;
	canEdit: boolean;
}

/** What a page says of a report beside its text. */
export type ReportHeading = Omit<ReportView, 'content' | 'open' | 'disclosed' | 'present'>;

/** Parts a view for a page: what it says of the report, the text and where its actions stand now. */
export function splitView({ content, open: _, disclosed: __, present, ...head }: ReportView) {
	return { head: head satisfies ReportHeading, content, present };
}

/**
 * The current version, or version `n`, or its translation, which holds the public text only.
 * Passages the actor may not read are not queried; what was closed since is left out.
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
	await requireNotWithdrawn(db, head, level);
	if (head.version === 0) throw notFound();
	const row = language && language !== head.language ? await getTexts(db, head, language, n) : null;
	const version = row?.version ?? n ?? head.version;
	const readers: Visibility[] = row ? ['public'] : listReaders(level);
	const [found, successor, translations, { versions, withdrawals }] = await Promise.all([
		readVersion(db, head.id, version, readers),
		head.supersededBy ? findSuccessor(db, actor, head.supersededBy) : undefined,
		listTranslations(db, head),
		readHistory(db, head)
	]);
	if (!found) throw notFound();
	if (version <= head.hiddenUpTo) {
		const gone = withdrawals.find((one) => !one.isReadable && version <= one.version)!;
		throw withdrawnFault(head, level, {
			at: new Date(gone.from),
			reason: gone.reason,
			current: slug
		});
	}
	const translate = (content: ReportContent) =>
		row ? applyTexts(content, row.texts, language!) : content;
	const [open, content] = (await discloseVersions(db, [
		{ head, content: found.open, translate },
		{ head, content: mergeVersion(found), translate }
	])) as [ReportContent, ReportContent];
	const isSuperseded = head.state === 'superseded' && version === head.version;
	return {
		id: head.id,
		slug: head.slug,
		version,
		current: head.version,
		state: isSuperseded ? 'superseded' : found.state,
		at: found.at.toISOString(),
		attendanceVisibility: head.attendanceVisibility,
		content,
		open,
		disclosed: fingerprint(translate(found.open), open, found.isListPublic),
		present: version === head.version ? await findPresent(db, content) : {},
		original: head.language,
		translation: row && {
			...describe({ language: language!, version }, head.version),
			seq: row.seq
		},
		translations: translations.filter((one) => one.version > head.hiddenUpTo),
		versions,
		withdrawals,
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

/** Its versions and the times it was withdrawn, their reasons as they may be given out today. */
async function readHistory(
	db: Db,
	{ id, meetingId, language }: ReportHead
): Promise<Pick<ReportView, 'versions' | 'withdrawals'>> {
	const [versions, withdrawals] = await Promise.all([
		listVersions(db, id),
		listWithdrawals(db, id)
	]);
	return discloseWords(db, meetingId, {
		versions: versions.map((row) => describeVersion(row, language)),
		withdrawals: withdrawals.map(({ withdrawnAt, reinstatedAt, ...row }) => ({
			...row,
			from: withdrawnAt.toISOString(),
			to: reinstatedAt.toISOString()
		}))
	});
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
): Promise<{ view: ReportView; sections: ChangedSection[] }> {
	const [before, after] = await Promise.all([
		readReport(db, actor, slug, from),
		readReport(db, actor, slug, to)
	]);
	return { view: after, sections: compareContents(before.content, after.content) };
}

/** The word difference of two texts of one report, without its imprint. */
export function compareContents(before: ReportContent, after: ReportContent): ChangedSection[] {
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
