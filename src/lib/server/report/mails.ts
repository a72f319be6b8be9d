import { localeOf } from '#lib/model/calendar-date.ts';
import { LOCALES, show, type Locale } from '#lib/model/localised.ts';
import { closesAt } from '#lib/model/report-life.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '../platform/db.ts';
import { enqueue } from '../platform/jobs.ts';
import type { Mail } from '../platform/mail.ts';
import {
	listOwedAnswers,
	listOwedCorrections,
	listOwedProvisional,
	markMail,
	type OwedAnswer,
	type OwedCorrection,
	type OwedProvisional
} from './mails.rows.ts';

const MOST = 500;

/**
 * Writes about reports to those whom they wait for, each in their language: that a provisional text is
 * open to their comments until a day, that their comment was answered, that a correction of substance
 * waits for the chair. However often it runs, nobody gets one of them twice. `origin` begins the links.
 * @returns how many mails are on their way
 */
export async function sendReportMails(db: Db, origin: string, now = new Date()): Promise<number> {
	const owed = [
		...(await listOwedProvisional(db, now, MOST)),
		...(await listOwedAnswers(db, now, MOST)),
		...(await listOwedCorrections(db, MOST))
	];
	let sent = 0;
	for (const row of owed)
		sent += await db.transaction().execute(async (trx) => {
			if (!(await markMail(trx, row))) return 0;
			await enqueue(trx, 'mail-send', write(row, origin));
			return 1;
		});
	return sent;
}

function write(row: OwedProvisional | OwedAnswer | OwedCorrection, origin: string): Mail {
	const isSpoken = (tag: string): tag is Locale => (LOCALES as readonly string[]).includes(tag);
	const locale = row.languages.find(isSpoken) ?? 'en';
	const title = show(row.title, locale).text;
	const at = (path: string) => `${origin}${locale === 'en' ? '' : `/${locale}`}${path}`;
	const { subject, text } = WRITERS[row.kind](row as never, { locale, title, at });
	return { to: row.email, subject, text: text.join('\n\n') };
}

interface Manner {
	locale: Locale;
	title: string;
	at: (path: string) => string;
}
type Written = { subject: string; text: string[] };

const WRITERS = {
	provisional(row: OwedProvisional, { locale, title, at }: Manner): Written {
		const format = new Intl.DateTimeFormat(localeOf(locale), {
			dateStyle: 'full',
			timeStyle: 'short',
			timeZone: row.timezone
		});
		const date = format.format(closesAt(row.at));
		return {
			subject: m.report_mail_provisional_subject({ title }, { locale }),
			text: [
				m.report_mail_provisional({ title }, { locale }),
				m.report_mail_provisional_until({ date, zone: row.timezone }, { locale }),
				at(`/reports/${row.slug}`)
			]
		};
	},
	answer(row: OwedAnswer, { locale, title, at }: Manner): Written {
		const isTaken = row.state === 'taken-over';
		return {
			subject: m.report_mail_answer_subject({ title }, { locale }),
			text: [
				m.report_mail_answer({ title }, { locale }),
				quote(row.text),
				isTaken ? m.report_mail_answer_taken({}, { locale }) : '',
				row.answer && [m.report_mail_answer_words({}, { locale }), quote(row.answer)].join('\n\n'),
				at(`/reports/${row.slug}#comments`)
			].filter(Boolean)
		};
	},
	correction(row: OwedCorrection, { locale, title, at }: Manner): Written {
		return {
			subject: m.report_mail_correction_subject({ title }, { locale }),
			text: [
				m.report_mail_correction({ title }, { locale }),
				m.report_labelled({ label: m.report_reason({}, { locale }) }, { locale }) +
					` ${show(row.reason, locale).text}`,
				at(`/desk/reports/${row.slug}`)
			]
		};
	}
};

function quote(text: string): string {
	return text.replaceAll(/^/gm, '> ');
}
