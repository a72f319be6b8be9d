import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { showError } from '#lib/server/platform/error-page.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { replaceSegment } from '../address.ts';
import { formatDates } from './names.ts';

/**
 * Runs what reads a report: a former address leads to the present one, a withdrawn report answers
 * 410 with its date and reason, everything else as usual.
 */
export async function answerReport<T>(slug: string, url: URL, run: () => Promise<T>): Promise<T> {
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
		error(410, {
			message: m.report_withdrawn_text({ date, reason }),
			code: fault.code,
			quoted: { text: reason, lang: String(fault.details.language) },
			...(fault.details.desk ? { desk: String(fault.details.desk) } : {})
		});
	}
}
