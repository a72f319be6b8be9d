import { error, redirect } from '@sveltejs/kit';
import type { Actor } from '#lib/model/actor.ts';
import { show, type Localised } from '#lib/model/localised.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { getDb } from '#lib/server/platform/db.ts';
import { showError } from '#lib/server/platform/error-page.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { readTombstone } from '#lib/server/report/tombstone.ts';
import { replaceSegment } from '../address.ts';
import { formatDates } from './names.ts';

/**
 * Runs what reads a report: a former address leads to the present one, a withdrawn report answers
 * 410 with its date and reason and what it was of, everything else as usual.
 */
export async function answerReport<T>(
	{ slug, url, actor }: { slug: string; url: URL; actor: Actor | null },
	run: () => Promise<T>
): Promise<T> {
	try {
		return await run();
	} catch (fault) {
		if (!(fault instanceof AppError)) throw fault;
		if (fault.code === 'moved')
			redirect(301, replaceSegment(url, slug, String(fault.details.slug)));
		if (fault.code !== 'report_withdrawn')
			showError(fault.status, { message: fault.message, code: fault.code });
		const date = formatDates({ dateStyle: 'long' }).format(new Date(fault.details.at!));
		const reason = String(fault.details.reason);
		const { title, date: day, meeting, dossier } = await readTombstone(getDb(), actor, slug);
		const say = (words: Localised) => {
			const { text, lang } = show(words, getLocale());
			return { text, lang };
		};
		error(410, {
			message: m.report_withdrawn_text({ date, reason }),
			code: fault.code,
			quoted: { text: reason, lang: String(fault.details.language) },
			of: {
				title: say(title),
				date: day && formatDates({ dateStyle: 'full', timeZone: 'UTC' }).format(new Date(day)),
				meeting,
				dossier: dossier && { slug: dossier.slug, title: say(dossier.title) }
			},
			...(fault.details.current ? { current: String(fault.details.current) } : {}),
			...(fault.details.desk ? { desk: String(fault.details.desk) } : {})
		});
	}
}
