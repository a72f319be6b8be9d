import { announce } from '../platform/bus.ts';
import { getDb, type Db } from '../platform/db.ts';
import { enqueue, work } from '../platform/jobs.ts';
import { publish } from '../platform/socket.ts';
import { fileReport } from './filing.ts';
import { listUnreported } from './new-report.rows.ts';

/** The job that closing a meeting enqueues: files the draft and tells everybody in the room where. */
export function registerReportJobs(): void {
	work('report-file', async ({ meetingId }) => {
		const { slug } = await fileReport(getDb(), meetingId);
		announce('report.filed', { meetingId, reportSlug: slug });
		publish(`meeting:${meetingId}`, 'report:filed', { meetingId, slug });
	});
}

/** At start: a meeting whose job was lost with a queue that never ran gets its report after all. */
export async function enqueueMissingReports(db: Db): Promise<number> {
	const meetings = await listUnreported(db);
	for (const meetingId of meetings) await enqueue(db, 'report-file', { meetingId });
	return meetings.length;
}
