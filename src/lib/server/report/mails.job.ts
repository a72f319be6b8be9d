import { getConfig } from '../platform/config.ts';
import { getDb } from '../platform/db.ts';
import { work } from '../platform/jobs.ts';
import { sendReportMails } from './mails.ts';

/** Runs after whatever makes a mail about a report due, and every hour for what was missed. */
export function registerReportMailJobs(): void {
	work('report-mails-send', async () => {
		const { ORIGIN, HOST, PORT } = getConfig();
		await sendReportMails(getDb(), ORIGIN ?? `http://${HOST}:${PORT}`);
	});
}
