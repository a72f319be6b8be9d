import { Feed } from 'feed';
import { formatDays } from '#lib/model/calendar-date.ts';
import { escapeHtml } from '#lib/model/escape.ts';
import { show, type Locale, type Localised } from '#lib/model/localised.ts';
import { nameOrganisation } from '#lib/model/organisation.ts';
import { findChange, isMeeting, type TimelineEntry } from '#lib/model/timeline.ts';
import { writePlain } from '#lib/model/rich-text.ts';
import { m } from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/paraglide/runtime.js';
import type { Db } from '#lib/server/platform/db.ts';
import { notFound } from '#lib/server/platform/errors.ts';
import { findDossierRow } from '../dossier/dossier.rows.ts';
import { listChangedRows, type TimelineRow } from '../dossier/timeline.rows.ts';
import { discloseVersions } from './disclosure.ts';
import { describeReport } from './document.ts';
import { listParticipants, listPublicContents } from './feed.rows.ts';
import { writeFragment } from './fragment.ts';

const MOST_ENTRIES = 60;
/** Signs that XML 1.0 has no place for, not even as references. */
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export interface FeedRequest {
	/** Scheme and host of this site. */
	origin: string;
	language: string;
	/** Only what belongs to this dossier. */
	slug?: string;
	title: string;
}

/**
 * What is public as Atom (RFC 4287), the last changed first, reports with their full text. A feed is
 * for everybody: it never holds what only members may read, whoever asks. Ids name no address, which
 * may change, nor what an entry is told as, and are the same in every feed; each language has a feed
 * of its own.
 * @throws {AppError} `not_found`
 */
export async function writeFeed(db: Db, request: FeedRequest): Promise<string> {
	const { origin, language, slug } = request;
	const dossier = slug ? await findDossierRow(db, null, slug) : undefined;
	if (slug && !dossier) throw notFound();
	const entries = await listChangedRows(db, null, MOST_ENTRIES, dossier?.id);
	const reports = await readReports(db, entries, origin);
	const participants = await listParticipants(
		db,
		entries.flatMap(({ record, id }) => (record === 'participant-report' ? [id] : []))
	);
	const locale = language as Locale;
	const at = (path: string) => origin + localizeHref(path, { locale });
	const path = dossier ? `/dossiers/${dossier.slug}` : '';
	// Who wrote a report is not who held the meeting; of all else the source is the author.
	const nameAuthor = (entry: TimelineRow) =>
		(entry.record === 'participant-report' && participants.get(entry.id)) ||
		reports.get(entry.href)?.author ||
		(entry.source && nameOrganisation(entry.source, language).text);
	// The library declares every text as HTML: what is plain text is escaped, so that it stays so.
	const say = (text: Localised | null) =>
		text ? escapeHtml(show(text, language).text) : undefined;
	const tell = (entry: TimelineEntry) =>
		entry.type === 'report' && entry.status === 'withdrawn'
			? m.report_withdrawn_entry({ reason: say(entry.summary) ?? '' }, { locale })
			: [tellChange(entry, locale), say(entry.summary)].filter(Boolean).join(' ') || undefined;
	const feed = new Feed({
		id: dossier ? `${at('/')}#dossier-${dossier.id}` : at('/'),
		link: at(path || '/'),
		title: keepSigns(dossier ? show(dossier.title, language).text : request.title),
		description: dossier?.background
			? keepSigns(writePlain(show(dossier.background, language).text))
			: undefined,
		language,
		copyright: keepSigns(show(dossier?.disclaimer, language)?.text ?? ''),
		generator: 'Emvod',
		// Of what has no source.
		author: { name: 'Emvod' },
		updated: entries[0]?.updatedAt ?? new Date(0),
		feedLinks: { atom: at(`${path}/feed.atom`) }
	});
	for (const entry of entries) {
		const link = entry.href.startsWith('/') ? at(entry.href) : entry.href;
		const author = nameAuthor(entry);
		const happened = entry.date ? new Date(`${entry.date}T00:00:00Z`) : undefined;
		feed.addItem({
			id: `${origin}/#${entry.record}-${entry.id}`,
			link,
			title: escapeHtml(show(entry.title, language).text),
			description: tell(entry),
			content: reports.get(entry.href)?.text ?? tell(entry),
			date: entry.updatedAt,
			// What is still to come was not published then.
			published: happened && happened < entry.updatedAt ? happened : undefined,
			author: author ? [{ name: keepSigns(author) }] : undefined,
			category: [{ term: entry.type, name: entry.type }]
		});
	}
	const xml = feed.atom1().replace('<feed ', `<feed xml:lang="${language}" `);
	return xml.replace(NO_XML, ' ');
}

/** Plain text for the library, which takes `&amp;` for an ampersand that is escaped already. */
function keepSigns(text: string): string {
	return text.replaceAll('&amp;', '&amp;amp;');
}

/** What became of a meeting, or of the one that a notice tells of; nothing while the entry is true. */
function tellChange(entry: TimelineEntry, locale: Locale): string | undefined {
	const change = findChange(entry, show(entry.title, locale).lang);
	if (!change) return undefined;
	if (change.to === null)
		return isMeeting(entry)
			? m.meeting_cancelled({}, { locale })
			: m.meeting_notice_cancelled({}, { locale });
	const told = { hours: m.meeting_notice_hours, place: m.meeting_notice_place };
	if (change.changed) return change.changed.map((fact) => told[fact]({}, { locale })).join(' ');
	if (!change.to.length) return m.meeting_notice_moved_open({}, { locale });
	return m.meeting_notice_moved({ dates: formatDays(change.to, locale) }, { locale });
}

/** The full text of the reports among the entries and who wrote it, by their address. */
async function readReports(
	db: Db,
	entries: Array<{ type: string; href: string }>,
	origin: string
): Promise<Map<string, { text: string; author: string | undefined }>> {
	const slugs = entries
		.filter(({ type, href }) => type === 'report' && href.startsWith('/reports/'))
		.map(({ href }) => href.slice('/reports/'.length));
	const reports = await listPublicContents(db, slugs);
	const contents = await discloseVersions(
		db,
		reports.map(({ content, ...head }) => ({ head, content }))
	);
	return new Map(
		reports.map(({ slug, version, state, at }, n) => {
			const address = `${origin}/reports/${slug}/v${version}`;
			const imprint = { slug, version, state, at: at.toISOString(), address, origin };
			const content = contents[n]!;
			const text = writeFragment(describeReport(content, imprint).slice(1));
			return [`/reports/${slug}`, { text, author: content.author?.name }];
		})
	);
}
