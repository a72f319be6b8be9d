import { cleanSessions } from './people/sessions.ts';
import { registerSearchJobs } from './library/vocabulary.job.ts';
import { registerLinkJobs } from './meeting/link-check.job.ts';
import { addUpChanges } from './platform/change-count.rows.ts';
import { getDb } from './platform/db.ts';
import { startJobs, work } from './platform/jobs.ts';
import { sendWaitingMail } from './platform/mail.ts';
import { registerDigestJobs } from './report/digest.job.ts';
import { registerReportMailJobs } from './report/mails.job.ts';
import { enqueueMissingReports, registerReportJobs } from './report/report.job.ts';

/** Composes the background work of the domains and starts the queue. */
export async function startWork(): Promise<void> {
	work('mail-send', (_, id) => sendWaitingMail(getDb(), id));
	work('sessions-clean', () => cleanSessions(getDb()));
	work('changes-add-up', () => addUpChanges(getDb()));
	registerLinkJobs();
	registerSearchJobs();
	registerDigestJobs();
	registerReportJobs();
	registerReportMailJobs();
	await startJobs();
	await enqueueMissingReports(getDb());
}
