import { formatPlainDate } from '#lib/model/calendar-date.ts';
import { LOCALES, pathIn, show, type Locale } from '#lib/model/localised.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '../platform/db.ts';
import { enqueue } from '../platform/jobs.ts';
import type { Mail } from '../platform/mail.ts';
import { listOwedDigests, markDigest, type DigestRow } from './digest.rows.ts';

const MOST = 500;

/**
 * Sends each participant one mail after the report of a meeting is published: the report, the
 * actions that are theirs or their organisation’s, the films. However often it runs, nobody gets two. `origin` begins the links.
 * @returns how many mails are on their way
 */
export async function sendDigests(db: Db, origin: string, now = new Date()): Promise<number> {
	let sent = 0;
	for (const row of await listOwedDigests(db, now, MOST))
		sent += await db.transaction().execute(async (trx) => {
			if (!(await markDigest(trx, row.meetingId, row.personId))) return 0;
			await enqueue(trx, 'mail-send', writeDigest(row, origin));
			return 1;
		});
	return sent;
}

function writeDigest(row: DigestRow, origin: string): Mail {
	const locale: Locale = LOCALES.find((one) => row.languages.includes(one)) ?? 'en';
	const title = show(row.title, locale).text;
	const at = (path: string) => origin + pathIn(locale, path);
	const actions = row.actions.map(({ text, due }) => {
		const date = due && ` (${formatPlainDate(due, locale)})`;
		return `- ${text ?? title}${date ?? ''}`;
	});
	const films = row.films.map((film) => `- ${film.title}: ${at(`/library/${film.slug}`)}`);
	return {
		to: row.email,
		subject: m.meeting_digest_subject({ title }, { locale }),
		text: [
			m.meeting_digest_report({ link: at(`/reports/${row.reportSlug}`) }, { locale }),
			actions.length
				? [m.meeting_digest_actions({}, { locale }), ...actions].join('\n')
				: m.meeting_digest_no_actions({}, { locale }),
			films.length ? [m.meeting_digest_films({}, { locale }), ...films].join('\n') : '',
			m.meeting_digest_end({ link: at('/account') }, { locale })
		]
			.filter(Boolean)
			.join('\n\n')
	};
}
